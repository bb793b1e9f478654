"""The data files beside pages, as text: a line for each key, and for each thing in a list.

So they are compared line by line, and written by the quick half of `json`, which knows no indents.
"""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any


def as_text(data: Mapping[str, Any]) -> str:
    """JSON; days as ISO 8601.

    Raises:
        TypeError: something in it has no JSON form.
    """
    lines = ",\n".join(f" {_text(key)}: {_lines(value)}" for key, value in data.items())
    return f"{{\n{lines}\n}}\n"


def _lines(value: Any) -> str:
    if isinstance(value, (list, tuple)) and value and not hasattr(value, "_asdict"):
        items = ",\n  ".join(map(_text, value))
        return f"[\n  {items}\n ]"
    return _text(value)


def _plain(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no JSON form")


_text = json.JSONEncoder(ensure_ascii=False, default=_plain).encode

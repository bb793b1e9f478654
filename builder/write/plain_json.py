"""Records as JSON that nobody reads back: to tell whether two are the same."""

from pathlib import PurePath
from typing import Any

from pydantic import TypeAdapter

_ANY = TypeAdapter(Any)


def as_json(value: object) -> bytes:
    """JSON of records, tables and plain values; the same text for what is equal.

    Raises:
        ValueError: a text has half of a character in it.
        TypeError: something is neither.
    """
    return _ANY.dump_json(value, fallback=_path)


def _path(value: object) -> str:
    if isinstance(value, PurePath):
        return str(value)
    raise TypeError(f"no record, table or plain value: {value!r}")

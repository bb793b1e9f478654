"""The front matter of a page against the schema that editors use."""

from collections.abc import Iterator
from datetime import date
from functools import cache
from math import isfinite
from typing import Any

from builder.publish.front_matter import Fault, FrontMatter, Place
from builder.publish.schema import schema

_OBEYED = "a key that the theme would obey (template, icon, status, subtitle, hide, search, boost ...)"
_TOP = Place(1, 0)


def check_values(matter: FrontMatter) -> Iterator[Fault]:
    """The keys against the schema; dates are tried as days, which a schema cannot do."""
    odd = [(key, what) for key, value in matter.values.items() if (what := _odd(value))]
    for key, what in odd:
        line, column = matter.places.get(key, _TOP)
        yield Fault("front matter", line, f"`{key}`: {what}", "write text, a number, true, false or a list", column)
    if odd:
        return
    day = matter.values.get("date")
    bad_day = day is not None and not _is_day(day)
    if bad_day:
        line, column = matter.places["date"]
        yield Fault("date", line, f"`date: {day}` is not a day", "write it as 2023-05-30", column)
    if _is_valid(matter.values):
        return
    for error in _validator().iter_errors(matter.values):
        key = str(error.absolute_path[0]) if error.absolute_path else ""
        if key == "date" and bad_day:
            continue
        if error.validator == "not" and not key:
            yield Fault("schema", 1, _OBEYED, "use another name for it")
            continue
        value = f"`{key}`: " if key else ""
        fix = str(error.schema.get("description", "")) if isinstance(error.schema, dict) and key else ""
        line, column = _place(matter, list(error.absolute_path))
        yield Fault("schema", line, f"{value}{_short(error.message)}", fix, column)


def _odd(value: object) -> str:
    """What YAML can say and neither the schema nor JSON knows; "" for a value in order."""
    if isinstance(value, float) and not isfinite(value):
        return f"{value} is no number"
    if isinstance(value, dict):
        return next(filter(None, map(_odd, value.values())), "")
    if isinstance(value, list):
        return next(filter(None, map(_odd, value)), "")
    plain = value is None or isinstance(value, (str, int, float))
    return "" if plain else f"a value of a kind that pages do not have ({type(value).__name__})"


def _place(matter: FrontMatter, path: list[str | int]) -> Place:
    """Where a value stands that the schema does not like: its item of a list, else its key, else the page."""
    if not path:
        return _TOP
    items = matter.items.get(str(path[0]), ())
    if len(path) > 1 and isinstance(path[1], int) and path[1] < len(items):
        return items[path[1]]
    return matter.places.get(str(path[0]), _TOP)


def _short(message: str) -> str:
    """A message of the schema checker, which quotes whole values, in one readable line."""
    line = " ".join(message.split())
    return line if len(line) <= 160 else f"{line[:80]} … {line[-75:]}"


def _is_day(value: object) -> bool:
    try:
        return isinstance(value, str) and len(value) == 10 and bool(date.fromisoformat(value))
    except ValueError:
        return False


def _is_valid(values: dict[str, Any]) -> bool:
    """Whether there is nothing to say: asked of every page, so of the faster checker, whose messages are poorer."""
    return bool(_fast_validator().is_valid(values))


@cache
def _fast_validator() -> Any:
    from jsonschema_rs import Draft7Validator

    return Draft7Validator(schema(), validate_formats=True)


@cache
def _validator() -> Any:
    from jsonschema import Draft7Validator

    return Draft7Validator(schema(), format_checker=Draft7Validator.FORMAT_CHECKER)

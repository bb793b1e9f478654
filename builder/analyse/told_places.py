"""Names that the word beside them makes places: `the town of Berg`, `Suka Makmur village`."""

import re
from collections.abc import Iterable

from builder.analyse.name import Name

_SORTS = r"(?:city|county|district|island|municipality|province|region|suburb|town|village)"
_AFTER = re.compile(rf" {_SORTS}\b(?! (?:council|hall|court|police|government|attorney|[A-Z]))")
_BEFORE = re.compile(rf"\b{_SORTS} of $")
_PERSON_BEFORE = re.compile(rf"\b(?:{_SORTS}|capital) $")
"""Only before what would be a person: of "the city Police" the name is a body's."""


def with_told_places(text: str, names: Iterable[Name]) -> list[Name]:
    """The names, with those that the article once calls a town or the like as places."""
    names = list(names)
    told = {one.text for one in names if one.kind != "LOC" and _is_told(text, one)}
    return [one._replace(kind="LOC") if one.text in told else one for one in names]


def _is_told(text: str, one: Name) -> bool:
    start = max(0, one.span.start - 30)
    return bool(
        _AFTER.match(text, one.span.end)
        or _BEFORE.search(text, start, one.span.start)
        or (one.kind == "PER" and _PERSON_BEFORE.search(text, start, one.span.start))
    )

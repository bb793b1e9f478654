"""Dates in the text beside their labels."""

import re
from collections.abc import Iterator, Sequence

from tests.eval.look.outcome import Count, Fault, Outcome, Row, pair, without

_ANY = re.compile("")
_ASKED = {"gum": re.compile(r"\d{4}(-\d\d(-\d\d)?)?(T|$)"), "own": re.compile(r"\d{4}(?!\d)")}
"""Values that a data set has labels for: days, months and years; those and weeks and seasons; all other sets, any."""

_GRAINS = (
    ("day", re.compile(r"\d{4}-\d\d-\d\d")),
    ("month", re.compile(r"\d{4}-\d\d(?!\d)")),
    ("week", re.compile(r"\d{4}-W\d")),
    ("season or quarter", re.compile(r"\d{4}-[A-Z]")),
    ("year", re.compile(r"\d{4}$")),
    ("span of time", re.compile(r"P[\dXT]")),
    ("past, present or future", re.compile(r"(PAST|PRESENT|FUTURE)_REF")),
)


def look(gold: Row, found: Row) -> Outcome:
    """Figure `value`."""
    asked = _ASKED.get(gold["dataset"], _ANY)
    labels = [one for one in gold["timexes"] if asked.match(one["value"] or "")]
    firm = [one for one in labels if not one.get("optional")]
    optional = without(labels, firm)
    system = [one for one in found["timexes"] if asked.match(one["value"] or "")]
    pairs = pair(firm, system, _overlap)
    left = without(system, [other for _, other in pairs])
    left = [other for other in left if not any(_overlap(label, other) for label in optional)]
    # Where only the calendar is asked for, the time of day behind the day is not.
    length = None if asked is _ANY else len("2023-05-30")
    right = [both for both in pairs if _value(both[0])[:length] == _value(both[1])[:length]]
    counts = {"value": Count(len(right), len(pairs) + len(left), len(firm))}
    return Outcome(counts, [*_wrong(firm, pairs, right, left)])


def _overlap(one: Row, other: Row) -> bool:
    return bool(min(one["end"], other["end"]) > max(one["start"], other["start"]))


def _value(one: Row) -> str:
    return (one["value"] or "").upper().rstrip("Z")


def _wrong(
    firm: Sequence[Row], pairs: Sequence[tuple[Row, Row]], right: Sequence[tuple[Row, Row]], left: Sequence[Row]
) -> Iterator[Fault]:
    for one in without(firm, [one for one, _ in pairs]):
        yield Fault(f"missed {_grain(one)}", f"{one['text']} = {one['value']}")
    for one, other in without(pairs, right):
        wanted, given = _grain(one), _grain(other)
        kind = f"wrong value of a {wanted}" if wanted == given else f"{given} for a {wanted}"
        yield Fault(kind, f"{other['text']} = {other['value']}, gold {one['text']} = {one['value']}")
    for one, other in right:
        if (one["start"], one["end"]) != (other["start"], other["end"]):
            yield Fault("wrong extent (value right)", f"{other['text']} for {one['text']}")
    for other in left:
        yield Fault(f"invented {_grain(other)}", f"{other['text']} = {other['value']}")


def _grain(one: Row) -> str:
    value = _value(one)
    if not value:
        return "unresolved time"
    return next((name for name, pattern in _GRAINS if pattern.match(value)), "other time")

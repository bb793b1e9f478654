"""The dates of an event in order, at even steps since most lie close together.

A filled dot is for the past, an open one for plans; what lasts from one day to another is a bar between the two.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from builder.records import Event
from builder.saying import ENGLISH, Saying
from builder.write.calendar import about, value_in_words
from builder.write.pictures.svg import LETTER, WIDTH, Canvas, Drawing

FEWEST, MOST = 3, 16
"""Dates between which a drawing tells more than the list."""

LANES = 6
"""Rows of labels; a dot for which none is free has no label."""

_EDGE, _LINE = 16, 20
_BAR, _THICK = 14, 6
"""Height that a bar takes above the line, and its own."""

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_MONTH = re.compile(r"(\d{4})-(\d\d)")
_WEEK = re.compile(r"(\d{4})-W(\d\d)")
_YEAR = re.compile(r"\d{4}")
_DECADE = re.compile(r"\d{3}")


class _Item(NamedTuple):
    """Something to draw: a dot, or a bar from one place on the line to another."""

    first: date
    last: date
    words: str


class _Label(NamedTuple):
    x: float
    end: float
    middle: float
    lane: int | None
    words: str
    planned: bool


def draw_timeline(event: Event, say: Saying = ENGLISH) -> Drawing | None:
    """The drawing; None for few dates, which need none, for too many, and for such as a calendar does not have."""
    items: dict[_Item, tuple[bool, bool]] = {}
    for moment in event.moments:
        if moment.passages and (found := _item(moment.value, say)):
            planned, estimated = items.get(found, (True, True))
            items[found] = (planned and moment.planned, estimated and moment.estimated)
    if not FEWEST <= len(items) <= MOST:
        return None
    steps = _steps(items)
    if len({item.first for item in items} | {item.last for item in items}) < 2:
        return None
    labels = _labels(items, steps, say)
    bars = _bars(labels)
    base = _EDGE + _BAR * (max(bars.values(), default=-1) + 1)
    used = 1 + max(one.lane for one in labels if one.lane is not None)
    canvas = Canvas(say("timeline_title"), base + _EDGE + used * _LINE + _EDGE // 2)
    for one in labels:
        if one.lane:
            canvas.path(f"M{one.x:.1f} {base}L{one.x:.1f} {base + 8 + one.lane * _LINE}", "line dashed")
    canvas.path(f"M{_EDGE} {base}L{WIDTH - _EDGE} {base}")
    for one, above in bars.items():
        height = base - _BAR * (above + 1)
        for x in (one.x, one.end):
            canvas.path(f"M{x:.1f} {base}L{x:.1f} {height + _THICK / 2:.1f}", "line")
        canvas.box(one.x - 2, height, one.end - one.x + 4, _THICK, "dot open" if one.planned else "dot")
    for one in labels:
        canvas.dot(one.x, base, "dot open" if one.planned else "dot")
        if one.end > one.x:
            canvas.dot(one.end, base, "dot open" if one.planned else "dot")
    for one in labels:
        if one.lane is not None:
            half = len(one.words) * LETTER / 2
            top = base + 11 + one.lane * _LINE
            canvas.box(one.middle - half, top, 2 * half, _LINE - 3, "ground")  # over lines of others
            canvas.words(one.middle, top + 13, one.words, "middle")
    return canvas.drawing()


def _steps(items: Iterable[_Item]) -> dict[tuple[date, str], float]:
    """Where each date stands on the line; both ends of what lasts."""
    places = sorted({place for item in items for place in _ends(item)})
    step = (WIDTH - 4 * _EDGE) / max(1, len(places) - 1)
    return {place: 2 * _EDGE + step * number for number, place in enumerate(places)}


def _ends(item: _Item) -> tuple[tuple[date, str], ...]:
    """The places of an item: dots of one day in several words stand side by side, ends of bars on the day."""
    return ((item.first, item.words),) if item.first == item.last else ((item.first, ""), (item.last, ""))


def _labels(
    items: Mapping[_Item, tuple[bool, bool]], steps: Mapping[tuple[date, str], float], say: Saying
) -> list[_Label]:
    """The words of each item, in the first row that has room."""
    labels = []
    free = [float("-inf")] * LANES
    for item, (planned, estimated) in sorted(items.items(), key=lambda one: (steps[_ends(one[0])[0]], one[0])):
        x, end = steps[_ends(item)[0]], steps[_ends(item)[-1]]
        shown = about(item.words, say) if estimated else item.words
        half = len(shown) * LETTER / 2
        middle = min(max(x, _EDGE / 2 + half), WIDTH - _EDGE / 2 - half)
        lane = next((at for at, taken in enumerate(free) if taken < middle - half), None)
        if lane is not None:
            free[lane] = middle + half + LETTER
        labels.append(_Label(x, end, middle, lane, shown, planned))
    return labels


def _bars(labels: Sequence[_Label]) -> dict[_Label, int]:
    """What lasts, each with how many bars lie below it: two that overlap are drawn one above the other."""
    found: dict[_Label, int] = {}
    for one in labels:
        if one.end > one.x:
            taken = {above for other, above in found.items() if other.end >= one.x}
            found[one] = next(above for above in range(len(taken) + 1) if above not in taken)
    return found


def _item(value: str, say: Saying) -> _Item | None:
    """What a value is drawn as; None when a calendar does not have it."""
    begins, _, ends = value.partition("/")
    first, last = _place(begins, say), _place(ends or begins, say)
    if first is None or last is None or last[0] < first[0]:
        return None
    if last[0] == first[0]:
        return _Item(first[0], first[0], first[1])
    return _Item(first[0], last[0], value_in_words(value, say))


def _place(value: str, say: Saying) -> tuple[date, str] | None:
    """Where a value stands on a calendar, by its middle, and its words; None when nowhere."""
    try:
        if found := _DAY.fullmatch(value[:10]):
            day = date(*map(int, found.groups()))
            return day, say.day(day)
        if found := _MONTH.fullmatch(value):
            day = date(int(found[1]), int(found[2]), 15)
            return day, say.month(day.year, day.month)
        if found := _WEEK.fullmatch(value):
            day = date.fromisocalendar(int(found[1]), int(found[2]), 4)
            return day, say("week_of", day=say.day(date.fromisocalendar(int(found[1]), int(found[2]), 1)))
        if _DECADE.fullmatch(value):
            return date(int(f"{value}5"), 1, 1), value_in_words(value, say)
        return (date(int(value), 7, 1), value) if _YEAR.fullmatch(value) else None
    except ValueError:
        return None

"""The dates of an event in order, at even steps since most lie close together.

A filled dot is for the past, an open one for plans.
"""

import re
from datetime import date

from builder.records import Event
from builder.write.calendar import MONTHS, day_in_words
from builder.write.pictures.svg import LETTER, WIDTH, Canvas, Drawing

FEWEST, MOST = 3, 16
"""Dates between which a drawing tells more than the list."""

LANES = 6
"""Rows of labels; a dot for which none is free has no label."""

_EDGE, _LINE = 16, 20
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_MONTH = re.compile(r"(\d{4})-(\d\d)")
_WEEK = re.compile(r"(\d{4})-W(\d\d)")
_YEAR = re.compile(r"\d{4}")


def draw_timeline(event: Event) -> Drawing | None:
    """The drawing; None for few dates, which need none, for too many, and for such as a calendar does not have."""
    dots: dict[tuple[date, str], tuple[bool, bool]] = {}
    for moment in event.moments:
        if moment.passages and (found := _place(moment.value)):
            planned, estimated = dots.get(found, (True, True))
            dots[found] = (planned and moment.planned, estimated and moment.estimated)
    if not FEWEST <= len(dots) <= MOST:
        return None
    ordered = sorted(dots.items())
    if ordered[0][0][0] == ordered[-1][0][0]:
        return None
    step = (WIDTH - 4 * _EDGE) / (len(ordered) - 1)
    labels = []
    free = [float("-inf")] * LANES
    for number, ((_, words), (planned, estimated)) in enumerate(ordered):
        x = 2 * _EDGE + step * number
        shown = f"about {words}" if estimated else words
        half = len(shown) * LETTER / 2
        middle = min(max(x, _EDGE / 2 + half), WIDTH - _EDGE / 2 - half)
        lane = next((at for at, end in enumerate(free) if end < middle - half), None)
        if lane is not None:
            free[lane] = middle + half + LETTER
        labels.append((x, middle, lane, shown, planned))
    used = 1 + max(lane for _, _, lane, _, _ in labels if lane is not None)
    base = _EDGE
    canvas = Canvas("Dates in order, at even steps", base + _EDGE + used * _LINE + _EDGE // 2)
    for x, _, lane, _, _ in labels:
        if lane:
            canvas.path(f"M{x:.1f} {base}L{x:.1f} {base + 8 + lane * _LINE}", "line dashed")
    canvas.path(f"M{_EDGE} {base}L{WIDTH - _EDGE} {base}")
    for x, _, _, _, planned in labels:
        canvas.dot(x, base, "dot open" if planned else "dot")
    for _, middle, lane, shown, _ in labels:
        if lane is not None:
            half = len(shown) * LETTER / 2
            canvas.box(middle - half, base + 11 + lane * _LINE, 2 * half, _LINE - 3, "ground")  # over lines of others
            canvas.words(middle, base + 24 + lane * _LINE, shown, "middle")
    return canvas.drawing()


def _place(value: str) -> tuple[date, str] | None:
    """Where a value stands on a calendar, by its middle, and its words; None when nowhere."""
    try:
        if found := _DAY.fullmatch(value[:10]):
            day = date(*map(int, found.groups()))
            return day, day_in_words(day)
        if found := _MONTH.fullmatch(value):
            day = date(int(found[1]), int(found[2]), 15)
            return day, f"{MONTHS[day.month - 1]} {day.year}"
        if found := _WEEK.fullmatch(value):
            day = date.fromisocalendar(int(found[1]), int(found[2]), 4)
            return day, f"week of {day_in_words(date.fromisocalendar(int(found[1]), int(found[2]), 1))}"
        return (date(int(value), 7, 1), value) if _YEAR.fullmatch(value) else None
    except ValueError:
        return None

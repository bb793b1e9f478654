"""How far apart two articles were published, at least: datings of any precision as ranges of days."""

import re
from calendar import monthrange
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from builder.records import Dating

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

GATE = 7
"""Days; articles published further apart are on two events. What follows later (a trial, an anniversary, a repair) is
news of its own, and most outlets report an event in its first days."""

AROUND = 3
"""Days that an estimated day may be off, either way."""

_DAY = re.compile(r"(\d{4}|XXXX)(?:-(\d\d)(?:-(\d\d))?)?([~?%]?)")
"""Matches `2023`, `2023-05`, `2023-05-30~`, `XXXX-05`; not `May 2023`."""

_LEAP_YEAR = 2000
_EVER = (date.min.toordinal(), date.max.toordinal())


class Days(NamedTuple):
    """When an article may have been published: a first and a last day, as ordinals."""

    first: int
    last: int
    yearless: bool = False
    """The days are those of 2000, but of any year."""

    @property
    def known(self) -> bool:
        """Whether anything is known."""
        return (self.first, self.last) != _EVER


NEVER_DATED = Days(*_EVER)


def days(dating: Dating | None) -> Days:
    """The days that a dating leaves open; all of them for an article that is only known to be there."""
    if dating is None or (dating.edtf is None and dating.basis == "retrieved"):
        return NEVER_DATED
    parts = [_days(part) for part in (dating.edtf or dating.day.isoformat()).split("/")]
    found = [part for part in parts if part]
    if not found or len({part.yearless for part in found}) > 1:
        return NEVER_DATED
    return Days(min(part.first for part in found), max(part.last for part in found), found[0].yearless)


def _days(text: str) -> Days | None:
    match = _DAY.fullmatch(text)
    if not match:
        return None
    year, month, day, mark = match.groups()
    number = _LEAP_YEAR if year == "XXXX" else int(year)
    try:
        first = date(number, int(month or 1), int(day or 1))
        last_month = int(month or 12)
        last = date(number, last_month, int(day or monthrange(number, last_month)[1]))
    except ValueError:
        return None
    around = AROUND if mark and day else 0
    ends = max(_EVER[0], first.toordinal() - around), min(_EVER[1], last.toordinal() + around)
    return Days(*ends, yearless=True) if year == "XXXX" else Days(*ends)


def apart(one: Days, other: Days) -> int:
    """Days that surely lie between two articles; 0 when they may be of one day."""
    if one.yearless == other.yearless:
        # Two days without a year are taken for days of one, or of two that follow each other.
        turns = (-366, 0, 366) if one.yearless else (0,)
        return min(max(0, other.first + turn - one.last, one.first - other.last - turn) for turn in turns)
    yearless, other = (one, other) if one.yearless else (other, one)
    if other.last - other.first > 366:
        return 0
    years = range(date.fromordinal(other.first).year - 1, date.fromordinal(other.last).year + 2)
    gaps = []
    for year in years:
        if 1 <= year <= 9999:
            shift = date(year, 1, 1).toordinal() - date(_LEAP_YEAR, 1, 1).toordinal()
            gaps.append(max(0, yearless.first + shift - other.last, other.first - yearless.last - shift))
    return min(gaps, default=0)


class Gate:
    """The days of all articles, made ready to be compared for many pairs at once."""

    def __init__(self, found: Sequence[Days]) -> None:
        import numpy as np

        self._found = found
        self._first = np.array([one.first for one in found], dtype=np.int64)
        self._last = np.array([one.last for one in found], dtype=np.int64)
        self._yearless = np.array([one.yearless for one in found], dtype=bool)
        self.known = np.array([one.known for one in found], dtype=bool)

    def within(self, ones: "NDArray[np.int64]", others: "NDArray[np.int64]") -> "NDArray[np.bool_]":
        """For pairs of places, whether the two may be of one event."""
        import numpy as np

        near = np.maximum(self._first[ones] - self._last[others], self._first[others] - self._last[ones]) <= GATE
        for at in np.flatnonzero(self._yearless[ones] | self._yearless[others]):
            near[at] = apart(self._found[ones[at]], self._found[others[at]]) <= GATE
        return np.asarray(near)

"""What a text says about time, before it is counted from a day."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

Kind = Literal["DATE", "TIME", "DURATION", "SET"]
Direction = Literal["past", "present", "planned"]
Edge = Literal["START", "MID", "END"]
Anchor = Literal["day", "before"]


@dataclass(frozen=True, slots=True)
class Mention:
    """A date or time as its words give it; the fields that the words do not fill are None."""

    start: int
    end: int
    """In characters of the text."""

    kind: Kind = "DATE"
    value: str | None = None
    """TIMEX3, when the words alone fix it: a duration, a set, `PAST_REF`, a decade."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    """ISO: 1 is Monday."""

    inner: str | None = None
    """Part of a year or week: `SP`, `Q3`, `H1`, `WE`."""

    unit: str | None = None
    """Grain of an expression that is counted from a day: D, W, M, Q, Y, DE, CE, TH, TM."""

    shift: int | None = None
    """How many units away: `last week` is -1."""

    anchor: Anchor = "day"
    """Counted from the day of publication, or from the date named before it in the text."""

    clock: str | None = None
    """What follows the day in TIMEX3: `TMO`, `T18:00`."""

    bare: bool = False
    """A year that no word such as `in` leads: in the future it may well be a count or the number of a model."""

    edge: Edge | None = None
    """`early`, `mid`, `late`."""

    direction: Direction | None = None
    """How its clause looks at it."""

    @property
    def is_day(self) -> bool:
        """Whether it names a day of the calendar in full."""
        return self.year is not None and self.month is not None and self.day is not None


def is_date(year: int | None, month: int | None, day: int | None) -> bool:
    """Whether the calendar has such a day; what is None is taken as free."""
    try:
        date(year or 2000, month or 1, day or 1)
    except (ValueError, OverflowError):
        return False
    return True

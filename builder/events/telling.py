"""What one article tells of the day it appeared, as the set of days that it allows."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property, lru_cache
from itertools import product

from builder.periods import Period, period
from builder.records import Briefing, DateClue, Dating

KNOWN = ("stated", "metadata", "url")

AFTER_WEEKDAY = {0: 1.0, 1: 0.9, 2: 0.3}
"""Days from the weekday told as past last to publication -> how usual that is (26, 23 and 7 of 58 development
articles; the 2 others are what makes a range a range)."""

FRAME_DAYS = 62
"""A day to come frames the one told as past when it lies at most so long after it."""


@dataclass(frozen=True)
class DateTelling:
    """An article of an event by what it says of its day."""

    briefing: Briefing

    @cached_property
    def known(self) -> Period | None:
        """The days on one of which it appeared, when the article or its page states that."""
        dating = self.briefing.article.dating
        return days_of(dating) if dating is not None and dating.basis in KNOWN else None

    @cached_property
    def is_open(self) -> bool:
        """Whether its own day is no more than an estimate."""
        dating = self.briefing.article.dating
        return dating is None or dating.basis not in KNOWN

    def clues(self, *kinds: str) -> list[DateClue]:
        """Its clues of these kinds, in order of the text."""
        return [one for one in self.briefing.clues if one.kind in kinds]

    @cached_property
    def bounding(self) -> list[DateClue]:
        """The clues that tell days from one another within a year, in order of the text."""
        used = self._weekday + self._weeks
        floating = [one for one in self.clues("past", "planned") if one.value.startswith("XXXX")]
        if {one.kind for one in floating} == {"past", "planned"} or self.years:
            used += floating
        return sorted(used, key=lambda one: one.span)

    @cached_property
    def years(self) -> list[int]:
        """The writer's own year, as its text has it; none when it does not say."""
        return sorted({int(one.value) for one in self.clues("year") if one.value.isdigit()})

    def allows(self, day: date) -> bool:
        """Whether the article can have appeared on that day by all it says."""
        if self.known is not None:
            return self.known[0] <= day <= self.known[1]
        return (
            all(day.year == year for year in self.years)
            and all(_days_after(one, day) in AFTER_WEEKDAY for one in self._weekday)
            and all(day >= first for first in self._begun)
            and all(day >= first for value in self._floating_past for first in _firsts(value, self.years))
            and all(_meets_week(one.value, day) for one in self._weeks)
            and self._lies_in_frame(day)
        )

    def weight(self, day: date) -> float:
        """How usual it is that an article which tells this appears on that day; a known day counts double."""
        if not self.is_open:
            return 2.0
        return AFTER_WEEKDAY.get(_days_after(self._weekday[0], day), 0.0) if self._weekday else 1.0

    @cached_property
    def _weekday(self) -> list[DateClue]:
        return self.clues("weekday")[-1:]

    @cached_property
    def _weeks(self) -> list[DateClue]:
        return [one for one in self.clues("week") if one.value]

    @cached_property
    def _begun(self) -> list[date]:
        return [stretch[0] for one in self.clues("past") if (stretch := period(one.value))]

    @cached_property
    def _floating_past(self) -> list[str]:
        return [one.value for one in self.clues("past") if one.value.startswith("XXXX")]

    def _lies_in_frame(self, day: date) -> bool:
        """After what is told as past, before what is to come: days without a year, taken in the years around."""
        years = (day.year - 1, day.year, day.year + 1)
        planned = [one.value for one in self.clues("planned") if one.value.startswith("XXXX")]
        for first, last in product(self._floating_past, planned):
            frames = [
                (begin, end)
                for begin, end in product(_firsts(first, years), _firsts(last, years))
                if 0 < (end - begin).days <= FRAME_DAYS
            ]
            if frames and not any(begin <= day < end for begin, end in frames):
                return False
        return True


def days_of(dating: Dating) -> Period | None:
    """The days that a dating leaves open: `2023-05-30`, `2023-05-29/2023-05-30`, `2023-05`; None for `XXXX-05`."""
    edtf = dating.edtf or ""
    slack = timedelta(days=1 if edtf.endswith(("~", "%")) else 0)
    stretches = [period(one.rstrip("~?%")) for one in edtf.split("/")]
    first, last = stretches[0], stretches[-1]
    if first is None or last is None or last[1] < first[0]:
        return None
    try:
        return first[0] - slack, last[1] + slack
    except OverflowError:
        return None


def _days_after(weekday: DateClue, day: date) -> int:
    return (day.isoweekday() - int(weekday.value)) % 7 if weekday.value.isdigit() else 0


def _meets_week(value: str, day: date) -> bool:
    """Whether the week of that day holds one of the days; a value that names none holds for every week."""
    monday = day.toordinal() - day.isoweekday() + 1
    known = [one for year in (day.year - 1, day.year, day.year + 1) if (one := _in_year(value, year)) is not None]
    return not known or any(one[0].toordinal() <= monday + 6 and monday <= one[1].toordinal() for one in known)


def _firsts(value: str, years: Iterable[int]) -> Iterator[date]:
    """The first day of a value without its year, in each of the years that has it."""
    for year in years:
        stretch = _in_year(value, year)
        if stretch is not None:
            yield stretch[0]


@lru_cache(maxsize=10_000)
def _in_year(value: str, year: int) -> Period | None:
    """The days of a value in a year, if it has none of its own."""
    return period(value.replace("XXXX", f"{year:04}"))

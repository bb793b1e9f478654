"""When the briefings of a page appeared: a table of days, weeks, months or years, then the same as a drawing."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from builder.records import Briefing
from builder.write.calendar import day_in_words, month_in_words
from builder.write.listing import counted, is_dated
from builder.write.pictures.over_time import draw_over_time
from builder.write.pictures.svg import Drawing, shown

FEWEST = 3
"""Different days from which there is something to tell."""

COLUMNS = 24
"""Periods that are drawn and listed at most, the newest."""

HEADING = "Over time"


class _Unit(NamedTuple):
    """How time is cut into periods."""

    name: str
    head: str
    """Of its column in the table."""

    days: int
    """How many days from first to last it is used for."""

    number: Callable[[date], int]
    """Periods that follow each other bear numbers that do."""

    words: Callable[[int], str]


def _day_words(number: int) -> str:
    return day_in_words(date.fromordinal(number))


def _week_words(number: int) -> str:
    return day_in_words(date.fromordinal(number * 7 + 1))


_UNITS = (
    _Unit("day", "Day", 14, date.toordinal, _day_words),
    _Unit("week", "Week of", 7 * 20, lambda day: (day.toordinal() - 1) // 7, _week_words),
    _Unit(
        "month", "Month", 700, lambda day: day.year * 12 + day.month - 1, lambda n: month_in_words(n // 12, n % 12 + 1)
    ),
    _Unit("year", "Year", 4_000_000, lambda day: day.year, str),
)
"""Ordinal 1 was a Monday: `(ordinal - 1) // 7` counts weeks."""


class OverTime(NamedTuple):
    """How much appeared when."""

    unit: str
    head: str
    columns: tuple[tuple[str, int], ...]
    """Every period from the first to the last, with its number; the empty ones too."""

    earlier: int
    """Briefings before the first period shown."""

    undated: int
    """Briefings whose day is not known so well."""

    def drawing(self) -> Drawing:
        """The columns, drawn."""
        return draw_over_time(self.columns)


def over_time(briefings: Iterable[Briefing]) -> OverTime | None:
    """What there is to tell; None for fewer than three different days."""
    days: list[date] = []
    undated = 0
    for one in briefings:
        if (day := _known_day(one)) is None:
            undated += 1
        else:
            days.append(day)
    if len(set(days)) < FEWEST:
        return None
    span = (max(days) - min(days)).days
    unit = next(one for one in _UNITS if span <= one.days)
    found = Counter(map(unit.number, days))
    last = max(found)
    first = max(min(found), last - COLUMNS + 1)
    columns = tuple((unit.words(number), found[number]) for number in range(first, last + 1))
    earlier = sum(count for number, count in found.items() if number < first)
    return OverTime(unit.name, unit.head, columns, earlier, undated) if len(columns) > 1 else None


def section(told: OverTime, picture: str) -> str:
    """Markdown of the table and of the drawing in a file of that name beside the page."""
    rows = [f"| {words} | {number} |" for words, number in told.columns if number]
    left_out = [f"{told.earlier} earlier"] if told.earlier else []
    left_out += [f"{told.undated} of no known day"] if told.undated else []
    rest = f" Not counted: {', '.join(left_out)}." if left_out else ""
    total = counted(sum(number for _, number in told.columns), "briefing")
    words = f"The table above as a drawing: a column for each {told.unit}, from {told.columns[0][0]}"
    return "\n\n".join(
        (
            f"{total}, counted by {told.unit}: each on the most likely day of its article.{rest}\n{{: .meta }}",
            "\n".join((f"| {told.head} | Briefings |", "| --- | ---: |", *rows)),
            shown(told.drawing(), picture, f"{words} to {told.columns[-1][0]}"),
        )
    )


def assets(told: OverTime | None, picture: str) -> dict[str, str]:
    """The file of the drawing; empty where there must be none."""
    return {picture: told.drawing().text if told else ""}


def heads(told: OverTime | None, picture: str) -> Sequence[tuple[str, str]]:
    """Heading and body, if there is something to tell."""
    return [(HEADING, section(told, picture))] if told else []


def _known_day(briefing: Briefing) -> date | None:
    """The day of an article that is known to a day, or to be one of a few."""
    dating = briefing.article.dating
    if dating is None or not is_dated(briefing):
        return None
    edges = [edge.rstrip("~?%") for edge in (dating.edtf or dating.day.isoformat()).split("/")]
    try:
        first, last = date.fromisoformat(edges[0]), date.fromisoformat(edges[-1])
    except ValueError:
        return None  # a month, a year, or some May
    return dating.day if last - first <= timedelta(days=6) else None

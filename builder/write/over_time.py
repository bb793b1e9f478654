"""When the briefings of a page appeared: a table of days, weeks, months or years, then the same as a drawing."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from builder.records import Briefing
from builder.saying import ENGLISH, Saying
from builder.write.listing import is_dated
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
    """Begins the keys of its words."""

    days: int
    """How many days from first to last it is used for."""

    number: Callable[[date], int]
    """Periods that follow each other bear numbers that do."""

    words: Callable[[int, Saying], str]


def _day_words(number: int, say: Saying) -> str:
    return say.day(date.fromordinal(number))


def _week_words(number: int, say: Saying) -> str:
    return say.day(date.fromordinal(number * 7 + 1))


def _month_words(number: int, say: Saying) -> str:
    return say.month(number // 12, number % 12 + 1)


def _year_words(number: int, _: Saying) -> str:
    return str(number)


_UNITS = (
    _Unit("day", 14, date.toordinal, _day_words),
    _Unit("week", 7 * 20, lambda day: (day.toordinal() - 1) // 7, _week_words),
    _Unit("month", 700, lambda day: day.year * 12 + day.month - 1, _month_words),
    _Unit("year", 4_000_000, lambda day: day.year, _year_words),
)
"""Ordinal 1 was a Monday: `(ordinal - 1) // 7` counts weeks."""


class OverTime(NamedTuple):
    """How much appeared when."""

    unit: str
    columns: tuple[tuple[str, int], ...]
    """Every period from the first to the last, with its number; the empty ones too."""

    earlier: int
    """Briefings before the first period shown."""

    undated: int
    """Briefings whose day is not known so well."""

    say: Saying
    """The words that its periods are written in."""

    def drawing(self) -> Drawing:
        """The columns, drawn."""
        return draw_over_time(self.columns, self.say("over_time_title"))


def over_time(briefings: Iterable[Briefing], say: Saying = ENGLISH) -> OverTime | None:
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
    columns = tuple((unit.words(number, say), found[number]) for number in range(first, last + 1))
    earlier = sum(count for number, count in found.items() if number < first)
    return OverTime(unit.name, columns, earlier, undated, say) if len(columns) > 1 else None


def section(told: OverTime, picture: str) -> str:
    """Markdown of the table and of the drawing in a file of that name beside the page."""
    rows = [f"| {words} | {number} |" for words, number in told.columns if number]
    say = told.say
    left_out = [say("earlier_ones", count=told.earlier)] if told.earlier else []
    left_out += [say("no_known_day", count=told.undated)] if told.undated else []
    rest = f" {say('not_counted', those=', '.join(left_out))}" if left_out else ""
    total = say.count(sum(number for _, number in told.columns), "briefing")
    words = say(f"{told.unit}s_drawn", first=told.columns[0][0], last=told.columns[-1][0])
    return "\n\n".join(
        (
            f"{say(f'by_{told.unit}', briefings=total)}{rest}\n{{: .meta }}",
            "\n".join((f"| {say(f'head_{told.unit}')} | {say('head_briefings')} |", "| --- | ---: |", *rows)),
            shown(told.drawing(), picture, words),
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

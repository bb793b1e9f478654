"""The page of a year: its months with counts, and a calendar in which each day leads to its briefings."""

from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import NamedTuple

from builder.records import Page
from builder.write.addresses import Addresses, way
from builder.write.listing import plain_page, sorting_day
from builder.write.pages.month import INDEX, Day, Month, claim, in_days
from builder.write.paging import COUNTED, steps, table

FEW = 4
"""So many briefings at least make the strongest colour: in a year with few no day is busy."""


class Year(NamedTuple):
    """The months of a year, newest first."""

    year: int
    months: Sequence[Month]

    @property
    def key(self) -> str:
        """`2030`."""
        return str(self.year)

    @property
    def days(self) -> list[tuple[Month, Day]]:
        """Newest first."""
        return [(month, day) for month in self.months for day in month.days]


def year_page(year: Year, earlier: Year | None, later: Year | None, addresses: Addresses) -> Page:
    """In words and numbers first, then as a calendar."""
    here, say = claim(year.key, addresses), addresses.say
    around = [addresses.link(one.key, f"dates-{one.key}", here) if one else "" for one in (earlier, later)]
    month, busiest = _busiest(year.days)
    count = sum(len(one.briefings) for one in year.months)
    counts = in_days(count, len(year.days), say)
    if len(year.days) > 1:
        day = month.link(busiest, busiest.words(say), here, addresses)
        counts = say("most_on", counts=counts, day=day, count=say.number(len(busiest.briefings)))
    rows = []
    for one in year.months:
        top = _busiest([(one, day) for day in one.days])[1]
        words = top.words(say).replace(one.words(say), say.short_months[one.month - 1])
        shown = f"{one.link(top, words, here, addresses)} ({say.number(len(top.briefings))})"
        link = addresses.link(one.words(say), f"dates-{one.key}", here)
        rows.append((link, str(len(one.briefings)), str(len(one.events)), shown))
    body = (
        f"[{say('dates')}]({way(INDEX, here)})\n{{: .meta }}",
        steps(around, words=(say("step_earlier"), say("step_later"))),
        f"{counts}.{COUNTED}",
        table(("Month", "#Briefings", "#Events", "Busiest day"), rows),
        f"## Calendar\n\n{say('heat')}\n{{: .meta .heat }}\n\n{calendar(year, here, addresses)}",
    )
    newest = sorting_day(year.months[0].briefings[0])
    return plain_page(f"dates-{year.key}", here, year.key, year.key, "\n\n".join(filter(None, body)), date=newest)


def calendar(year: Year, here: PurePosixPath, addresses: Addresses) -> str:
    """Markdown of a table, earliest month first; in the cell of a day the number of its briefings, if it has any."""
    say = addresses.say
    most = max(FEW, *(len(day.briefings) for _, day in year.days))
    rows = []
    for month in reversed(year.months):
        cells = [""] * 31
        for one in month.days:
            count = len(one.briefings)
            title = f"{one.words(say)}{say('colon')}{say.count(count, 'briefing', grouped=True)}"
            link = month.link(one, str(count), here, addresses, title)
            cells[one.day.day - 1] = f"{link}{{: .heat{shade(count, most)} }}" if link.startswith("[") else link
        name = addresses.link(say.short_months[month.month - 1], f"dates-{month.key}", here)
        rows.append((name, *cells))
    return table(("Month", *(str(number) for number in range(1, 32))), rows)


def shade(count: int, most: int) -> int:
    """1 to 4: up to an eighth, a fourth, half, all of the most."""
    return 1 + sum(parts * count > most for parts in (8, 4, 2))


def _busiest(days: Sequence[tuple[Month, Day]]) -> tuple[Month, Day]:
    """The day with most briefings, the earliest of several."""
    return max(days, key=lambda one: (len(one[1].briefings), -one[1].day.toordinal()))

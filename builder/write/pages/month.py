"""The page of a month: its briefings by day; a month with many has a page for each day."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from pathlib import PurePosixPath
from typing import NamedTuple

from builder.headings import slug
from builder.records import Briefing, Event, Page
from builder.saying import ENGLISH, Saying
from builder.write.addresses import Addresses, way
from builder.write.calendar import about, is_estimate
from builder.write.listing import event_lines, heading, lines, plain_page, sorting_day
from builder.write.paging import COUNTED, PAGE, Group, Part, neighbours, parts, steps, table

INDEX = PurePosixPath("dates/index.md")

EVENTS = 30
"""Events that the page of a month lists, the newest."""


class Day(NamedTuple):
    """The briefings of a day."""

    day: date
    briefings: Sequence[Briefing]

    def words(self, say: Saying = ENGLISH) -> str:
        """The day in words; "about" it when no briefing is surely of that day."""
        words = say.day(self.day)
        return about(words, say) if all(is_estimate(one.article.dating) for one in self.briefings) else words


class Month(NamedTuple):
    """The briefings of a month, and the events whose newest report is of it, newest first."""

    year: int
    month: int
    briefings: Sequence[Briefing]
    events: Sequence[Event]

    @property
    def key(self) -> str:
        """`2030-06`."""
        return f"{self.year}-{self.month:02}"

    def words(self, say: Saying = ENGLISH) -> str:
        """`June 2030`."""
        return say.month(self.year, self.month)

    @property
    def days(self) -> list[Day]:
        """Newest first."""
        return [Day(day, list(found)) for day, found in groupby(self.briefings, key=sorting_day)]

    def has_day_pages(self) -> bool:
        """Whether there are too many briefings for one page."""
        return len(self.briefings) > PAGE

    def link(self, day: Day, words: str, here: PurePosixPath, addresses: Addresses, title: str = "") -> str:
        """Markdown link to the list of a day, `words` of ours; the bare words where there is none."""
        page = f"dates-{day.day}" if self.has_day_pages() else f"dates-{self.key}"
        path = addresses.path(page)
        if path is None:
            return words
        to_day = slug(day.words())
        anchor = "" if self.has_day_pages() or addresses.has_lost(page, to_day) else f"#{to_day}"
        said = f' "{title}"' if title else ""
        return f"[{words}]({way(path, here) if path != here else ''}{anchor}{said})"


def in_days(briefings: int, days: int, say: Saying) -> str:
    """`3 briefings on 2 days`."""
    counted = say.count(briefings, "briefing", grouped=True)
    return say("on_days", briefings=counted, days=say.count(days, "day", grouped=True))


def claim(key: str, addresses: Addresses) -> PurePosixPath:
    """Path of the date page of a year, month or day."""
    return addresses.claim(f"dates-{key}", PurePosixPath(f"dates/{key}.md"))


def month_pages(month: Month, earlier: Month | None, later: Month | None, addresses: Addresses) -> list[Page]:
    """The page of the month, then those of its days, if it has such."""
    here, say = claim(month.key, addresses), addresses.say
    by_day = [Group(str(one.day), one.words(say), "", one.briefings) for one in month.days]
    found = parts(by_day) if month.has_day_pages() else []
    for part in found:
        claim(part.key, addresses)
    around = [addresses.link(one.words(say), f"dates-{one.key}", here) if one else "" for one in (earlier, later)]
    of_days = in_days(len(month.briefings), len(month.days), say)
    year = addresses.link(str(month.year), f"dates-{month.year}", here)
    blocks = [
        f"[{say('dates')}]({way(INDEX, here)}) · {year}\n{{: .meta }}",
        steps(around, words=(say("step_earlier"), say("step_later"))),
    ]
    if month.events:
        rest = len(month.events) - EVENTS
        more = [f"- {say('more_among_events', count=say.number(rest), page='../events/index.md')}"] if rest > 0 else []
        told = "\n".join((event_lines(month.events[:EVENTS], here, addresses), *more))
        blocks.append(f"## Events\n\n{told}")
    if month.has_day_pages():
        rows = ((month.link(one, one.words(say), here, addresses), str(len(one.briefings))) for one in month.days)
        shown = table((say("head_day"), f"#{say('head_briefings')}"), rows)
        blocks.append(
            f"## {heading(say('briefings_by_day'), ENGLISH('briefings_by_day'))}\n\n{of_days}.{COUNTED}\n\n{shown}"
        )
    else:
        blocks.insert(2, f"{of_days}.{COUNTED}")
        blocks += [
            f"## {heading(one.words(say), one.words())}\n\n{lines(one.briefings, here, addresses)}"
            for one in month.days
        ]
    newest = sorting_day(month.briefings[0])
    page = plain_page(
        f"dates-{month.key}", here, month.words(say), month.words(), "\n\n".join(filter(None, blocks)), date=newest
    )
    return [page, *(_day_page(month, *one, addresses) for one in neighbours(found))]


def _day_page(
    month: Month,
    later: Part[Briefing] | None,
    part: Part[Briefing],
    earlier: Part[Briefing] | None,
    addresses: Addresses,
) -> Page:
    here, say = claim(part.key, addresses), addresses.say
    around = [addresses.link(one.words(say), f"dates-{one.key}", here) if one else "" for one in (earlier, later)]
    up = addresses.link(month.words(say), f"dates-{month.key}", here)
    english = Day(sorting_day(part.items[0]), part.group.items).words()
    english += f", part {part.number}" if part.number > 1 else ""
    counted = say.count(len(part.items), "briefing", grouped=True)
    counts = part.place("briefings", say) if part.has_others() else counted
    body = (
        f"[{say('dates')}]({way(INDEX, here)}) · {up}\n{{: .meta }}",
        steps(around, (say("step_before"), say("step_after"))),
        f"{counts}.{COUNTED}",
        lines(part.items, here, addresses),
    )
    day = sorting_day(part.items[0])
    return plain_page(f"dates-{part.key}", here, part.words(say), english, "\n\n".join(filter(None, body)), date=day)

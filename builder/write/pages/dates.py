"""Date pages: an index, a page for each year and month that has briefings, one for those whose day is unknown."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from itertools import groupby
from pathlib import PurePosixPath

from builder.records import Briefing, Event, Page
from builder.write.addresses import Addresses
from builder.write.calendar import day_in_words, is_estimate, month_in_words
from builder.write.listing import (
    event_day,
    event_is_dated,
    event_lines,
    is_dated,
    lines,
    newest_first,
    plain_page,
    sorting_day,
)

INDEX = PurePosixPath("dates/index.md")


def date_pages(briefings: Sequence[Briefing], addresses: Addresses, events: Sequence[Event] = ()) -> list[Page]:
    """Newest first everywhere; an event, which comes so already, stands in the month of its newest report."""
    ordered = newest_first(briefings)
    dated = [one for one in ordered if is_dated(one)]
    undated = [one for one in ordered if not is_dated(one)]
    pages, blocks = [], []
    by_month: defaultdict[tuple[int, int], list[Event]] = defaultdict(list)
    for event in filter(event_is_dated, events):
        by_month[event_day(event).year, event_day(event).month].append(event)
    for year, in_year in groupby(dated, key=lambda one: sorting_day(one).year):
        months = [(month, list(found)) for month, found in groupby(in_year, key=lambda one: sorting_day(one).month)]
        month_pages = [_month_page(year, month, found, by_month[year, month], addresses) for month, found in months]
        pages += [*month_pages, _year_page(year, months, addresses)]
        blocks.append(
            f"## {addresses.link(str(year), f'dates-{year}', INDEX)}\n\n" + _months(year, months, INDEX, addresses)
        )
    if undated:
        here = addresses.claim("dates-undated", PurePosixPath("dates/undated.md"))
        intro = "These articles state no day, and their text does not give one away."
        pages.append(plain_page("dates-undated", here, "Day unknown", f"{intro}\n\n{lines(undated, here, addresses)}"))
        blocks.append(f"## {addresses.link('Day unknown', 'dates-undated', INDEX)} ({len(undated)})")
    return [*pages, plain_page("page-dates", INDEX, "Dates", "\n\n".join(blocks) or "No briefings yet.")]


def _months(
    year: int, months: Sequence[tuple[int, Sequence[Briefing]]], here: PurePosixPath, addresses: Addresses
) -> str:
    return "\n".join(
        f"- {addresses.link(month_in_words(year, month), f'dates-{year}-{month:02}', here)} ({len(found)})"
        for month, found in months
    )


def _year_page(year: int, months: Sequence[tuple[int, Sequence[Briefing]]], addresses: Addresses) -> Page:
    page_id = f"dates-{year}"
    here = addresses.claim(page_id, PurePosixPath(f"dates/{year}.md"))
    body = _months(year, months, here, addresses)
    return plain_page(page_id, here, str(year), body, date=sorting_day(months[0][1][0]))


def _day(day: date, briefings: Sequence[Briefing]) -> str:
    """The day in words; "about" it when no briefing is surely of that day."""
    about = "about " if all(is_estimate(one.article.dating) for one in briefings) else ""
    return f"{about}{day_in_words(day)}"


def _month_page(
    year: int, month: int, briefings: Sequence[Briefing], events: Sequence[Event], addresses: Addresses
) -> Page:
    page_id = f"dates-{year}-{month:02}"
    here = addresses.claim(page_id, PurePosixPath(f"dates/{year}-{month:02}.md"))
    told = [f"## Events\n\n{event_lines(events, here, addresses)}"] if events else []
    days = [
        f"## {_day(day, in_day)}\n\n{lines(in_day, here, addresses)}"
        for day, in_day in ((day, list(found)) for day, found in groupby(briefings, key=sorting_day))
    ]
    return plain_page(
        page_id, here, month_in_words(year, month), "\n\n".join((*told, *days)), date=sorting_day(briefings[0])
    )

"""Date pages: an index, a page for each year and month that has briefings, those for articles whose day is unknown."""

from collections import defaultdict
from collections.abc import Sequence
from itertools import groupby

from builder.records import Briefing, Event, Page
from builder.saying import ENGLISH
from builder.write.addresses import Addresses
from builder.write.listing import event_day, event_is_dated, is_dated, lines, newest_first, plain_page, sorting_day
from builder.write.pages.month import INDEX, Month, claim, month_pages
from builder.write.pages.year import Year, year_page
from builder.write.paging import COUNTED, PAGE, neighbours, steps, table


def date_pages(briefings: Sequence[Briefing], addresses: Addresses, events: Sequence[Event] = ()) -> list[Page]:
    """Newest first everywhere; an event, which comes so already, stands in the month of its newest report."""
    ordered = newest_first(briefings)
    dated = [one for one in ordered if is_dated(one)]
    undated = [one for one in ordered if not is_dated(one)]
    by_month: defaultdict[tuple[int, int], list[Event]] = defaultdict(list)
    for event in filter(event_is_dated, events):
        by_month[event_day(event).year, event_day(event).month].append(event)
    months = [
        Month(*key, list(found), by_month[key])
        for key, found in groupby(dated, key=lambda one: (sorting_day(one).year, sorting_day(one).month))
    ]
    years = [Year(number, list(found)) for number, found in groupby(months, key=lambda one: one.year)]
    for key in (*(one.key for one in years), *(one.key for one in months)):
        claim(key, addresses)
    pages = [page for later, one, earlier in neighbours(months) for page in month_pages(one, earlier, later, addresses)]
    pages += [year_page(one, earlier, later, addresses) for later, one, earlier in neighbours(years)]
    return [*pages, *_undated(undated, addresses), _index(months, years, len(undated), addresses)]


def _index(months: Sequence[Month], years: Sequence[Year], undated: int, addresses: Addresses) -> Page:
    """The months; of more than fit a page, the years."""
    say = addresses.say
    count = sum(len(one.briefings) for one in months) + undated
    if not count:
        return plain_page("page-dates", INDEX, say("dates"), ENGLISH("dates"), say("no_briefings"))
    words = f"{say('newest_first', briefings=say.count(count, 'briefing', grouped=True))}{COUNTED}"
    unknown = addresses.link(say("Day_unknown"), "dates-undated", INDEX)
    last = [(unknown, "", str(undated), "")] if undated else []
    if len(months) <= PAGE:
        rows = [
            (
                addresses.link(one.words(say), f"dates-{one.key}", INDEX),
                addresses.link(str(one.year), f"dates-{one.year}", INDEX),
                str(len(one.briefings)),
                str(len(one.events)),
            )
            for one in months
        ]
        shown = table(("Month", "Year", "#Briefings", "#Events"), (*rows, *last))
    else:
        found = [
            (
                addresses.link(one.key, f"dates-{one.key}", INDEX),
                str(sum(len(month.briefings) for month in one.months)),
                str(sum(len(month.events) for month in one.months)),
            )
            for one in years
        ]
        shown = table(("Year", "#Briefings", "#Events"), (*found, *((one[0], *one[2:]) for one in last)))
    return plain_page("page-dates", INDEX, say("dates"), ENGLISH("dates"), f"{words}\n\n{shown}")


def _undated(briefings: Sequence[Briefing], addresses: Addresses) -> list[Page]:
    """Newest first; of several pages the first has the newest, and the others, once full, stay as they are."""
    say = addresses.say
    full = max(0, len(briefings) - 1) // PAGE
    start = len(briefings) - full * PAGE
    found = [("undated", briefings[:start])] if briefings else []
    found += [
        (f"undated-{number}", briefings[start + (full - number) * PAGE :][:PAGE]) for number in range(full, 0, -1)
    ]
    for key, _ in found:
        claim(key, addresses)
    pages = []
    for before, (key, shown), after in neighbours(found):
        here = claim(key, addresses)
        around = [addresses.link(say("Day_unknown"), f"dates-{one[0]}", here) if one else "" for one in (before, after)]
        counted = say.count(len(shown), "briefing", grouped=True)
        body = (
            say("why_undated"),
            f"{say('by_taken_in', briefings=counted)}{COUNTED}",
            lines(shown, here, addresses),
            steps(around, words=(say("taken_in_later"), say("taken_in_earlier"))),
        )
        pages.append(
            plain_page(
                f"dates-{key}", here, say("Day_unknown"), ENGLISH("Day_unknown"), "\n\n".join(filter(None, body))
            )
        )
    return pages

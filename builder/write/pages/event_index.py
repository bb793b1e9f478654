"""The index of events: newest report first, by month."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import PurePosixPath

from builder.records import Event, Page
from builder.write import escape, front_matter
from builder.write.addresses import Addresses
from builder.write.calendar import month_in_words
from builder.write.feeds import calendar
from builder.write.listing import event_day, event_is_dated, event_lines, plain_page

HERE = PurePosixPath("events/index.md")

_NONE = "No events yet: an event has a page when two articles tell of it."


CALENDAR = HERE.with_name("planned.ics")

_PLANNED = "Days that these events say are planned: [calendar file](planned.ics), to open or subscribe to."


def event_index(events: Sequence[Event], addresses: Addresses) -> Page:
    """`events` come newest first."""
    planned = calendar(events, addresses)
    blocks = [f"{_PLANNED}\n{{: .meta }}"] if planned else []
    for month, found in groupby(events, key=_month):
        blocks.append(f"## {month}\n\n{event_lines(found, HERE, addresses)}")
    page = plain_page("page-events", HERE, "Events", "\n\n".join(blocks) or _NONE)
    return replace(page, assets={CALENDAR.name: planned})


def same_event_page(event_id: str, title: str, here: PurePosixPath, event: Event, addresses: Addresses) -> Page:
    """What is left of the page of an event that is another one, where a person wrote on it: the way there."""
    values = {"id": event_id, "type": "event", "title": title, "date": event_day(event)}
    target = addresses.link(event.title, event.id, here)
    return Page(event_id, here, front_matter.page(values, f"# {escape.markdown(title)}\n\nThe same as {target}."))


def _month(event: Event) -> str:
    day = event_day(event)
    return month_in_words(day.year, day.month) if event_is_dated(event) else "Day unknown"

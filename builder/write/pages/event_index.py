"""The index of events: newest report first, by month."""

from collections.abc import Sequence
from itertools import groupby
from pathlib import PurePosixPath

from builder.records import Event, Page
from builder.write.addresses import Addresses
from builder.write.calendar import month_in_words
from builder.write.listing import event_day, event_is_dated, event_lines, plain_page

HERE = PurePosixPath("events/index.md")

_NONE = "No events yet: an event has a page when two articles tell of it."


def event_index(events: Sequence[Event], addresses: Addresses) -> Page:
    """`events` come newest first."""
    blocks = []
    for month, found in groupby(events, key=_month):
        blocks.append(f"## {month}\n\n{event_lines(found, HERE, addresses)}")
    return plain_page("page-events", HERE, "Events", "\n\n".join(blocks) or _NONE)


def _month(event: Event) -> str:
    day = event_day(event)
    return month_in_words(day.year, day.month) if event_is_dated(event) else "Day unknown"

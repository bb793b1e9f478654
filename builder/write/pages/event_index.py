"""The index of events: newest report first; a long one by month."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import PurePosixPath

from builder.records import Event, Page
from builder.saying import Saying
from builder.write import escape, front_matter
from builder.write.addresses import Addresses
from builder.write.feeds import calendar
from builder.write.listing import event_day, event_days, event_is_dated
from builder.write.pages.lists import First, Listing, list_pages
from builder.write.paging import Group

HERE = PurePosixPath("events/index.md")

CALENDAR = HERE.with_name("planned.ics")


def event_index(events: Sequence[Event], addresses: Addresses) -> list[Page]:
    """`events` come newest first."""
    say = addresses.say

    def row(event: Event, here: PurePosixPath) -> tuple[str, ...]:
        link = addresses.link(event.title, event.id, here)
        return (
            link,
            event_days(event, say),
            str(event.outlets),
            str(event.independent),
            say(f"confidence_{event.confidence}"),
        )

    planned = calendar(events, addresses)
    columns = ("Event", "Reported", "#Outlets", "#Origins", "Confidence")
    listing = Listing("events", "month", "event", say, columns, row, ("step_later", "step_earlier"))
    first = First("Newest", events)
    above = (f"{say('planned_file')}\n{{: .meta }}",) if planned else ()
    index, *others = list_pages(listing, _by_month(events, say), addresses, first, above)
    return [replace(index, assets={CALENDAR.name: planned}), *others]


def same_event_page(event_id: str, title: str, here: PurePosixPath, event: Event, addresses: Addresses) -> Page:
    """What is left of the page of an event that is another one, where a person wrote on it: the way there."""
    values = {"id": event_id, "type": "event", "title": title, "date": event_day(event)}
    target = addresses.link(event.title, event.id, here)
    return Page(
        event_id,
        here,
        front_matter.page(values, f"# {escape.markdown(title)}\n\n{addresses.say('same_as', page=target)}"),
    )


def _by_month(events: Sequence[Event], say: Saying) -> list[Group[Event]]:
    groups = []
    for (year, month), found in groupby(events, key=_month):
        if year:
            groups.append(Group(f"{year}-{month:02}", say.month(year, month), str(year), list(found)))
        else:
            groups.append(Group("undated", say("Day_unknown"), say("Day_unknown"), list(found)))
    return groups


def _month(event: Event) -> tuple[int, int]:
    """Year and month of the newest report; zeros when no report has a day."""
    day = event_day(event)
    return (day.year, day.month) if event_is_dated(event) else (0, 0)

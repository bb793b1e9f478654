"""The newest day on the home page, in a few sentences: one for each event, then one for each other article."""

from collections.abc import Sequence
from datetime import date
from pathlib import PurePosixPath
from typing import NamedTuple

from builder.records import Briefing, Event
from builder.write.addresses import Addresses
from builder.write.event_view import sentence_part
from builder.write.listing import bottom_line, cite, is_dated, outlets_and_origins, sorting_day

SENTENCES = 7
"""At most."""


class Day(NamedTuple):
    """A day, told."""

    sentences: int
    """How many sentences are shown."""

    lines: str
    told: frozenset[str]
    """Ids of the events whose bottom line is among them."""


def newest_day(newest_first: Sequence[Briefing]) -> date | None:
    """The day of the newest source; None when no day is known."""
    return next((sorting_day(one) for one in newest_first if is_dated(one)), None)


def tell_day(today: Sequence[Briefing], events: Sequence[Event], here: PurePosixPath, addresses: Addresses) -> Day:
    """What is told of the articles of a day, most outlets first, then those on no event in the order they come in."""
    ids = {one.article.id for one in today}
    on_events = sorted(
        (event for event in events if any(one.article.id in ids for one in event.members)),
        key=lambda event: (-event.outlets, -event.independent),
    )
    members = {one.article.id for event in on_events for one in event.members}
    alone = [one for one in today if one.article.id not in members]
    lines, told = [], set()
    for event in on_events[:SENTENCES]:
        line, is_bottom_line = _of_event(event, ids, here, addresses)
        lines.append(line)
        if is_bottom_line:
            told.add(event.id)
    lines += [_of_briefing(one, here, addresses) for one in alone[: SENTENCES - len(lines)]]
    count, hidden = len(lines), len(on_events) + len(alone) - len(lines)
    if hidden:
        day = sorting_day(today[0])
        month = addresses.link(addresses.say.month(day.year, day.month), f"dates-{day:%Y-%m}", here)
        lines.append(f"- {addresses.say('more_in', count=hidden, page=month)}")
    return Day(count, "\n".join(lines), frozenset(told))


def _of_event(event: Event, today: set[str], here: PurePosixPath, addresses: Addresses) -> tuple[str, bool]:
    """A line, and whether it tells the bottom line of the event: what an article of the day says comes before that."""
    link = addresses.link(outlets_and_origins(event, addresses.say), event.id, here)
    members = {one.article.id: one for one in event.members}
    for passage in event.bottom_line:
        if passage.article in today:
            briefing = members[passage.article]
            words = sentence_part(briefing, passage.span)
            return f"- {words} {cite(briefing, passage.span.start, here, addresses)} — {link}", True
    briefing = next(one for one in event.members if one.article.id in today)
    return f"{_told(briefing, here, addresses)} — {link}", False


def _of_briefing(briefing: Briefing, here: PurePosixPath, addresses: Addresses) -> str:
    source = briefing.article.source or addresses.say("no_source")
    return f"{_told(briefing, here, addresses)} — {addresses.link(source, briefing.article.id, here)}"


def _told(briefing: Briefing, here: PurePosixPath, addresses: Addresses) -> str:
    return f"- {bottom_line(briefing)} {cite(briefing, briefing.bottom_line.start, here, addresses)}"

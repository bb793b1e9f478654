"""What articles say is still to come, as a calendar that programs can subscribe to. Source: RFC 5545."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, NamedTuple

from builder.periods import Period, period
from builder.records import Event, Moment
from builder.saying import Saying
from builder.write import escape
from builder.write.addresses import Addresses
from builder.write.calendar import about, value_in_words

if TYPE_CHECKING:
    from icalendar import Component

LONGEST = 31
"""Days of an entry at most: a year or a season is no date that one keeps free."""

SUMMARY = 120
"""Characters of an entry's title."""

TELLERS = 5
"""Passages that an entry gives in full."""


class _Entry(NamedTuple):
    """A moment to come, with the days it takes."""

    days: Period
    uid: str
    event: Event
    moment: Moment


def calendar(events: Iterable[Event], addresses: Addresses, *, site: str = "") -> str:
    """The text of an `.ics` file with all planned moments of the events, by date; empty when nothing is planned.

    The same events give the same bytes: an entry is known by its event and its date, and stamped with the newest day of
    an article of the event.

    Args:
        events: in any order.
        addresses: those of this run.
        site: where the site lives, `https://example.org/briefings/`; without it entries have no link.
    """
    entries = sorted((entry for event in events for entry in _entries(event)), key=lambda one: (one.days, one.uid))
    if not entries:
        return ""
    from icalendar import Calendar

    feed = Calendar()
    feed.add("prodid", "-//briefing-builder//planned//EN")
    feed.add("version", "2.0")
    feed.add("x-wr-calname", addresses.say("planned_title"))
    for entry in entries:
        feed.add_component(_component(entry, addresses, site))
    return str(feed.to_ical(), "utf-8")


def _entries(event: Event) -> Iterator[_Entry]:
    """The planned moments of an event that a calendar can show; several of one date are told apart by number."""
    seen: dict[str, int] = {}
    for moment in event.moments:
        days = _days(moment.value)
        if not moment.planned or not moment.passages or days is None or (days[1] - days[0]).days >= LONGEST:
            continue
        number = seen[moment.value] = seen.get(moment.value, 0) + 1
        uid = f"{event.id}-{moment.value.replace('/', '_')}" + (f"-{number}" if number > 1 else "")
        yield _Entry(days, uid, event, moment)


def _component(entry: _Entry, addresses: Addresses, site: str) -> "Component":
    """The entry as a component: whole days, which do not make anybody busy."""
    from icalendar import Event as VEvent

    found = VEvent()
    told = list(_told(entry))
    newest = max((one.article.dating.day for one in entry.event.members if one.article.dating), default=date.min)
    found.add("uid", entry.uid)
    found.add("dtstamp", datetime.combine(newest, time(), UTC))
    found.add("dtstart", entry.days[0])
    found.add("dtend", entry.days[1] + timedelta(days=1))
    found.add("summary", _short(_when(entry.moment, addresses.say) + told[0]))
    found.add("description", "\n\n".join((*told, escape.one_line(entry.event.title))))
    found.add("transp", "TRANSPARENT")
    if entry.moment.estimated:
        found.add("status", "TENTATIVE")
    path = addresses.path(entry.event.id)
    if site and path is not None:
        found.add("url", f"{site.rstrip('/')}/{path.with_suffix('.html')}")
    return found


def _told(entry: _Entry) -> Iterator[str]:
    """The words of the passages, each with its outlet."""
    articles = {one.article.id: one.article for one in entry.event.members}
    for passage in entry.moment.passages[:TELLERS]:
        article = articles[passage.article]
        source = f" ({escape.one_line(article.source)})" if article.source else ""
        yield f"{escape.one_line(passage.span.of(article.text))}{source}"


def _when(moment: Moment, say: Saying) -> str:
    """What stands before the words when the days of the entry are not to be taken for exact."""
    words = value_in_words(moment.value, say) or moment.value
    if moment.estimated:
        return f"{about(words, say)}{say('colon')}"
    return (
        ""
        if len(moment.value.partition("/")[0]) == len("2023-05-31")
        else f"{say('some_time', when=words)}{say('colon')}"
    )


def _short(text: str) -> str:
    """The text cut at a word."""
    return text if len(text) <= SUMMARY else f"{text[:SUMMARY].rsplit(' ', 1)[0]} …"


def _days(value: str) -> Period | None:
    """The first and the last day of a value, or of two with a stroke between them."""
    first, _, last = value.partition("/")
    ends = period(first), period(last or first)
    return (ends[0][0], ends[1][1]) if ends[0] and ends[1] and ends[0][0] <= ends[1][1] < date.max else None

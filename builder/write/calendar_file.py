"""Planned days as a calendar that other programs subscribe to. Source: RFC 5545."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from hashlib import sha256

from builder.records import Event, Moment
from builder.write import escape
from builder.write.event_view import labels

_FOLD = 75
"""Octets of a line; a longer one goes on after a line break and a space."""


def calendar_file(events: Sequence[Event], today: date) -> str:
    """The whole file, for days not over on the day of the newest article; empty when nothing is planned."""
    entries = [lines for event in events for moment in event.moments for lines in _entry(event, moment, today)]
    if not entries:
        return ""
    opening = ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//briefing-builder//planned days//EN")
    lines = (*opening, *(line for entry in sorted(entries) for line in entry), "END:VCALENDAR")
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line))


def _entry(event: Event, moment: Moment, today: date) -> Iterator[tuple[str, ...]]:
    """The entry of a planned moment; none for one that is no day or week, or is over."""
    days = _days(moment.value)
    if not moment.planned or not moment.passages or days is None or days[1] <= today:
        return
    first = moment.passages[0]
    texts = {one.article.id: one.article.text for one in event.members}
    words = f"{escape.one_line(first.span.of(texts[first.article]))} ({labels(event.members)[first.article]})"
    digest = sha256(f"{event.id} {moment.value} {words}".encode()).hexdigest()[:16]
    yield (
        "BEGIN:VEVENT",
        f"DTSTART;VALUE=DATE:{days[0]:%Y%m%d}",
        f"DTEND;VALUE=DATE:{days[1]:%Y%m%d}",
        f"DTSTAMP:{today:%Y%m%d}T000000Z",
        f"UID:{digest}@{event.id}.invalid",
        f"SUMMARY:{_text(event.title)}",
        f"DESCRIPTION:{_text(words)}",
        f"STATUS:{'TENTATIVE' if moment.estimated else 'CONFIRMED'}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    )


def _days(value: str) -> tuple[date, date] | None:
    """First day and the day after the last; None for what a calendar cannot hold, such as a month."""
    try:
        if len(value) >= 10 and "W" not in value:
            day = date.fromisoformat(value[:10])
            return day, day + timedelta(1)
        year, _, week = value.partition("-W")
        monday = date.fromisocalendar(int(year), int(week), 1)
        return monday, monday + timedelta(7)
    except (ValueError, OverflowError):
        return None


def _text(words: str) -> str:
    """Words as the value of a property: on one line, with the marks that mean something escaped."""
    text = escape.one_line(words)
    for mark in "\\;,":
        text = text.replace(mark, f"\\{mark}")
    return text


def _folded(line: str) -> Iterator[str]:
    held = b""
    for character in line:
        octets = character.encode()
        if len(held) + len(octets) > _FOLD:
            yield held.decode()
            held = b" "
        held += octets
    yield held.decode()

"""The part that a source plays in events: it puts out an article, it is where words come from, it passes them on."""

from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import NamedTuple

from builder.records import Event
from builder.write.addresses import Addresses
from builder.write.listing import counted, event_line
from builder.write.names import UNKNOWN

SHOWN = 30
"""Events listed on the page of a source, the newest."""


class Part(NamedTuple):
    """What one source is to one event."""

    event: Event
    articles: int
    """Articles on it that the source put out."""

    origin: bool
    """The account goes back to it."""

    relay: bool
    """Others tell it in its words."""


def source_parts(events: Sequence[Event]) -> dict[str, list[Part]]:
    """Name of each source -> its parts, in the order of the events."""
    found: dict[str, list[Part]] = {}
    for event in events:
        own = [one.article.source or UNKNOWN for one in event.members]
        origins = {origin.name for origin in event.origins if not origin.open}
        relays = {name for origin in event.origins for relay in origin.relays for name in relay.via}
        for name in dict.fromkeys((*own, *sorted(origins | relays))):
            found.setdefault(name, []).append(Part(event, own.count(name), name in origins, name in relays))
    return found


def events_of_source(parts: Sequence[Part], here: PurePosixPath, addresses: Addresses) -> str:
    """Markdown: shares in words, then the events with the part played."""
    shares = (
        ("with an article of its own in", sum(1 for one in parts if one.articles)),
        ("an origin in", sum(one.origin for one in parts)),
        ("relayed by others in", sum(one.relay for one in parts)),
    )
    share = ", ".join(f"{words} {number}" for words, number in shares if number)
    items = [_line(one, here, addresses) for one in parts[:SHOWN]]
    more = [f"- and {len(parts) - SHOWN} more"] if len(parts) > SHOWN else []
    return "\n".join((f"Of {counted(len(parts), 'event')}: {share}.\n{{: .meta }}", "", *items, *more))


def _line(part: Part, here: PurePosixPath, addresses: Addresses) -> str:
    roles = [counted(part.articles, "article")] if part.articles else []
    roles += ["origin"] if part.origin else []
    roles += ["relayed"] if part.relay else []
    return f"{event_line(part.event, here, addresses)} · {', '.join(roles)}"

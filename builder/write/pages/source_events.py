"""The part that a source plays in events: it puts out an article, it is where words come from, it passes them on."""

from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import NamedTuple

from builder.records import Event
from builder.write.addresses import Addresses
from builder.write.listing import event_line
from builder.write.names import UNKNOWN
from builder.write.pages.long_lists import data_name

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
    say = addresses.say
    shares = (
        ("own_in", sum(1 for one in parts if one.articles)),
        ("origin_in", sum(one.origin for one in parts)),
        ("relayed_in", sum(one.relay for one in parts)),
    )
    share = ", ".join(say(key, count=number) for key, number in shares if number)
    items = [_line(one, here, addresses) for one in parts[:SHOWN]]
    hidden = len(parts) - SHOWN
    more = [f"- {say('more_in_data', count=hidden, data=data_name(here))}"] if hidden > 0 else []
    return "\n".join(
        (f"{say('shares', events=say.count(len(parts), 'event'), shares=share)}\n{{: .meta }}", "", *items, *more)
    )


def _line(part: Part, here: PurePosixPath, addresses: Addresses) -> str:
    say = addresses.say
    roles = [say.count(part.articles, "article")] if part.articles else []
    roles += [say("is_origin")] if part.origin else []
    roles += [say("is_relayed")] if part.relay else []
    return f"{event_line(part.event, here, addresses)} · {', '.join(roles)}"

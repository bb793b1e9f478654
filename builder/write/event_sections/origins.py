"""Origins: whom the account goes back to, and which way the words took to each article."""

from collections.abc import Sequence
from pathlib import PurePosixPath

from builder.records import Origin, Relay
from builder.write.addresses import way
from builder.write.event_view import EventSection, EventView, some
from builder.write.pictures.origins import draw_origins

ORIGINS = 12
"""Origins that are listed; the data file has all."""

WAYS = 8
"""Ways that are listed of each."""


def render(view: EventView) -> str:
    """A list of origins with their ways, then the same as a drawing."""
    sources = [origin for origin in view.event.origins if not origin.open]
    others = [origin for origin in view.event.origins if origin.open]
    if not sources and not others:
        return ""
    parts = [_counted(view, len(sources))]
    if sources:
        parts.append(_list(view, sources))
    if others:
        parts += [view.say("no_origins"), _list(view, others)]
    if drawing := draw_origins(view.event, view.labels, view.say):
        words = view.say("origins_drawn")
        size = f'width="{drawing.width}" height="{drawing.height}"'
        parts.append(f"![{words}]({view.picture('origins')}){{ .drawing {size} }}")
    return "\n\n".join(parts)


def _counted(view: EventView, listed: int) -> str:
    say, independent = view.say, view.event.independent
    outlets, origins = say.count(view.event.outlets, "outlet"), say.count(independent, "independent origin")
    belong = f" {say('belong')}" if listed > independent else ""
    method = way(PurePosixPath("method.md"), view.here)
    return f"{outlets}, {origins} ([{say('rule')}]({method}#origins)).{belong}\n{{: .meta }}"


def _list(view: EventView, origins: Sequence[Origin]) -> str:
    items = []
    for origin in origins[:ORIGINS]:
        record = view.say("on_record" if origin.on_record else "nobody_named")
        items.append(f"- **{view.actor(origin.name)}**, {record}")
        ways: dict[tuple[str, ...], list[Relay]] = {}
        for relay in origin.relays:
            ways.setdefault(relay.via, []).append(relay)
        items += [f"    - {_way(view, origin, via, relays)}" for via, relays in list(ways.items())[:WAYS]]
        if len(ways) > WAYS:
            items.append(f"    {view.more(len(ways) - WAYS)}")
    if more := view.more(len(origins) - ORIGINS):
        items.append(more)
    return "\n".join(items)


def _way(view: EventView, origin: Origin, via: tuple[str, ...], relays: Sequence[Relay]) -> str:
    """`→ The Wall Street Journal → source unknown (2) [3]`."""
    between = "".join(f"→ {view.source(name)} " for name in reversed(via))
    return f"{between}→ {some([_end(view, origin, relay) for relay in relays], view.say)}"


def _end(view: EventView, origin: Origin, relay: Relay) -> str:
    spoke = (
        f" ({view.say('through', actor=view.actor(relay.speaker))})"
        if relay.speaker and relay.speaker != origin.name
        else ""
    )
    return f"{view.name(relay.article)}{spoke} {view.cite(relay.article, *relay.spans)}".rstrip()


SECTION = EventSection("Origins", render)

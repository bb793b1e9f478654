"""Who said what: quotes by the party they speak for; one that several articles print stands once."""

from builder.records import Passage, Quote, Side
from builder.write import escape
from builder.write.event_view import EventSection, EventView, letters

SIDES, QUOTES = 10, 8
"""Sides, and quotes of each; the data file has all."""


def render(view: EventView) -> str:
    """A part for each side, its quotes in the order of the articles."""
    sides = [side for side in view.event.sides if side.quotes]
    parts = [_side(view, side, number) for number, side in enumerate(sides[:SIDES], start=1)]
    return "\n\n".join(filter(None, (*parts, view.more(len(sides) - SIDES))))


def _side(view: EventView, side: Side, number: int) -> str:
    same: dict[str, list[tuple[str, Quote]]] = {}
    for article, place in side.quotes:
        quote = view.members[article].quotes[place]
        same.setdefault(letters(quote.text), []).append((article, quote))
    items = [_quote(view, found) for found in list(same.values())[:QUOTES]]
    more = view.more(len(same) - QUOTES)
    # An id of ours: a side may be called like a section of the page, whose anchor must stay.
    return f"### {escape.markdown(side.name)} {{ #side-{number} }}\n\n" + "\n".join(filter(None, (*items, more)))


def _quote(view: EventView, found: list[tuple[str, Quote]]) -> str:
    article, quote = found[0]
    tellers = view.tellers([Passage(one, other.span) for one, other in found])
    return f"- {_who(view, article, quote)}{view.say('colon')}{escape.markdown(quote.text)} — {tellers}"


def _who(view: EventView, article: str, quote: Quote) -> str:
    if quote.speaker is None:
        return f"*{view.say('unattributed')}*"
    roles = [one.roles[0] for one in view.members[article].actors if one.name == quote.speaker and one.roles]
    parts = [f"**{view.actor(quote.speaker)}**", *(escape.markdown(role.text) for role in roles[:1])]
    parts += [] if quote.on_record else [view.say("unnamed")]
    parts += [view.say("via", outlets=view.actor(quote.via))] if quote.via else []
    return ", ".join(parts)


SECTION = EventSection("Who said what", render)

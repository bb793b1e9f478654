"""What the briefings tell of an actor, as pairs of a briefing and words of it; and the data file of its page."""

from collections.abc import Sequence
from typing import Any

from builder.records import Actor, Briefing, Dossier, Event, Quote, Role, Span
from builder.write.addresses import Addresses
from builder.write.data_file import as_text
from builder.write.pages.long_lists import briefing_data

Pairs = Sequence[tuple[Briefing, Actor]]
"""Briefings that name the actor, newest first, each with the actor as it names it."""


def roles(pairs: Pairs) -> list[tuple[Briefing, Role]]:
    """Each role once a briefing, oldest first."""
    found = []
    for briefing, actor in reversed(pairs):
        once: dict[str, Role] = {}
        for role in actor.roles:
            once.setdefault(role.text.casefold(), role)
        found += [(briefing, role) for role in once.values()]
    return found


def said(pairs: Pairs) -> list[tuple[Briefing, Quote]]:
    """The actor's own words, newest briefing first."""
    return [(briefing, quote) for briefing, actor in pairs for quote in briefing.quotes if quote.speaker == actor.name]


def said_about(pairs: Pairs) -> list[tuple[Briefing, Quote]]:
    """What others say in quotes that name the actor, newest briefing first."""
    return [
        (briefing, quote)
        for briefing, actor in pairs
        for quote in briefing.quotes
        if quote.speaker not in (None, actor.name) and any(quote.span.holds(one) for one in actor.mentions)
    ]


def actor_data(page_id: str, dossier: Dossier, pairs: Pairs, events: Sequence[Event], addresses: Addresses) -> str:
    """JSON: all that the lists of the page hold; words with the briefing and the number of the sentence."""
    data = {
        "id": page_id,
        "kind": dossier.kind,
        "title": dossier.name,
        "briefings": [briefing_data(one, addresses) | {"mentions": len(actor.mentions)} for one, actor in pairs],
        "events": [{"id": one.id, "title": one.title} for one in events],
        "roles": [_words(one, role.text, role.span) for one, role in roles(pairs)],
        "said": [_words(one, quote.text, quote.span) for one, quote in said(pairs)],
        "said_about": [_words(one, quote.text, quote.span) | {"by": quote.speaker} for one, quote in said_about(pairs)],
    }
    return as_text(data)


def _words(briefing: Briefing, words: str, span: Span) -> dict[str, Any]:
    return {"briefing": briefing.article.id, "sentence": briefing.sentence_at(span.start), "words": words}

"""How much an article is about an actor: the order of actors on a page and in its front matter."""

from collections.abc import Iterable

from builder.analyse.nlp import Parsed
from builder.records import ActorKind, Span

IN_HEADLINE, IN_LEAD = 5, 3
"""Points for a place in the headline, and for one in the first sentence after it."""

MOST_MENTIONS, MOST_SAYING = 10, 3
"""Mentions that count a point each, and sentences in which the actor is the subject of a verb of saying."""

OF_A_PLACE = 0.5
"""What the points of a place are worth."""


def prominence(parsed: Parsed, kind: ActorKind, mentions: Iterable[Span]) -> float:
    """How much an article is about an actor, in points; the published rule."""
    sentences = parsed.sentences
    headline = sentences[0].span if sentences and parsed.article.original_title else None
    lead = next((one.span for one in sentences[1 if headline else 0 :]), None)
    spans = list(mentions)
    points = float(min(len(spans), MOST_MENTIONS))
    points += IN_HEADLINE * (headline is not None and any(headline.holds(span) for span in spans))
    points += IN_LEAD * (lead is not None and any(lead.holds(span) for span in spans))
    points += min(MOST_SAYING, sum(_speaks(parsed, span) for span in spans))
    return points * OF_A_PLACE if kind == "LOC" else points


_SAYING = frozenset(
    [
        "say",
        "tell",
        "add",
        "announce",
        "argue",
        "ask",
        "claim",
        "confirm",
        "declare",
        "deny",
        "explain",
        "insist",
        "note",
        "report",
        "state",
        "warn",
        "write",
    ]
)


def _speaks(parsed: Parsed, span: Span) -> bool:
    found = parsed.doc.char_span(span.start, span.end, alignment_mode="expand")
    return found is not None and found.root.dep_ == "nsubj" and found.root.head.lemma_ in _SAYING

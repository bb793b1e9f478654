"""How much an article is about an actor: the order of actors on a page and in its front matter."""

from collections.abc import Iterable

from builder.analyse.nlp import Parsed
from builder.records import ActorKind, Span


def prominence(parsed: Parsed, kind: ActorKind, mentions: Iterable[Span]) -> float:
    """How much an article is about an actor; the published rule.

    5 points for a place in the headline, 3 for one in the first sentence after it, 1 for each mention up to the tenth,
    1 for each sentence in which the actor is the subject of a verb of saying, up to 3. A place counts half.
    """
    sentences = parsed.sentences
    headline = sentences[0].span if sentences and parsed.article.original_title else None
    lead = next((one.span for one in sentences[1 if headline else 0 :]), None)
    spans = list(mentions)
    points = float(min(len(spans), 10))
    points += 5 * (headline is not None and any(headline.holds(span) for span in spans))
    points += 3 * (lead is not None and any(lead.holds(span) for span in spans))
    points += min(3, sum(_speaks(parsed, span) for span in spans))
    return points / 2 if kind == "LOC" else points


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

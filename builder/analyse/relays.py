"""Outlets that an article relays: `told the BBC`, `citing WSJ`, `Reuters reported`."""

from spacy.tokens import Token

from builder.analyse.cast import Cast
from builder.analyse.cues import is_outlet
from builder.records import Span

_TRIGGER = 40
"""Characters before the name of an outlet in which `according to` or the like stands."""

_SORT = 4
"""Words at most that tell what sort of outlet a name is of: `state-run news agency`."""

_LONGEST = 200
"""Names in a sentence that are looked at: longer ones are lists or damage."""


def relayed(cast: Cast, span: Span) -> list[tuple[str, Span]]:
    """Outlets that a sentence relays, with the words that say so: `told the BBC`, `citing WSJ`, `Reuters reported`."""
    found: list[tuple[str, Span]] = []
    for mention in cast.mentions_in(span.start, span.end)[:_LONGEST]:
        actor = mention.actor
        if actor.kind != "ORG" or cast.is_quoted(mention.span.start) or not is_outlet(actor.name, *actor.aliases):
            continue
        left = cast.text[max(span.start, mention.span.start - _TRIGGER) : mention.span.start].lower().rstrip()
        left = _without_sort(cast, left)
        left = left.removesuffix(" the").rstrip() if left.endswith(" the") else left
        trigger = next((words for words in cast.cues.relay if _ends_with_words(left, words)), None)
        if trigger:
            first = max(span.start, mention.span.start - _TRIGGER)
            place = cast.text[first : mention.span.start].lower().rfind(trigger.split()[0])
            found.append((actor.name, Span(first + max(place, 0), mention.span.end)))
            continue
        verb = _reports(cast, mention.span, span)
        if verb is not None:
            found.append((actor.name, Span(mention.span.start, verb.idx + len(verb))))
    return found


def _without_sort(cast: Cast, left: str) -> str:
    """Words before an outlet's name without what sort of outlet it is: `according to the state news agency`."""
    words = left.split(" ")
    if words[-1] not in cast.cues.outlets and words[-1] not in {"agency", "media"}:
        return left
    for count in range(1, min(_SORT, len(words)) + 1):
        rest = " ".join(words[:-count])
        if any(_ends_with_words(rest.removesuffix(" the").removesuffix(" a"), one) for one in cast.cues.relay):
            return rest
    return left


def _ends_with_words(text: str, words: str) -> bool:
    """Whether a text ends in these words, whole."""
    return text.endswith(words) and not text[: -len(words)][-1:].isalnum()


def _reports(cast: Cast, name: Span, sentence: Span) -> Token | None:
    """The verb by which an outlet tells its story: `The Financial Times had previously reported`."""
    for token in cast.tokens(name.end, sentence.end)[:8]:
        if token.pos_ in {"AUX", "ADV", "PART"} and cast.cues.kind(token) is None:
            continue
        if token.text == "," or token.lower_ in {"who", "which", "first", "broke", "the", "news"}:
            continue
        return (
            token
            if cast.cues.kind(token) in {"say", "cite", "claim"}
            and token.lemma_ not in {"announce", "apologise", "apologize"}
            else None
        )
    return None

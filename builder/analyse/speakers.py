"""Who says a quote: the rules, most trusted first."""

from collections.abc import Sequence
from typing import NamedTuple

from spacy.tokens import Token

from builder.analyse.attribution import (
    after_verb,
    clause,
    is_according,
    is_passive,
    speaker_of,
    subject_tokens,
)
from builder.analyse.cast import Cast
from builder.analyse.cues import is_outlet
from builder.analyse.frames import Frame
from builder.analyse.relays import relayed
from builder.analyse.who import Who, phrase
from builder.records import Span

_LEAD = 25
"""Words between a quote and its verb at most: `Joseph Brusuelas, chief economist at Merk Investments, said`."""

_FIRST_PERSON = frozenset({"i", "we", "my", "our", "us", "me", "i'm", "we're"})


class Said(NamedTuple):
    """What the text around a quote tells."""

    who: Who | None
    cue: Token | None
    via: str | None
    near: bool
    """The cue stands right beside the quote."""


def find_speaker(cast: Cast, quote: Span, around: Frame) -> Said | None:
    """What the quote's own sentence tells; None without any evidence."""
    body = cast.text[quote.start + 1 : quote.end - 1].rstrip("\"”“»’'")
    trails = bool(around.after) and (
        body.endswith((",", "?", "!", "—", "–", "…")) or around.after[0].text in ",-–—" or around.opens
    )
    leads = bool(around.before) and around.before[-1].text in {",", ":", "-", "–", "—", "that"}
    rules = (_behind, _ahead) if trails and not (leads and not body.endswith(",")) else (_ahead, _behind)
    for rule in rules:
        said = rule(cast, quote, around)
        if said is not None:
            return said._replace(via=_via(cast, around, said))
    return None


def _via(cast: Cast, around: Frame, said: Said) -> str | None:
    """The outlet that the words were told to or that reports them, in the quote's sentence."""
    speaker = said.who.name if said.who else None
    return said.via or next((name for name, _ in relayed(cast, around.sentence) if name != speaker), None)


def _behind(cast: Cast, quote: Span, around: Frame) -> Said | None:
    """The speaker behind the quote: `…,” she added`, `…,” said Jim Press`."""
    tokens = list(around.after)
    joined = bool(tokens) and any(token.pos_ == "CCONJ" for token in tokens[:2])
    while tokens and (tokens[0].pos_ in {"PUNCT", "SYM"} or tokens[0].pos_ == "ADV" or tokens[0].lower_ == "however"):
        tokens.pop(0)
    if not tokens:
        return None
    cited = _cited(cast, tokens)
    if cited:
        return cited
    verb = next(
        (
            place
            for place, token in enumerate(tokens[:_LEAD])
            if (token.pos_ in {"VERB", "AUX"} and token.dep_ not in {"amod", "compound"}) or cast.cues.kind(token)
        ),
        None,
    )
    according = next((place for place in range(min(len(tokens), 12)) if is_according(tokens, place)), None)
    if according is not None and (verb is None or according <= verb + 1):
        return Said(phrase(cast, clause(tokens[according + 2 :])), tokens[according], None, according == 0)
    if verb is None:
        return _bare(cast, quote, tokens)
    while (
        verb + 1 < len(tokens)
        and not cast.cues.kind(tokens[verb])
        and tokens[verb + 1].pos_ in {"VERB", "AUX", "ADV", "PART"}
    ):
        verb += 1
    cue = tokens[verb]
    kind = cast.cues.kind(cue)
    if kind is None or is_passive(cue) or (cue.text.endswith("ing") and verb == 0):
        return None
    ahead = [token for token in tokens[:verb] if token.pos_ not in {"AUX", "PART"}]
    who = phrase(cast, ahead) if any(token.pos_ not in {"PUNCT", "ADV", "CCONJ"} for token in ahead) else None
    if who is None and joined:
        return None  # `…,” and told the police`: the subject stands before the quote
    if who is None and verb <= 1:
        who = after_verb(cast, tokens[verb + 1 :])
    return Said(who, cue, None, verb <= 6)


def _cited(cast: Cast, tokens: Sequence[Token]) -> Said | None:
    """`he said WSJ citing an unnamed Pentagon official`: the one cited speaks, the outlet relays."""
    for place, token in enumerate(tokens[:12]):
        if cast.cues.kind(token) == "cite" and token.tag_ == "VBG":
            who = phrase(cast, clause(tokens[place + 1 :]))
            outlet = next(
                (
                    m.actor
                    for m in cast.mentions_in(tokens[0].idx, token.idx)
                    if is_outlet(m.actor.name, *m.actor.aliases)
                ),
                None,
            )
            if who and outlet:
                return Said(who, token, outlet.name, True)
    return None


def _bare(cast: Cast, quote: Span, tokens: Sequence[Token]) -> Said | None:
    """A name without a verb behind a comma: `…,” Pentagon spokesman Pat. Ryder, in a statement`."""
    if not cast.text[quote.start : quote.end].rstrip("\"”“»’'").endswith(","):
        return None
    if tokens[0].pos_ in {"ADP", "CCONJ", "SCONJ"}:
        return None
    words = clause(tokens)
    persons = [m for m in cast.mentions_in(words[0].idx, words[-1].idx + 1) if m.actor.kind == "PER"]
    if not persons or len(cast.tokens(words[0].idx, persons[0].span.start)) > 6:
        return None
    if any(token.pos_ == "ADP" for token in cast.tokens(words[0].idx, persons[0].span.start)):
        return None
    return Said(phrase(cast, words), None, None, True)


def _ahead(cast: Cast, quote: Span, around: Frame) -> Said | None:
    """The speaker ahead of the quote: `Rathbun wrote, “…`, `said that the move will get “…`."""
    tokens = around.before
    for place in range(len(tokens) - 1, -1, -1):
        token = tokens[place]
        kind = cast.cues.kind(token)
        near = len(tokens) - place <= 2 or all(_is_light(one) for one in tokens[place + 1 :])
        if is_according(tokens, place):
            return Said(phrase(cast, _up_to_comma(tokens[place + 2 :])), token, None, near)
        if kind is None or is_passive(token):
            continue
        if not near and not _governs(cast, token, quote):
            continue
        if kind == "cite":
            who = phrase(cast, clause(tokens[place + 1 :]))
        else:
            who = speaker_of(cast, token) or (after_verb(cast, tokens[place + 1 :]) if place == 0 else None)
        return Said(who, token, None, near)
    return _in_own_voice(cast, quote, around)


def _up_to_comma(tokens: Sequence[Token]) -> list[Token]:
    """The name behind `according to`: up to the comma that ends it, apposition included when a name follows."""
    words = clause(tokens)
    comma = next((place for place, token in enumerate(words) if token.text == ","), len(words))
    return words[:comma]


def _is_light(token: Token) -> bool:
    """Whether a word between verb and quote changes nothing: `in a statement,`, `on Monday:`, `that`."""
    return token.pos_ in {
        "PUNCT",
        "ADP",
        "DET",
        "NOUN",
        "PROPN",
        "ADJ",
        "NUM",
        "SCONJ",
        "PRON",
        "SYM",
        "PART",
        "ADV",
        "CCONJ",
    }


def _governs(cast: Cast, verb: Token, quote: Span) -> bool:
    """Whether the quote hangs on the verb, or the verb rules the sentence."""
    if verb.dep_ == "ROOT":
        return True
    inside = cast.doc.char_span(quote.start, quote.end, alignment_mode="expand")
    token = inside.root if inside is not None else verb
    for _ in range(12):
        if token == verb:
            return True
        if token.head == token:
            return False
        token = token.head
    return False


def _in_own_voice(cast: Cast, quote: Span, around: Frame) -> Said | None:
    """No verb of speech, but `X extended an invitation, “we have always …”`: the subject speaks in the first person."""
    tokens = around.before
    words = cast.text[quote.start + 1 : quote.end - 1].lower().split()
    if not tokens or tokens[-1].text not in {",", ":", "-", "–", "—"} or not _FIRST_PERSON & set(words):
        return None
    verbs = [
        token for token in tokens if token.pos_ == "VERB" and any(child.dep_ == "nsubj" for child in token.children)
    ]
    for verb in reversed(verbs):
        who = None if is_passive(verb) else phrase(cast, subject_tokens(cast, verb))
        if who and who.actor and who.actor.kind == "PER":
            return Said(who, None, None, True)
    return None

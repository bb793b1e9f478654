"""Those whose telling an article's content hangs on, and the outlets that their words came through."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from spacy.tokens import Token

from builder.analyse.attribution import Attribution, in_sentence, is_passive
from builder.analyse.cast import Cast
from builder.analyse.gazetteer import find_known
from builder.analyse.parties import is_news
from builder.analyse.relays import relayed
from builder.analyse.stance import carries
from builder.analyse.who import Who, phrase
from builder.records import Quote, Span

_TELLING = frozenset({"say", "claim", "confirm"})

QUOTED_WORDS = 4
"""A shorter quote is colour, and tells nothing."""

_TOLD_TO = frozenset(
    {"told", "tell", "tells", "telling", "statement", "interview", "speaking", "spoke", "confirmed", "comments"}
    | {"remarks", "by"}
)
"""First words of a relay that belongs to the one who speaks right before it, not to all the sentence."""

_CREDIT = re.compile(r"^(?:[A-Z][^\n()]{0,60} )?\((?P<name>[^\n()]{2,30})\) ?[-–—]", re.MULTILINE)
"""Matches `LONDON (Reuters) -`, not `The bank (UBS) said`."""

_CREDITED = 600
"""Characters at the start of an article in which the credit of an agency stands."""


_BEHIND = 20
"""Characters behind an outlet's name in which its verb begins."""


class Teller(NamedTuple):
    """One telling."""

    who: Who
    confirms: bool
    """The verb says that it bears out somebody else's account."""

    words: tuple[Span, ...]
    """Those that say who tells, and through whom."""

    via: tuple[str, ...] = ()
    """Outlets in between, by canonical name, nearest to the article first."""


def credit(text: str) -> tuple[str, Span] | None:
    """The agency that an article names as its own source before its first sentence."""
    for match in _CREDIT.finditer(text, 0, _CREDITED):
        name = match["name"].split("/")[0].strip()
        hits = [hit for hit in find_known(name) if hit.entry.key.startswith("media:")]
        if len(hits) == 1 and len(hits[0].entry.text) == len(name):
            return hits[0].entry.name, Span(*match.span("name"))
    return None


def in_words(cast: Cast, sentence: Span) -> list[Teller]:
    """Those whose telling the content of a sentence hangs on."""
    found = [one for one in (_cited(cast, each) for each in in_sentence(cast, sentence)) if one is not None]
    outlets = relayed(cast, sentence)
    return [
        Teller(one.who, one.kind == "confirm", *_way(cast, one, one.who, found, outlets))
        for one in found
        if one.who is not None and not _cites_next(cast, one.cue)
    ]


def _cites_next(cast: Cast, cue: Token) -> bool:
    """Whether an outlet that cites stands right behind a verb, which is then its own: `he said WSJ citing an official`.

    Such words are left over where a text was translated: whoever the pronoun means did not say it.
    """
    place = next((token for token in cue.doc[cue.i + 1 : cue.i + 3] if token.pos_ != "DET"), None)
    mention = cast.mention_at(place) if place is not None else None
    if mention is None or not is_news(mention.actor):
        return False
    behind = cast.tokens(mention.span.end, mention.span.end + _BEHIND)[:1]
    return bool(behind) and cast.cues.kind(behind[0]) == "cite"


def _cited(cast: Cast, one: Attribution) -> Attribution | None:
    """The attribution, if somebody tells by it; of `was quoted by the BBC as saying` with the one who is quoted."""
    cites = cast.cues.kind(one.cue) == "cite"
    if cites and is_passive(one.cue) and _as_saying(one.cue):
        subject = next((child for child in one.cue.children if child.dep_ == "nsubjpass"), None)
        one = one._replace(who=phrase(cast, list(subject.subtree)) if subject is not None else None)
    if one.who is None or one.holds_back or one.kind not in _TELLING or is_news(one.who.actor):
        return None
    if cites:
        return one if one.cue.tag_ == "VBG" or _as_saying(one.cue) else None
    return one if carries(one) else None


def _as_saying(cue: Token) -> bool:
    """Whether `as saying` follows: not `the company cited weak demand`."""
    return any(child.lower_ == "as" for child in cue.children) or any(
        token.lower_ == "as" and token.i + 1 < len(cue.doc) and token.nbor().tag_ == "VBG"
        for token in cue.doc[cue.i : cue.i + 25]
    )


def _way(
    cast: Cast, one: Attribution, who: Who, among: Sequence[Attribution], outlets: Sequence[tuple[str, Span]]
) -> tuple[tuple[Span, ...], tuple[str, ...]]:
    """The words of a telling and the outlets it came through."""
    cue = Span(one.cue.idx, one.cue.idx + len(one.cue))
    words = {who.span, cue}
    via: list[str] = []
    for name, span in outlets:
        first = span.of(cast.text).lower().split()[0]
        if first in _TOLD_TO:
            nearest = min(among, key=lambda other: abs(other.cue.idx - span.start))
            if nearest.cue is not one.cue:
                continue
        if name not in via and name != who.name:
            via.append(name)
            words.add(span)
    return tuple(sorted(words)), tuple(via)


def in_quotes(cast: Cast, quotes: Sequence[Quote]) -> list[Teller]:
    """Those who are quoted at length."""
    found = []
    for quote in quotes:
        if len(quote.text.split()) < QUOTED_WORDS or quote.speaker is None or quote.speaker_span is None:
            continue
        actor = next((one for one in cast.actors if one.name == quote.speaker), None)
        who = Who(quote.speaker, quote.speaker_span, actor, quote.on_record)
        via = (quote.via,) if quote.via and quote.via != quote.speaker else ()
        found.append(Teller(who, False, tuple(sorted({quote.span, quote.speaker_span})), via))
    return found

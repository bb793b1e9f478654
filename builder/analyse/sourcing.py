"""What an article rests on: whom it relays, whose account it is, and how far that can be trusted.

Origins are counted, not outlets or speakers: a body and everybody who speaks for it are one.
"""

import re
from collections.abc import Sequence

from builder.analyse.candidates import title_sentences
from builder.analyse.cast import Cast
from builder.analyse.chains import find_chains
from builder.analyse.confidence import Origin, judge
from builder.analyse.nlp import Parsed
from builder.analyse.parties import Parties, who_is
from builder.analyse.relays import relayed
from builder.analyse.tellers import Teller, credit, in_quotes, in_words
from builder.records import Actor, Evidence, OpenPoint, Quote, Sourcing, Span

_LEAD_SHARE = 3
"""One in so many sentences, but three at least, tell the story; those who speak later comment on it."""

_MOST_TOLD = 12
"""Sentences of one origin that are compared with those of another."""

_PARTLY = re.compile(
    r"elaborat|disclos|specif|reveal|identif|\bsa(?:y|id) (?:whether|why|how|when|who|what|if)|further|any more"
    r"|details?|information|be named"
)
"""Cues of one who tells something and keeps a detail back: matches `would not elaborate`, not `would not confirm`."""


def assess_sourcing(
    parsed: Parsed, actors: Sequence[Actor], quotes: Sequence[Quote], open_points: Sequence[OpenPoint]
) -> Sourcing:
    """Outlets relayed, origins and confidence of one article, by the rule published on `method.md`."""
    cast = Cast(parsed, actors)
    credited = credit(cast.text)
    via = _via(cast, credited)
    outlets = {name for name, _ in via}
    told = [[one for one in in_words(cast, each.span) if one.who.name not in outlets] for each in cast.sentences]
    quoted = [one for one in in_quotes(cast, quotes) if one.who.name not in outlets]
    tellers = sorted((*(one for each in told for one in each), *quoted), key=lambda one: one.words)
    silent = [who_is(cast, one.by, one.span) for one in open_points if one.by]
    parties = Parties(cast, [*(one.who for one in tellers), *silent])
    doubts = _doubts(parties, tellers, open_points)
    origins = _origins(cast, parties, told, quoted, doubts)
    confidence, reason = judge(cast.text, origins, doubts, [name for name, _ in via])
    chains = find_chains(cast, parties, tellers, doubts, {one.key for one in origins}, credited)
    return Sourcing(
        via=tuple(name for name, _ in via),
        via_evidence=tuple(Evidence(f"relays {name}", span) for name, span in via),
        origins=tuple(one.name for one in origins),
        confidence=confidence,
        reason=reason,
        chains=chains,
    )


def _via(cast: Cast, credited: tuple[str, Span] | None) -> list[tuple[str, Span]]:
    """Outlets relayed, each once, in order of the text: the nearest is named first."""
    found: dict[str, Span] = dict([credited]) if credited else {}
    for sentence in cast.sentences:
        for name, span in relayed(cast, sentence.span):
            found.setdefault(name, span)
    return list(found.items())


def _doubts(parties: Parties, tellers: Sequence[Teller], open_points: Sequence[OpenPoint]) -> list[OpenPoint]:
    """Denials and refusals by somebody, without those of one who tells and only keeps a detail back."""
    telling = {parties.of(one.who).key for one in tellers}
    found = []
    for point in open_points:
        if point.by is None:
            continue
        partly = _PARTLY.search(point.cue.of(parties.cast.text))
        if not (partly and parties.of(who_is(parties.cast, point.by, point.span)).key in telling):
            found.append(point)
    return found


def _origins(
    cast: Cast,
    parties: Parties,
    told: Sequence[Sequence[Teller]],
    quoted: Sequence[Teller],
    doubts: Sequence[OpenPoint],
) -> list[Origin]:
    """Those who tell the story in its lead; where no name does, also those quoted; where none is, those named later."""
    first = title_sentences(cast.parsed)
    lead = max(3, (len(cast.sentences) - first) // _LEAD_SHARE)
    limit = cast.sentences[: first + lead][-1].span.end if cast.sentences else 0
    silent = {parties.of(who_is(cast, one.by, one.span)).key for one in doubts if one.by}
    top = [one for each in told[: first + lead] for one in each]
    top += [one for one in quoted if one.who.span.start < limit]
    later = [one for each in told for one in each]
    found: list[Origin] = []
    for tellers in (top, [*top, *quoted], [*top, *quoted, *later]):
        found = _merged(cast, parties, tellers, silent, limit)
        if any(one.on_record and one.known for one in found):
            return found
    return found


def _merged(cast: Cast, parties: Parties, tellers: Sequence[Teller], silent: set[str], limit: int) -> list[Origin]:
    """One origin for a body and all who speak for it, without those who decline to confirm."""
    found: dict[str, Origin] = {}
    for teller in tellers:
        who = teller.who
        party = parties.of(who)
        if party.key in silent:
            continue
        told = frozenset(_content(cast, who.span)) if who.span.start < limit else frozenset()
        old = found.get(party.key)
        if old is None:
            found[party.key] = Origin(
                party.origin, party.group, who.named, (told,), teller.confirms, party.key, who.actor is not None
            )
            continue
        several = old.told if told in old.told or len(old.told) >= _MOST_TOLD else (*old.told, told)
        found[party.key] = old._replace(
            name=party.origin if who.named and not old.on_record else old.name,
            on_record=old.on_record or who.named,
            known=old.known or who.actor is not None,
            told=several,
            confirms=old.confirms or teller.confirms,
        )
    # Without a state beside a body of its own: `United States` beside `United States Department of Defense`.
    owned = {one.group for one in found.values() if one.group != one.key}
    return [one for one in found.values() if one.key not in owned]


def _content(cast: Cast, span: Span) -> set[str]:
    """Content words of the sentence that holds a stretch."""
    sentence = cast.sentences[cast.sentence_index(span.start)].span
    tokens = cast.doc.char_span(sentence.start, sentence.end, alignment_mode="expand") or ()
    return {
        token.lemma_.lower()
        for token in tokens
        if token.is_alpha and not token.is_stop and token.pos_ in {"NOUN", "VERB", "PROPN", "NUM", "ADJ"}
    }

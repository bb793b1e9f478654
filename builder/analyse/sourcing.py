"""What an article rests on: whom it relays, whose account it is, and how far that can be trusted.

Origins are counted, not outlets or speakers: a body and everybody who speaks for it are one.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from builder.analyse.attribution import in_sentence, relayed
from builder.analyse.candidates import title_sentences
from builder.analyse.cast import Cast
from builder.analyse.confidence import Origin, judge
from builder.analyse.cues import is_outlet
from builder.analyse.nlp import Parsed
from builder.analyse.stance import carries
from builder.analyse.who import Who
from builder.records import Actor, Evidence, OpenPoint, Quote, Sourcing, Span

_LEAD_SHARE = 3
"""One in so many sentences, but three at least, tell the story; those who speak later comment on it."""

_QUOTED_WORDS = 4
_TELLING = frozenset({"say", "claim", "confirm"})
_OFFICERS = frozenset({"spokes", "chief", "executive", "ceo", "chairman", "president"})
"""Who without a body beside the name speaks for the one the sentence before is about: `Spokeswoman Sandy Angers`."""

_TITLE_LENGTH = 60
"""Characters between a body and the name of its officer at most."""

_MOST_TOLD = 12
"""Sentences of one origin that are compared with those of another."""


class _Teller(NamedTuple):
    """One telling."""

    who: Who
    confirms: bool
    """The verb says that it bears out somebody else's account."""


def assess_sourcing(
    parsed: Parsed, actors: Sequence[Actor], quotes: Sequence[Quote], open_points: Sequence[OpenPoint]
) -> Sourcing:
    """Outlets relayed, origins and confidence of one article, by the rule published on `method.md`."""
    cast = Cast(parsed, actors)
    via = _via(cast)
    origins = _origins(cast, quotes, open_points, {name for name, _ in via})
    confidence, reason = judge(cast.text, origins, open_points, [name for name, _ in via])
    evidence = tuple(Evidence(f"relays {name}", span) for name, span in via)
    return Sourcing(tuple(name for name, _ in via), evidence, tuple(one.name for one in origins), confidence, reason)


def _via(cast: Cast) -> list[tuple[str, Span]]:
    """Outlets relayed, each once, in order of the text: the nearest is named first."""
    found: dict[str, Span] = {}
    for sentence in cast.sentences:
        for name, span in relayed(cast, sentence.span):
            found.setdefault(name, span)
    return list(found.items())


def _origins(cast: Cast, quotes: Sequence[Quote], open_points: Sequence[OpenPoint], outlets: set[str]) -> list[Origin]:
    """Those who tell the story in its lead; where nobody does, those quoted; where nobody is, those named later."""
    first = title_sentences(cast.parsed)
    lead = max(3, (len(cast.sentences) - first) // _LEAD_SHARE)
    top = cast.sentences[: first + lead]
    limit = top[-1].span.end if top else 0
    silent = {point.by for point in open_points if point.by}
    quoted = [
        _Teller(who, False)
        for quote in quotes
        if len(quote.text.split()) >= _QUOTED_WORDS and (who := _who(cast, quote))
    ]
    told = [teller for sentence in top for teller in _tellers(cast, sentence.span)]
    told += [teller for teller in quoted if teller.who.span.start < limit]
    for tellers in (told, quoted, [teller for one in cast.sentences for teller in _tellers(cast, one.span)]):
        found = _merged(cast, [teller for teller in tellers if teller.who.name not in outlets], silent, limit)
        if found:
            return found
    return []


def _who(cast: Cast, quote: Quote) -> Who | None:
    """The speaker of a quote."""
    if quote.speaker is None or quote.speaker_span is None:
        return None
    actor = next((one for one in cast.actors if one.name == quote.speaker), None)
    return Who(quote.speaker, quote.speaker_span, actor, quote.on_record)


def _tellers(cast: Cast, sentence: Span) -> list[_Teller]:
    """Those whose telling the content of a sentence hangs on."""
    return [
        _Teller(one.who, one.kind == "confirm")
        for one in in_sentence(cast, sentence)
        if one.who and one.kind in _TELLING and not one.holds_back and carries(one) and not _is_outlet(one.who.actor)
    ]


def _is_outlet(actor: Actor | None) -> bool:
    """Whether an actor is a news outlet."""
    return actor is not None and actor.kind == "ORG" and is_outlet(actor.name, *actor.aliases)


def _merged(cast: Cast, tellers: Sequence[_Teller], silent: set[str], limit: int) -> list[Origin]:
    """One origin for a body and all who speak for it, without those who decline to confirm."""
    found: dict[str, Origin] = {}
    bodies: dict[str, Actor | None] = {}
    for who, confirms in tellers:
        if who.name not in bodies:
            bodies[who.name] = body_of(cast, who)
        body = bodies[who.name]
        name = body.name if body and body.kind == "ORG" else who.name
        group = body.name if body else who.name
        group = next(
            (other for other in found if other.split()[-1:] == group.split()[-1:] and who.actor is None), group
        )
        if {name, group, who.name} & silent:
            continue
        told = frozenset(_content(cast, who.span)) if who.span.start < limit else frozenset()
        old = found.get(group)
        if old is None:
            found[group] = Origin(name, group, who.named, (told,), confirms)
        else:
            several = old.told if told in old.told or len(old.told) >= _MOST_TOLD else (*old.told, told)
            found[group] = old._replace(
                on_record=old.on_record or who.named, told=several, confirms=old.confirms or confirms
            )
    return _without_states(cast, list(found.values()))


def _without_states(cast: Cast, origins: list[Origin]) -> list[Origin]:
    """Without a state beside a body of its own: `United States` beside `United States Department of Defense`."""
    states = {actor.name: {actor.name, *actor.aliases} for actor in cast.actors if actor.kind == "STATE"}
    owned: dict[str, str] = {}
    for one in origins:
        body = next((actor for actor in cast.actors if actor.name == one.group and actor.kind == "ORG"), None)
        words = " ".join((body.name, *body.aliases)) if body else ""
        owner = next(
            (
                state
                for state, forms in states.items()
                if any(re.search(rf"\b{re.escape(form)}\b", words) for form in forms)
            ),
            None,
        )
        if owner:
            owned[one.group] = owner
    kept = [one for one in origins if one.group not in owned.values()]
    return [one._replace(group=owned.get(one.group, one.group)) for one in kept]


def _content(cast: Cast, span: Span) -> set[str]:
    """Content words of the sentence that holds a stretch."""
    sentence = cast.sentences[cast.sentence_index(span.start)].span
    tokens = cast.doc.char_span(sentence.start, sentence.end, alignment_mode="expand") or ()
    return {
        token.lemma_.lower()
        for token in tokens
        if token.is_alpha and not token.is_stop and token.pos_ in {"NOUN", "VERB", "PROPN", "NUM", "ADJ"}
    }


def body_of(cast: Cast, who: Who) -> Actor | None:
    """The body somebody speaks for: `Pentagon spokesman Pat Ryder`, `a Pentagon official`; None when not told."""
    if who.actor is not None and who.actor.kind != "PER":
        return who.actor
    bodies = [actor for actor in cast.actors if actor.kind in {"ORG", "STATE"} and not _is_outlet(actor)]
    spans = [who.span] if who.actor is None else [role.span for role in who.actor.roles]
    for span in spans:
        inside = [m for m in cast.mentions_in(span.start, span.end) if m.actor in bodies and not cast.is_part(m)]
        if inside:
            return min(inside, key=lambda mention: mention.actor.kind).actor
    if who.actor is None:
        return None
    for span in who.actor.mentions[:_MOST_TOLD]:
        left = [m for m in cast.before(span.start, 0) if m.actor in bodies and span.start - m.span.end < _TITLE_LENGTH]
        if left and not cast.is_part(left[0]) and cast.is_title(left[0].span.end, span.start):
            return left[0].actor
    if cast.functions(who.actor) & _OFFICERS:
        place = who.actor.mentions[0].start
        return next(
            (
                m.actor
                for m in cast.before(place, 1)
                if m.actor in bodies and m.actor.kind == "ORG" and cast.is_subject(m)
            ),
            None,
        )
    return None

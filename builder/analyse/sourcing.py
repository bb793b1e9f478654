"""What an article rests on: whom it relays, whose account it is, and how far that can be trusted.

Origins are counted, not outlets or speakers: a body and everybody who speaks for it are one.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from builder.analyse.attribution import in_sentence, relayed
from builder.analyse.candidates import title_sentences
from builder.analyse.cast import Cast
from builder.analyse.cues import is_outlet
from builder.analyse.nlp import Parsed
from builder.analyse.stance import carries
from builder.analyse.who import Who
from builder.records import Actor, Confidence, Evidence, OpenPoint, Quote, Sourcing, Span

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

_SHARED = 0.5
"""Share of content words that makes two sentences tell the same. A choice on the safe side, not tuned."""


class _Teller(NamedTuple):
    """One telling."""

    who: Who
    confirms: bool
    """The verb says that it bears out somebody else's account."""


class _Origin(NamedTuple):
    """One that the account goes back to."""

    name: str
    group: str
    """What it belongs to; origins of one group are not independent."""

    on_record: bool
    known: bool
    """Named by a name of its own, not by a word like `authorities`."""

    told: tuple[frozenset[str], ...]
    """Content words of the lead's sentences it tells, each."""

    confirms: bool


def assess_sourcing(
    parsed: Parsed, actors: Sequence[Actor], quotes: Sequence[Quote], open_points: Sequence[OpenPoint]
) -> Sourcing:
    """Outlets relayed, origins and confidence of one article, by the rule published on `method.md`."""
    cast = Cast(parsed, actors)
    via = _via(cast)
    origins = _origins(cast, quotes, open_points, {name for name, _ in via})
    confidence, reason = _confidence(cast.text, origins, open_points, [name for name, _ in via])
    evidence = tuple(Evidence(f"relays {name}", span) for name, span in via)
    return Sourcing(tuple(name for name, _ in via), evidence, tuple(one.name for one in origins), confidence, reason)


def _via(cast: Cast) -> list[tuple[str, Span]]:
    """Outlets relayed, each once, in order of the text: the nearest is named first."""
    found: dict[str, Span] = {}
    for sentence in cast.sentences:
        for name, span in relayed(cast, sentence.span):
            found.setdefault(name, span)
    return list(found.items())


def _origins(cast: Cast, quotes: Sequence[Quote], open_points: Sequence[OpenPoint], outlets: set[str]) -> list[_Origin]:
    """Those who tell the story in its lead; where no name does, also those quoted; where none is, those named later."""
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
    later = [teller for one in cast.sentences for teller in _tellers(cast, one.span)]
    found: list[_Origin] = []
    for tellers in (told, [*told, *quoted], [*told, *quoted, *later]):
        found = _merged(cast, [teller for teller in tellers if teller.who.name not in outlets], silent, limit)
        if any(one.on_record and one.known for one in found):
            return found
    return found


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


def _merged(cast: Cast, tellers: Sequence[_Teller], silent: set[str], limit: int) -> list[_Origin]:
    """One origin for a body and all who speak for it, without those who decline to confirm."""
    found: dict[str, _Origin] = {}
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
            found[group] = _Origin(name, group, who.named, who.actor is not None, (told,), confirms)
        else:
            several = old.told if told in old.told or len(old.told) >= _MOST_TOLD else (*old.told, told)
            found[group] = old._replace(
                on_record=old.on_record or who.named,
                known=old.known or who.actor is not None,
                told=several,
                confirms=old.confirms or confirms,
            )
    return _without_states(cast, list(found.values()))


def _without_states(cast: Cast, origins: list[_Origin]) -> list[_Origin]:
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
    kept = [one for one in origins if one.name not in states or one.group not in owned.values()]
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


def _confidence(
    text: str, origins: Sequence[_Origin], open_points: Sequence[OpenPoint], via: Sequence[str]
) -> tuple[Confidence, str]:
    """The published rule, with its reason in words.

    Origins count as independent when they are named, belong to different groups and one bears out another in the lead;
    two persons who each add something of their own do not confirm each other, and an unnamed one may be either of them.
    """
    named = [one for one in origins if one.on_record]
    denial = next((f"{point.by} {' '.join(point.cue.of(text).split())}" for point in open_points if point.by), None)
    relays = f", partly through {_join(via)}" if via else ""
    doubt = f"; {denial}" if denial else ""
    if not origins:
        return "low", f"rests on {_join(via)} alone" if via else "names nobody as the source of its account"
    names = _join([one.name for one in origins])
    if not named:
        return "low", f"rests on sources that are not named ({names}){relays}"
    if len(origins) == 1:
        return "moderate", f"one origin on record: {names}{relays}{doubt}"
    if denial:
        return "moderate", f"{len(origins)} origins ({names}){relays}{doubt}"
    if any(_bears_out(one, other) for one in named for other in named if one.group != other.group):
        return "high", f"{len(named)} independent origins on record: {_join([one.name for one in named])}{relays}"
    return "moderate", f"{len(origins)} origins ({names}), of which none is shown to bear out another{relays}"


def _bears_out(one: _Origin, other: _Origin) -> bool:
    """Whether two origins tell the same in the lead: one confirms, or their sentences share most of their content."""
    if not (any(one.told) and any(other.told)):
        return False
    return one.confirms or any(
        len(a & b) >= _SHARED * min(len(a), len(b)) for a in one.told for b in other.told if a and b and a != b
    )


def _join(names: Sequence[str]) -> str:
    """Names in a row: `A, B and C`."""
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1]

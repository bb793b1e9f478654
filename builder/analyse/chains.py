"""Whom an article's words go back to, with the way they took: outlet <- other outlet or agency <- speaker <- body."""

import re
from collections.abc import Iterable, Sequence

from builder.analyse.cast import Cast
from builder.analyse.parties import Parties, who_is
from builder.analyse.relays import relayed
from builder.analyse.tellers import Teller
from builder.records import Chain, OpenPoint, Span

_OF_STATE = re.compile(
    r"\b(?:state|official|government)(?:[ -](?:run|owned|controlled|backed|funded))?"
    r" (?:news agency|press agency|news service|agency|media|television|tv|broadcaster|radio|newspaper|daily|channel"
    r"|outlet)?\s*$",
    re.IGNORECASE,
)
"""Before the name of an outlet that speaks for its state: matches `state news agency `, not `the state of `."""

_BEFORE = 60
"""Characters before an outlet's name that are looked at."""

_MOST_WORDS = 6
"""Stretches of one chain that are kept; the first ones tell it."""


def find_chains(
    cast: Cast,
    parties: Parties,
    tellers: Iterable[Teller],
    open_points: Sequence[OpenPoint],
    account: set[str],
    credited: tuple[str, Span] | None,
) -> tuple[Chain, ...]:
    """Every origin with its way, in order of the text.

    `account` names the parties that the account goes back to; where it is empty, it goes back to the outlets relayed.
    `credited` is the agency that the whole article is taken from.
    """
    found: dict[tuple[str, str | None, tuple[str, ...], bool], Chain] = {}
    last = (credited[0],) if credited else ()
    for teller in tellers:
        party = parties.of(teller.who)
        via = (*last, *(name for name in teller.via if name not in last))
        speaker = teller.who.name if teller.who.name != party.origin else None
        if speaker and teller.who.actor is None and speaker.startswith("the "):
            speaker = None  # takes up what was told before: `the official`
        told = Chain(
            origin=party.origin,
            group=party.group,
            on_record=teller.who.named,
            speaker=speaker,
            via=via,
            spans=teller.words,
            account=party.key in account,
        )
        _add(found, told)
    for point in open_points:
        if point.by:
            who = who_is(cast, point.by, point.span)
            party = parties.of(who)
            speaker = who.name if who.name != party.origin else None
            spans = tuple(sorted({who.span, point.cue}))
            _add(found, Chain(party.origin, party.group, who.named, speaker, last, spans, open=True))
    spoken = {span for chain in found.values() for span in chain.spans}
    for name, span, group in _outlets(cast, spoken, None if account else credited):
        own = group is None
        way = tuple(one for one in last if one != name)
        _add(found, Chain(name, group or name, not own, None, way, (span,), account=not account))
    return tuple(sorted(found.values(), key=lambda chain: (chain.spans[0], chain.origin)))


def _add(found: dict[tuple[str, str | None, tuple[str, ...], bool], Chain], one: Chain) -> None:
    """Put a chain to those found; one that is there gains its words."""
    key = (one.origin, one.speaker, one.via, one.open)
    old = found.get(key)
    if old is None:
        found[key] = one
        return
    spans = (*old.spans, *(span for span in one.spans if span not in old.spans))
    found[key] = old._replace(
        spans=tuple(sorted(spans)[:_MOST_WORDS]),
        on_record=old.on_record or one.on_record,
        account=old.account or one.account,
    )


def _outlets(
    cast: Cast, spoken: set[Span], credited: tuple[str, Span] | None
) -> Iterable[tuple[str, Span, str | None]]:
    """Outlets that are relayed without anybody behind them, with the state that one of them speaks for."""
    if credited:
        yield credited[0], credited[1], None
    for sentence in cast.sentences:
        for name, span in relayed(cast, sentence.span):
            if span not in spoken:
                yield name, span, _state(cast, name, span, sentence.span)


def _state(cast: Cast, name: str, span: Span, sentence: Span) -> str | None:
    """The state whose outlet this is, where the text says so: `China` for `Chinese state news agency Xinhua`."""
    places = [m.span for m in cast.mentions_in(span.start, span.end) if m.actor.name == name]
    start = places[-1].start if places else span.start
    if not _OF_STATE.search(cast.text, max(sentence.start, start - _BEFORE), start):
        return None
    states = [m.actor.name for m in cast.mentions_in(sentence.start, start) if m.actor.kind == "STATE"]
    return states[-1] if states else None

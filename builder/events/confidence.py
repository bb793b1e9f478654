"""How far the accounts of an event can be trusted, by the published rule."""

from collections.abc import Mapping, Sequence

from builder.confidence import judge as by_rule
from builder.events.called import fold, is_vague
from builder.records import Briefing, Confidence, Origin, Passage, Row

_LEAD = 4
"""Sentences of an article, headline included, that tell what happened: two who agree on a detail confirm nothing."""


def judge(
    origins: Sequence[Origin], members: Sequence[Briefing] = (), rows: Sequence[Row] = ()
) -> tuple[Confidence, str]:
    """How far the accounts can be trusted, with the reason in words.

    Two named origins of different groups bear each other out when an agreed row says that each of them tells the fact,
    or one article shows it by itself; and not when all that is known of them came through one and the same outlet.
    """
    texts = {one.article.id: one for one in members}
    relayed = {name for one in members for name in one.sourcing.via}
    telling = [one for one in origins if not one.open]
    named = [one for one in telling if one.on_record]
    third_hand = [one.name for one in telling if not one.on_record and one.name in relayed]
    via = [name for one in telling for relay in one.relays for name in relay.via]
    return by_rule(
        [one.name for one in named],
        [one.name for one in telling if not one.on_record and one.name not in third_hand],
        bear_out=[one.name for one in _bear_out([one for one in named if not is_vague(one.name)], texts, rows)],
        doubts=[_doubt(one, texts) for one in origins if one.open],
        via=list(dict.fromkeys([*third_hand, *via])),
    )


def _bear_out(named: Sequence[Origin], texts: Mapping[str, Briefing], rows: Sequence[Row]) -> list[Origin]:
    """Those of the named origins of whom two that do not belong together tell the same; empty when no two do."""
    if _one_line(named):
        return []
    found: list[Origin] = []
    for row in rows:
        passages = row.tellings[0].passages if row.kind == "agreed" else ()
        if any(_leads(one, texts) for one in passages):
            tellers = [one for one in named if any(_tells(one, passage, texts) for passage in passages)]
            found += tellers if _apart(tellers) else []
    for briefing in texts.values():
        if briefing.sourcing.confidence == "high":
            own = [one for one in named if _is_named_in(one, briefing)]
            found += own if _apart(own) else []
    return [one for one in named if one in found]


def _apart(several: Sequence[Origin]) -> bool:
    """Whether they belong to two groups or more."""
    return len({fold(one.group) for one in several}) > 1


def _one_line(named: Sequence[Origin]) -> bool:
    """Whether every word of every one of them came through the same outlet."""
    ways = [set(relay.via) for one in named for relay in one.relays]
    return len(ways) > 1 and bool(set.intersection(*ways))


def _leads(passage: Passage, texts: Mapping[str, Briefing]) -> bool:
    """Whether a passage stands where its article tells what happened."""
    briefing = texts.get(passage.article)
    return briefing is not None and (
        passage.span.meets(briefing.bottom_line) or briefing.sentence_at(passage.span.start) <= _LEAD
    )


def _tells(one: Origin, passage: Passage, texts: Mapping[str, Briefing]) -> bool:
    """Whether a passage is a telling of an origin; what an article reports in its own voice is nobody's."""
    briefing = texts.get(passage.article)
    if passage.by is None or briefing is None or not any(relay.article == passage.article for relay in one.relays):
        return False
    if passage.by == one.name or any(relay.speaker == passage.by for relay in one.relays):
        return True
    own = (chain for chain in briefing.sourcing.chains if passage.by in (chain.speaker, chain.origin))
    return any(chain.origin == one.name for chain in own)


def _is_named_in(one: Origin, briefing: Briefing) -> bool:
    """Whether the account of an article goes back to an origin, and its own judgement rests on that."""
    return one.name in briefing.sourcing.origins and one.name in briefing.sourcing.reason


def _doubt(one: Origin, texts: Mapping[str, Briefing]) -> str:
    """Who denies or refuses, with the words that say so."""
    for relay in one.relays:
        briefing = texts.get(relay.article)
        for point in briefing.open_points if briefing else ():
            if briefing and point.cue in relay.spans:
                return f"{one.name} {' '.join(point.cue.of(briefing.article.text).split())}"
    return f"{one.name} would not confirm"

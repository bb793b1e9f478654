"""How far the accounts of an event can be trusted, by the published rule."""

from collections.abc import Mapping, Sequence

from builder.confidence import judge as by_rule
from builder.events.called import is_vague, party
from builder.events.origins import independent
from builder.records import Briefing, Confidence, Origin, Passage, Row

_LEAD = 4
"""Sentences of an article, headline included, that tell what happened: two who agree on a detail confirm nothing."""


def judge(
    origins: Sequence[Origin], members: Sequence[Briefing] = (), rows: Sequence[Row] = ()
) -> tuple[Confidence, str]:
    """How far the accounts can be trusted, with the reason in words.

    Two named origins of different groups bear each other out when a row shows that each of them tells the same where an
    article tells what happened; not when all that is known of them came through one and the same outlet. That one
    article judges its own origins so is not enough: it had no other to be compared with.
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
        independent=independent(origins),
    )


def _bear_out(named: Sequence[Origin], texts: Mapping[str, Briefing], rows: Sequence[Row]) -> list[Origin]:
    """Those of the named origins of whom two that do not belong together tell the same; empty when no two do."""
    if _one_line(named):
        return []
    found: list[Origin] = []
    for row in rows:
        passages = row.tellings[0].passages if row.kind == "agreed" else ()
        leading = [one for one in passages if _leads(one, texts)]
        tellers = [one for one in named if any(_tells(one, passage, texts) for passage in leading)]
        found += tellers if _apart(tellers) else []
    return [one for one in named if one in found]


def _apart(several: Sequence[Origin]) -> bool:
    """Whether they belong to two groups or more."""
    return len({party(one.group) for one in several}) > 1


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
    own = [chain for chain in briefing.sourcing.chains if passage.by in (chain.speaker, chain.origin)]
    if not any(chain.account and chain.on_record for chain in own):
        return False
    relayed = any(relay.article == passage.article and relay.speaker == passage.by for relay in one.relays)
    return passage.by == one.name or relayed or any(chain.origin == one.name for chain in own)


def _doubt(one: Origin, texts: Mapping[str, Briefing]) -> str:
    """Who denies or refuses, with the words that say so."""
    for relay in one.relays:
        briefing = texts.get(relay.article)
        for point in briefing.open_points if briefing else ():
            if briefing and point.cue in relay.spans:
                return f"{one.name} {' '.join(point.cue.of(briefing.article.text).split())}"
    return f"{one.name} would not confirm"

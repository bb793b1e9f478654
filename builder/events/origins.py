"""Who an event's accounts go back to, however many outlets tell them: origins are counted, not outlets."""

from collections import Counter
from collections.abc import Iterable, Sequence, Set

from builder.events.called import fold, is_vague, party
from builder.events.strands import Strand, strands
from builder.records import Briefing, Group, Origin, Relay, Row

_MOST_WORDS = 6
"""Stretches of one relay."""


def origins(group: Group, rows: Sequence[Row] = ()) -> tuple[Origin, ...]:
    """Those the accounts go back to, most relayed first; then those that deny or would not confirm.

    One body and all who speak for it are one, so is whoever is given the same words. `rows` add those whom an article
    names beside its main account, but for a fact that another article tells too.
    """
    found = [_origin(one) for one in strands(group.members, rows)]
    return tuple(sorted(found, key=lambda one: (one.open, -len(one.relays))))


def outlets(members: Sequence[Briefing]) -> int:
    """How many put it out, reprints included; one that is not known counts as one of its own."""
    named: set[str] = set()
    unknown = 0
    for briefing in members:
        article = briefing.article
        unknown += article.source is None
        reprints = (one.source for one in article.versions if one.kind == "reprint")
        named |= {fold(name) for name in (article.source, *reprints) if name}
    return len(named) + unknown


def independent(found: Iterable[Origin]) -> int:
    """How many of the origins do not belong together.

    Police and prosecutors do. One that is not named, or only by such words as `authorities`, may be any of the others;
    it counts when all of these are of other states.
    """
    telling = [one for one in found if not one.open]
    named = {party(one.group) for one in telling if one.on_record and not is_vague(one.name)}
    if any(one.on_record and one.group == one.name for one in telling):
        return max(len(named), 1)
    unnamed = {party(one.group) for one in telling if not one.on_record and one.group != one.name}
    return len(named | unnamed) or int(bool(telling))


def _origin(found: Sequence[Strand]) -> Origin:
    named = [one for one in found if one.chain.on_record]
    counts = Counter(one.chain.origin for one in named or found)
    name = max(counts, key=lambda origin: counts[origin])  # the first of equals: counted in order of the members
    own = [one.chain for one in named or found if one.chain.origin == name]
    belongs = next((one.group for one in own if one.group != name), None)
    belongs = belongs or next((one.chain.group for one in found if one.chain.group != one.chain.origin), name)
    by_article: dict[str, list[Strand]] = {}
    for one in found:
        by_article.setdefault(one.article, []).append(one)
    through = {one for strand in found for one in strand.chain.via}
    return Origin(
        name=name,
        group=belongs,
        on_record=bool(named),
        relays=tuple(_relay(article, several, name, through) for article, several in by_article.items()),
        open=found[0].chain.open,
    )


def _relay(article: str, several: Sequence[Strand], name: str, through: Set[str]) -> Relay:
    """The way to one article: the longest that it names, as it may repeat without saying so what it took from there."""
    chains = sorted((one.chain for one in several), key=lambda chain: (not chain.account, -len(chain.via), chain.spans))
    way = chains[0].via
    if chains[0].origin in through:  # the outlet names nobody, but others heard the origin through it
        return Relay(article, (*way, chains[0].origin), None, chains[0].spans)
    same = [chain for chain in chains if chain.via == way]
    same = [chain for chain in same if chain.on_record] or same
    speakers = (chain.speaker or chain.origin for chain in same)
    spans = tuple(sorted({span for chain in same for span in chain.spans})[:_MOST_WORDS])
    return Relay(article, way, next((speaker for speaker in speakers if speaker != name), None), spans)

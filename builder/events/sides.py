"""Who said what: quotes by the party that the speakers speak for."""

from collections.abc import Mapping, Sequence

from builder.events.called import fold
from builder.events.same_words import Place, same_quotes
from builder.records import Briefing, Quote, Side

Found = tuple[Briefing, int, Quote]


def sides(members: Sequence[Briefing]) -> tuple[Side, ...]:
    """The parties with what they said, most-quoted first; words that several articles print count once.

    A party is a state or body, or the person where no such is told; quotes whose speaker nobody tells are left out.
    """
    belongs = _belongs(members)
    spoken: dict[str, list[list[Found]]] = {}
    names: dict[str, str] = {}
    for found in same_quotes(members):
        if party := _party(found, belongs):
            names.setdefault(fold(party), party)
            spoken.setdefault(fold(party), []).append(sorted(found, key=lambda one: -len(one[2].text)))
    ranked = sorted(spoken, key=lambda key: -len(spoken[key]))
    return tuple(_side(names[key], spoken[key]) for key in ranked)


def _side(name: str, quotes: Sequence[Sequence[Found]]) -> Side:
    places: list[Place] = []
    same: list[int] = []
    for number, found in enumerate(quotes):
        places += [(briefing.article.id, at) for briefing, at, _ in found]
        same += [number] * len(found)
    return Side(name, tuple(places), tuple(same))


def _belongs(members: Sequence[Briefing]) -> Mapping[str, str]:
    """Speaker or body, in any of the articles -> the party it belongs to, where one of them tells."""
    found: dict[str, str] = {}
    for briefing in members:
        for chain in briefing.sourcing.chains:
            for name in (chain.origin, chain.speaker):
                # What is said of "a spokesman" holds in its own article alone.
                if name and fold(name) != fold(chain.group):
                    key = fold(name) if chain.on_record else f"{briefing.article.id} {fold(name)}"
                    found.setdefault(key, chain.group)
    return found


def _party(found: Sequence[Found], belongs: Mapping[str, str]) -> str | None:
    """The party whose words these are: as the article tells that names the speaker best."""
    for named in (True, False):
        for briefing, _, quote in found:
            if quote.speaker and quote.on_record == named:
                own = belongs.get(f"{briefing.article.id} {fold(quote.speaker)}")
                return own or belongs.get(fold(quote.speaker), quote.speaker)
    return None

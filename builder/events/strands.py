"""Ways by which the articles of an event came to what they tell, those that go back to one origin brought together.

Whatever may be one is one: two origins too few make an account look weaker than it is, two too many make a rumour look
confirmed.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from builder.events.called import INSTITUTIONS, as_initials, bare, fold, initials, is_nobody, is_slip, words_of
from builder.events.same_words import same_quotes
from builder.records import Briefing, Chain, Row, Span

_MOST_TRIED = 40
"""Strands with a word in common that a name is compared with."""


class Strand(NamedTuple):
    """One chain of one article."""

    at: int
    """Place of the article among the members."""

    article: str
    chain: Chain


def strands(members: Sequence[Briefing], rows: Sequence[Row] = ()) -> list[list[Strand]]:
    """What the accounts go back to, then what is open, each origin's strands together, in order of the members.

    A chain counts when its article's account goes back to it, or when a row that several articles agree on names it.
    """
    agreed = {
        (one.article, one.by) for row in rows if row.kind == "agreed" for one in row.tellings[0].passages if one.by
    }
    outlets = {fold(one.article.source): one.article.id for one in members if one.article.source}
    told, open_ = [], []
    for at, briefing in enumerate(members):
        key = briefing.article.id
        for chain in briefing.sourcing.chains or _plain_chains(briefing):
            relayed_member = outlets.get(fold(chain.origin), key)
            if chain.open:
                open_.append(Strand(at, key, chain))
            elif relayed_member != key and not chain.on_record:
                continue  # its outlet is here itself, with those it goes back to
            elif chain.account or (chain.on_record and {(key, chain.origin), (key, chain.speaker)} & agreed):
                told.append(Strand(at, key, chain))
    return [*_merged(told, members), *_merged(open_, members)]


def _plain_chains(briefing: Briefing) -> list[Chain]:
    """Chains of an article in a language whose grammar is not followed: its origins, and who denies."""
    named = briefing.sourcing.confidence != "low"
    spoken: dict[str, list[Span]] = {}
    for quote in briefing.quotes:
        if quote.speaker:
            spoken.setdefault(quote.speaker, []).append(quote.span)
    for actor in briefing.actors:
        spoken.setdefault(actor.name, []).extend(actor.mentions[:1])
    told = [
        Chain(name, name, named, None, (), tuple(sorted(spoken[name])[:3]), account=True)
        for name in briefing.sourcing.origins
        if spoken.get(name)
    ]
    return told + [
        Chain(one.by, one.by, True, None, (), (one.cue,), open=True) for one in briefing.open_points if one.by
    ]


class _Classes:
    """Strands by what they have in common; joining two costs next to nothing (union by the lower number)."""

    def __init__(self, count: int) -> None:
        self.parent = list(range(count))

    def of(self, number: int) -> int:
        while self.parent[number] != number:
            self.parent[number] = self.parent[self.parent[number]]
            number = self.parent[number]
        return number

    def join(self, one: int, other: int) -> None:
        low, high = sorted((self.of(one), self.of(other)))
        self.parent[high] = low


def _merged(found: Sequence[Strand], members: Sequence[Briefing]) -> list[list[Strand]]:
    classes = _Classes(len(found))
    first: dict[object, int] = {}
    for number, strand in enumerate(found):
        for key in _keys(strand.chain):
            classes.join(number, first.setdefault(key, number))
    _join_relayed(found, first, classes)
    _join_initials(found, classes)
    _join_vague(found, classes)
    _join_quoted(found, classes, members)
    _join_unnamed(found, classes)
    kept: dict[int, list[Strand]] = {}
    for number, strand in enumerate(found):
        kept.setdefault(classes.of(number), []).append(strand)
    return list(kept.values())


def _keys(chain: Chain) -> Iterable[object]:
    """What two chains of one origin share: a name, or the same description."""
    yield ("name", bare(chain.origin))
    if chain.speaker and chain.on_record:
        yield ("name", bare(chain.speaker))
    if not chain.on_record and chain.group == chain.origin and is_nobody(chain.origin):
        yield "nobody in particular"


def _join_relayed(found: Sequence[Strand], first: dict[object, int], classes: _Classes) -> None:
    """Join what belongs together by its way or state.

    An outlet that one article relays without its source is one line with whoever another article heard through it; a
    state beside a body of its own is no second origin.
    """
    through: dict[str, int] = {}
    for number, strand in enumerate(found):
        for name in strand.chain.via[-1:]:
            through.setdefault(bare(name), number)
    for number, strand in enumerate(found):
        chain = strand.chain
        if not chain.on_record and bare(chain.origin) in through:
            classes.join(number, through[bare(chain.origin)])
        if chain.group != chain.origin and chain.on_record:
            state = first.get(("name", bare(chain.group)))
            if state is not None:
                classes.join(number, state)


def _join_initials(found: Sequence[Strand], classes: _Classes) -> None:
    """Join an acronym to the first name that has its letters."""
    first: dict[str, int] = {}
    for number, strand in enumerate(found):
        first.setdefault(initials(strand.chain.origin), number)
    for number, strand in enumerate(found):
        letters = as_initials(strand.chain.origin)
        if letters and letters in first:
            classes.join(number, first[letters])


def _join_vague(found: Sequence[Strand], classes: _Classes) -> None:
    """Join a lesser form to the first that it may mean: `police` to `Leoben police`, `Smith` to `Jane Smith`.

    A ministry without a state is that of the state; one of another state never is.
    """
    by_word: dict[str, list[int]] = {}
    for number, strand in enumerate(found):
        for word in words_of(strand.chain.origin):
            by_word.setdefault(word, []).append(number)
    tried: set[str] = set()
    for number, strand in enumerate(found):
        chain, name = strand.chain, bare(strand.chain.origin)
        words = words_of(chain.origin)
        if name in tried or not words or not chain.on_record or (chain.group != chain.origin and len(words) > 1):
            continue
        tried.add(name)
        rarest = min(words, key=lambda word: (len(by_word[word]), word))
        for other in _by_name(found, by_word[rarest]):
            longer = found[other].chain.origin
            named = found[other].chain.on_record
            if named and (words < words_of(longer) or (words == words_of(longer) and "(" in longer)):
                classes.join(number, other)
                if name not in INSTITUTIONS:  # `police` are all of them, `Smith` is one
                    break
        last = _by_name(found, by_word[max(words, key=lambda word: (chain.origin.casefold().rfind(word), word))])
        for other in last:
            if is_slip(chain.origin, found[other].chain.origin):
                classes.join(number, other)


def _by_name(found: Sequence[Strand], numbers: Sequence[int]) -> list[int]:
    """The first strand of each name, so that one that three hundred articles tell is looked at once."""
    first: dict[str, int] = {}
    for number in numbers:
        first.setdefault(found[number].chain.origin, number)
    return list(first.values())[:_MOST_TRIED]


def _join_quoted(found: Sequence[Strand], classes: _Classes, members: Sequence[Briefing]) -> None:
    """Join those who are given the same words in several articles, however they are called there."""
    spoken: dict[tuple[str, str], int] = {}
    for number, strand in enumerate(found):
        for name in (strand.chain.origin, strand.chain.speaker):
            if name:
                spoken.setdefault((strand.article, name), number)
    for same in same_quotes(members):
        numbers = [
            spoken[briefing.article.id, quote.speaker]
            for briefing, _, quote in same
            if quote.speaker and (briefing.article.id, quote.speaker) in spoken
        ]
        for number in numbers[1:]:
            classes.join(numbers[0], number)


def _join_unnamed(found: Sequence[Strand], classes: _Classes) -> None:
    """Join one who is not named to the first named one of the same party: it may be the same."""
    home: dict[str, int] = {}
    for named in (True, False):
        for number, strand in enumerate(found):
            if strand.chain.on_record == named:
                if not named:
                    classes.join(number, home.get(strand.chain.group, number))
                home.setdefault(strand.chain.group, number)

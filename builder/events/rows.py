"""Claims of several articles put together, one row for each fact."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from builder.events.alike import Weights, alike
from builder.events.facts import Fact

SAME = 0.58
"""Likeness from which two claims tell one fact. Tuned on events written for it: `tests/events/grid/`."""

APART = 0.58
"""The same where something differs: what differs must be the only thing that does."""

_SLACK = 0.2
"""By how much a claim may be less like one claim of a row, when it is like another: rows must not drift."""

_SHOWN = 0.35
"""Share of the words a reader is shown that the claim must be: else a row hides its fact in a long sentence."""

_LOOKED_AT = 24
"""Rows that a claim is compared with, the most promising ones: time grows with the number of claims alone."""

_POSTED = 60
"""Rows of a key that are looked through; more common keys tell nothing."""

_COMPARED = 3
"""Claims of a row that a new one is compared with."""


@dataclass(eq=False)
class Cluster:
    """Claims of one fact, one for each article."""

    facts: list[Fact] = field(default_factory=list)
    doubles: list[Fact] = field(default_factory=list)
    """The same told again in an article that tells it already."""

    def articles(self) -> set[int]:
        """Articles that tell it."""
        return {fact.article for fact in self.facts}


def cluster(told: Sequence[Sequence[Fact]], weights: Weights) -> list[Cluster]:
    """The facts of all articles, most alike first, in the order they were first told."""
    index = _Index(weights)
    for facts in told:
        pairs = []
        for fact in facts:
            for place in index.near(fact):
                score = _score(fact, index.clusters[place], weights)
                if score is not None:
                    pairs.append((-score, fact.number, place, fact))
        placed: set[int] = set()
        taken: set[int] = set()
        for _, number, place, fact in sorted(pairs, key=lambda pair: pair[:3]):
            if number in placed:
                continue
            row = index.clusters[place]
            if place in taken:
                row.doubles.append(fact)
            elif _is_inside(fact, row, index.clusters):
                continue
            else:
                row.facts.append(fact)
                index.add(place, fact)
                taken.add(place)
            placed.add(number)
        for fact in facts:
            if fact.number not in placed:
                index.open(fact)
    return index.clusters


def _is_inside(fact: Fact, row: Cluster, clusters: Sequence[Cluster]) -> bool:
    """Whether a row would repeat another one that holds the same words of the same articles."""
    for other in clusters:
        mine = [one for one in other.facts if one.article == fact.article]
        if other is row or not mine or not (mine[0].claim.span.meets(fact.claim.span)):
            continue
        beside = {one.article: one for one in other.facts}
        if all(one.article in beside and beside[one.article].claim.span.meets(one.claim.span) for one in row.facts):
            return True
    return False


def _score(fact: Fact, row: Cluster, weights: Weights) -> float | None:
    """How well a claim fits a row; None when it does not, or contradicts what kind of fact it is."""
    if fact.share() < _SHOWN:
        return None
    scores = []
    for one in row.facts[:_COMPARED]:
        like = alike(one, fact, weights) if one.share() >= _SHOWN else None
        least = APART if like and like.difference else SAME
        scores.append(like.score - least if like else -1.0)
    return max(scores) if max(scores) >= 0 and min(scores) >= -_SLACK else None


class _Index:
    """Rows by the keys of their claims."""

    def __init__(self, weights: Weights) -> None:
        self.weights = weights
        self.clusters: list[Cluster] = []
        self.posted: dict[str, list[int]] = {}

    def open(self, fact: Fact) -> None:
        """A row of its own for a claim."""
        self.clusters.append(Cluster([fact]))
        self.add(len(self.clusters) - 1, fact)

    def add(self, place: int, fact: Fact) -> None:
        """Make a row known by the keys of a claim."""
        for key in _keys(fact):
            rows = self.posted.setdefault(key, [])
            if len(rows) < _POSTED and (not rows or rows[-1] != place):
                rows.append(place)

    def near(self, fact: Fact) -> list[int]:
        """Places of the rows that share most with a claim."""
        sums: dict[int, float] = {}
        for key in _keys(fact):
            weight = self.weights.of(key)
            for place in self.posted.get(key, ()):
                sums[place] = sums.get(place, 0.0) + weight
        return sorted(sorted(sums, key=lambda place: (-sums[place], place))[:_LOOKED_AT])


def _keys(fact: Fact) -> Iterator[str]:
    return iter(sorted({key for _, keys in fact.slots for key in keys}))

"""Claims of several articles put together, one row for each fact."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from builder.events.alike import Weights, alike
from builder.events.facts import Fact

SAME = 0.58
"""Likeness from which two claims tell one fact. Tuned on events written for it: `tests/events/grid/`."""

APART = 0.55
"""The same where something differs: what differs must be the only thing that does."""

_SLACK = 0.2
"""By how much a claim may be less like one claim of a row, when it is like another: rows must not drift."""

_SHOWN = 0.45
"""Share of the words a reader is shown that the claim must be: else a row hides its fact in a long sentence. Of rows of
92 articles read by eye, fewer were wrong at 0.45 than at 0.35, none more."""

_LOOKED_AT = 12
"""Rows that a claim is compared with, the most promising ones: time grows with the number of claims alone."""

_POSTED = 60
"""Rows of a key that are looked through; more common keys tell nothing."""

_RAREST = 24
"""Keys of a claim by which rows are looked for."""

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

    def essence(self) -> tuple[frozenset[str], list[frozenset[str]]]:
        """Keys that all its claims hold, and the same by what the first one holds: acts, actors, amounts, dates."""
        common = frozenset.intersection(*(fact.keys for fact in self.facts))
        return common, [keys & common for _, keys in self.facts[0].slots if keys & common]


def without_doubles(clusters: Sequence[Cluster]) -> list[Cluster]:
    """Rows less those that tell nothing which another row of these articles does not tell."""
    kept: list[Cluster] = []
    by_article: dict[int, list[Cluster]] = {}
    for one in sorted(clusters, key=lambda row: (-len(row.facts), -len(row.essence()[1]))):
        near = by_article.get(one.facts[0].article, ())
        fuller = next((row for row in near if _tells(row, one)), None)
        if fuller is not None:
            fuller.doubles += one.facts
            continue
        kept.append(one)
        for article in one.articles():
            by_article.setdefault(article, []).append(one)
    return kept


def _tells(row: Cluster, other: Cluster) -> bool:
    """Whether a row tells all that another one does, of the same act and in the same articles."""
    if row.facts[0].is_relation != other.facts[0].is_relation or not other.articles() <= row.articles():
        return False
    if not row.facts[0].heads & other.facts[0].heads:
        return False
    common = row.essence()[0]
    return all(keys & common for keys in other.essence()[1])


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
        doubles: dict[int, tuple[int, Fact]] = {}
        mine: list[Cluster] = []
        for _, number, place, fact in sorted(pairs, key=lambda pair: pair[:3]):
            if number in placed:
                continue
            row = index.clusters[place]
            if place in taken:
                doubles.setdefault(number, (place, fact))  # another row may be free for it
                continue
            if any(_is_inside(fact, row, other) for other in mine):
                continue
            mine.append(row)
            row.facts.append(fact)
            index.add(place, fact)
            taken.add(place)
            placed.add(number)
        for number, (place, fact) in doubles.items():
            if number not in placed:
                index.clusters[place].doubles.append(fact)
                placed.add(number)
        for fact in facts:
            if fact.number not in placed:
                index.open(fact)
    return index.clusters


def _is_inside(fact: Fact, row: Cluster, other: Cluster) -> bool:
    """Whether a row would repeat another one, whose last claim is of the same article, with the same words."""
    if not other.facts[-1].claim.span.meets(fact.claim.span):
        return False
    beside = {one.article: one.claim.span for one in other.facts}
    return all(one.article in beside and beside[one.article].meets(one.claim.span) for one in row.facts)


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
        rarest = sorted(_keys(fact), key=lambda key: (-self.weights.of(key), key))[:_RAREST]
        for key in rarest:
            weight = self.weights.of(key)
            for place in self.posted.get(key, ()):
                sums[place] = sums.get(place, 0.0) + weight
        return sorted(sorted(sums, key=lambda place: (-sums[place], place))[:_LOOKED_AT])


def _keys(fact: Fact) -> Iterator[str]:
    return iter(sorted({key for _, keys in fact.slots for key in keys}))

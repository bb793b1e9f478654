"""How alike two briefings are: the share of the weight of their terms that both have.

Words and runs of words of headline and text, and names of actors, weighted by rarity (TF-IDF: Spärck Jones 1972) and
compared by their cosine. Two things make it tell an event from its look-alikes:

- a run of words counts towards the length of an article only if an article near to it has the run too: what nobody else
  tells says nothing against two being alike, what one neighbour tells and the other does not does;
- the likeness of two is measured by how alike each of them is to those nearest to it (Zelnik-Manor and Perona 2004):
  where many tell the same in the same words, more is asked than where few do.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from builder.events.candidates import heaviest, pairs
from builder.events.gate import Gate, days
from builder.events.matrix import AT_ONCE, Matrix
from builder.events.terms import Vector, Weights
from builder.events.vocabulary import Common, Vocabulary
from builder.memory import NO_MEMORY, Memory
from builder.records import Briefing

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

NAMES = 0.15
"""Weight of the names against all words."""

NEIGHBOUR = 0.1
"""Likeness by single words and names from which an article is near to another."""

NEAREST = 3
"""How many of the nearest say what likeness is usual around an article."""

USUAL = 0.3
"""Likeness that is usual among articles of one event: the measure of all."""

LEAST = 0.1
"""The least that counts as usual: an article that nothing is like asks for no less than this."""

FEWEST_RUNS = 0.8
"""Of the weight of its words, the least that the runs of an article weigh: so that two articles alone in an archive
are compared as they would be in a large one."""

LEAD_SHARED = 0.5
"""Share of a lead that is told by another article on the event; less makes two less alike. Two quakes share their words
and their places, not what the leads tell."""

OTHER_LANGUAGE = 0.3
"""Weight of names and numbers between two languages, where nothing else can be shared."""


class Likeness:
    """The likeness of briefings to each other, found for pairs that share rare words."""

    def __init__(self, briefings: Sequence[Briefing], memory: Memory = NO_MEMORY, known: Common | None = None) -> None:
        """Of briefings that are an archive, or a part of one in which words are as common as is `known`."""
        import numpy as np

        vocabulary = Vocabulary(memory)
        found = [vocabulary.terms(one) for one in briefings]
        weights = Weights(vocabulary, found, known)
        found_days = [days(one.article.dating) for one in briefings]
        self._gate = Gate(found_days)
        self._langs = np.array([hash_of(one.lang) for one in found], dtype=np.int64)
        looked_up: list[Vector] = []
        self._words = Matrix(_noted(map(weights.words, found), looked_up))
        self._told = self._words.unweighted()
        self._runs = Matrix(map(weights.runs, found))
        self._names = Matrix(map(weights.names, found))
        self._leads = Matrix(map(weights.lead, found))
        several = len(set(self._langs.tolist())) > 1
        self._facts = Matrix(weights.names(one, numbers=True) for one in found) if several else self._names
        del found, weights, vocabulary
        candidates = pairs(looked_up, found_days)
        near = self._gate.within(candidates[:, 0], candidates[:, 1])
        self._ones, self._others = candidates[near].T
        self._length = np.sqrt(self._words.squares + np.maximum(self._shared_runs(), FEWEST_RUNS * self._words.squares))
        raw = self._raw(self._ones, self._others)
        self._usual = self._usual_around(raw)
        self._scores = self._measured(raw, self._ones, self._others)

    def edges(self) -> tuple["NDArray[np.int64]", "NDArray[np.int64]", "NDArray[np.float64]"]:
        """Pairs of places that may be alike, and how much they are."""
        return self._ones, self._others, self._scores

    def among(self, parts: Sequence[Sequence[int]]) -> Iterator[tuple["NDArray[np.float64]", "NDArray[np.float64]"]]:
        """For each list of places the likeness of each to each, and the same not measured by what is usual.

        Both are 0 beyond the gate. Small parts are worked out many at once: most events are small.
        """
        waiting: list[Sequence[int]] = []
        count = 0
        for places in parts:
            waiting.append(places)
            count += len(places) ** 2 // 2
            if count >= AT_ONCE:
                yield from self._among(waiting)
                waiting, count = [], 0
        yield from self._among(waiting)

    def _among(self, parts: Sequence[Sequence[int]]) -> Iterator[tuple["NDArray[np.float64]", "NDArray[np.float64]"]]:
        import numpy as np

        if not parts:
            return
        inside = [np.triu_indices(len(places), 1) for places in parts]
        all_places = [np.array(places, dtype=np.int64) for places in parts]
        ones = np.concatenate([at[rows] for at, (rows, _) in zip(all_places, inside, strict=True)])
        others = np.concatenate([at[columns] for at, (_, columns) in zip(all_places, inside, strict=True)])
        near = self._gate.within(ones, others)
        plain = np.zeros(len(ones))
        plain[near] = self._raw(ones[near], others[near])
        measured = self._measured(plain, ones, others)
        start = 0
        for places, (rows, columns) in zip(parts, inside, strict=True):
            end = start + len(rows)
            both = np.zeros((2, len(places), len(places)))
            for matrix, found in zip(both, (measured, plain), strict=True):
                matrix[rows, columns] = found[start:end]
                matrix[columns, rows] = found[start:end]
            start = end
            yield both[0], both[1]

    def _base(self, ones: Any, others: Any) -> Any:
        """Likeness by single words and names."""
        words = self._words.cosines(ones, others)
        return (words + NAMES * self._names.cosines(ones, others)) / (1 + NAMES)

    def _shared_runs(self) -> Any:
        """Of each article, the squared weight of its runs that an article near to it has too."""
        import numpy as np

        near = self._base(self._ones, self._others) > NEIGHBOUR
        ones = np.concatenate([self._ones[near], self._others[near]])
        others = np.concatenate([self._others[near], self._ones[near]])
        order = np.lexsort((others, ones))
        return self._runs.shared(ones[order], others[order])

    def _raw(self, ones: Any, others: Any) -> Any:
        import numpy as np

        told = self._words.products(ones, others) + self._runs.products(ones, others)
        told /= np.maximum(self._length[ones] * self._length[others], 1e-9)
        found = (told + NAMES * self._names.cosines(ones, others)) / (1 + NAMES)
        found *= np.minimum(1, self._leads_shared(ones, others) / LEAD_SHARED)
        foreign = np.flatnonzero(self._langs[ones] != self._langs[others])
        if len(foreign):
            both = self._gate.known[ones[foreign]] & self._gate.known[others[foreign]]
            found[foreign] = OTHER_LANGUAGE * both * self._facts.cosines(ones[foreign], others[foreign])
        return found

    def _leads_shared(self, ones: Any, others: Any) -> Any:
        """How much of the weight of each lead the other article has too; the mean of both."""
        return (self._leads.products(ones, others, self._told) + self._leads.products(others, ones, self._told)) / 2

    def _usual_around(self, raw: Any) -> Any:
        """Mean likeness of each article to those nearest to it."""
        import numpy as np

        ones, scores = np.concatenate([self._ones, self._others]), np.concatenate([raw, raw])
        order = np.lexsort((-scores, ones))
        ones, scores = ones[order], scores[order]
        rank = np.arange(len(ones)) - np.searchsorted(ones, ones)
        best = np.zeros((len(self._langs), NEAREST))
        nearest = rank < NEAREST
        best[ones[nearest], rank[nearest]] = scores[nearest]
        return np.maximum(best.mean(axis=1), LEAST)

    def _measured(self, raw: Any, ones: Any, others: Any) -> Any:
        import numpy as np

        return raw * USUAL / np.sqrt(self._usual[ones] * self._usual[others])


def hash_of(lang: str) -> int:
    """A number for a language."""
    return int.from_bytes(lang.encode()[:8], "big")


def _noted(rows: Iterable[Vector], looked_up: list[Vector]) -> Iterator[Vector]:
    """The rows; the heaviest terms of each are added to a list on the way."""
    for row in rows:
        looked_up.append(heaviest(row))
        yield row

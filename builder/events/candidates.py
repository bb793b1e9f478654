"""Pairs of articles that may be on one event, found without comparing all with all.

An article asks an index of rare words for others of about its day. A word gives at most so many of them, and an article
keeps at most so many: the cost of an article stays the same as the archive grows.
"""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence
from heapq import nsmallest
from typing import TYPE_CHECKING

from builder.events.gate import GATE, Days
from builder.events.terms import Vector

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

ASKED = 40
"""Heaviest words of an article that are looked up."""

POSTINGS = 48
"""Articles that a word gives in one stretch of time: those nearest to the one that asks."""

KEPT = 40
"""Candidates of an article among those before it: the ones that share most weight with it."""

STRETCH = GATE + 1
"""Days; two articles within the gate are of one stretch or of two that touch."""

_MOST_STRETCHES = 6
"""An article that may be of more stretches than this counts as one of any day."""

_ANY = -1


def heaviest(words: Vector) -> Vector:
    """The words that are looked up, in order."""
    import numpy as np

    order = np.lexsort((words.at, -words.weights))[:ASKED]
    return Vector(words.at[order], words.weights[order])


def pairs(words: Sequence[Vector], found: Sequence[Days]) -> "NDArray[np.int64]":
    """Places of articles that share rare words and may be of about one day; each pair once, in order, one a row.

    `words` are the heaviest of each article.
    """
    import numpy as np

    index = _Index()
    ones, others = array("q"), array("q")
    for at in sorted(range(len(words)), key=lambda at: (found[at].first, at)):
        stretches = _stretches(found[at])
        index.forget(found[at].first // STRETCH - 1)
        shared: defaultdict[int, float] = defaultdict(float)
        for term, weight in zip(words[at].at.tolist(), words[at].weights.tolist(), strict=True):
            square = weight * weight
            for other in index.posted(term, stretches):
                shared[other] += square
            index.post(term, stretches, at)
        best = nsmallest(KEPT, [(-weight, other) for other, weight in shared.items()])
        ones.extend(min(at, other) for _, other in best)
        others.extend(max(at, other) for _, other in best)
    rows = np.stack([np.array(ones, dtype=np.int64), np.array(others, dtype=np.int64)], axis=1)
    return rows[np.lexsort((rows[:, 1], rows[:, 0]))]


def _stretches(found: Days) -> range:
    if is_of_any_day(found):
        return range(_ANY, _ANY + 1)
    return range(found.first // STRETCH, found.last // STRETCH + 1)


def is_of_any_day(found: Days) -> bool:
    """Whether an article may be of so many stretches that it counts as one of any day."""
    return found.yearless or found.last // STRETCH - found.first // STRETCH >= _MOST_STRETCHES


class _Index:
    """Articles by rare words and stretches of time, of each the last that came."""

    def __init__(self) -> None:
        self._stretches: defaultdict[int, dict[int, list[int]]] = defaultdict(dict)
        self._everywhere: dict[int, list[int]] = {}

    def forget(self, before: int) -> None:
        """Leave out earlier stretches: articles come by their first day, so none will ask for them."""
        for stretch in [one for one in self._stretches if _ANY < one < before]:
            del self._stretches[stretch]

    def posted(self, term: int, stretches: range) -> Iterable[int]:
        """Articles with the term, each once."""
        if stretches.start == _ANY:
            return self._everywhere.get(term, ())[-POSTINGS:]
        near = [
            own[term][-POSTINGS:]
            for stretch in (_ANY, *range(stretches.start - 1, stretches.stop + 1))
            if (own := self._stretches.get(stretch)) and term in own
        ]
        return near[0] if len(near) == 1 else set().union(*near)

    def post(self, term: int, stretches: range, at: int) -> None:
        """Add an article that has the term."""
        for stretch in stretches:
            _append(self._stretches[stretch], term, at)
        _append(self._everywhere, term, at)


def _append(lists: dict[int, list[int]], term: int, at: int) -> None:
    own = lists.setdefault(term, [])
    own.append(at)
    if len(own) > 4 * POSTINGS:
        del own[:-POSTINGS]

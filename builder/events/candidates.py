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

    index = _Index(every=any(map(is_of_any_day, found)))
    ones, others = array("q"), array("q")
    for at in sorted(range(len(words)), key=lambda at: (found[at].first, at)):
        stretches = _stretches(found[at])
        index.forget(found[at].first // STRETCH - 1)
        asked, own = index.tables(stretches)
        shared: defaultdict[int, float] = defaultdict(float)
        for term, weight in zip(words[at].at.tolist(), words[at].weights.tolist(), strict=True):
            square = weight * weight
            for other in _posted(asked, term):
                shared[other] += square
            for table in own:
                _append(table, term, at)
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


_Table = dict[int, list[int]]
"""Word -> articles, of each the last that came."""


class _Index:
    """Articles by rare words and stretches of time."""

    def __init__(self, *, every: bool) -> None:
        """`every` when an article will ask for those of any day."""
        self._stretches: defaultdict[int, _Table] = defaultdict(dict)
        self._everywhere: _Table | None = {} if every else None

    def forget(self, before: int) -> None:
        """Leave out earlier stretches: articles come by their first day, so none will ask for them."""
        for stretch in [one for one in self._stretches if _ANY < one < before]:
            del self._stretches[stretch]

    def tables(self, stretches: range) -> tuple[list[_Table], list[_Table]]:
        """Where an article of these stretches looks for others, and where others will look for it."""
        own = [self._stretches[stretch] for stretch in stretches]
        every = [] if self._everywhere is None else [self._everywhere]
        if stretches.start == _ANY:
            return every, own + every
        near = (self._stretches.get(one) for one in (_ANY, *range(stretches.start - 1, stretches.stop + 1)))
        return [one for one in near if one is not None], own + every


def _posted(tables: Sequence[_Table], term: int) -> Iterable[int]:
    """Articles with the term, each once."""
    near = [own[-POSTINGS:] for table in tables if (own := table.get(term))]
    return near[0] if len(near) == 1 else set().union(*near)


def _append(table: _Table, term: int, at: int) -> None:
    own = table.setdefault(term, [])
    own.append(at)
    if len(own) > 4 * POSTINGS:
        del own[:-POSTINGS]

"""Average link: the two groups that are most alike become one, as long as any two are alike enough.

How alike two groups are is the mean over all pairs of a member of one and a member of the other (UPGMA: Sokal and
Michener 1958). So one article that is like everything joins nothing, and a story that drifts comes apart.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]


def merged(
    groups: Sequence[Sequence[int]],
    scores: "Numbers",
    least: "Numbers",
) -> list[list[int]]:
    """The groups (of places in `scores`) that are left, in the order of their first.

    `least` says for each pair of groups how alike they must be to become one; infinite for never. A group made of two
    asks for the greater of what the two ask for.
    """
    import numpy as np

    left = [list(group) for group in groups]
    count = len(left)
    if count < 2:
        return left
    sizes = np.array([len(group) for group in left], dtype=float)
    total = _between(scores, [at for group in left for at in group], sizes)
    asked = least.copy()
    np.fill_diagonal(asked, np.inf)
    alike = _alike(total, np.outer(sizes, sizes), asked)
    best = alike.argmax(axis=1)
    value = alike[np.arange(count), best]
    while True:
        one = int(value.argmax())
        if value[one] == -np.inf:
            return [group for group in left if group]
        one, other = sorted((one, int(best[one])))
        left[one] += left[other]
        left[other] = []
        total[one] += total[other]
        total[:, one] = total[one]
        asked[one] = np.maximum(asked[one], asked[other])
        asked[:, one] = asked[one]
        sizes[one] += sizes[other]
        asked[other] = asked[:, other] = np.inf
        asked[one, one] = np.inf
        row = _alike(total[one], sizes * sizes[one], asked[one])
        alike[other] = alike[:, other] = -np.inf
        alike[one] = alike[:, one] = row
        stale = np.flatnonzero((best == one) | (best == other) | (row > value))
        stale = np.union1d(stale, [one, other])
        best[stale] = alike[stale].argmax(axis=1)
        value[stale] = alike[stale, best[stale]]


def _between(scores: "Numbers", order: Sequence[int], sizes: "Numbers") -> "Numbers":
    """For each two groups the sum over all pairs; `order` has the places group by group."""
    import numpy as np

    starts = np.concatenate([[0], np.cumsum(sizes[:-1])]).astype(np.int64)
    found: Numbers = np.add.reduceat(np.add.reduceat(scores[np.ix_(order, order)], starts, axis=0), starts, axis=1)
    return found


def _alike(total: "Numbers", pairs: "Numbers", asked: "Numbers") -> "Numbers":
    import numpy as np

    mean = total / pairs
    return np.where(mean >= asked, mean, -np.inf)

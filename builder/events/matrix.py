"""Weighted terms of all articles as one sparse matrix: what pairs of them share, thousands at a time."""

from array import array
from collections.abc import Iterable
from itertools import pairwise
from typing import Any

from builder.events.terms import Vector

AT_ONCE = 20_000
"""Pairs that are worked out in one go: more would take room, fewer time."""

_COLUMNS = 1 << 24


class Matrix:
    """Weighted terms of all articles, a row each."""

    def __init__(self, rows: Iterable[Vector]) -> None:
        import numpy as np
        from scipy import sparse

        at, weights, ends = array("i"), array("f"), array("q", [0])
        for row in rows:
            at.frombytes((row.at % _COLUMNS).astype(np.int32).tobytes())
            weights.frombytes(row.weights.astype(np.float32).tobytes())
            ends.append(len(at))
        parts = np.frombuffer(weights, np.float32), np.frombuffer(at, np.int32), np.array(ends, dtype=np.int64)
        self._rows = sparse.csr_matrix(parts, shape=(len(ends) - 1, _COLUMNS))
        self._rows.sum_duplicates()
        every = np.arange(len(ends) - 1)
        self.squares = self.products(every, every)

    def products(self, ones: Any, others: Any, matrix: "Matrix | None" = None) -> Any:
        """Sum of the products of shared terms, for pairs of rows, the second one of another matrix if one is given."""
        import numpy as np

        second = (matrix or self)._rows

        found = np.zeros(len(ones))
        for start in range(0, len(ones), AT_ONCE):
            part = slice(start, start + AT_ONCE)
            found[part] = np.asarray(self._rows[ones[part]].multiply(second[others[part]]).sum(axis=1)).ravel()
        return found

    def unweighted(self) -> "Matrix":
        """The same terms, all of weight 1."""
        found = Matrix(())
        found._rows = self._rows.copy()
        found._rows.data[:] = 1
        return found

    def cosines(self, ones: Any, others: Any) -> Any:
        """Their cosine; 0 where a row is empty."""
        import numpy as np

        return self.products(ones, others) / np.maximum(np.sqrt(self.squares[ones] * self.squares[others]), 1e-9)

    def shared(self, ones: Any, others: Any) -> Any:
        """Of each row, the squared weight of the terms that a row paired with it has; pairs are sorted by `ones`."""
        import numpy as np

        rows = self._rows
        found = np.zeros(rows.shape[0])
        seen = np.zeros(_COLUMNS, dtype=bool)
        bounds = [*np.flatnonzero(np.diff(ones, prepend=-1)), len(ones)]
        for start, end in pairwise(bounds):
            one = ones[start]
            others_terms = [rows.indices[rows.indptr[other] : rows.indptr[other + 1]] for other in others[start:end]]
            for told in others_terms:
                seen[told] = True
            own = slice(rows.indptr[one], rows.indptr[one + 1])
            found[one] = (rows.data[own][seen[rows.indices[own]]].astype(np.float64) ** 2).sum()
            for told in others_terms:
                seen[told] = False
        return found

"""The vote: how likely each block is main text, by a learned table of questions about its row (`features.py`).

The table was learned by `tools/learn_vote.py`; the votes are among what it asks for.
"""

import json
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from builder.read.extract.features import Row


@cache
def table() -> dict[str, Any]:
    """The learned table: `features` by name, `keep` the chance from which a block is kept, and `trees`."""
    content: dict[str, Any] = json.loads(files("builder.data").joinpath("vote.json").read_bytes())
    return content


def chances(rows: Sequence[Row]) -> list[float]:
    """For each block the chance that it is main text, 0 to 1."""
    import numpy as np

    if not rows:
        return []
    known = table()
    values = np.array([[row[name] for name in known["features"]] for row in rows], dtype=float)
    score = np.zeros(len(rows))
    for tree in known["trees"]:
        leaf = np.zeros(len(rows), dtype=np.intp)
        for feature, bound in tree["ask"]:
            leaf = 2 * leaf + (values[:, feature] > bound)
        score += np.asarray(tree["say"])[leaf]
    return [float(one) for one in 1 / (1 + np.exp(-score))]

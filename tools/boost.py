"""Learns a table of weighted questions from examples: gradient boosting with symmetric trees, in numpy.

Each tree asks the same few questions (is this number over that bound?) of every example; the answers choose one of its
values, and the values of all trees are summed. Small and regular, so that the table can be read and shipped as JSON.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

Array = np.ndarray[Any, np.dtype[Any]]

_BINS = 32


@dataclass(frozen=True, slots=True)
class Options:
    """How much is learned, and how carefully."""

    trees: int = 160
    depth: int = 4
    rate: float = 0.1
    hold_back: float = 20.0
    """Examples' worth of doubt in each value."""

    share: float = 0.5
    """Features that a tree may ask about."""


def learn(rows: Array, truth: Array, weight: Array, options: Options) -> list[dict[str, Any]]:
    """Trees `{ask: [[feature, bound], ...], say: [value, ...]}`; `truth` is between 0 and 1."""
    bounds = [_bounds(column) for column in rows.T]
    binned = np.stack([np.searchsorted(b, c, side="left") for b, c in zip(bounds, rows.T, strict=True)]).astype(
        np.int64
    )
    pick = np.random.default_rng(0)
    score = np.zeros(len(rows))
    trees = []
    for _ in range(options.trees):
        chance = 1 / (1 + np.exp(-score))
        pull, push = weight * (truth - chance), weight * chance * (1 - chance)
        leaf = np.zeros(len(rows), dtype=np.int64)
        asked: list[list[float]] = []
        usable = [f for f in range(len(bounds)) if len(bounds[f]) and pick.random() < options.share]
        for level in range(options.depth):
            best = (-1.0, 0, 0)
            for feature in usable:
                width = len(bounds[feature]) + 1
                cell = leaf * width + binned[feature]
                pulls = np.bincount(cell, pull, minlength=width << level).reshape(-1, width)
                pushes = np.bincount(cell, push, minlength=width << level).reshape(-1, width)
                under, under_push = pulls.cumsum(1)[:, :-1], pushes.cumsum(1)[:, :-1]
                over, over_push = pulls.sum(1, keepdims=True) - under, pushes.sum(1, keepdims=True) - under_push
                gain = (under**2 / (under_push + options.hold_back) + over**2 / (over_push + options.hold_back)).sum(0)
                at = int(gain.argmax())
                if gain[at] > best[0]:
                    best = (float(gain[at]), feature, at)
            _, feature, at = best
            asked.append([feature, float(bounds[feature][at])])
            leaf = 2 * leaf + (binned[feature] > at)
        pulls = np.bincount(leaf, pull, minlength=1 << options.depth)
        pushes = np.bincount(leaf, push, minlength=1 << options.depth)
        say = options.rate * pulls / (pushes + options.hold_back)
        score += say[leaf]
        trees.append({"ask": asked, "say": [round(float(value), 4) for value in say]})
    return trees


def _bounds(column: Array) -> Array:
    """Values between which a question may part the examples; rounded, so that the table stays short."""
    values = np.unique(column)
    if len(values) > _BINS:
        values = np.unique(np.quantile(values, np.linspace(0, 1, _BINS + 1)[1:-1]))
        return np.unique(np.round(values, 3))
    return np.unique(np.round((values[1:] + values[:-1]) / 2, 3))


def answer(trees: list[dict[str, Any]], rows: Array) -> Array:
    """Chance from 0 to 1 for each row."""
    score = np.zeros(len(rows))
    for tree in trees:
        leaf = np.zeros(len(rows), dtype=np.int64)
        for feature, bound in tree["ask"]:
            leaf = 2 * leaf + (rows[:, int(feature)] > bound)
        score += np.asarray(tree["say"])[leaf]
    return 1 / (1 + np.exp(-score))

"""Which lines of a pasted page are its article: learnt from labelled pages, applied to any.

Small trees weigh what each line looks like (`line_features.py`); `tools/learn_lines.py` made them. Then the page is
looked at as a whole: where most of the story is, a doubtful line is kept, far from it a likely one is not.
"""

import json
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from builder.clean.line_features import Numbers, features


class LineTrees(NamedTuple):
    """Trees that ask the same question on all nodes of a level, so that a tree is a few questions and its answers."""

    start: float
    columns: NDArray[np.int64]
    """Tree x level: number of the feature asked about."""

    limits: Numbers
    """Tree x level: what it must exceed."""

    answers: Numbers
    """Tree x combination of answers: what it adds to the log odds."""


@cache
def line_trees() -> LineTrees:
    """The trees of the data file."""
    table = json.loads(files("builder.data").joinpath("line_trees.json").read_bytes())
    return LineTrees(table["start"], *(np.array(table[key]) for key in ("columns", "limits", "answers")))


_AT_ONCE = 1_000
"""Lines asked about at a time: for each there are ten kilobytes of answers."""


def chances(trees: LineTrees, rows: Numbers) -> Numbers:
    """How likely each row is a line of the article."""
    some = [_chances(trees, rows[start : start + _AT_ONCE]) for start in range(0, len(rows), _AT_ONCE)]
    return np.concatenate(some) if some else np.zeros(0)


def _chances(trees: LineTrees, rows: Numbers) -> Numbers:
    depth = trees.columns.shape[1]
    asked = rows[:, trees.columns.ravel()] > trees.limits.ravel()
    leaf = asked.reshape(len(rows), -1, depth) @ (1 << np.arange(depth)[::-1])
    score = trees.start + trees.answers[np.arange(len(trees.answers)), leaf].sum(axis=1)
    chance: Numbers = 1 / (1 + np.exp(-score))
    return chance


_MIN_LINES = 5
"""Fewer lines are no page: nothing is taken from them."""

_FURNITURE = 0.35
_MIN_FURNITURE = 2
"""Lines of so small a chance that a text must have before any line goes: an article alone has none."""

_MIN_STORY = 150
"""Characters of the lines kept; with less of a story in it, nothing tells the text from the page."""

_LIKELY = 0.85
"""Chance that the best lines of a page reach at least; on a page of another make all chances are raised towards it."""

_INSIDE = 0.5
_OUTSIDE = 0.7
"""Chance from which a line is kept: in the stretch that holds most of the story, and beyond it (comments, teasers)."""

_STRETCH = 0.45
_MAX_WIDTH = 200.0


class Verdict(NamedTuple):
    """What a page is, line by line."""

    kept: NDArray[np.bool_]
    chance: Numbers
    """How likely each line is one of the article."""

    story: int
    """Number of the first line of the stretch that holds most of the story."""


def judge(lines: Sequence[str]) -> Verdict | None:
    """Which lines are the article's; None when nothing speaks for a page around it."""
    if len(lines) < _MIN_LINES:
        return None
    return decide(chances(line_trees(), features(lines)), lines)


def decide(chance: Numbers, lines: Sequence[str]) -> Verdict | None:
    """The lines to keep, from the chance of each."""
    if (chance < _FURNITURE).sum() < _MIN_FURNITURE:
        return None
    widths = np.minimum([len(line) for line in lines], _MAX_WIDTH)
    chance = _raised(chance, widths)
    start, end = _stretch((chance - _STRETCH) * widths)
    place = np.arange(len(lines))
    kept = np.where((place >= start) & (place < end), chance >= _INSIDE, chance >= _OUTSIDE)
    if sum(len(line) for line, keep in zip(lines, kept.tolist(), strict=True) if keep) < _MIN_STORY:
        return None
    return Verdict(kept, chance, start)


def _raised(chance: Numbers, widths: Numbers) -> Numbers:
    """The chances, moved up together where even the best lines have none: half of the way, in log odds."""
    best = np.argsort(-chance, kind="stable")[: max(3, len(chance) // 50)]
    top = float(np.average(chance[best], weights=widths[best]))
    if top >= _LIKELY:
        return chance
    odds = np.log(chance / (1 - chance)) + 0.5 * (_log_odds(_LIKELY) - _log_odds(top))
    return 1 / (1 + np.exp(-odds))


def _log_odds(chance: float) -> float:
    return float(np.log(chance / (1 - chance)))


def _stretch(worth: Numbers) -> tuple[int, int]:
    """First line and end of the run of lines that is worth most."""
    best = gain = 0.0
    start = first = end = 0
    for index, one in enumerate(worth.tolist()):
        if gain <= 0:
            gain, first = 0.0, index
        gain += one
        if gain > best:
            best, start, end = gain, first, index + 1
    return start, end

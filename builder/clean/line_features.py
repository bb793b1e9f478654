"""What the lines of a pasted page look like, alone and among their neighbours: the numbers `page_lines` weighs."""

from collections import Counter
from collections.abc import Collection, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from builder.clean.line_look import look

Numbers = NDArray[np.float64]

_REACH = 3
"""Lines before and after one whose own numbers are looked at."""

OWN: Final = [
    "width",
    "words",
    "end",
    "colon",
    "dots",
    "inner",
    "commas",
    "lower",
    "capital",
    "upper",
    "digits",
    "stop",
    "starts_lower",
    "starts_digit",
    "starts_bullet",
    "starts_quote",
    "question",
    "brackets",
    "inner_colon",
    "quote",
    "address",
    "marks",
    "clock",
    "year",
    "furniture",
    "picture",
    "comment",
    "reader",
    "staff",
    "consent",
    "copies",
    "kin",
    "vocabulary",
    "names",
    "shared",
    "word_length",
    "credit",
    "spoken",
    "prose",
]
"""Numbers of a line on its own, in order of the columns."""

_NEAR: Final = ("width", "end", "lower", "prose", "digits", "furniture", "vocabulary", "picture")
_WINDOWS: Final = ("width", "end", "prose", "furniture", "vocabulary", "stop", "comment", "copies")
_PLACE: Final = [
    "place",
    "place_of_text",
    "lines",
    "prose_lines",
    "prose_share",
    "in_core",
    "from_core_start",
    "from_core_end",
    "prose_before",
    "prose_after",
    "text_to_prose_before",
    "text_to_prose_after",
]


def names() -> list[str]:
    """Names of the columns that `features` gives."""
    near = [f"{name}{step:+d}" for name in _NEAR for step in range(-_REACH, _REACH + 1) if step]
    return [*OWN, *near, *(f"{name}~{reach}" for reach in (3, 10) for name in _WINDOWS), *_PLACE]


def features(lines: Sequence[str]) -> Numbers:
    """A row of numbers for each line, in the columns of `names`; takes time in proportion to the text."""
    own = _own(lines)
    column = {name: own[:, index] for index, name in enumerate(OWN)}
    near = [_shifted(column[name], step) for name in _NEAR for step in range(-_REACH, _REACH + 1) if step]
    windows = [_window(column[name], reach) for reach in (3, 10) for name in _WINDOWS]
    table: Numbers = np.column_stack([own, *near, *windows, _place(lines, column["prose"])])
    return table


def _known(words: Collection[str], told: Counter[str], more_than: int) -> float:
    """Share of words that are told more often than that; one half where there are none."""
    return sum([told[word] > more_than for word in words]) / len(words) if words else 0.5


def _own(lines: Sequence[str]) -> Numbers:
    looks = [look(line) for line in lines]
    everywhere = Counter(word for one in looks for word in one.telling)
    told = Counter(word for one in looks if one.after[-1] for word in one.telling)
    copies = Counter(lines)
    starts = [one.start for one in looks]
    rows = []
    for index, one in enumerate(looks):
        itself = int(one.after[-1])
        rows.append(
            (
                *one.before,
                min(copies[lines[index]], 4),
                starts[max(0, index - 4) : index + 5].count(one.start) - 1 if one.start else 0,
                _known(one.telling, told, itself),
                _known(one.capitals, told, itself),
                _known(one.telling, everywhere, 1),
                *one.after,
            )
        )
    table = np.array(rows, dtype=np.float64)
    table[:, :2] = np.log1p(table[:, :2])
    return table


def _shifted(values: Numbers, step: int) -> Numbers:
    """The values of the line so many further; -1 beyond the ends."""
    moved = np.full_like(values, -1.0)
    if step > 0:
        moved[:-step] = values[step:]
    else:
        moved[-step:] = values[:step]
    return moved


def _window(values: Numbers, reach: int) -> Numbers:
    """The mean of the lines around each, itself left out."""
    total = np.concatenate([[0.0], np.cumsum(values)])
    index = np.arange(len(values))
    low, high = np.maximum(index - reach, 0), np.minimum(index + reach + 1, len(values))
    mean: Numbers = (total[high] - total[low] - values) / np.maximum(high - low - 1, 1)
    return mean


def _place(lines: Sequence[str], prose: Numbers) -> Numbers:
    """Where each line stands: in the page, in its prose, and towards the stretch that has most of it."""
    count = len(lines)
    widths = np.array([len(line) for line in lines], dtype=np.float64)
    index = np.arange(count, dtype=np.float64)
    before = np.concatenate([[0.0], np.cumsum(widths)])
    written = np.concatenate([[0.0], np.cumsum(widths * prose)])
    start, end = core(widths, prose)
    last, following = _prose_around(prose)
    return np.column_stack(
        [
            index / max(count - 1, 1),
            before[:-1] / before[-1],
            np.full(count, np.log1p(count)),
            np.full(count, np.log1p(prose.sum())),
            np.full(count, written[-1] / before[-1]),
            (index >= start) & (index < end),
            np.clip(index - start, -20, 20),
            np.clip(index - end + 1, -20, 20),
            written[:-1] / max(written[-1], 1.0),
            written[1:] / max(written[-1], 1.0),
            np.log1p(np.minimum(index - last, 30)),
            np.log1p(np.minimum(following - index, 30)),
        ]
    )


def _prose_around(prose: Numbers) -> tuple[Numbers, Numbers]:
    """For each line the number of the last prose before it and of the first behind it; far away where there is none."""
    index = np.arange(len(prose), dtype=np.float64)
    at = np.where(prose > 0, index, -30.0)
    last = np.concatenate([[-30.0], np.maximum.accumulate(at)[:-1]])
    at = np.where(prose > 0, index, len(prose) + 30.0)
    following = np.concatenate([np.minimum.accumulate(at[::-1])[::-1][1:], [len(prose) + 30.0]])
    return last, following


def core(widths: Numbers, prose: Numbers) -> tuple[int, int]:
    """First line and end of the stretch with most prose: each line of prose counts its width, each other one costs."""
    best = gain = 0.0
    start = first = end = 0
    for index, worth in enumerate(np.where(prose > 0, np.minimum(widths, 600.0), -40.0)):
        if gain <= 0:
            gain, first = 0.0, index
        gain += worth
        if gain > best:
            best, start, end = gain, first, index + 1
    return start, end

"""What each line of a pasted page looks like, alone and among its neighbours: the numbers that `page_lines` weighs."""

import re
from collections import Counter
from collections.abc import Collection, Sequence
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from builder.data import load

Numbers = NDArray[np.float64]

_CJK = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
_WIDE = re.compile(f"[{_CJK}]")
_WORD = re.compile(rf"[{_CJK}]{{2}}|[^\W\d_{_CJK}]+")
"""Words; in scripts without blanks two characters stand for one."""

_END = re.compile(r"[.!?。！？।؟۔…][\"”’»«“)\]』」）]*$")
_INNER_END = re.compile(r"[.!?؟۔।][\"”’»)]* (?=[\"“„«(]*[^\W_a-z])|[。！？]")
_BULLETS = frozenset("-–—*•·>»▶►+#|→←◀[(")
_QUOTES = frozenset('"“”„«»「『')
CREDIT = re.compile(r"(?:[/|]|\(|\[|[.!?”\"] |©|: )[^\W\d_a-z][^/|()\[\].,;:!?]{2,40}[)\]]?$")
"""Matches the end of `The quay on Monday. Ida Holm / Courier` and of `The quay (Foto: Courier)`."""

_SPOKEN = re.compile(r"[”\"»“],? [^\W\d_]")
"""Matches `“We won”, said`."""

_QUOTE = re.compile(r"[\"“”„«»「『]")
_MARKS = re.compile(r"[|•·›»→▶►]|\s/\s")
_CLOCK = re.compile(r"\b\d{1,2}[:.h]\d\d\b", re.ASCII)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)", re.ASCII)
_COMMA = re.compile(r"[,;，、،；]")
_ADDRESS = re.compile(r"https?:|www\.|\w@\w|©|\(c\)", re.IGNORECASE)

_PROSE_WIDTH = 60
_LONG_WIDTH = 140
_REACH = 3
"""Lines before and after one whose own numbers are looked at."""

_TELLING = 4
KINDS: Final = ("furniture", "picture", "comment", "reader", "staff", "consent")

_NO_SIGNS = [0.0] * len(KINDS)

_INNER_WIDTH = 10
"""A line as narrow as this holds no two sentences."""

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


@cache
def _stop_words() -> frozenset[str]:
    return frozenset(word for words in load("stop_words").values() for word in words)


@cache
def _signs() -> dict[str, str]:
    """Word -> kind of furniture that it speaks of."""
    table = load("furniture_words")
    return {word: kind for kind in KINDS for word in table[kind]}


def count_signs(line: str) -> dict[str, int]:
    """How many words of a line speak of each kind of furniture."""
    counts = dict.fromkeys(KINDS, 0)
    for kind in filter(None, map(_signs().get, [word.casefold() for word in _WORD.findall(line)])):
        counts[kind] += 1
    return counts


def _signs_of(words: Sequence[str], count: int) -> list[float]:
    """For each kind of furniture the number of words that speak of it, a little less in a longer line."""
    found = [kind for kind in map(_signs().get, words) if kind]
    return [found.count(kind) / count**0.5 for kind in KINDS] if found else _NO_SIGNS


def _known(words: Collection[str], told: Counter[str], more_than: int) -> float:
    """Share of words that are told more often than that; one half where there are none."""
    return sum([told[word] > more_than for word in words]) / len(words) if words else 0.5


def _own(lines: Sequence[str]) -> Numbers:
    tokens = [_WORD.findall(line) for line in lines]
    folded = [[token.casefold() for token in line] for line in tokens]
    widths = [len(line) if line.isascii() else len(line) + len(_WIDE.findall(line)) * 2 for line in lines]
    ends = [_END.search(line[-8:]) is not None for line in lines]
    prose = [(end and width >= _PROSE_WIDTH) or width >= _LONG_WIDTH for end, width in zip(ends, widths, strict=True)]
    content = [{word for word in words if len(word) > _TELLING or _WIDE.match(word)} for words in folded]
    everywhere = Counter(word for words in content for word in words)
    told = Counter(word for words, is_prose in zip(content, prose, strict=True) if is_prose for word in words)
    copies = Counter(lines)
    starts = [" ".join(words[:2]) for words in folded]
    stop = _stop_words().__contains__
    rows = []
    for index, line in enumerate(lines):
        words, small, telling, is_prose = tokens[index], folded[index], content[index], prose[index]
        count = len(words) or 1
        first, start = line[0], starts[index]
        heads = [word[0] for word in words]
        capital = sum(map(str.isupper, heads))
        capitals = {small[at] for at, head in enumerate(heads) if at and head.isupper()} if capital else ()
        digits = sum(map(str.isdigit, line))
        quoted = _QUOTE.search(line) is not None
        rows.append(
            (
                widths[index],
                len(words),
                ends[index],
                line[-1] in ":：",
                line[-1] == "…" or line[-3:] == "...",
                min(len(_INNER_END.findall(line)), 6) if widths[index] > _INNER_WIDTH else 0,
                len(_COMMA.findall(line)) / count,
                sum(map(str.islower, heads)) / count,
                capital / count,
                sum([word.isupper() and len(word) > 1 for word in words]) / count if capital else 0.0,
                digits / len(line),
                sum(map(stop, small)) / count,
                first.islower(),
                first.isdigit(),
                first in _BULLETS,
                first in _QUOTES,
                "?" in line,
                "(" in line,
                ": " in line,
                quoted,
                _ADDRESS.search(line) is not None,
                min(len(_MARKS.findall(line)), 5),
                digits > 2 and _CLOCK.search(line) is not None,
                digits > 3 and _YEAR.search(line) is not None,
                *_signs_of(small, count),
                min(copies[line], 4),
                starts[max(0, index - 4) : index + 5].count(start) - 1 if start else 0,
                _known(telling, told, is_prose),
                _known(capitals, told, is_prose),
                _known(telling, everywhere, 1),
                sum(map(len, words)) / count,
                CREDIT.search(line[-60:]) is not None,
                _SPOKEN.search(line) is not None,
                is_prose,
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

"""What a line of a pasted page looks like on its own."""

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Final, NamedTuple

from builder.data import load

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
"""Signs wide from which a line that ends like a sentence, or any line, counts as prose."""

_TELLING = 4
"""Letters of a word too short to say what a text is about."""

_INNER_WIDTH = 10
"""A line as narrow as this holds no two sentences."""

KINDS: Final = ("furniture", "picture", "comment", "reader", "staff", "consent")
_NO_SIGNS = [0.0] * len(KINDS)


class Look(NamedTuple):
    """A line on its own; the numbers stand in the columns of `line_features.OWN`."""

    before: tuple[float, ...]
    """Numbers up to the words that speak of furniture."""

    after: tuple[float, ...]
    """Numbers from the length of its words on; the last says whether it is prose."""

    telling: frozenset[str]
    """Words that say what it is about."""

    capitals: frozenset[str]
    """Words with a capital that do not open it."""

    start: str
    """Its first two words."""


@lru_cache(maxsize=4096)
def look(line: str) -> Look:
    """The numbers of a line; menus repeat theirs, and a page is looked at twice."""
    words = _WORD.findall(line)
    small = [word.casefold() for word in words]
    width = len(line) if line.isascii() else len(line) + len(_WIDE.findall(line)) * 2
    end = _END.search(line[-8:]) is not None
    count = len(words) or 1
    heads = [word[0] for word in words]
    capital = sum(map(str.isupper, heads))
    digits = sum(map(str.isdigit, line))
    before = (
        width,
        len(words),
        end,
        line[-1] in ":：",
        line[-1] == "…" or line[-3:] == "...",
        min(len(_INNER_END.findall(line)), 6) if width > _INNER_WIDTH else 0,
        len(_COMMA.findall(line)) / count,
        sum(map(str.islower, heads)) / count,
        capital / count,
        sum([word.isupper() and len(word) > 1 for word in words]) / count if capital else 0.0,
        digits / len(line),
        sum(map(_stop_words().__contains__, small)) / count,
        line[0].islower(),
        line[0].isdigit(),
        line[0] in _BULLETS,
        line[0] in _QUOTES,
        "?" in line,
        "(" in line,
        ": " in line,
        _QUOTE.search(line) is not None,
        _ADDRESS.search(line) is not None,
        min(len(_MARKS.findall(line)), 5),
        digits > 2 and _CLOCK.search(line) is not None,
        digits > 3 and _YEAR.search(line) is not None,
        *_signs_of(small, count),
    )
    after = (
        sum(map(len, words)) / count,
        CREDIT.search(line[-60:]) is not None,
        _SPOKEN.search(line) is not None,
        (end and width >= _PROSE_WIDTH) or width >= _LONG_WIDTH,
    )
    telling = frozenset(word for word in small if len(word) > _TELLING or _WIDE.match(word))
    named = frozenset(small[at] for at, head in enumerate(heads) if at and head.isupper()) if capital else frozenset()
    return Look(before, after, telling, named, " ".join(small[:2]))


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

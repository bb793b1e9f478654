"""Lines of print -> paragraphs: running heads and page numbers gone, wrapped lines and broken words joined.

Works on where lines stand, not on what they say, so that it holds for any language written from left to right.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

BROKEN = "\xad"
"""Ends a line whose last word goes on in the next: a soft hyphen."""

_EDGE = 3
"""Lines from the top or bottom of a page among which running heads and page numbers are looked for."""

_SAME_HEIGHT = 4
"""Points by which the same running head may move from page to page."""

_INDENT = 40
"""Points by which a line may be indented in its column."""

_PAGE_NUMBER = re.compile(
    r"(?:(?:page|seite|pagina|página|p\.)\s*)?[-–—|\s]*#[-–—|\s]*(?:(?:/|of|von|de|di|sur)\s*#)?", re.I
)
"""Matches, digits being `#`, `#`, `- # -`, `Page # of #` and `#/#`; not `# boats`."""

_SENTENCE_END = re.compile(r"[.!?…:][\"”’»)\]]*$")
_BULLET = re.compile(r"(?:[•▪‣◦●■–—*-]|\(?\d{1,2}[.)]|\(?[a-z]\))\s+\S")
"""Matches the start of `• one`, `– two`, `3. three` and `(a) four`, not `2019 was`."""

_KEEPS_HYPHEN = re.compile(r"\b(?:self|well|[^\W\d_]+-[^\W\d_]+)$", re.I)
"""Matches the ends of `self`, `well` and `two-year`, which go on with a hyphen whether or not a line ends there."""

_LAST_WORD = re.compile(r"[^\W\d_][\w-]*$")
_FIRST_WORD = re.compile(r"^[\w-]*\w")
_WIDE = ("W", "F")


class Line(NamedTuple):
    """A line of print; lengths in points, from the lower left corner of the page."""

    text: str
    left: float
    right: float
    base: float
    size: float


def paragraphs_of(pages: Sequence[Sequence[Line]]) -> list[str]:
    """The paragraphs of a text printed on several pages."""
    kept = _without_running(pages)
    lines = [line for page in kept for line in _in_columns(page)]
    if not lines:
        return []
    rules = _Layout(lines)
    groups: list[list[Line]] = [[lines[0]]]
    for before, line in pairwise(lines):
        if rules.parts(before, line):
            groups.append([line])
        else:
            groups[-1].append(line)
    words = Counter(word.casefold() for line in lines for word in re.findall(r"\w[\w-]*\w", line.text))
    joined = (_join([line.text for line in group], words) for group in groups)
    return [text for text in joined if text]


def _without_running(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """The pages without what is printed on a third of them at the same height, and without page numbers."""
    edges = [_edge(page) for page in pages]
    seen = Counter(place for edge in edges for place in {_place(line) for line in edge})
    often = max(2, len(pages) / 3)
    kept = []
    for number, (page, edge) in enumerate(zip(pages, edges, strict=True), start=1):
        full = max((line.right - line.left for line in page), default=0)
        running = {
            line
            for line in edge
            if (
                sum(seen[place] for place in _near(line)) >= often
                # Else a line of the text that two pages begin with.
                and (line.right - line.left < 0.6 * full or _is_apart(line, page))
            )
            or (_is_number(line.text) and (len(pages) > 1 or re.search(rf"\b{number}\b", line.text)))
        }
        kept.append([line for line in page if line not in running])
    return kept


def _edge(page: Sequence[Line]) -> list[Line]:
    """The lines at the very top and bottom: those on the outermost heights."""
    heights = sorted({round(line.base) for line in page})
    outer = {*heights[:_EDGE], *heights[-_EDGE:]}
    return [line for line in page if round(line.base) in outer]


def _place(line: Line) -> tuple[str, int]:
    return re.sub(r"\d+", "#", line.text).casefold(), round(line.base / _SAME_HEIGHT)


def _near(line: Line) -> list[tuple[str, int]]:
    text, height = _place(line)
    return [(text, height + step) for step in (-1, 0, 1)]


def _is_apart(line: Line, page: Sequence[Line]) -> bool:
    """Whether no other line is as close to it as lines of one text are."""
    return all(abs(other.base - line.base) > 1.6 * line.size for other in page if abs(other.base - line.base) > 1)


def _is_number(text: str) -> bool:
    return bool(_PAGE_NUMBER.fullmatch(re.sub(r"\d{1,4}", "#", text)))


def _in_columns(page: Sequence[Line]) -> Iterator[Line]:
    """The lines in the order they are read in; those of a page drawn row by row across two columns, column by column.

    Most files draw one column after the other: then nothing moves. Lines across both columns part the page.
    """
    rows = Counter(round(line.base) for line in page)
    beside = [pair for pair in pairwise(page) if abs(pair[0].base - pair[1].base) < 1 and pair[0].right < pair[1].left]
    if len(beside) < 4 or len(beside) * 3 < len(rows):
        yield from page
        return
    gutter = sorted((left.right + right.left) / 2 for left, right in beside)[len(beside) // 2]
    right_column: list[Line] = []
    for line in page:
        if line.left >= gutter:
            right_column.append(line)
            continue
        if line.right > gutter:
            yield from right_column
            right_column = []
        yield line
    yield from right_column


class _Layout:
    """What is usual in a text: where its columns begin and end, how far apart its lines are."""

    def __init__(self, lines: Sequence[Line]) -> None:
        steps = Counter(
            round(before.base - line.base, 1)
            for before, line in pairwise(lines)
            if 0 < before.base - line.base < 4 * max(line.size, 1)
        )
        self.step = steps.most_common(1)[0][0] if steps else 0.0
        self.lefts = Counter(round(line.left) for line in lines)
        self.columns: dict[int, int] = {}
        self.rights: dict[int, float] = {}
        for line in lines:
            column = self._left(line)
            self.rights[column] = max(self.rights.get(column, 0.0), line.right)
        self.indents = sum(self._indented(before, line) for before, line in pairwise(lines)) > 1

    def _left(self, line: Line) -> int:
        """Where the column of a line begins: the leftmost of the common beginnings near the line's own."""
        there = round(line.left)
        if there not in self.columns:
            near = range(there - _INDENT, there + _INDENT + 1)
            common = max(self.lefts[left] for left in near) / 3  # short paragraphs: every third line is indented
            self.columns[there] = min(left for left in near if self.lefts[left] and self.lefts[left] >= common)
        return self.columns[there]

    def _indented(self, before: Line, line: Line) -> bool:
        inside = line.left - self._left(line) > 0.6 * line.size
        return inside and (line.left - before.left > 0.5 * line.size or self._left(before) != self._left(line))

    def _ends_early(self, before: Line, line: Line) -> float:
        """By how much of a column the line before could have been longer; 0 when the next word did not fit."""
        first = len(line.text.split(" ", 1)[0]) + 1
        word = 1.15 * first * (line.right - line.left) / max(len(line.text), 1)
        column = self._left(before)
        free = self.rights[column] - before.right - word
        return max(free / max(self.rights[column] - column, 1), 0)

    def parts(self, before: Line, line: Line) -> bool:
        """Whether a paragraph ends between two lines."""
        if before.text.endswith(BROKEN) and abs(before.size - line.size) < 0.5:
            return False
        if abs(before.size - line.size) > 0.12 * max(before.size, line.size) or _BULLET.match(line.text):
            return True
        down = before.base - line.base
        ended = bool(_SENTENCE_END.search(before.text))
        early = self._ends_early(before, line)
        if self._indented(before, line) or (early and (ended or (early > 0.3 and not line.text[0].islower()))):
            return True
        if down > 0:
            return down > 1.3 * max(self.step, before.size)
        # The next column or page: a sentence goes on; a text that indents its paragraphs goes on too.
        return ended and not self.indents


def _join(lines: Sequence[str], words: Counter[str]) -> str:
    """One paragraph of its lines."""
    text = lines[0]
    for line in lines[1:]:
        last = text[-1:]
        if last in (BROKEN, "-", "‐") and not text[-2:-1].isspace() and _FIRST_WORD.match(line):
            text = _join_word(text[:-1], line, words)
        elif unicodedata.east_asian_width(last) in _WIDE and unicodedata.east_asian_width(line[0]) in _WIDE:
            text += line
        else:
            text += " " + line
    return text.removesuffix(BROKEN) + ("-" if text.endswith(BROKEN) else "")


def _join_word(text: str, line: str, words: Counter[str]) -> str:
    """Both halves of a word, with the hyphen where it belongs to the word: as the text writes it elsewhere."""
    first, second = _LAST_WORD.search(text), _FIRST_WORD.match(line)
    if not first or not second:
        return f"{text}-{line}"
    whole, parts = f"{first[0]}{second[0]}".casefold(), f"{first[0]}-{second[0]}".casefold()
    if words[whole] != words[parts]:
        hyphen = words[parts] > words[whole]
    else:
        hyphen = not second[0][0].islower() or bool(_KEEPS_HYPHEN.search(first[0]))
    return text + ("-" if hyphen else "") + line

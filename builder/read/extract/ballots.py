"""What one voter holds to be the main text, and how much of a block is in it."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

_WORD = re.compile(
    r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\u0e00-\u0e7f]|[^\W_\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]+"
)
"""A word, or a sign of the scripts that leave no blanks between words (Chinese, Japanese, Thai)."""

_RUN = 3
"""Words in a row that two texts must share: with fewer, common phrases count as shared."""


def words_of(text: str) -> list[str]:
    """Words of a text without case and punctuation."""
    return _WORD.findall(text.casefold())


class Ballot:
    """A voter's text, made ready to be asked for blocks."""

    def __init__(self, paragraphs: Iterable[str]) -> None:
        self._lines: set[tuple[str, ...]] = set()
        self._runs: set[tuple[str, ...]] = set()
        for paragraph in paragraphs:
            words = words_of(paragraph)
            self._runs.update(runs_of(tuple(words)))
            for line in paragraph.split("\n"):
                self._lines.add(tuple(words_of(line)) if len(line) < len(paragraph) else tuple(words))
        self._lines.discard(())

    def __bool__(self) -> bool:
        """Whether there is a text at all; a voter without one does not vote."""
        return bool(self._lines)

    def share(self, words: Sequence[str]) -> float:
        """How much of a block is in the text, 0 to 1; a block of one or two words must be a line of it."""
        line = tuple(words)
        if len(line) < _RUN or line in self._lines:
            return float(line in self._lines)
        runs = runs_of(line)
        return len([run for run in runs if run in self._runs]) / len(runs)


@lru_cache(maxsize=1)  # every ballot is asked for the same block in turn
def runs_of(words: tuple[str, ...]) -> list[tuple[str, ...]]:
    """The words in overlapping runs."""
    return list(zip(words, words[1:], words[2:], strict=False))

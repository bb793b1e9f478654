"""What a briefing is compared by: numbers of its words, its runs of words and the words of its names."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

from builder.letters import composed
from builder.memory import NO_MEMORY, Memory
from builder.records import Article, Briefing

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

WORDS = 300
"""Words of headline and text that count: news tells first what matters, and later what happened before."""

_TOKEN = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+(?:'[^\W\d_]+)*")
"""Matches `8,000`, `don't`, `7:42`; not `_`."""


class Runs(NamedTuple):
    """The runs of two and three words of an article, each once: numbers that stand for them."""

    at: "NDArray[np.uint32]"
    first: "NDArray[np.int16]"
    """Where each is met first; those of three words are counted on after those of two."""

    counts: "NDArray[np.int16]"


class Terms(NamedTuple):
    """An article as it is compared: numbers of words, without weights."""

    told: "NDArray[np.int32]"
    """The words of headline and text, in order."""

    names: Mapping[int, int]
    """Words of the names of its actors, with how often these are mentioned."""

    lang: str
    runs: Runs | None = None
    """Where a memory keeps them; they take four times the room of all else."""


class Vocabulary:
    """A number for each word, from 0, in the order they come."""

    def __init__(self, memory: Memory = NO_MEMORY) -> None:
        self._memory = memory
        self.words: list[str] = []
        self._numbers: dict[str, int] = {}

    def terms(self, briefing: Briefing) -> Terms:
        """The terms of a briefing; equal for equal text, whatever lies around it."""
        import numpy as np

        names: Counter[int] = Counter()
        for actor in briefing.actors:
            for word in tokens(actor.name):
                names[self._number(word)] += len(actor.mentions)
        text, page_id = _told(briefing.article), briefing.article.id
        found = self._memory.made(("words", page_id), text, lambda: tokens(text)[:WORDS])
        told = np.fromiter(map(self._number, found), np.int32, len(found))
        runs = self._memory.made(("runs", page_id), text, lambda: runs_of(found)) if self._memory.keeps else None
        return Terms(told, dict(names), briefing.article.lang, runs)

    def _number(self, word: str) -> int:
        found = self._numbers.get(word)
        if found is None:
            found = self._numbers[word] = len(self.words)
            self.words.append(word)
        return found


def _told(article: Article) -> str:
    """Headline and text; a headline that the text does not have is told by the outlet too."""
    own = article.original_title or ""
    return article.text if own and article.text.startswith(own) else f"{article.title}\n{article.text}"


def tokens(text: str) -> list[str]:
    """Words and numbers, folded, without a possessive ending."""
    folded = composed(text, "NFKC").replace("’", "'").casefold()
    return [word.removesuffix("'s") for word in _TOKEN.findall(folded)]


class Common(NamedTuple):
    """How common words are in an archive; those of its parts add up."""

    articles: int
    words: Counter[str]
    """In how many articles each stands."""

    names: Counter[str]
    """In how many it stands in the name of an actor."""


def common(briefings: Iterable[Briefing]) -> Common:
    """How common words are in some articles, which are let go of one by one."""
    count, words, names = 0, Counter[str](), Counter[str]()
    for one in briefings:
        vocabulary = Vocabulary()
        found = vocabulary.terms(one)
        count += 1
        words.update(vocabulary.words[at] for at in set(found.told.tolist()))
        names.update(vocabulary.words[at] for at in found.names)
    return Common(count, words, names)


def runs_of(words: Sequence[str]) -> Runs:
    """The runs of words in order."""
    import numpy as np

    codes = [word.encode() for word in words]
    after = [b" " + code for code in codes]
    twos = list(map(crc32, after[1:], map(crc32, codes)))
    threes = list(map(crc32, after[2:], twos))
    runs, first, counts = np.unique(np.array([*twos, *threes], dtype=np.uint32), return_index=True, return_counts=True)
    return Runs(runs, first.astype(np.int16), counts.astype(np.int16))

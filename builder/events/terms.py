"""What tells one event from another in a briefing: its words, runs of words and names, each with a weight."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from math import exp, log
from typing import NamedTuple
from zlib import crc32

from builder.records import Article, Briefing

WORDS = 300
"""Words of headline and text that count: news tells first what matters, and later what happened before."""

LEAD = 80
"""Words that make up the lead."""

PRIOR = 500
"""Articles of everyday language that weigh in on how common a word is, so that two articles alone can be compared."""

RAREST = 6.2
"""Greatest weight: that of a word in one article of five hundred. So weights stay as they are in a large archive."""

RUN_SHARE = 0.3
"""How many of the articles that hold the rarest word of a run hold the run with one more word; between 0.1 and 0.5 the
figures hardly change."""

_RARER = -log(RUN_SHARE)
_LENGTH = 400
"""Words of an article of everyday language."""
_UNLISTED = 5e-7
"""Frequency of a word that is in no list; the rarest listed one has 1e-6."""
_NUMERAL = 1e-5
"""The same for any number: which numbers are common depends on the archive alone."""
_NAME = 0.002
"""Share of articles of everyday language that hold a word of a name, as a name."""

_TOKEN = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+(?:'[^\W\d_]+)*")
"""Matches `8,000`, `don't`, `7:42`; not `_`."""


class Terms(NamedTuple):
    """An article as it is compared: counts, without weights."""

    words: Mapping[str, int]
    runs: Mapping[tuple[str, ...], int]
    """Of two and three words."""

    lead: tuple[str, ...]
    """The first words, which tell the most important."""

    names: Mapping[str, int]
    """Words of the names of its actors, with how often these are mentioned."""

    lang: str


class Vector(NamedTuple):
    """Weighted terms: numbers that stand for terms, and their weights."""

    at: tuple[int, ...]
    weights: tuple[float, ...]


def terms(briefing: Briefing) -> Terms:
    """The terms of a briefing; equal for equal text, whatever lies around it."""
    article = briefing.article
    found = tokens(_told(article))[:WORDS]
    runs = Counter(tuple(found[at : at + size]) for size in (2, 3) for at in range(len(found) - size + 1))
    names: Counter[str] = Counter()
    for actor in briefing.actors:
        for word in tokens(actor.name):
            names[word] += len(actor.mentions)
    return Terms(Counter(found), runs, tuple(dict.fromkeys(found[:LEAD])), names, article.lang)


def _told(article: Article) -> str:
    """Headline and text; a headline that the text does not have is told by the outlet too."""
    own = article.original_title or ""
    return article.text if own and article.text.startswith(own) else f"{article.title}\n{article.text}"


def tokens(text: str) -> list[str]:
    """Words and numbers, folded, without a possessive ending."""
    folded = unicodedata.normalize("NFKC", text).replace("’", "'").casefold()
    return [word.removesuffix("'s") for word in _TOKEN.findall(folded)]


class Weights:
    """How much each term counts: the rarer among articles, the more.

    How common a word is comes from the archive and from lists of everyday language; the fewer articles, the more from
    the lists.
    """

    def __init__(self, archive: Sequence[Terms]) -> None:
        self._count = len(archive)
        self._words = Counter(word for one in archive for word in one.words)
        self._names = Counter(word for one in archive for word in one.names)
        self._rarities: dict[tuple[str, str], float] = {}

    def rarity(self, word: str, lang: str) -> float:
        """How much it says that an article holds the word: the logarithm of how few of all articles do."""
        key = (word, lang)
        found = self._rarities.get(key)
        if found is None:
            share = (PRIOR * _everyday_share(word, lang) + self._words[word]) / (PRIOR + self._count)
            found = self._rarities[key] = max(0.0, -log(share))
        return found

    def words(self, one: Terms) -> Vector:
        """The words of an article."""
        return _vector((word, _weight(self.rarity(word, one.lang), count)) for word, count in one.words.items())

    def lead(self, one: Terms) -> Vector:
        """The words of its lead, rare ones above all; the weights add up to 1."""
        squares = {word: _weight(self.rarity(word, one.lang), 1) ** 2 for word in one.lead}
        total = sum(squares.values())
        return _vector((word, square / total) for word, square in squares.items() if square)

    def runs(self, one: Terms) -> Vector:
        """Its runs of words: as rare as their rarest word, and rarer with each further one."""
        rarities = {word: self.rarity(word, one.lang) for word in one.words}
        return _vector(
            (" ".join(run), _weight(max(map(rarities.__getitem__, run)) + _RARER * (len(run) - 1), count))
            for run, count in one.runs.items()
        )

    def names(self, one: Terms) -> Vector:
        """Words of the names of its actors."""
        return _vector(
            (word, _weight(-log((PRIOR * _NAME + self._names[word]) / (PRIOR + self._count)), count))
            for word, count in one.names.items()
        )


def _weight(rarity: float, count: int) -> float:
    return (rarity if rarity < RAREST else RAREST) * (1 + log(count) if count > 1 else 1)


def _vector(pairs: Iterable[tuple[str, float]]) -> Vector:
    found: dict[int, float] = {}
    for term, weight in pairs:
        if weight:
            number = crc32(term.encode())
            found[number] = max(weight, found.get(number, 0.0))
    return Vector(tuple(found), tuple(found.values()))


def _everyday_share(word: str, lang: str) -> float:
    frequency = _NUMERAL if word[0].isdigit() else _frequencies(lang).get(word, _UNLISTED)
    return 1 - exp(-frequency * _LENGTH)


def _frequencies(lang: str) -> Mapping[str, float]:
    """Share of each word in everyday language; empty for a language without a list."""
    if lang not in _LISTS:
        from wordfreq import available_languages, get_frequency_dict

        _LISTS[lang] = get_frequency_dict(lang, "small") if lang in available_languages("small") else {}
    return _LISTS[lang]


_LISTS: dict[str, Mapping[str, float]] = {}

"""How much each term of a briefing counts: its words, its lead, runs of words and names, the rarer the more."""

from collections import Counter
from collections.abc import Mapping, Sequence
from math import exp, log
from typing import TYPE_CHECKING, Any, NamedTuple
from zlib import crc32

from builder.events.vocabulary import Common, Terms, Vocabulary, runs_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

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


class Vector(NamedTuple):
    """Weighted terms: numbers that stand for terms, each once, and their weights."""

    at: "NDArray[np.int64]"
    weights: "NDArray[np.float64]"


class Weights:
    """How much each term counts: the rarer among articles, the more.

    How common a word is comes from the archive and from lists of everyday language; the fewer articles, the more from
    the lists.
    """

    def __init__(self, vocabulary: Vocabulary, archive: Sequence[Terms], known: Common | None = None) -> None:
        """Weights by an archive, or by what is `known` of the one that it is a part of."""
        import numpy as np

        self._count = known.articles if known else len(archive)
        self._all = vocabulary.words
        self._sums = np.fromiter((crc32(word.encode()) for word in self._all), np.int64, len(self._all))
        if known:
            self._words = np.fromiter((known.words[word] for word in self._all), np.int64, len(self._all))
            self._names = Counter({at: known.names[word] for at, word in enumerate(self._all)})
        else:
            self._words = np.zeros(len(self._all), dtype=np.int64)
            for one in archive:
                self._words[one.told] += 1  # a word that is there twice counts once
            self._names = Counter(word for one in archive for word in one.names)
        self._known: dict[str, NDArray[np.float64]] = {}

    def _rarities(self, words: "NDArray[np.int32]", lang: str) -> "NDArray[np.float64]":
        """How much it says that an article holds each word: the logarithm of how few of all articles do."""
        import numpy as np

        if lang not in self._known:
            self._known[lang] = np.full(len(self._all), np.nan)
        known = self._known[lang]
        for at in words[np.isnan(known[words])].tolist():
            share = (PRIOR * _everyday_share(self._all[at], lang) + int(self._words[at])) / (PRIOR + self._count)
            known[at] = max(0.0, -log(share))
        return known[words]

    def words(self, one: Terms) -> Vector:
        """The words of an article."""
        import numpy as np

        words, counts = np.unique(one.told, return_counts=True)
        return _vector(self._sums[words], _weights(self._rarities(words, one.lang), counts))

    def lead(self, one: Terms) -> Vector:
        """The words of its lead, rare ones above all; the weights add up to 1."""
        import numpy as np

        words = np.array(list(dict.fromkeys(one.told[:LEAD].tolist())), dtype=np.int32)
        squares = np.minimum(self._rarities(words, one.lang), RAREST) ** 2
        return _vector(self._sums[words], squares / (sum(squares.tolist()) or 1))

    def runs(self, one: Terms) -> Vector:
        """Its runs of two and three words: as rare as their rarest word, and rarer with each further one."""
        import numpy as np

        runs = one.runs or runs_of([self._all[word] for word in one.told.tolist()])
        rarities = self._rarities(one.told, one.lang)
        rarest = np.maximum(rarities[:-1], rarities[1:])
        rarer = [rarest + _RARER, np.maximum(rarest[:-1], rarities[2:]) + _RARER * 2]
        weights = _weights(np.concatenate(rarer)[runs.first], runs.counts)
        return Vector(runs.at[weights != 0].astype(np.int64), weights[weights != 0])

    def names(self, one: Terms, numbers: bool = False) -> Vector:
        """Words of the names of its actors, and with them the numbers that it tells if these are asked for."""
        import numpy as np

        found = dict(one.names)
        if numbers:
            words, counts = np.unique(one.told, return_counts=True)
            told = zip(words.tolist(), counts.tolist(), strict=True)
            found = {word: count for word, count in told if self._all[word][0].isdigit()} | found
        rarities = [-log((PRIOR * _NAME + self._names[word]) / (PRIOR + self._count)) for word in found]
        at = np.fromiter(found, np.int64, len(found))
        return _vector(self._sums[at], _weights(np.array(rarities), np.array(list(found.values()), dtype=np.int64)))


def _weights(rarities: "NDArray[np.float64]", counts: "NDArray[Any]") -> "NDArray[np.float64]":
    import numpy as np

    found = np.minimum(rarities, RAREST)
    for at in np.flatnonzero(counts > 1).tolist():
        found[at] *= 1 + log(counts[at])
    return found


def _vector(terms: "NDArray[np.int64]", weights: "NDArray[np.float64]") -> Vector:
    """Of terms that share a number, the greatest weight; none that weigh nothing."""
    import numpy as np

    order = np.lexsort((-weights, terms))
    terms, weights = terms[order], weights[order]
    kept = (weights != 0) & (np.diff(terms, prepend=-1) != 0)
    return Vector(terms[kept], weights[kept])


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

"""Sentences ranked by how many words of a summary each is expected to add."""

import math
import re
from collections import Counter
from collections.abc import Collection, Sequence
from typing import NamedTuple

from builder.analyse.candidates import fit_sentences, standing, title_span
from builder.analyse.nlp import Parsed

_WORD = re.compile(r"[^\W_]+")

_BASE, _COMMON, _OFTEN, _TITLE, _EARLY, _NAME, _FIGURE, _VERB = -4.2, 2.2, 1.0, 2.0, 3.5, 0.6, 0.8, -0.5
"""Log odds that a word of the article is in a one-sentence summary of it: of any word; of one like `the`; by the
logarithm of its count; in the headline; by 1 / sqrt(place of its first sentence); of a name; a figure; a verb.

Logistic regression on the words of nine Wikinews articles of GUM with five summaries each, and of 17 others with one of
ours each. ROUGE-1 of the first two sentences on the nine: 40.1, also with each article left out of the regression, and
with weights from the 17 alone; 38.1 with weights from eight of the nine alone. What counts as a feature and the numbers
below were chosen on the same articles, so these flatter: it is 39.2 with `_USUAL` and `_PLACE` chosen without the
article.
"""

_AGAIN = 0.6
"""How much of its chance a common word keeps each time it comes again."""

_USUAL = 35
"""Words of a summary that two sentences are measured against: fewer favours short ones. 25 to 40 choose alike there."""

_PLACE = 0.15
"""Worth of standing at the very top, falling evenly to none at the end; 0.1 to 0.2 rank alike."""

_SHORT = 8
"""Words from which a sentence can carry a point; a shorter one loses by the square root of what it lacks."""

_REPEATS, _REPEATED = 0.4, 0.5
"""A sentence with a smaller share of new telling words repeats what is chosen, and keeps so much worth."""

_FULL, _RIVALS = 6, 200
"""So many are ranked against the ones before them, out of so many best by themselves: no page shows more, and time must
grow with length alone."""


class _Words(NamedTuple):
    """A sentence as words."""

    own: frozenset[str]
    """The telling ones, each once."""

    common: tuple[tuple[str, int], ...]
    """Those like `the`, with their counts."""

    length: int
    """All of them."""


class _Chosen:
    """The words of the sentences chosen so far."""

    def __init__(self, chances: dict[str, float]) -> None:
        self._chances = chances
        self._seen: set[str] = set()
        self._common: Counter[str] = Counter()
        self._expected = 0.0
        self._length = 0

    def gain(self, words: _Words) -> float:
        """Expected words of a summary that one more sentence brings and the chosen do not."""
        chances, before = self._chances, self._common
        told = sum([chances[word] for word in words.own - self._seen])
        told += sum(
            chances[word] * _AGAIN ** (before[word] + turn) for word, count in words.common for turn in range(count)
        )
        return told

    def likeness(self, words: _Words, usual: float) -> float:
        """Expected likeness (F1 of words) of the chosen and one more sentence to a summary."""
        return 2 * (self._expected + self.gain(words)) / (self._length + words.length + usual)

    def repeats(self, words: _Words) -> bool:
        """Whether a sentence says again what the chosen say."""
        return len(words.own - self._seen) < _REPEATS * len(words.own)

    def add(self, words: _Words) -> None:
        """Choose a sentence."""
        self._expected += self.gain(words)
        self._length += words.length
        self._seen |= words.own
        self._common.update(dict(words.common))


def rank_sentences(parsed: Parsed) -> list[int]:
    """Indexes of the sentences fit for a point, best first.

    Each next one is that which, with those before it, is expected to be most like a summary: it repeats little, is not
    long for what it adds, stands near the top and by itself.
    """
    fit = fit_sentences(parsed)
    if not fit:
        return []
    lexicon = _lexicon(parsed)
    words = {index: _words(parsed, index, lexicon.common) for index in fit}
    chosen = _Chosen(_chances(parsed, fit, lexicon))
    near = {index: _PLACE * (1 - place / len(fit)) for place, index in enumerate(fit)}
    enough = {index: math.sqrt(min(1.0, words[index].length / _SHORT)) for index in fit}
    by_itself = {index: standing(parsed, index) * enough[index] for index in fit}
    worth = {index: (chosen.likeness(words[index], _USUAL) + near[index]) * by_itself[index] for index in fit}
    order = sorted(fit, key=lambda index: (-worth[index], index))
    left = order[:_RIVALS]
    ranked: list[int] = []
    while left and len(ranked) < _FULL:
        usual = _USUAL * max(1.0, (len(ranked) + 1) / 2)
        best = max(
            left,
            key=lambda index: (
                (chosen.likeness(words[index], usual) + near[index])
                * (standing(parsed, index, ranked) * enough[index] if index - 1 in ranked else by_itself[index])
                * (_REPEATED if chosen.repeats(words[index]) else 1.0),
                -index,
            ),
        )
        ranked.append(best)
        left.remove(best)
        chosen.add(words[best])
    done = set(ranked)
    return ranked + [index for index in order if index not in done]


def _split(text: str) -> list[str]:
    """The words of a text, without case or marks."""
    return [word.casefold() for word in _WORD.findall(text)]


def _words(parsed: Parsed, index: int, common: frozenset[str]) -> _Words:
    counts = Counter(_split(parsed.sentences[index].span.of(parsed.article.text)))
    own = frozenset(word for word in counts if word not in common)
    return _Words(own, tuple(sorted((word, n) for word, n in counts.items() if word in common)), counts.total())


class _Lexicon(NamedTuple):
    """What the model says of the words of a text."""

    common: frozenset[str]
    """Words like `the`, and single letters."""

    kinds: dict[str, str]
    """The part of speech that each word has most often."""


def _lexicon(parsed: Parsed) -> _Lexicon:
    found: dict[str, Counter[str]] = {}
    common: set[str] = set()
    for token in parsed.doc:
        kind, stop = token.pos_, token.is_stop
        for word in _split(token.text):
            found.setdefault(word, Counter())[kind] += 1
            if stop or (len(word) == 1 and not word.isdigit()):
                common.add(word)
    return _Lexicon(frozenset(common), {word: max(kinds, key=kinds.__getitem__) for word, kinds in found.items()})


def _chances(parsed: Parsed, fit: Sequence[int], lexicon: _Lexicon) -> dict[str, float]:
    """Probability of each word of the body to be in a summary."""
    text = parsed.article.text
    headline = title_span(parsed)
    title = set(_split(headline.of(text) if headline else parsed.article.title))
    counts: Counter[str] = Counter()
    first: dict[str, int] = {}
    for place, index in enumerate(fit):
        for word in _split(parsed.sentences[index].span.of(text)):
            counts[word] += 1
            first.setdefault(word, place)
    return {word: _chance(_odds(word, count, first[word], title, lexicon)) for word, count in counts.items()}


def _odds(word: str, count: int, first: int, title: Collection[str], lexicon: _Lexicon) -> float:
    """Log odds that a word is in a summary."""
    odds = _BASE + _OFTEN * math.log(count)
    if word in lexicon.common:
        return odds + _COMMON
    kind = lexicon.kinds.get(word, "")
    odds += _TITLE * (word in title) + _EARLY / math.sqrt(1 + first)
    return odds + _NAME * (kind == "PROPN") + _FIGURE * (kind == "NUM" or word.isdigit()) + _VERB * (kind == "VERB")


def _chance(odds: float) -> float:
    return 1 / (1 + math.exp(-odds))

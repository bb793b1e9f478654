"""Sentences by their share in the words that the article is about, with no knowledge of its language."""

import math
import re
from collections import Counter

from builder.analyse.candidates import title_sentences
from builder.analyse.nlp import Parsed
from builder.analyse.sentences import ENDS
from builder.data import load
from builder.records import Span

_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)?|\d+")
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
"""A letter of a script that sets no blanks between words: Thai, Lao, Burmese, Khmer, Japanese, Chinese."""

_CLOSERS = '"”“’»«)]」』）'
_SHORT, _CHARACTERS = 5, 12
"""Words, and letters where no blanks part words, that a sentence has at least if it carries a point."""

_TITLE, _EARLY, _QUOTED, _AGAIN = 1.0, 1.0, 0.6, 0.5
"""Worth of words that the headline has; of standing first; what a quote, and a repetition, keep of theirs. Choices on
the safe side: first sentences are the best short summary of news in every language. Not tuned."""

_LIMIT = 200
"""Characters of a bottom line: the limit of the front matter key `description`."""

_LEAD, _ENOUGH = 3, 30
_BREAK = re.compile(r"[,;:،؛、，；—–](?=\s|\Z|[^\x00-\x7f])|\s")


def words_of(text: str) -> list[str]:
    """Words in lower case; pairs of letters where no blanks part words."""
    found: list[str] = []
    for match in _WORD.finditer(text.casefold()):
        word = match.group()
        if _UNSPACED.search(word) and len(word) > 1:
            found.extend(word[place : place + 2] for place in range(len(word) - 1))
        else:
            found.append(word)
    return found


def rank_sentences(parsed: Parsed) -> list[int]:
    """Indexes of the sentences that could be a point, best first."""
    text = parsed.article.text
    fit = _fit(parsed)
    own = {index: _telling(parsed.sentences[index].span.of(text), parsed.article.lang) for index in fit}
    counts = Counter(word for words in own.values() for word in words)
    title = _telling(parsed.article.title, parsed.article.lang)
    worth = {}
    for place, index in enumerate(fit):
        words = own[index]
        weight = sum(math.log1p(counts[word]) for word in words) / (math.sqrt(len(words)) or 1.0)
        share = len(words & title) / (len(title) or 1)
        worth[index] = weight * (1 + _TITLE * share + _EARLY / math.sqrt(1 + place)) * _voice(parsed, index)
    ranked: list[int] = []
    seen: set[str] = set()
    order = sorted(fit, key=lambda index: (-worth[index], index))
    for index in order:
        if len(own[index] & seen) > _AGAIN * len(own[index]) and len(ranked) < len(fit) // 2:
            continue
        ranked.append(index)
        seen |= own[index]
    done = set(ranked)
    return ranked + [index for index in order if index not in done]


def _voice(parsed: Parsed, index: int) -> float:
    words = parsed.sentences[index].span.of(parsed.article.text)
    return _QUOTED if words[:1] in '"“„«»「『' else 1.0


def _telling(text: str, lang: str) -> frozenset[str]:
    """The words of a stretch, each once, without the commonest of the language where these are known."""
    return frozenset(words_of(text)) - frozenset(load("stop_words").get(lang, ()))


def _fit(parsed: Parsed) -> list[int]:
    """Indexes of the sentences below the headline that are whole: a stop, no question, no half of a quote."""
    seen: set[str] = set()
    fit = []
    for index in range(title_sentences(parsed), len(parsed.sentences)):
        words = parsed.sentences[index].span.of(parsed.article.text)
        if words in seen or not _is_whole(words):
            continue
        seen.add(words)
        fit.append(index)
    return fit


def _is_whole(words: str) -> bool:
    bare = words.rstrip(_CLOSERS)
    if not bare.endswith(ENDS) or bare.endswith(("?", "？", "؟")):
        return False
    if words.count('"') % 2 or any(words.count(a) != words.count(b) for a, b in ("「」", "『』", "«»")):
        return False
    letters = len(_UNSPACED.findall(words))
    return letters >= _CHARACTERS or len(words.split()) >= _SHORT


def find_bottom_line(parsed: Parsed, ranked: list[int]) -> Span:
    """The first of the lead's sentences that fits whole; else the first, cut where a clause or word ends.

    Empty only for an empty text.
    """
    if not parsed.sentences:
        return Span(0, 0)
    lead = sorted(ranked)[:_LEAD]
    for index in lead:
        span = parsed.sentences[index].span
        if span.end - span.start <= _LIMIT:
            return span
    first = lead[0] if lead else min(title_sentences(parsed), len(parsed.sentences) - 1)
    return _cut(parsed.article.text, parsed.sentences[first].span)


def _cut(text: str, sentence: Span) -> Span:
    if sentence.end - sentence.start <= _LIMIT:
        return sentence
    limit = sentence.start + _LIMIT
    breaks = [match.start() for match in _BREAK.finditer(text, sentence.start + _ENOUGH, limit)]
    clauses = [place for place in breaks if not text[place].isspace()]
    return Span(sentence.start, (clauses or breaks or [limit])[-1])

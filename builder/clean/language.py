"""Language: as stated, else by stop words."""

import re
from collections.abc import Sequence
from functools import cache

from builder.data import load
from builder.records import Statement

UNKNOWN = "und"
"""ISO 639-2 for undetermined."""

_PRIMARY = re.compile(r"([a-z]{2,3})(?:[-_].*)?", re.IGNORECASE)
"""Matches `en`, `pt-BR` and `en_US`, not `English`."""

_WORD = re.compile(r"[^\W\d_]+")
_MAX_WORDS = 2_000
"""Of the beginning; more changes no result."""

_MIN_SHARE = 0.2
"""Of the words: stop words make up 35 to 50 % of prose in each of the seven languages, under 15 % in the others."""

_MIN_HITS = 3


def find_language(stated: Sequence[Statement], text: str) -> tuple[str, str]:
    """ISO 639 code (`und` when there is no evidence) and the name of the rule."""
    for fact in stated:
        if fact.key == "lang" and (primary := _PRIMARY.fullmatch(fact.value)):
            return primary[1].lower(), fact.by
    found = _detect(text)
    return (found, "stop words") if found else (UNKNOWN, "none")


def _detect(text: str) -> str | None:
    """The language most of whose stop words are in the text; None when none stands out."""
    words = [word.casefold() for word, _ in zip(_words(text), range(_MAX_WORDS), strict=False)]
    hits = sorted(((sum(word in stop for word in words), lang) for lang, stop in _stop_words().items()), reverse=True)
    (best, lang), (second, _) = hits[0], hits[1]
    sure = best >= _MIN_HITS and best >= _MIN_SHARE * len(words) and best > second
    return lang if sure else None


def _words(text: str) -> "list[str]":
    return _WORD.findall(text[: _MAX_WORDS * 20])


@cache
def _stop_words() -> dict[str, frozenset[str]]:
    return {lang: frozenset(words) for lang, words in load("stop_words").items()}

"""Language: as stated, unless the text is plainly in another; without a statement by script and stop words."""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import cache

from builder.data import load
from builder.records import Statement

UNKNOWN = "und"
"""ISO 639-2 for undetermined."""

_PRIMARY = re.compile(r"([a-z]{2,3})(?:[-_].*)?", re.IGNORECASE)
"""Matches `en`, `pt-BR` and `en_US`, not `English`."""

_NO_LANGUAGE = frozenset({"utf", "iso", "und", "mul", "zxx", "all", "win", "xx"})
"""What pages put in the place of a language: names of encodings, and codes for none or several."""

_WORD = re.compile(r"[^\W\d_]+")
_MAX_WORDS = 2_000
"""Of the beginning; more changes no result."""

_MAX_LETTERS = 4_000

_MIN_SHARE = 0.2
"""Of the words: stop words make up 35 to 50 % of prose in each of the seven languages, under 15 % in the others."""

_MIN_HITS = 3

_ENOUGH = 60
"""Words from which the text may speak against what its page states: a template's language is often left as it came.
With the next number: so it was on 9 of 470 pages of newspapers and blogs."""

_PLAINLY = 2
"""How many times as often its stop words must come as those of the stated language."""

_MIN_LETTERS = 0.5
"""Of the letters, from which a script is that of the text."""

_MIN_KANA = 0.05
_MIN_SIGNS = 0.001
"""Of the letters: a word quoted from a neighbouring language does not make the text one in it."""


def find_language(stated: Sequence[Statement], text: str) -> tuple[str, str]:
    """ISO 639 code (`und` when there is no evidence) and the name of the rule."""
    for fact in stated:
        if fact.key == "lang" and (primary := _PRIMARY.fullmatch(fact.value)):
            lang = primary[1].lower()
            if fact.by == "sidecar":
                return lang, fact.by
            if lang not in _NO_LANGUAGE:
                other = _instead(lang, text)
                return (other, f"text, against {fact.by}") if other else (lang, fact.by)
    if found := _by_script(text):
        return found, "script"
    found = _detect(text)
    return (found, "stop words") if found else (UNKNOWN, "none")


def _instead(lang: str, text: str) -> str | None:
    """The language that the text is plainly in while its page states one of those with stop words; None if it agrees.

    Of other languages nothing is known that could speak against them: Catalan holds many words of Spanish.
    """
    if lang not in _stop_words() or len(_words(text)) < _ENOUGH:
        return None
    if found := _by_script(text):
        return found
    found = _detect(text)
    if found is None or found == lang:
        return None
    hits = _hits(text)
    return found if hits[found] >= _PLAINLY * hits[lang] else None


def _by_script(text: str) -> str | None:
    """The language whose script it is; None for Latin letters, and for a script that is not in the table."""
    letters = [character for character in text[:_MAX_LETTERS] if character.isalpha()]
    if not letters:
        return None
    counts = Counter[str]()
    for letter, times in Counter(letters).items():
        counts[unicodedata.name(letter, " ").split(" ", 1)[0]] += times
    kana = counts["HIRAGANA"] + counts["KATAKANA"]
    if kana >= _MIN_KANA * len(letters) and kana + counts["CJK"] >= _MIN_LETTERS * len(letters):
        return "ja"
    script, most = counts.most_common(1)[0]
    if most < _MIN_LETTERS * len(letters):
        return None
    for row in load("scripts").get(script, ()):
        signs = row.get("signs")
        if not signs or sum(map(letters.count, signs)) > _MIN_SIGNS * len(letters):
            return str(row["lang"])
    return None


def _detect(text: str) -> str | None:
    """The language most of whose stop words are in the text; None when none stands out."""
    hits = sorted(((count, lang) for lang, count in _hits(text).items()), reverse=True)
    (best, lang), (second, _) = hits[0], hits[1]
    sure = best >= _MIN_HITS and best >= _MIN_SHARE * len(_words(text)) and best > second
    return lang if sure else None


def _hits(text: str) -> dict[str, int]:
    """How many words of the text are stop words of each language."""
    words = _words(text)
    return {lang: sum(word in stop for word in words) for lang, stop in _stop_words().items()}


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text[: _MAX_WORDS * 20])[:_MAX_WORDS]]


@cache
def _stop_words() -> dict[str, frozenset[str]]:
    return {lang: frozenset(words) for lang, words in load("stop_words").items()}

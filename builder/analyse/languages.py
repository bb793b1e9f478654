"""The languages that are read with words of their own: one folder each in `builder/data/`, named by its code."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType

from builder.data import load
from builder.records import ActorKind, Article


@dataclass(frozen=True, slots=True)
class Language:
    """What `data/XX/language.yml` says; the columns are explained in that of English."""

    code: str
    name: str
    grammar: bool
    model: str = ""
    """Package of spaCy's model; "" where there is none: rules and word lists alone then find names."""

    version: str = ""
    digest: str = ""
    """Of the files of that release (`pinned.py`); "" where none is asked for."""

    install: str = ""
    trial: str = ""
    expected: frozenset[tuple[str, str]] = frozenset()
    kinds: Mapping[str, ActorKind] = field(default_factory=dict, hash=False)


@cache
def language(code: str) -> Language | None:
    """The language of an ISO 639-1 code; None for one that has no folder."""
    try:
        row = load(f"{code}/language") if code.isascii() and code.isalpha() else None
    except FileNotFoundError:
        row = None
    if row is None:
        return None
    expected = frozenset((str(text), str(label)) for text, label in row.get("expected", {}).items())
    return Language(**row | {"code": code, "expected": expected, "kinds": MappingProxyType(row.get("kinds", {}))})


_WORD = re.compile(r"[^\W\d_]+")
_SHORT = 400
"""Characters that a text of no known language is judged by."""

_COMMON = 0.2
"""Share of the commonest small words that makes a text one of the language; in prose they are one word in three."""


def language_of(article: Article) -> Language | None:
    """The language to read an article in; None for one that has no folder.

    A text too short for its language to be told is read as English where English small words say so.
    """
    if article.lang != "und":
        return language(article.lang)
    words = _WORD.findall(article.text[:_SHORT].lower())
    small = frozenset(load("stop_words")["en"])
    return language("en") if sum(map(small.__contains__, words)) > _COMMON * len(words) else None

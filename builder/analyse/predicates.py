"""Words by which claims are read, in English: nouns for what is done, and small words."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from builder.data import load


@cache
def act_nouns() -> frozenset[str]:
    """Nouns for acts, singular: `refusal`, `purchase`, `talks`."""
    groups = load("en/predicates")["groups"]
    return frozenset(word for row in groups.values() for word in row.get("noun", ()) if " " not in word)


@dataclass(frozen=True, slots=True)
class SmallWords:
    """The table `data/en/claims.yml`, which explains its keys."""

    empty: frozenset[str]
    passing: frozenset[str]
    own: frozenset[str]
    none: frozenset[str]
    soft: frozenset[str]
    asks: frozenset[str]
    joints: frozenset[str]
    parts: frozenset[str]
    meant: Mapping[str, str]


@cache
def small_words() -> SmallWords:
    """The small words."""
    table = load("en/claims")
    sets = {name: frozenset(words) for name, words in table.items() if name != "meant"}
    return SmallWords(**sets, meant=table["meant"])

"""Nouns that tell what is done, out of the table of what news tell: `refusal`, `purchase`, `talks`."""

from functools import cache

from builder.data import load


@cache
def act_nouns() -> frozenset[str]:
    """Nouns for acts in English, singular."""
    groups = load("en/predicates")["groups"]
    return frozenset(word for row in groups.values() for word in row.get("noun", ()) if " " not in word)

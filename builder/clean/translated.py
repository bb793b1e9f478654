"""Signs that a text was put into its language by a machine. Rules are data in `translation_signs.yml`."""

import re
from functools import cache
from typing import NamedTuple

from builder.data import load

_ENOUGH = 2
"""A strong sign counts two, a weak one one: each weak one alone is met in edited prose."""


class Sign(NamedTuple):
    """A slip that translators by machine make."""

    name: str
    lang: str
    weight: int
    pattern: re.Pattern[str]


@cache
def signs() -> tuple[Sign, ...]:
    """The signs of the data file, in its order."""
    rows = load("translation_signs")
    return tuple(Sign(row["name"], row["lang"], row["weight"], re.compile(row["pattern"])) for row in rows)


def is_translated(text: str, lang: str) -> bool:
    """Whether the text shows signs enough; False for languages without rules."""
    return sum(sign.weight for sign in signs() if sign.lang == lang and sign.pattern.search(text)) >= _ENOUGH

"""Acronyms and what they are short for."""

import re
from collections.abc import Sequence

_TITLE_WORD = r"(?:[A-Z][\w’'&.-]{0,40}|of|the|and|for|on|in|to|de|&)"
_IN_BRACKETS = re.compile(
    rf"({_TITLE_WORD}(?: {_TITLE_WORD}){{1,9}}) \((?:the )?[\"“]?([A-Z][A-Za-z.&-]{{1,9}})[\"”]?\)"
)
"""Matches `Korean Central News Agency (KCNA)`, not `Senator McCain (R-AZ)`: its letters are no initials."""

_SMALL = frozenset(("of", "the", "and", "for", "on", "in", "to", "de", "&"))


def acronyms_in(text: str) -> dict[str, str]:
    """Acronym -> long form, as the text introduces it in brackets."""
    found: dict[str, str] = {}
    for match in _IN_BRACKETS.finditer(text):
        short = match[2]
        words = match[1].split()
        for start in range(len(words)):
            tail = words[start:]
            if tail[0].lower() not in _SMALL and initials(tail, short):
                found[short] = " ".join(tail)
                break
    return found


def initials(words: Sequence[str], short: str) -> bool:
    """Whether a short form is made of the words' first letters, small words left out or not."""
    return short.replace(".", "").replace("&", "").upper() in letters_of(words)


def letters_of(words: Sequence[str]) -> tuple[str, str]:
    """The words' first letters in capitals: of all words, and of the great ones."""
    every = "".join(part[0] for word in words for part in word.split("-") if part and part != "&").upper()
    great = "".join(part[0] for word in words if word.lower() not in _SMALL for part in word.split("-") if part).upper()
    return every, great

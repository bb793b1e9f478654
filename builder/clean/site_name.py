"""The outlet's name in a title: `Dam breaks in the north - Daily Courier` without it."""

import re
from collections.abc import Sequence

from builder.clean.fold import fold

_SEPARATOR = re.compile(r"\s*[|｜│¦]+\s*|\s+(?:[»›«‹·•:/~]{1,2}|[-–—]{1,2})\s+|\s*：\s*|_(?=[^\W_]*$)")
"""Matches between title and outlet in `Storm - Courier`, `Storm｜Courier`, `嵐：新聞`; not the hyphen of `re-open`."""

_MAX_GUESS = 4


def without_site(line: str, sites: Sequence[str], headings: Sequence[str], *, guess: bool = True) -> str:
    """The line without the outlet: one of its names, what an h1 lacks, or a guess.

    A guess cuts up to four capitalised words off a line that keeps at least three.
    """
    folded = {fold(heading) for heading in headings}
    whole = line
    while parts := list(_SEPARATOR.finditer(line)):
        last, first = parts[-1], parts[0]
        if fold(line) in folded:
            return line
        for part in parts:
            head, tail = line[: part.start()], line[part.end() :]
            # The shorter part may be the heading of the page's logo.
            if fold(head) in folded and len(head) >= len(tail):
                return head
            if fold(tail) in folded and len(tail) > len(head):
                return tail
        if names_site(line[last.end() :], sites):
            line = line[: last.start()]
        elif names_site(line[: first.start()], sites):
            line = line[first.end() :]
        else:
            break
    if not guess or not parts or line != whole:
        return line
    words = line[last.end() :].split()
    named = len(words) <= _MAX_GUESS and all(word[0].isupper() or not word[0].isalpha() for word in words)
    kept = line[: last.start()]
    return kept if named and len(kept.split()) >= 3 else line


def names_site(words: str, sites: Sequence[str]) -> bool:
    """Whether the words are a name of the outlet, written any way: `The Daily Courier`, `dailycourier.com`."""
    squeezed = _squeeze(words)
    if not squeezed:
        return False
    for site in sites:
        name = _squeeze(site)
        if squeezed == name:
            return True
        # `Courier News` of Courier; a long title that holds the name of the outlet is no name.
        if len(name) >= 4 and name in squeezed and len(words.split()) <= len(site.split()) + 2 and len(words) <= 50:
            return True
        if len(squeezed) >= 5 and squeezed in name and len(words.split()) >= 1:
            return True
    return False


def _squeeze(name: str) -> str:
    return "".join(character for character in fold(name) if character.isalnum()).removeprefix("the")

"""When two names mean the same."""

import re
import unicodedata
from collections.abc import Iterable, Set

_POSSESSIVE = re.compile(r"['’]s\b")
_LETTER_DOT = re.compile(r"(?<=\b[^\W\d_])\.")
_GAP = re.compile(r"[^\w&]+")
_COMMA = re.compile(r",.*")


def _words(line: str) -> frozenset[str]:
    return frozenset(line.split())


_ARTICLES = frozenset({"the", "a", "an"})
_TITLES = _words(
    """mr mrs ms miss dr sir lord lady dame president vice prime minister secretary senator governor general major
    colonel captain lieutenant commander admiral chief executive ceo chairman chairwoman chair king queen prince
    princess pope professor judge justice chancellor ambassador spokesman spokeswoman spokesperson foreign
    defence defense former deputy director mayor officer congressman congresswoman sheikh ayatollah imam us uk
    state of"""
)
_FIRM_ENDINGS = _words("inc corp corporation ltd plc co company llc sa ag gmbh nv group government")


def fold(name: str | None) -> str:
    """A name without case, accents, punctuation, possessive and article."""
    plain = unicodedata.normalize("NFKD", name or "")
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter)).casefold()
    words = _GAP.sub(" ", _LETTER_DOT.sub("", _POSSESSIVE.sub("", plain))).split()
    while words and words[0] in _ARTICLES:
        del words[0]
    return " ".join(words)


def forms(names: Iterable[str | None], *, person: bool) -> frozenset[str]:
    """The names folded, each also without a person's titles, or a body's ending and what follows a comma."""
    found = set()
    for name in filter(None, names):
        found.add(fold(name))
        words = fold(name).split()
        while person and len(words) > 1 and words[0] in _TITLES:
            del words[0]
        while not person and len(words) > 1 and words[-1] in _FIRM_ENDINGS:
            del words[-1]
        found.add(" ".join(words))
        if not person:
            found.add(fold(_COMMA.sub("", name)))
    return frozenset(found - {""})


def same_person(ones: Set[str], others: Set[str]) -> bool:
    """A form in common, or a family name that is all one of them gives, or a name with some given names left out."""
    return not ones.isdisjoint(others) or any(_shorter(one.split(), other.split()) for one in ones for other in others)


def _shorter(one: list[str], other: list[str]) -> bool:
    if one[-1] != other[-1]:
        return False
    if 1 in (len(one), len(other)):
        return len(one[-1]) > len("Li")
    return set(one) <= set(other) or set(other) <= set(one)

"""What origins are called: which names and descriptions may mean the same, and which mean nobody in particular."""

import re
from functools import cache

from rapidfuzz.fuzz import ratio

from builder.data import load

_SMALL = frozenset({"the", "a", "an", "of", "for", "and", "affairs", "one", "two", "three", "several", "some", "other"})
_NOBODY = frozenset(
    {"person", "people", "source", "sources", "insider", "insiders", "individual", "individuals", "man", "woman"}
    | {"official", "officials", "spokesman", "spokeswoman", "spokesperson", "someone"}
)
"""Descriptions that could be of anybody when nothing but `familiar with the matter` stands beside them."""

INSTITUTIONS = frozenset({"police", "army", "navy", "military", "parliament", "government", "court", "kremlin"})
"""Words without a capital that mean one body in the place where something happens; others, such as `the team` or
`authorities`, take up one that is named somewhere else."""

_ONE_INQUIRY = frozenset(
    {"police", "sheriff", "detective", "detectives", "investigators", "officers", "prosecutor", "prosecutors", "da"}
    | {"prosecution", "troopers", "marshals"}
)
"""Those who work on one case together: what the police found is what the prosecutor tells."""

_SLIP = 88
"""Likeness of two spellings of a name, of 100: `Jon Owen` and `John Owen` have 94. A choice, not tuned."""

_TWO, _LETTERS = 2, 3
_DOTTED = re.compile(r"[A-Z](?=\.)")
_ACRONYM = re.compile(r"[A-Z]{3,6}")

_WORD = re.compile(r"[^\W_]{2,}")
_BRACKETS = re.compile(r"\([^)]*\)")
_POLICE = re.compile(r"\b[A-Z]{1,4}PD\b")
"""Matches `NYPD`."""
_ADDRESS = re.compile(r"\w\.(?:com|net|org|info|tv|co\.\w\w)$")
"""Matches the end of `cityherald.com`: most such names are of outlets that no table has."""
_REST = re.compile(r"\b(?:familiar|close|who|with|in|at|from|near|briefed|involved|on)\b.*")


def fold(name: str) -> str:
    """A name without capitals and leading article."""
    return name.casefold().removeprefix("the ").strip()


def bare(name: str) -> str:
    """A name or description without what only counts or points."""
    words = fold(name).split()
    while len(words) > 1 and words[0] in _SMALL:
        words.pop(0)
    return " ".join(words)


def words_of(name: str) -> frozenset[str]:
    """The words of a name that tell it from others; without the state in brackets and without initials."""
    words = frozenset(_WORD.findall(_BRACKETS.sub("", name).casefold())) - _SMALL
    return words | {"police"} if _POLICE.search(name) else words


def is_nobody(name: str) -> bool:
    """Whether a description could be of anybody: `two people familiar with the matter`."""
    return _REST.sub("", bare(name)).strip() in _NOBODY


def is_vague(name: str) -> bool:
    """Whether a name or description may mean any of the others: `authorities`, `the team`, `Sgt`, a web site."""
    words = bare(name)
    if _ADDRESS.search(words):
        return True
    plain = name.removeprefix("the ").removeprefix("The ")
    return len(words.split()) == 1 and words not in INSTITUTIONS and (plain.islower() or words.strip(".") in _ranks())


def party(group: str) -> str:
    """What a group is known by when it is counted: police and prosecutors are one."""
    return "one inquiry" if words_of(group) & _ONE_INQUIRY else fold(group)


def is_slip(one: str, other: str) -> bool:
    """Whether two names of two words or more may be one, spelled in two ways or with a short first name."""
    mine, theirs = one.casefold().split(), other.casefold().split()
    if min(len(mine), len(theirs)) < _TWO:
        return False
    short = mine[-1] == theirs[-1] and len(mine) == len(theirs) == _TWO and mine[0][:_TWO] == theirs[0][:_TWO]
    return short or ratio(one.casefold(), other.casefold()) >= _SLIP


def initials(name: str) -> str:
    """The first letters of a name of three words or more: `usgs` of `U.S. Geological Survey`; else nothing."""
    letters = [
        letter.casefold()
        for word in name.split()
        if word[:1].isupper()
        for letter in (_DOTTED.findall(word) if "." in word else word[:1])
    ]
    return "".join(letters) if len(letters) >= _LETTERS else ""


def as_initials(name: str) -> str:
    """A name that is an acronym, folded: `usgs` of `USGS`; else nothing."""
    return name.casefold() if _ACRONYM.fullmatch(name) else ""


@cache
def _ranks() -> frozenset[str]:
    """Titles of persons: alone they are a name that was cut off."""
    table = load("person_titles")
    return frozenset(str(word).lower().strip(".") for key in ("honorifics", "ranks", "offices") for word in table[key])

"""Whether words can be a name at all: judged by the words alone, whatever the model says of them."""

import re
from functools import cache

from builder.analyse.gazetteer import plain, tables
from builder.analyse.titles import titles
from builder.data import load
from builder.records import ActorKind

_NOISE = re.compile(r"[#@{}\[\]<>=]|https?:|www\.|\.com\b|\d{3}|^\W|^[a-z]+$|\w{3}(?:phobia|ism)$")
"""Matches `#IStandWithAhmed`, `Boeing 737`, `military`, `Islamophobia`; not `G20`, `al-Qaeda`."""
_THING = re.compile(
    r"i[A-Z]\w+|(?i:MacBook|PowerBook)\b|(?:Operation|USS|HMS|RMS|HMCS|INS|FS) |\d{1,4}(?:st|nd|rd|th) (?!Legion)\w+$"
)
"""Products, operations, ships, bits of units: matches `iTunes Store`, `HMS Ocean`, `3rd Battalion`; not `MacArthur`."""


def is_person(words: str) -> bool:
    """Whether trimmed words can be a person's name."""
    table = titles()
    parts = words.split()
    if _NOISE.search(words) or _THING.match(words) or any(char.isdigit() for char in words) or len(parts) > 5:
        return False
    if len(parts) == 1 and (words.lower() in _not_bodies()[1] or (words.isupper() and len(words) > 4)):
        return False
    if len(parts) == 1 and (
        words.lower() in table.not_names or len(words) < 2 or (table.is_title(words) and not words.istitle())
    ):
        return False
    return words[0].isupper() or parts[0] in table.particles or "-" in parts[0]


@cache
def before_a_field() -> frozenset[str]:
    """Last words of a body's name that its field may follow: `council`, `university`."""
    return frozenset(load("institutions")["before_a_field"])


@cache
def _not_bodies() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    table = load("institutions")["not_bodies"]
    return frozenset(table["endings"]), frozenset(table["lone"]), frozenset(table["parts"])


@cache
def newspaper_words() -> frozenset[str]:
    """Last words of the names of newspapers: `Gazette`, `News`."""
    return frozenset(word.capitalize() for word in load("institutions")["heads"]["newspapers"])


@cache
def _heads() -> dict[str, ActorKind]:
    heads = load("institutions")["heads"]
    kinds: dict[str, ActorKind] = dict.fromkeys((*heads["bodies"], *heads["newspapers"]), "ORG")
    return kinds | dict.fromkeys(heads["places"], "LOC")


def kind_by_head(words: str) -> ActorKind | None:
    """What the last noun of a name makes it: `Harbour Street` a place, `Al Faruq Brigade` a body.

    Of "University of Leeds", "Committee for Trade" the noun before the link. None when it tells nothing.
    """
    parts = re.split(r" (?:on|for|against|of|at) ", plain(words).lower())[0].split()
    return _heads().get(parts[-1]) if len(words.split()) > 1 else None


def may_be_surname(words: str) -> bool:
    """Whether the last noun of a name that tells its kind may be a family name too: `Jim Press`, `Benny Hill`."""
    return words.split()[-1].lower() in load("institutions")["heads"]["surnames"] and len(words.split()) < 4


def opens_with_office(words: str) -> bool:
    """Whether words are an office and a person's name: `Spokeswoman Ada Angel`; not `General Motors`."""
    first, *rest = words.split()
    table = titles()
    return (
        1 < len(rest) < 4
        and kind_by_head(words) is None
        and table.is_office(first)
        and first.lower().rstrip(".") not in table.capital
        and all(is_name_word(word) and not is_everyday(word) for word in rest)
    )


def is_name_word(word: str) -> bool:
    """Whether a word has the shape of a part of a person's name and is no title."""
    return (
        len(word) > 1
        and word[0].isupper()
        and not word.isupper()
        and word.replace("-", "").replace("'", "").isalpha()
        and not titles().is_title(word)
    )


def is_everyday(word: str) -> bool:
    """Whether a word alone is an everyday one though it may be a family name: `May`, `West`, `Law`."""
    return word.lower() in _not_bodies()[1]


def _without_place(words: str) -> str:
    """The words less the place and year at their end: `Fan Expo` of "Fan Expo Canada 2016"."""
    parts = plain(words).split()
    while len(parts) > 2 and (parts[-1].isdigit() or parts[-1] in tables().states):
        parts.pop()
    return " ".join(parts)


def is_body(words: str) -> bool:
    """Whether trimmed words can name a body or a place, and not an index, a law, an event, a thing or a fragment."""
    endings, lone, parts = _not_bodies()
    lower = plain(words).lower()
    if _NOISE.search(words) or lower in lone or lower in parts or not any(char.isupper() for char in words):
        return False
    lower = _without_place(words).lower()
    last = lower.split()[-1]
    head = re.split(r" (?:on|for|against|of) ", lower)[0].split()[-1]
    table = titles()
    if (" " in lower and (last in endings or head in endings or last.isdigit())) or _THING.match(words):
        return False
    if all(word in table.topics or word in ("affairs", "national", "and") for word in lower.split()):
        return False
    people = table.is_office(last) and len(words.split()) < 5 and kind_by_head(words) is None
    return not people and len(words) > 1

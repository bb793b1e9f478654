"""Which names are one: persons by the parts of their names, bodies by endings and acronyms."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from builder.analyse.gazetteer import Entry, tables
from builder.analyse.linking import fold
from builder.analyse.mentions import Mention
from builder.analyse.titles import titles

_CORPORATE = re.compile(r",? (?:inc|corp|corporation|ltd|limited|plc|co|company|llc|sa|ag|gmbh|nv|group|holdings)$")
"""Matches the end of `facebook, inc`, not of `bank of america`."""


def body_key(name: str) -> str:
    """What is equal for two forms of one body: `Facebook, Inc.` and `Facebook`."""
    folded = fold(name).replace("'", "")
    return _CORPORATE.sub("", folded) or folded


@cache
def folded_bodies() -> dict[str, Entry]:
    """The tables' bodies by `body_key`; forms of two letters are left out, as they fold to other words."""
    rows = (
        entry
        for group in tables().forms.values()
        for entry in group
        if entry.kind == "ORG" and entry.needs is None and len(entry.text) > 4
    )
    return {body_key(entry.text): entry for entry in rows}


def merge_persons(mentions: Sequence[Mention]) -> Iterator[tuple[str, list[Mention]]]:
    """Persons of an article with their mentions.

    Full names first: one whose words all stand in another with the same last word is that one (`John McCain`, `John S.
    McCain`). A lone word goes to the full name that ends with it (begins with it, where the family name stands first),
    else to the only one that begins with it: machine translation writes "Lloyd" for Lloyd Austin. Where several full
    names fit, the one named last before it is meant.
    """
    full: dict[tuple[str, ...], list[Mention]] = {}
    lone: list[Mention] = []
    for one in mentions:
        words = _words(one.text)
        if len(words) > 1:
            full.setdefault(words, []).append(one)
        else:
            lone.append(one)
    persons: list[tuple[set[tuple[str, ...]], list[Mention]]] = []
    for words in sorted(full, key=lambda words: (-len(words), full[words][0].span)):
        home = next((person for person in persons if any(_same(words, other) for other in person[0])), None)
        if home is None:
            persons.append(({words}, list(full[words])))
        else:
            home[0].add(words)
            home[1].extend(full[words])
    alone: dict[str, list[Mention]] = {}
    for one in lone:
        owner = _owner(one, persons)
        if owner is None:
            alone.setdefault(fold(one.text), []).append(one)
        else:
            owner.append(one)
    for names, members in persons:
        members.sort(key=lambda one: one.span)
        yield _best_name([one.text for one in members if _words(one.text) in names]), members
    for members in alone.values():
        yield members[0].text, members


def _words(name: str) -> tuple[str, ...]:
    return tuple(fold(name).replace("'", "").split())


def _same(words: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """`John McCain` and `John S. McCain`, `Kim Jong-un` and `Kim Jong Un`; not `John McCain` and `Cindy McCain`."""
    if "".join(words) == "".join(other):
        return True
    return words[-1] == other[-1] and (set(words) <= set(other) or set(other) <= set(words))


def _owner(one: Mention, persons: Sequence[tuple[set[tuple[str, ...]], list[Mention]]]) -> list[Mention] | None:
    """Mentions of the person that a lone name means."""
    word = _words(one.text)
    if not word:
        return None
    family = [members for names, members in persons if any(_family(name) == word[0] for name in names)]
    fits = family or [members for names, members in persons if any(word[0] in (name[0], name[-1]) for name in names)]
    if not fits:
        fits = [members for names, members in persons if any(word[0] in name[1:-1] for name in names)]
    if len(fits) < 2:
        return fits[0] if fits else None
    before = [members for members in fits if members[0].span < one.span]
    return max(
        before or fits,
        key=lambda members: max((other.span for other in members if other.span < one.span), default=members[0].span),
    )


def _family(words: tuple[str, ...]) -> str:
    """The family name in folded words: the last, or the first where the order is Eastern (`li shangfu`)."""
    return (
        words[0]
        if words[0] in titles().eastern and len(words) <= 3 and words[-1] not in titles().eastern
        else words[-1]
    )


def family_name(name: str) -> str:
    """The family name as written: `Austin`, `Li` of `Li Shangfu`."""
    words = name.split()
    return words[0] if _words(words[0])[:1] == (_family(_words(name)),) else words[-1]


def _best_name(forms: Iterable[str]) -> str:
    """The commonest full form; of equals the longer, then the first in the alphabet; `Pat Ryder` of "Pat. Ryder"."""
    counts = Counter(forms)
    best = min(counts, key=lambda form: (-counts[form], -len(form), form))
    return " ".join(
        word[:-1]
        if len(word) > 2 and word.endswith(".") and word[:-1].isalpha() and word not in ("Jr.", "Sr.")
        else word
        for word in best.split()
    )

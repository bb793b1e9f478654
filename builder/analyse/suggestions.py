"""Actors of different articles that may be one: told on their pages, merged by nobody but a person.

Candidates come from dictionaries (family name, initials, names with a letter left out), so that the cost grows with the
number of actors, not with its square.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from rapidfuzz.distance import DamerauLevenshtein

from builder.analyse.acronyms import letters_of
from builder.analyse.linking import GROUPS, Known, fold
from builder.analyse.names import body_key, family_name
from builder.records import ActorKind, Dossier, Possible

MOST = 8
"""Suggestions on a page; a family name that thirty people share says nothing."""

_SHORTEST = 6
"""Letters of a name that one letter may set apart from another; shorter ones are often two (`Iran`, `Iraq`)."""


class _Pair(NamedTuple):
    one: Dossier
    other: Dossier
    reason: str


def suggest(
    dossiers: Sequence[Dossier], known: Iterable[Known] = ()
) -> Mapping[tuple[ActorKind, str], tuple[Possible, ...]]:
    """Kind and name of an actor -> who else it may be, surest first; what a person's `not` keeps apart is left out.

    Two that one article names side by side, or that have two rows in the tables, are two.
    """
    apart = {(GROUPS[page.kind], *sorted((fold(page.name), fold(other)))) for page in known for other in page.distinct}
    found: dict[tuple[ActorKind, str], dict[Possible, None]] = defaultdict(dict)
    for group in sorted(set(GROUPS.values())):
        members = [one for one in dossiers if GROUPS[one.kind] == group]
        for one, other, reason in _pairs(group, members):
            names = sorted((fold(one.name), fold(other.name)))
            seen = {possible.name for possible in found[one.kind, one.name]}
            if (group, *names) not in apart and other.name not in seen and not _are_two(one, other):
                found[one.kind, one.name][Possible(other.kind, other.name, reason)] = None
                found[other.kind, other.name][Possible(one.kind, one.name, reason)] = None
    return {actor: tuple(possible)[:MOST] for actor, possible in found.items() if possible}


def _pairs(group: str, members: Sequence[Dossier]) -> Iterator[_Pair]:
    yield from _in_buckets(members, _spellings, _is_near, "nearly the same spelling")
    if group == "person":
        yield from _in_buckets(members, _family, _is_short_for, "the same family name")
    if group == "body":
        yield from _in_buckets(members, _initials, _is_acronym, "its initials")
        yield from _in_buckets(members, _first_words, _is_longer, "a longer form")


def _in_buckets(
    members: Sequence[Dossier],
    keys: Callable[[Dossier], Iterable[str]],
    fits: Callable[[str, str], bool],
    reason: str,
) -> Iterator[_Pair]:
    """Pairs that share a key and fit, in the order of the alphabet; a key that too many share tells nothing."""
    buckets: dict[str, dict[str, Dossier]] = defaultdict(dict)
    for one in members:
        for key in keys(one):
            buckets[key][one.name] = one
    for _key, bucket in sorted(buckets.items()):
        if 1 < len(bucket) <= 2 * MOST:
            for one, other in combinations(sorted(bucket.values(), key=lambda one: one.name), 2):
                if fits(one.name, other.name):
                    yield _Pair(one, other, reason)


def _are_two(one: Dossier, other: Dossier) -> bool:
    keys = [{appearance.actor.key for appearance in dossier.appearances} - {None} for dossier in (one, other)]
    articles = [{appearance.briefing.article.id for appearance in dossier.appearances} for dossier in (one, other)]
    return bool((keys[0] and keys[1]) or articles[0] & articles[1])


def _spellings(one: Dossier) -> Iterator[str]:
    """The name, and the name without each of its letters: two names one letter apart share one of these."""
    name = fold(one.name)
    if len(name) >= _SHORTEST:
        yield name
        yield from {name[:place] + name[place + 1 :] for place in range(len(name))}


def _is_near(name: str, other: str) -> bool:
    one, two = fold(name), fold(other)
    return one[0] == two[0] and DamerauLevenshtein.distance(one, two, score_cutoff=1) <= 1


def _family(one: Dossier) -> tuple[str, ...]:
    return (fold(family_name(one.name)),)


def _is_short_for(name: str, other: str) -> bool:
    """`Lund` and `Ada Lund`, `A. Lund` and `Ada Lund`; not `Ada Lund` and `Eva Lund`."""
    one, two = sorted((fold(name).split(), fold(other).split()), key=len)
    if len(one) == 1:
        return len(two) > 1
    return one[0] != two[0] and (len(one[0]) == 1 or len(two[0]) == 1) and one[0][0] == two[0][0]


def _initials(one: Dossier) -> Iterator[str]:
    if one.name.isupper() and one.name.isalpha() and 2 < len(one.name) < 7:
        yield one.name
    elif one.name.count(" ") > 1:
        yield from letters_of(one.name.split())


def _is_acronym(name: str, other: str) -> bool:
    return name.isupper() != other.isupper()


def _first_words(one: Dossier) -> Iterator[str]:
    words = body_key(one.name).split()
    if len(words) > 1:
        yield " ".join(words[:2])


def _is_longer(name: str, other: str) -> bool:
    one, two = sorted((body_key(name).split(), body_key(other).split()), key=len)
    return len(one) < len(two) and two[: len(one)] == one

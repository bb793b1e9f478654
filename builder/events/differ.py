"""Whether two claims of one fact can both hold, and what differs."""

import re
from typing import NamedTuple

from builder.events.facts import Fact, date_name, dates_clash, related
from builder.events.lexicon import lexicon

_NEAR = 0.1
"""Share by which a rounded amount may be off: `some 300` of 310."""

_FAR = 4
"""So many times as much is no other count of the same."""

_ROUND = re.compile(
    r"\b(?:about|around|some|nearly|almost|over|more than|up to|roughly|approximately|close to)\s+$", re.I
)


class Difference(NamedTuple):
    """What differs between two claims of one fact."""

    aspect: str
    """In few words: `12 against 15 people`."""

    slots: frozenset[str] = frozenset()
    """Names of what they hold that differs."""


def find_difference(one: Fact, other: Fact) -> Difference | None:
    """What cannot hold of both claims; None when both may."""
    return next(filter(None, (find(one, other) for find in _FINDERS)), None)


def far_apart(one: Fact, other: Fact) -> bool:
    """Whether two claims count the same and get numbers that cannot be of one thing."""
    table = lexicon()
    far = False
    for mine in one.claim.numbers:
        value, _, unit = mine.partition(" ")
        for theirs in other.claim.numbers:
            number, _, counted = theirs.partition(" ")
            if unit and counted and table.same_unit(unit, counted):
                if value == number or (_is_near(value, number) and unit[0] != "-"):
                    return False
                far = True
    return far


def _openness(one: Fact, other: Fact) -> Difference | None:
    if one.claim.open == other.claim.open:
        return None
    doubting = one if one.claim.open else other
    return Difference(f"not confirmed by {doubting.claim.by or 'one'}")


def _amounts(one: Fact, other: Fact) -> Difference | None:
    """`12 against 15 people`."""
    table = lexicon()
    clash = None
    for mine in one.claim.numbers:
        value, _, unit = mine.partition(" ")
        for amount in other.claim.numbers:
            number, _, counted = amount.partition(" ")
            same = bool(unit and counted) and table.same_unit(unit, counted)
            bare = value == number and not (unit and counted)
            if not (same or bare or _are_scores(value, number)):
                continue
            if value == number or _is_rounded(one, value, other, number):
                return None
            if not _is_near(value, number):
                continue
            clash = clash or (mine, amount)
    if clash is None:
        return None
    left, right = (amount.partition(" ") for amount in clash)
    shown = f"{_printed(one, left[0])} {left[2]}".strip() if left[2] != right[2] else _printed(one, left[0])
    aspect = f"{shown} against {_printed(other, right[0])} {right[2]}".strip()
    return Difference(aspect, frozenset(f"#{amount}" for amount in (*one.claim.numbers, *other.claim.numbers)))


def _is_near(one: str, other: str) -> bool:
    """Whether two amounts may be of one thing: counts of other things differ by far."""
    try:
        low, high = sorted((float(one), float(other)))
    except ValueError:
        return True
    return low > 0 and high <= _FAR * low


def _are_scores(one: str, other: str) -> bool:
    return "-" in one and "-" in other


def _printed(fact: Fact, value: str) -> str:
    """A number as its clause prints it, where it does so in digits."""
    for found in re.finditer(r"\d[\d,.]*\d|\d", fact.text):
        if found.group().replace(",", "") == value:
            return found.group()
    return value


def _is_rounded(one: Fact, mine: str, other: Fact, theirs: str) -> bool:
    """Whether one of two amounts is only said to be about the other."""
    try:
        left, right = float(mine), float(theirs)
    except ValueError:
        return False
    if (left.is_integer() or right.is_integer()) and left != right and round(left) == round(right):
        return True  # `6 miles` of 6.2
    if not left or not right or abs(left - right) > _NEAR * max(left, right):
        return False
    return any(_is_about(fact, value) for fact, value in ((one, mine), (other, theirs)))


def _is_about(fact: Fact, value: str) -> bool:
    shown = _printed(fact, value)
    place = fact.text.find(shown)
    return place > 0 and bool(_ROUND.search(fact.text[:place]))


def _negation(one: Fact, other: Fact) -> Difference | None:
    table = lexicon()
    clash = table.clash(one.heads, other.heads)
    if one.claim.negated == other.claim.negated or clash:
        return None
    denying = one if one.claim.negated else other
    return Difference(f"denied by {denying.claim.by or 'one'}")


def _contrast(one: Fact, other: Fact) -> Difference | None:
    """`fraud against bribery`."""
    table = lexicon()
    mine, theirs = _sorts(one), _sorts(other)
    for sort in mine.keys() & theirs.keys():
        if sort == "cause" and not (one.heads & other.heads & table.causes):
            continue
        if not mine[sort].keys() & theirs[sort].keys():
            words = [*mine[sort].values(), *theirs[sort].values()]
            return Difference(f"{words[0]} against {words[len(mine[sort])]}", frozenset(words))
    return None


def _sorts(fact: Fact) -> dict[str, dict[str, str]]:
    """Sort -> the words of it, by their first form."""
    found: dict[str, dict[str, str]] = {}
    for word in fact.claim.words:
        if word in lexicon().contrasts:
            sort, first = lexicon().contrasts[word]
            found.setdefault(sort, {})[first] = word
    return found


def _acts(one: Fact, other: Fact) -> Difference | None:
    """`rose against fell`."""
    if not lexicon().clash(one.heads, other.heads) or one.claim.negated != other.claim.negated:
        return None
    mutual = one.claim.subject != other.claim.subject and {one.claim.subject, other.claim.subject} - {None}
    if mutual and not related(str(one.claim.subject), str(other.claim.subject)):
        return None
    return Difference(f"“{_verb(one)}” against “{_verb(other)}”", frozenset({one.claim.verb, other.claim.verb}))


def _verb(fact: Fact) -> str:
    """What is done as the clause prints it."""
    stem = fact.claim.verb.split()[0]
    stem = stem[: max(3, len(stem) - 2)]
    return next((word.strip('.,;:“”"') for word in fact.text.split() if word.lower().startswith(stem)), fact.claim.verb)


def _days(one: Fact, other: Fact) -> Difference | None:
    clash = dates_clash(one.dates, other.dates)
    if clash is None or max(len(one.dates), len(other.dates)) > 1:
        return None
    return Difference(f"{clash[0].text} against {clash[1].text}", frozenset(map(date_name, clash)))


_FINDERS = (_openness, _amounts, _negation, _contrast, _acts, _days)
"""The first that finds something names it."""

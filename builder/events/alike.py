"""How much two claims of different articles speak of one fact."""

import re
from collections import Counter
from collections.abc import Iterable
from math import log
from typing import NamedTuple

from builder.events.differ import Difference, far_apart, find_difference
from builder.events.facts import Fact, date_keys, dates_clash, related
from builder.events.lexicon import lexicon

_SAME_GROUP = 0.8
"""What a word said in another word counts, against the word itself."""

_SAME_BODY = 0.5
"""The same for a body and the state it belongs to."""


class Likeness(NamedTuple):
    """What two claims share."""

    score: float
    """0 to 1."""

    difference: Difference | None
    """What cannot hold of both."""


def is_date(key: str) -> bool:
    """Whether a key is that of a date."""
    return key[0].isdigit() or key[:3] == "on " or key[:4] == "XXXX"


class Weights:
    """How much a word, name, amount or date tells within one event: rare ones tell more."""

    def __init__(self, facts: Iterable[Fact]) -> None:
        self.counts: Counter[str] = Counter()
        total = 0
        for fact in facts:
            total += 1
            self.counts.update(fact.keys)
        self.total = max(total, 2)
        self.known: dict[str, float] = {}

    def of(self, key: str) -> float:
        """The weight of a key; amounts and names tell more than words."""
        if key not in self.known:
            self.known[key] = self._weigh(key)
        return self.known[key]

    def _weigh(self, key: str) -> float:
        rare = log(1 + self.total / max(1, self.counts[key])) / log(1 + self.total)
        if key[0] == "#":
            return 1.6 * rare
        if is_date(key):
            return 0.9 * rare
        return (1.2 if key[0] == "@" else 1.0) * rare


def alike(one: Fact, other: Fact, weights: Weights) -> Likeness | None:
    """How alike two claims are; None when they cannot be of one fact."""
    if one.is_speech != other.is_speech or one.is_relation != other.is_relation:
        return None
    heads = _heads_match(one, other)
    if heads == 0 or _is_vetoed(one, other):
        return None
    differs = find_difference(one, other)
    apart = differs.slots if differs else frozenset()
    left, left_args = _covered(one, other, weights, apart)
    right, right_args = _covered(other, one, weights, apart)
    shared = min(left_args, right_args)
    if shared <= 0:
        return None
    short, long = max(left, right), min(left, right)
    strong = heads >= _STRONG
    same_doer = strong and one.claim.subject is not None and one.claim.subject == other.claim.subject
    same_day = strong and _is_same_day(one, other, weights)
    sure = (same_doer or same_day) and short >= _MOSTLY
    apart_at_all = differs is not None and one.claim.open == other.claim.open
    if differs is not None and one.claim.negated != other.claim.negated and not _is_of_one_thing(one, other):
        return None
    if short < _HALF or long < (_LEAST_APART if apart_at_all else 0.0 if sure else _LEAST):
        return None
    score = heads * (0.8 * short + 0.2 * long) * _subjects(one, other)
    score *= _ONE_IS_OLD if _is_old(one) != _is_old(other) else 1.0
    score = min(1.0, score * (_SAME_DAY if same_day else 1.0) * (_SAME_DOER if same_doer else 1.0))
    return Likeness(score * min(1.0, 0.5 + 0.5 * shared / _ENOUGH), differs)


_HALF, _MOSTLY = 0.5, 0.55
"""The share of the shorter claim that the other must hold; and where the longer may tell whatever else it likes."""

_STRONG = 0.95
"""What is done is the same, in one word or two that mean it."""

_SAME_DAY, _RARE = 1.25, 0.45
"""What one act on one date gains; and the weight of a date that is not that of everything in the event."""

_ONE_IS_OLD = 0.85
"""What is left where one of the two names a year."""

_SAME_DOER = 1.2
"""What one act of one actor gains."""

_DETAIL = 0.4
"""What a date that only one of the two gives counts, against what both might."""

_LEAST, _LEAST_APART = 0.25, 0.4
"""The share of the longer claim that the other must hold, and where something differs."""

_ENOUGH = 1.0
"""Weights shared besides what is done, from which a likeness counts in full."""


def _is_of_one_thing(one: Fact, other: Fact) -> bool:
    """Whether a denial may be of the claim: both have a name, an amount or a date in common.

    Neither may be an aside, unless they tell how two things hang together. Words alone may be of two things of one
    kind: no alert was given after the second quake.
    """
    asides = not (one.claim.alone and other.claim.alone) and not one.is_relation
    return not asides and any(key[0] in "@#" or is_date(key) for key in one.keys & other.keys)


def _is_old(fact: Fact) -> bool:
    """Whether a claim names the year of what it tells: news of the day does not."""
    return any(timex.value and timex.value[:4] in timex.text for timex in fact.dates)


def _is_same_day(one: Fact, other: Fact, weights: Weights) -> bool:
    """Whether both give one date that few claims of the event give."""
    mine, theirs = ({key for timex in fact.dates for key in date_keys(timex)} for fact in (one, other))
    return any(weights.of(key) >= _RARE for key in mine & theirs)


def _heads_match(one: Fact, other: Fact) -> float:
    """1 when the same is done; less when one tells it only by the way, or by a word of little meaning."""
    table = lexicon()
    same = one.heads & other.heads
    if one.claim.verb == other.claim.verb:
        groups = table.groups_of(one.claim.verb)
        return 0.75 if one.claim.verb in table.hollow else 0.85 if groups and groups <= table.vague else 1.0
    if same - table.vague:
        return 0.95
    if table.clash(one.heads, other.heads):
        return 0.95
    if same:
        return 0.85
    if (one.heads & other.groups | other.heads & one.groups) - table.vague:
        return 0.7
    return 0.0


def _is_vetoed(one: Fact, other: Fact) -> bool:
    """Whether two claims speak of different people or days, or with the parts changed."""
    mine, theirs = one.persons, other.persons
    if mine and theirs and (not mine & theirs or (mine - theirs and theirs - mine)):
        return True
    if dates_clash(one.dates, other.dates) and not _is_dated_end(one, other):
        return True
    if _clocks(one) and _clocks(other) and not _clocks(one) & _clocks(other):
        return True  # of two zones, or two of several steps: neither alike nor apart
    if (one.before is None) != (other.before is None) and _counts_apart(one, other):
        return True
    if one.claim.negated != other.claim.negated and (_NOT_SO.search(one.text) or _NOT_SO.search(other.text)):
        return True
    return far_apart(one, other) or _are_swapped(one, other)


_NOT_SO = re.compile(
    r"\b(?:would(?:n[’']t| not)? have|could(?:n[’']t| not)? have|if|unless|had it|yet|so far)\b", re.IGNORECASE
)
"""Words by which a denial tells what might have been, or what has not come yet: matches `would not have signed`, `has
not yet signed`; neither says that it was not signed."""


_CLOCK = re.compile(r"\b(\d{1,2})(?:\s*[:.]\s*(\d\d))?\s*([ap])\.?\s?m\b", re.IGNORECASE)
"""Matches `6: 40 a. m.`, `7pm`."""


def _clocks(fact: Fact) -> frozenset[tuple[str, ...]]:
    """The times of day that a claim gives."""
    return frozenset((hour, minute or "00", half.lower()) for hour, minute, half in _CLOCK.findall(fact.text))


def _counts_apart(one: Fact, other: Fact) -> bool:
    """Whether two claims, one of which is about another time, differ in what they count or deny."""
    return one.claim.negated != other.claim.negated or (
        bool(one.claim.numbers and other.claim.numbers) and not set(one.claim.numbers) & set(other.claim.numbers)
    )


def _is_dated_end(one: Fact, other: Fact) -> bool:
    """Whether the day itself is what is told: `will end on Friday`."""
    return bool({"end", "last"} & one.heads & other.heads)


def _are_swapped(one: Fact, other: Fact) -> bool:
    """Whether who does it in one suffers it in the other."""
    mine, theirs = one.claim.subject, other.claim.subject
    if mine is None or theirs is None or mine == theirs or (one.heads & other.heads) & lexicon().mutual:
        return False
    return mine in other.claim.actors and theirs in one.claim.actors


def _subjects(one: Fact, other: Fact) -> float:
    """1 when the same one does it or one does not say; less for others."""
    mine, theirs = one.claim.subject, other.claim.subject
    if mine is None or theirs is None or mine == theirs:
        return 1.0
    if related(mine, theirs):
        return 0.95
    if mine in other.claim.actors or theirs in one.claim.actors:
        return 0.8
    return 0.55


def _covered(one: Fact, other: Fact, weights: Weights, apart: frozenset[str]) -> tuple[float, float]:
    """The share of one claim that the other holds too, and the weight shared besides what is done.

    What differs (`apart`) is left out: nothing else may.
    """
    total = matched = besides = 0.0
    keys = other.keys
    names = [key for key in keys if key[0] == "@"]
    for name, held in one.slots:
        if name in apart:
            continue
        weight = weights.of(name)
        total += weight * (_DETAIL if is_date(name) else 1.0)
        if name in keys:
            gained = weight
        elif common := held & keys:
            # What counts is how rare the thing said is, not the word for it.
            rare = min(weight, max(weights.of(key) for key in common))
            total += rare - weight
            gained = _SAME_GROUP * rare
            weight = rare
        elif name[0] == "@" and any(related(name[1:], key[1:]) for key in names):
            gained = _SAME_BODY * weight
        else:
            continue
        if is_date(name):
            total += weight * (1 - _DETAIL)
        matched += gained
        if name != one.claim.verb and name not in one.heads:
            besides += gained
    return (matched / total if total else 0.0), besides

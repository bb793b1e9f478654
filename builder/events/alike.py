"""How much two claims of different articles speak of one fact."""

from collections import Counter
from collections.abc import Iterable
from math import log
from typing import NamedTuple

from builder.events.facts import Fact, dates_clash
from builder.events.lexicon import lexicon

_SAME_GROUP = 0.8
"""What a word said in another word counts, against the word itself."""

_SAME_BODY = 0.5
"""The same for a body and the state it belongs to."""


class Likeness(NamedTuple):
    """What two claims share."""

    score: float
    """0 to 1."""

    strict: float
    """The share of the poorer matched claim: how little else the two tell."""


class Weights:
    """How much a word, name, amount or date tells within one event: rare ones tell more."""

    def __init__(self, facts: Iterable[Fact]) -> None:
        self.counts: Counter[str] = Counter()
        total = 0
        for fact in facts:
            total += 1
            self.counts.update({key for _, keys in fact.slots for key in keys})
        self.total = max(total, 2)

    def of(self, key: str) -> float:
        """The weight of a key; amounts and dates tell more than words."""
        rare = log(1 + self.total / max(1, self.counts[key])) / log(1 + self.total)
        if key[0] == "#":
            return 1.6 * rare
        if key[0].isdigit() or key[:2] in {"on", "XX"}:
            return 0.9 * rare
        return (1.2 if key[0] == "@" else 1.0) * rare


def alike(one: Fact, other: Fact, weights: Weights) -> Likeness | None:
    """How alike two claims are; None when they cannot be of one fact."""
    if one.is_speech != other.is_speech or one.is_relation != other.is_relation:
        return None
    heads = _heads_match(one, other)
    if heads == 0 or _is_vetoed(one, other):
        return None
    left, left_args = _covered(one, other, weights)
    right, right_args = _covered(other, one, weights)
    shared = min(left_args, right_args)
    if shared <= 0:
        return None
    short, long = max(left, right), min(left, right)
    score = heads * (0.65 * short + 0.35 * long) * _subjects(one, other)
    return Likeness(score * min(1.0, 0.55 + 0.45 * shared / _ENOUGH), long)


_ENOUGH = 1.2
"""Weights shared besides what is done, from which a likeness counts in full."""


def _heads_match(one: Fact, other: Fact) -> float:
    """1 when the same is done; less when one tells it only by the way, or by a word of little meaning."""
    table = lexicon()
    same = one.heads & other.heads
    if one.claim.verb == other.claim.verb and one.claim.verb not in table.light:
        return 1.0
    if same - table.vague:
        return 1.0
    if table.clash(one.heads, other.heads):
        return 0.95
    if same:
        return 0.85
    if (one.heads & other.groups | other.heads & one.groups) - table.vague:
        return 0.8
    return 0.0


def _is_vetoed(one: Fact, other: Fact) -> bool:
    """Whether two claims speak of different people or days, or with the parts changed."""
    mine, theirs = one.persons, other.persons
    if mine and theirs and (not mine & theirs or (mine - theirs and theirs - mine)):
        return True
    if dates_clash(one.dates, other.dates) and not _is_dated_end(one, other):
        return True
    return _are_swapped(one, other)


def _is_dated_end(one: Fact, other: Fact) -> bool:
    """Whether the day itself is what is told: `will end on Friday`."""
    return bool({"end", "last"} & one.heads & other.heads)


def _are_swapped(one: Fact, other: Fact) -> bool:
    """Whether who does it in one suffers it in the other."""
    mine, theirs = one.claim.subject, other.claim.subject
    if mine is None or theirs is None or mine == theirs or (one.heads & other.heads) & lexicon().mutual:
        return False
    if one.heads & other.heads and lexicon().clash(frozenset({"win"}), frozenset({"lose"})) and "defeat" in one.heads:
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


def related(one: str, other: str) -> bool:
    """Whether one name holds the other: a ministry and its state."""
    short, long = sorted((one, other), key=len)
    return short in long


def _covered(one: Fact, other: Fact, weights: Weights) -> tuple[float, float]:
    """The share of one claim that the other holds too, and the weight shared besides what is done."""
    total = matched = besides = 0.0
    keys = {key for _, held in other.slots for key in held}
    names = [key for key in keys if key[0] == "@"]
    for name, held in one.slots:
        weight = weights.of(name)
        total += weight
        if name in keys:
            gained = weight
        elif common := held & keys:
            gained = _SAME_GROUP * max(weights.of(key) for key in common)
            gained = min(gained, weight)
        elif name[0] == "@" and any(related(name[1:], key[1:]) for key in names):
            gained = _SAME_BODY * weight
        else:
            continue
        matched += gained
        if name != one.claim.verb and name not in one.heads:
            besides += gained
    return (matched / total if total else 0.0), besides

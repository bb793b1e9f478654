"""Which unit of one text is which of another."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise

from builder.write.merge.units import Unit

_PAIRS_COMPARED = 2_500
"""Of units between two matched ones; more are left to their keys and handles, so that long lists stay linear."""

_ALIKE = 0.5
"""Share of common words from which a changed unit is taken for the same one. Two of four words of a list line such as
`[China](china.md) (2)`, whose number has changed, are enough."""

Matches = dict[int, int]


def alike(one: Unit, other: Unit) -> bool:
    """Whether two units say the same."""
    if one.kind != other.kind:
        return False
    if one.raw == other.raw:
        return True
    if one.kind in ("section", "container"):
        ours, theirs = one.blocks, other.blocks
        return len(ours) == len(theirs) and all(map(alike, ours, theirs))
    return one.key == other.key


def match_equal(old: Sequence[Unit], new: Sequence[Unit]) -> Matches:
    """Index in `old` -> index in `new` of the units that say the same, wherever they stand."""
    start, found = 0, {}
    shorter = min(len(old), len(new))
    while start < shorter and alike(old[start], new[start]):
        found[start] = start
        start += 1
    end = 0
    while end < shorter - start and alike(old[-1 - end], new[-1 - end]):
        end += 1
        found[len(old) - end] = len(new) - end
    left, right = list(range(start, len(old) - end)), list(range(start, len(new) - end))
    for said in (_raw, _key):  # most units are written alike: taking the others apart is what costs
        here = _equal([said(old[index]) for index in left], [said(new[index]) for index in right])
        found |= {left[a]: right[b] for a, b in here.items()}
        used = set(here.values())
        left = [index for a, index in enumerate(left) if a not in here]
        right = [index for b, index in enumerate(right) if b not in used]
        if not left or not right:
            break
        if old[left[0]].kind == "section":
            _by_anchor(old, new, left, right, found)
            break
    return found


def _by_anchor(old: Sequence[Unit], new: Sequence[Unit], left: list[int], right: list[int], found: Matches) -> None:
    places = {new[index].anchor: index for index in right}
    for index in left:
        place = places.get(old[index].anchor)
        if place is not None and alike(old[index], new[place]):
            found[index] = place


def _raw(unit: Unit) -> str:
    return unit.raw


def _key(unit: Unit) -> str:
    return unit.key


def _equal(old: Sequence[str], new: Sequence[str]) -> Matches:
    """Places of equal texts; the first with the first, the second with the second."""
    places: dict[tuple[str, int], int] = {}
    seen: Counter[str] = Counter()
    for index, text in enumerate(new):
        places[text, seen[text]] = index
        seen[text] += 1
    seen.clear()
    found: Matches = {}
    for index, text in enumerate(old):
        if (place := places.get((text, seen[text]))) is not None:
            found[index] = place
        seen[text] += 1
    return found


def match_changed(old: Sequence[Unit], new: Sequence[Unit], found: Matches, *, closely: bool, taken: set[int]) -> None:
    """Add the units whose words have changed: known by their handle, or by similar words in the same place.

    With `closely` unlike units are never paired; without, one that took the place of another is. Units of `new`
    in `taken` are none of `old`.
    """
    used = set(found.values()) | taken
    left = [index for index in range(len(old)) if index not in found]
    right = [index for index in range(len(new)) if index not in used]
    if not left or not right:
        return
    _by_handle(old, new, left, right, found)
    used = set(found.values()) | taken
    anchors = sorted(found.items())
    kept = _rising([place for _, place in anchors])
    bounds = [(-1, -1), *(anchors[index] for index in kept), (len(old), len(new))]
    for (a, b), (c, d) in pairwise(bounds):
        if c - a > 1 and d - b > 1:
            lefts = [index for index in range(a + 1, c) if index not in found]
            rights = [index for index in range(b + 1, d) if index not in used]
            if lefts and rights:
                _by_words(old, new, lefts, rights, found, closely=closely)


def _by_handle(old: Sequence[Unit], new: Sequence[Unit], left: list[int], right: list[int], found: Matches) -> None:
    ours: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    theirs: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for index in left:
        if handle := old[index].handle:
            ours[old[index].kind, handle].append(index)
    for index in right:
        if handle := new[index].handle:
            theirs[new[index].kind, handle].append(index)
    for named, indexes in ours.items():
        if len(indexes) == 1 and len(theirs[named]) == 1:
            found[indexes[0]] = theirs[named][0]


def _by_words(
    old: Sequence[Unit], new: Sequence[Unit], left: list[int], right: list[int], found: Matches, *, closely: bool
) -> None:
    if len(left) * len(right) <= _PAIRS_COMPARED:
        scored = sorted(
            (-_likeness(old[a], new[b]), abs(x - y), x, y) for x, a in enumerate(left) for y, b in enumerate(right)
        )
        taken: set[int] = set()
        for score, _, x, y in scored:
            if score > -_ALIKE:
                break
            if left[x] not in found and y not in taken:
                found[left[x]] = right[y]
                taken.add(y)
        left = [index for index in left if index not in found]
        right = [index for y, index in enumerate(right) if y not in taken]
    if not closely and len(left) == len(right):
        for a, b in zip(left, right, strict=True):
            if old[a].kind == new[b].kind != "section":
                found[a] = b


def _likeness(one: Unit, other: Unit) -> float:
    if one.kind != other.kind or not one.bag or not other.bag:
        return 0.0
    return 2 * len(one.bag & other.bag) / (len(one.bag) + len(other.bag))


def _rising(places: Sequence[int]) -> list[int]:
    """Indexes of a longest rising row of places."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for index, place in enumerate(places):
        at = bisect_left(tails, place)
        before.append(ends[at - 1] if at else -1)
        if at == len(tails):
            tails.append(place)
            ends.append(index)
        else:
            tails[at] = place
            ends[at] = index
    row: list[int] = []
    index = ends[-1] if ends else -1
    while index >= 0:
        row.append(index)
        index = before[index]
    return row[::-1]

"""What comparing a text's findings with its labels gives, and the pairing that every comparison begins with."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple, TypeVar

Row = Mapping[str, Any]
Wanted = TypeVar("Wanted")
Found = TypeVar("Found")


class Fault(NamedTuple):
    """One thing that is not as labelled."""

    kind: str
    """One of a few, to be counted: `missed person`."""

    words: str
    """What an editor needs to see it."""


class Count(NamedTuple):
    """How many are right, of those found and of those wanted."""

    right: int
    found: int
    wanted: int

    def __add__(self, other: object) -> "Count":
        if not isinstance(other, Count):
            return NotImplemented
        return Count(self.right + other.right, self.found + other.found, self.wanted + other.wanted)

    @property
    def f1(self) -> float:
        """In percent."""
        return 200 * self.right / ((self.found + self.wanted) or 1)

    @property
    def share(self) -> float:
        """Of those wanted, in percent."""
        return 100 * self.right / (self.wanted or 1)


class Outcome(NamedTuple):
    """A text looked at: figures by name, and what is wrong."""

    counts: Mapping[str, Count]
    faults: Sequence[Fault]
    note: str = ""
    """What else an editor should see."""

    badness: float = 0.0
    """Texts are listed by the number of faults, or by this where faults are not alike."""


def pair(
    wanted: Sequence[Wanted], found: Sequence[Found], alike: Callable[[Wanted, Found], float]
) -> list[tuple[Wanted, Found]]:
    """As many one-to-one pairs as there can be (augmenting paths) of things at all alike, in order of the wanted.

    Each is first tried with what it is most alike, those that are most alike before others.
    """
    near, closest = [], []
    for one in wanted:
        likeness = {place: alike(one, other) for place, other in enumerate(found)}
        closest.append(max(likeness.values(), default=0.0))
        near.append(sorted((place for place in likeness if likeness[place]), key=lambda place: -likeness[place]))
    owner: dict[int, int] = {}

    def placed(one: int, tried: set[int]) -> bool:
        for place in near[one]:
            if place in tried:
                continue
            tried.add(place)
            if place not in owner or placed(owner[place], tried):
                owner[place] = one
                return True
        return False

    for one in sorted(range(len(wanted)), key=lambda one: -closest[one]):
        placed(one, set())
    return [(wanted[one], found[place]) for place, one in sorted(owner.items(), key=lambda item: item[1])]


def without(ones: Sequence[Wanted], taken: Sequence[Wanted]) -> list[Wanted]:
    """Those that are none of the taken, by identity: two may be equal."""
    gone = {id(one) for one in taken}
    return [one for one in ones if id(one) not in gone]

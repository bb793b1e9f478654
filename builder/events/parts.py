"""Articles put together by how alike they are, as far as people and the last run allow: the parts of an archive."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from builder.events.identity import by_appearance
from builder.events.likeness import Likeness
from builder.events.merging import merged
from builder.events.wishes import Settled
from builder.records import Briefing

ALIKE = 0.085
"""Mean likeness, measured by what is usual around the articles, from which they are on one event."""

FEW_ALIKE = {2: 0.36, 3: 0.25, 4: 0.18}
"""Members of a small group -> mean plain likeness that it must reach too. What is usual around two articles that are
alone is not known; two that share no more than a place, a company and the words of their kind are two events."""

STAY = 0.8 * ALIKE
"""The same for articles that were on one event already."""

BECOME_ONE = 1.15 * ALIKE
"""The same for two events that were two already."""

MOST = 1500
"""Articles that are compared each with each. Of more that hang together, only the stronger links are looked at."""


class Part(NamedTuple):
    """Articles that are together, on an event or alone."""

    members: tuple[Briefing, ...]
    """Earliest first."""

    labels: Mapping[str, str]
    """Article id -> event id that it keeps."""


class Parts:
    """Briefings put together; each step works on places in the list of them."""

    def __init__(self, briefings: Sequence[Briefing], settled: Settled, likeness: Likeness) -> None:
        self._briefings = briefings
        self._settled = settled
        self._ids = [one.article.id for one in briefings]
        self._likeness = likeness

    def all(self) -> list[Part]:
        """Every part, single articles included."""
        return self.of(list(self._hanging_together(list(range(len(self._ids))), self._likeness.edges())))

    def within(self, places: list[int]) -> list[list[int]]:
        """Lists of places that hang together, when nothing but some places is looked at."""
        import numpy as np

        ones, others, scores = self._likeness.edges()
        own = np.isin(ones, places) & np.isin(others, places) & (scores >= ALIKE)
        links = zip(ones[own].tolist(), others[own].tolist(), strict=True)
        return connected(places, list(links))

    def alone(self, places: list[int]) -> list[Part]:
        """The parts of places that hang together with no others."""
        import numpy as np

        ones, others, scores = self._likeness.edges()
        own = np.isin(ones, places) & np.isin(others, places)
        return self.of(list(self._hanging_together(places, (ones[own], others[own], scores[own]))))

    def of(self, found: Sequence[Sequence[int]]) -> list[Part]:
        """The parts of lists of places, each of which hangs together."""
        likeness = self._likeness.among(found)
        return [part for places, both in zip(found, likeness, strict=True) for part in self._split(places, *both)]

    def _hanging_together(self, places: list[int], edges: tuple[Any, Any, Any]) -> Iterator[list[int]]:
        """Those of some places that links join, however loosely: groups are found within these."""
        import numpy as np

        waiting = [(places, ALIKE, edges)]
        while waiting:
            places, least, (ones, others, scores) = waiting.pop()
            enough = scores >= least
            ones, others, scores = ones[enough], others[enough], scores[enough]
            links = list(zip(ones.tolist(), others.tolist(), strict=True))
            for found in connected(places, [*links, *self._bound(places)]):
                if len(found) <= MOST or (len(found) == len(places) and not links):
                    yield found
                else:
                    own = np.isin(ones, found)  # both ends of a link are of one part
                    waiting.append((found, least * 1.15, (ones[own], others[own], scores[own])))

    def _bound(self, places: Sequence[int]) -> list[tuple[int, int]]:
        """Pairs that are or were of one event."""
        first: dict[str, int] = {}
        links = []
        for at in places:
            label = self._label(at)
            if label is not None:
                links.append((first.setdefault(label, at), at))
        return links

    def _label(self, at: int) -> str | None:
        one = self._ids[at]
        return self._settled.home.get(one) or self._settled.was.get(one)

    def _split(self, places: Sequence[int], scores: Any, plain: Any) -> Iterator[Part]:
        """The parts of places that hang together."""
        apart = self._apart(places)
        atoms, labels = self._atoms(places, scores, apart)
        least = self._asked(places, atoms, labels, apart)
        for found in self._sure(atoms, merged(atoms, scores, least), plain, least):
            kept = {self._ids[places[at]]: labels[at] for at in found if at in labels}
            yield self._part([places[at] for at in found], kept)

    def _sure(
        self, atoms: Sequence[list[int]], found: Sequence[list[int]], plain: Any, least: Any
    ) -> Iterator[list[int]]:
        """The groups found, small ones as far as they are surely alike."""
        import numpy as np

        for one in found:
            own = [at for at, atom in enumerate(atoms) if atom[0] in one]
            needed = FEW_ALIKE.get(len(one))
            if len(own) == 1 or needed is None:
                yield one
                continue
            inside = np.where(np.isinf(least[np.ix_(own, own)]), np.inf, needed)
            parts = merged([atoms[at] for at in own], plain, inside)
            yield from parts if len(parts) == 1 else self._sure(atoms, parts, plain, least)

    def _labels(self, places: Sequence[int]) -> Iterator[tuple[str, str]]:
        for at in places:
            label = self._label(at)
            if label is not None:
                yield self._ids[at], label

    def _part(self, places: Sequence[int], labels: Mapping[str, str]) -> Part:
        members = sorted((self._briefings[at] for at in places), key=by_appearance)
        return Part(tuple(members), labels)

    def _apart(self, places: Sequence[int]) -> Any:
        import numpy as np

        at = {self._ids[place]: number for number, place in enumerate(places)}
        apart = np.zeros((len(places), len(places)), dtype=bool)
        for one, other in self._settled.apart:
            if one in at and other in at:
                apart[at[one], at[other]] = True
        return apart

    def _atoms(self, places: Sequence[int], scores: Any, apart: Any) -> tuple[list[list[int]], dict[int, str]]:
        """What is together before anything is compared, and the label that each place keeps; places within `places`."""
        import numpy as np

        wished: defaultdict[str, list[int]] = defaultdict(list)
        had: defaultdict[str, list[int]] = defaultdict(list)
        atoms: list[list[int]] = []
        labels: dict[int, str] = {}
        for number, place in enumerate(places):
            label = self._label(place)
            if label is None:
                atoms.append([number])
            else:
                (wished if self._ids[place] in self._settled.home else had)[label].append(number)
        for label in sorted({*wished, *had}):
            own = wished[label]
            ban = apart[:, own].any(axis=1) if own else np.zeros(len(places), dtype=bool)
            old = [at for at in had[label] if not ban[at]]
            atoms += [[at] for at in had[label] if ban[at]]
            vouched = label in self._settled.former  # a person made it of several
            least = np.where(apart[np.ix_(old, old)], np.inf, -1.0 if vouched else STAY)
            parts = merged([[at] for at in old], scores, least)
            parts.sort(key=lambda part: (-len(part), min(by_appearance(self._briefings[places[at]]) for at in part)))
            main = [*own, *(parts[0] if parts else ())]
            atoms += [main, *parts[1:]]
            labels |= dict.fromkeys(main, label)
        return sorted(map(sorted, atoms)), labels

    def _asked(
        self, places: Sequence[int], atoms: Sequence[Sequence[int]], labels: Mapping[int, str], apart: Any
    ) -> Any:
        """How alike each two of the atoms must be to become one."""
        import numpy as np

        # An article left alone is on no event, whatever it was on: the next run would not know that either.
        spoken = self._settled.spoken
        named = np.array([labels.get(a[0]) in spoken or (a[0] in labels and len(a) > 1) for a in atoms])
        decided = np.array([any(self._ids[places[at]] in self._settled.home for at in atom) for atom in atoms])
        least = np.where(np.outer(named, named), BECOME_ONE, ALIKE)
        least[np.outer(decided, named | decided)] = np.inf  # a person told the one from the other
        least[np.outer(named, decided)] = np.inf
        if apart.any():
            home = np.zeros((len(atoms), len(places)))
            for number, atom in enumerate(atoms):
                home[number, atom] = 1
            least[(home @ apart @ home.T) > 0] = np.inf
        of = [labels.get(atom[0]) if named[at] or decided[at] else None for at, atom in enumerate(atoms)]
        for one, other in self._settled.events_apart:
            for a in (number for number, label in enumerate(of) if label == one):
                for b in (number for number, label in enumerate(of) if label == other):
                    least[a, b] = np.inf
        return least


def connected(places: Sequence[int], links: Sequence[tuple[int, int]]) -> list[list[int]]:
    """Places that links join, each list in order."""
    root = {at: at for at in places}

    def top(at: int) -> int:
        while root[at] != at:
            root[at] = at = root[root[at]]
        return at

    for one, other in links:
        low, high = sorted((top(one), top(other)))
        root[high] = low
    found: defaultdict[int, list[int]] = defaultdict(list)
    for at in places:
        found[top(at)].append(at)
    return list(found.values())

"""Events of an archive that is too large to compare at once: found stretch by stretch, the same as all at once.

What decides about two articles lies near them in time: those within the gate of each, those within the gate of these
(how alike neighbours are says what is usual; what neighbours tell says which runs of words count), and what the index
of rare words holds around those. So a stretch of days is worked out with so much of the days around it, and gives the
events whose first article is of its days; where an event goes on beyond what is sure, more is taken in. How common a
word is, is counted over the whole archive first.

Articles whose day is not known, or not within some weeks, may be of any stretch: they are on no event here.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from builder.events.candidates import STRETCH, is_of_any_day
from builder.events.gate import GATE, Days, days
from builder.events.likeness import Likeness
from builder.events.parts import Part, Parts
from builder.events.vocabulary import Common
from builder.events.wishes import settle
from builder.records import Article, Briefing, Wishes

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

DAYS = 90
"""Days whose events are found at once. Some 40 days are taken in on either side, whatever their number: a longer
stretch takes more memory and spares time."""

_FIRST = 2 * GATE
"""Days around a stretch that are sure at first: most events are over in a week; to take in more is to begin anew."""

_INDEX = 2 * STRETCH
"""Days around an article within which the index of rare words is asked for others."""

Load = Callable[[Sequence[int]], Iterable[Briefing]]
"""Gives the briefings at some places of the archive."""


def day_of(article: Article) -> Days | None:
    """The days on which an article may have appeared; None when it may be of any stretch."""
    found = days(article.dating)
    return None if is_of_any_day(found) else found


def events_by_days(
    found: Sequence[Days], load: Load, known: Common, at_once: int = DAYS
) -> Iterator[tuple[Briefing, ...]]:
    """The members of each event, earliest first; `found` has the days of each article, which `load` knows by place."""
    import numpy as np

    archive = _Archive(
        np.array([one.first for one in found], dtype=np.int64), np.array([one.last for one in found], dtype=np.int64)
    )
    for begin in range(int(archive.first.min(initial=0)), int(archive.first.max(initial=-1)) + 1, at_once):
        core = (archive.first >= begin) & (archive.first < begin + at_once)
        if core.any():
            yield from _of(core, archive, load, known)


class _Archive(NamedTuple):
    first: "NDArray[np.int64]"
    last: "NDArray[np.int64]"

    def around(self, places: "NDArray[np.bool_]", far: int) -> "NDArray[np.bool_]":
        """All articles that may be within so many days of some."""
        import numpy as np

        low, high = self.first[places].min() - far, self.last[places].max() + far
        return np.asarray((self.last >= low) & (self.first <= high))

    def reaches(self, places: Sequence[int], inside: "NDArray[np.bool_]") -> bool:
        """Whether an article that is not inside may be within the gate of one of some places."""
        low, high = self.first[places].min() - GATE, self.last[places].max() + GATE
        return bool(((self.last >= low) & (self.first <= high) & ~inside).any())


def _of(core: "NDArray[np.bool_]", archive: _Archive, load: Load, known: Common) -> Iterator[tuple[Briefing, ...]]:
    """The events whose first article is one of the core."""
    import numpy as np

    sure = archive.around(core, _FIRST)
    while True:
        taken = archive.around(archive.around(archive.around(sure, GATE), GATE), _INDEX)
        places = np.flatnonzero(taken)
        window = _Window(list(load(places.tolist())), places, known)
        groups = [group for group in window.hanging(sure) if _begins(group, core, archive)]
        open_ended = [group for group in groups if archive.reaches(group, sure)]
        if not open_ended:
            break
        sure = archive.around(sure, _FIRST)
    for group in groups:
        for part in window.parts(group):
            if len(part.members) > 1:
                yield part.members


def _begins(group: Sequence[int], core: "NDArray[np.bool_]", archive: _Archive) -> bool:
    """Whether the first of some places is one of the core."""
    return bool(core[min(group, key=lambda at: (archive.first[at], at))])


class _Window:
    """Briefings that are compared at once, and their places in the archive."""

    def __init__(self, briefings: Sequence[Briefing], places: "NDArray[np.int64]", known: Common) -> None:
        order = sorted(range(len(briefings)), key=lambda at: briefings[at].article.id)
        self._briefings = [briefings[at] for at in order]
        self._places = [int(places[at]) for at in order]
        self._at = {place: at for at, place in enumerate(self._places)}
        nothing = settle(Wishes(), {}, [one.article.id for one in self._briefings])
        self._parts = Parts(self._briefings, nothing, Likeness(self._briefings, known=known))

    def hanging(self, sure: "NDArray[np.bool_]") -> list[list[int]]:
        """Places that hang together, of those that are sure; they are of the archive."""
        inside = [at for at, place in enumerate(self._places) if sure[place]]
        return [[self._places[at] for at in group] for group in self._parts.within(inside)]

    def parts(self, group: Sequence[int]) -> list[Part]:
        """The parts of places of the archive that hang together."""
        return self._parts.alone(sorted(self._at[place] for place in group))

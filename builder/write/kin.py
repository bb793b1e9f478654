"""Which briefings have to do with which others, by the actors that both name.

An actor that few briefings name tells more than one that many name, one that is everywhere tells nothing. What a
briefing is compared with is bounded: of its rarest actors, the briefings nearest in time.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from heapq import nsmallest
from math import isqrt, log2

from builder.records import ActorKind, Briefing
from builder.write.listing import sorting_day
from builder.write.view import Kin

MOST = 5
"""Related briefings that a page shows."""

EVERYWHERE = 10
"""An actor that more than one briefing in so many names tells nothing."""

FEW = 3
"""So many briefings are always few, however small the site is."""

_ACTORS, _NEAREST = 8, 6
"""Of one briefing, the rarest actors that are looked at; of each, the briefings before and after in time."""

Key = tuple[ActorKind, str]


class Relations:
    """The briefings of a run by the actors they name."""

    def __init__(self, briefings: Sequence[Briefing], events: Mapping[str, str]) -> None:
        """`events` gives the event of a briefing, both by id: what is on one event is shown elsewhere."""
        self._events = events
        self._named: defaultdict[Key, list[Briefing]] = defaultdict(list)
        for one in sorted(briefings, key=lambda one: (sorting_day(one), one.article.id)):
            for key in _keys(one):
                self._named[key].append(one)
        self._places = {
            (key, one.article.id): place for key, found in self._named.items() for place, one in enumerate(found)
        }
        self._weights = {key: 1 / log2(1 + len(found)) for key, found in self._named.items()}
        self._most = max(FEW, len(briefings) // EVERYWHERE)
        self._few = max(FEW, isqrt(len(briefings)))

    def of(self, briefing: Briefing) -> tuple[Kin, ...]:
        """Those that share most, the nearest in time first among equals; at most five."""
        own = briefing.article.id
        event = self._events.get(own)
        shared: defaultdict[str, list[Key]] = defaultdict(list)
        found: dict[str, Briefing] = {}
        for key in self._telling(briefing):
            place = self._places[key, own]
            for other in self._named[key][max(0, place - _NEAREST) : place + _NEAREST + 1]:
                page = other.article.id
                if page != own and (event is None or self._events.get(page) != event):
                    found[page] = other
                    shared[page].append(key)
        day = sorting_day(briefing)

        def rank(page: str) -> tuple[float, int, str]:
            weight = sum(self._weights[key] for key in shared[page])
            return -weight, abs((sorting_day(found[page]) - day).days), page

        known = (page for page, keys in shared.items() if len(keys) > 1 or len(self._named[keys[0]]) <= self._few)
        best = nsmallest(MOST, known, key=rank)
        return tuple(Kin(found[page], tuple(name for _, name in shared[page])) for page in best)

    def _telling(self, briefing: Briefing) -> list[Key]:
        """The actors by which others can be found, rarest first."""
        keys = [key for key in _keys(briefing) if 1 < len(self._named[key]) <= self._most]
        return sorted(keys, key=lambda key: (len(self._named[key]), key))[:_ACTORS]


def _keys(briefing: Briefing) -> dict[Key, None]:
    return dict.fromkeys((actor.kind, actor.name) for actor in briefing.actors if actor.acts)

"""Pairs of articles that may be on one event, found without comparing all with all.

An article asks an index of rare words for others of about its day. A word gives at most so many of them, and an article
keeps at most so many: the cost of an article stays the same as the archive grows.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from builder.events.gate import GATE, Days
from builder.events.terms import Vector

ASKED = 40
"""Heaviest words of an article that are looked up."""

POSTINGS = 48
"""Articles that a word gives in one stretch of time: those nearest to the one that asks."""

KEPT = 40
"""Candidates of an article among those before it: the ones that share most weight with it."""

_STRETCH = GATE + 1
"""Days; two articles within the gate are of one stretch or of two that touch."""

_MOST_STRETCHES = 6
"""An article that may be of more stretches than this counts as one of any day."""

_ANY = -1


def pairs(words: Sequence[Vector], found: Sequence[Days]) -> list[tuple[int, int]]:
    """Places of articles that share rare words and may be of about one day; each pair once, in order."""
    index: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    everywhere: defaultdict[int, list[int]] = defaultdict(list)
    candidates = []
    for at in sorted(range(len(words)), key=lambda at: (found[at].first, at)):
        heaviest = _heaviest(words[at])
        stretches = _stretches(found[at])
        shared: Counter[int] = Counter()
        for term, weight in heaviest:
            for other in _posted(index, everywhere, term, stretches):
                shared[other] += weight * weight  # type: ignore[assignment]
            for stretch in stretches:
                index[term, stretch].append(at)
            everywhere[term].append(at)
        best = sorted(shared.items(), key=lambda item: (-item[1], item[0]))[:KEPT]
        candidates += [(min(at, other), max(at, other)) for other, _ in best]
    return sorted(candidates)


def _heaviest(words: Vector) -> list[tuple[int, float]]:
    return sorted(zip(words.at, words.weights, strict=True), key=lambda pair: (-pair[1], pair[0]))[:ASKED]


def _stretches(found: Days) -> range:
    first, last = found.first // _STRETCH, found.last // _STRETCH
    return range(_ANY, _ANY + 1) if found.yearless or last - first >= _MOST_STRETCHES else range(first, last + 1)


def _posted(
    index: dict[tuple[int, int], list[int]], everywhere: dict[int, list[int]], term: int, stretches: range
) -> Iterator[int]:
    """Articles with the term, each once: the last that came."""
    if stretches.start == _ANY:
        yield from everywhere.get(term, ())[-POSTINGS:]
        return
    seen = set(index.get((term, _ANY), ())[-POSTINGS:])
    for stretch in range(stretches.start - 1, stretches.stop + 1):
        seen.update(index.get((term, stretch), ())[-POSTINGS:])
    yield from seen

"""Pairs of texts that may be one article, found without comparing all with all."""

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import combinations

from builder.memory import Memory
from builder.versions.kinds import UPDATED
from builder.versions.texts import FEWEST, Text

_PERMUTATIONS = 64


def pairs(texts: Sequence[Text], memory: Memory) -> Iterator[tuple[Text, Text]]:
    """Pairs that may be one article: equal words or address, or alike by MinHash; each in the order they came in."""
    seen: set[tuple[int, int]] = set()
    for pair in (*_equal(texts), *_alike(texts, memory)):
        if pair not in seen:
            seen.add(pair)
            yield texts[pair[0]], texts[pair[1]]


def _equal(texts: Sequence[Text]) -> Iterator[tuple[int, int]]:
    places: dict[object, list[int]] = {}
    for one in texts:
        for key in (one.address, one.shingles):
            if key:
                places.setdefault(key, []).append(one.at)
    for found in places.values():
        yield from combinations(found, 2)


def _alike(texts: Sequence[Text], memory: Memory) -> Sequence[tuple[int, int]]:
    long = [one for one in texts if len(one.shingles) >= FEWEST]
    if len(long) < 2:
        return ()
    from datasketch import MinHash, MinHashLSH

    first = MinHash(num_perm=_PERMUTATIONS, hashfunc=int)  # to make one costs more than to fill a copy

    def sketch_of(one: Text) -> MinHash:
        sketch = first.copy()
        sketch.update_batch(sorted(one.shingles))
        return sketch

    sketches = []
    for one in long:
        what = ("sketch", one.article.path, one.article.id)
        sketches.append((one.at, memory.made(what, one.shingles, partial(sketch_of, one))))

    def found() -> list[tuple[int, int]]:
        index = MinHashLSH(threshold=UPDATED, num_perm=_PERMUTATIONS)
        near = []
        for at, sketch in sketches:
            near += [(other, at) for other in sorted(index.query(sketch))]
            index.insert(at, sketch)
        return near

    return memory.made("alike", [(one.at, one.shingles) for one in long], found)

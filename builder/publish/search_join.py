"""The words of all parts of the index, joined into chunks; only those chunks that changed, where that can be known.

It can be where as many pages stand before each part as when parts were last joined: then a word has another list of
pages only if a part that changed tells otherwise of it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import starmap
from pathlib import Path
from typing import Any, NamedTuple
from zlib import crc32

import cbor2

from builder.publish.fast.code import code
from builder.publish.search_part import Pages, Part, each, head, lightened
from builder.publish.search_shelf import Shelf

MARK = b"pagefind_dcd"
"""Pagefind's, before the contents of its files."""

_LARGE = 100_000
"""Bytes of a list of pages from which it is shortened if the word is on very many of them; packed, it takes a third."""

_COMMON = 0.2
"""Share of the pages from which a word with a large list keeps few of its places."""

_EVERYWHERE = 0.5
"""Share of the pages from which a word with a large list tells nothing beside other words, and is not asked for."""

_LEAST, _MOST = 16_000, 64_000
"""Bytes of a chunk before it is packed, unless one word has more. Between them it ends behind a word with a certain
sum: so one more page moves the bounds of few chunks."""

_ENDS = 8
"""One word in so many ends a chunk."""

_FEW = 8
"""If more than one part in so many changed, all are joined."""


class Chunk(NamedTuple):
    """A chunk that stands."""

    first: str
    last: str
    words: int
    digest: bytes


class Joined(NamedTuple):
    """What came of it when parts were joined."""

    made_by: str
    parts: list[list[object]]
    """Name of each part, and how many pages it has."""

    words: dict[str, int]
    """Word -> the size of its entry."""

    everywhere: list[str]
    chunks: list[list[Any]]
    """Each as a `Chunk`."""


def join(parts: Mapping[str, Part], folder: Path, shelf: Shelf) -> tuple[Sequence[Chunk], Sequence[str]]:
    """Write the chunks of parts, which have names, into a folder; what is in them, and words that are everywhere."""
    told = [[name, len(part.lengths)] for name, part in parts.items()]
    before = _before(shelf)
    changed = _changed(before, told, parts, shelf) if before else None
    entries = _Entries(parts.values(), whole=changed is None)
    if before is None or changed is None:
        before, changed = Joined(code(), [], {}, [], []), entries.words()
    sizes = {word: size for word, size in before.words.items() if word not in changed}
    sizes |= {word: 0 for word in changed if entries.has(word)}
    known = {(one.first, one.last, one.words): one.digest for one in starmap(Chunk, before.chunks)}
    chunks: list[Chunk] = []

    def measured() -> Iterator[tuple[str, int]]:
        for word in sorted(sizes):
            sizes[word] = sizes[word] or entries.size(word)
            yield word, sizes[word]

    for run in _cut(measured()):
        target = folder / f"{len(chunks)}.pf_index"
        digest = known.get((run[0], run[-1], len(run))) if changed.isdisjoint(run) else None
        if digest is None or not shelf.again(digest, target):
            digest = shelf.put(b"".join((MARK, b"\x81", head(4, len(run)), *map(entries.take, run))), target)
        chunks.append(Chunk(run[0], run[-1], len(run), digest))
    everywhere = sorted({word for word in before.everywhere if word not in changed} | entries.everywhere & changed)
    shelf.note(cbor2.dumps(Joined(code(), told, sizes, everywhere, [list(one) for one in chunks])))
    return chunks, everywhere


def _before(shelf: Shelf) -> Joined | None:
    noted = shelf.noted()
    kept: Any = cbor2.loads(noted) if noted else ()
    return Joined(*kept) if len(kept) == len(Joined._fields) and kept[0] == code() else None


def _changed(
    before: Joined, told: Sequence[Sequence[object]], parts: Mapping[str, Part], shelf: Shelf
) -> set[str] | None:
    """Words of which parts tell otherwise than before; None where it may be all."""
    if [pages for _, pages in before.parts] != [pages for _, pages in told]:
        return None
    others = [(str(old), str(new)) for (old, _), (new, _) in zip(before.parts, told, strict=True) if old != new]
    if len(others) * _FEW > len(told):
        return None
    changed = set()
    for old, new in others:
        one, other = shelf.old(old), parts[new]
        if one is None:
            return None
        words = {name.partition("\0")[0] for part in (one, other) for name in part.words}
        changed |= {word for word in words if list(one.words.of(word)) != list(other.words.of(word))}
    return changed


class _Entries:
    """Entries of words in chunks."""

    def __init__(self, parts: Iterable[Part], *, whole: bool) -> None:
        """With `whole` nearly all words will be asked for."""
        self._parts = list(each(list(parts)))
        self._pages = sum(len(part.lengths) for _, part in self._parts)
        self._holders: dict[str, list[tuple[int, Part]]] | None = None
        self._made: dict[str, bytes] = {}
        self.everywhere: set[str] = set()
        """Words among those asked for that are nearly everywhere."""

        if whole:
            self._holders = _holders(self._parts)

    def words(self) -> set[str]:
        """All there are, of a whole."""
        return set(self._holders or ())

    def has(self, word: str) -> bool:
        """Whether a word stands anywhere."""
        if self._holders is not None:
            return word in self._holders
        return any(True for _, part in self._parts for _ in part.words.of(word))

    def size(self, word: str) -> int:
        """Bytes of an entry, which is to be taken then."""
        self._made[word] = self._entry(word)
        return len(self._made[word])

    def take(self, word: str) -> bytes:
        """The entry of a word."""
        return self._made.pop(word, None) or self._entry(word)

    def _entry(self, word: str) -> bytes:
        found: dict[str, list[tuple[int, Pages]]] = {word: []}
        for base, part in self._parts if self._holders is None else self._holders[word]:
            for name, pages in part.words.of(word):
                found.setdefault(name, []).append((base, pages))
        entry = [b"\x83", _text(word), self._joined(word, found.pop(word)), head(4, len(found))]
        for name in sorted(found):
            entry += [b"\x82", _text(name.partition("\0")[2]), self._joined(name, found[name])]
        return b"".join(entry)

    def _joined(self, word: str, found: Sequence[tuple[int, Pages]]) -> bytes:
        """The list of pages of a word."""
        count = sum(one.count for _, one in found)
        large = sum(len(one.rest) for _, one in found) >= _LARGE
        short = large and count >= _COMMON * self._pages
        if large and count >= _EVERYWHERE * self._pages:
            self.everywhere.add(word)
        joined = [head(4, count)]
        before = 0
        for base, one in found:
            joined += [b"\x83", head(0, base + one.first - before), lightened(one) if short else one.rest]
            before = base + one.last
        return b"".join(joined)


def _holders(parts: Iterable[tuple[int, Part]]) -> dict[str, list[tuple[int, Part]]]:
    """Each word with the parts in which it stands."""
    found: dict[str, list[tuple[int, Part]]] = {}
    for one in parts:
        for word in dict.fromkeys(name.partition("\0")[0] for name in one[1].words):
            found.setdefault(word, []).append(one)
    return found


def _cut(words: Iterable[tuple[str, int]]) -> Iterator[list[str]]:
    """The words of each chunk, by the sizes of their entries."""
    names: list[str] = []
    size = 0
    for word, more in words:
        if names and size + more > _MOST:
            yield names
            names, size = [], 0
        names.append(word)
        size += more
        if size >= _LEAST and crc32(word.encode()) % _ENDS == 0:
            yield names
            names, size = [], 0
    if names:
        yield names


def _text(word: str) -> bytes:
    data = word.encode()
    return head(3, len(data)) + data

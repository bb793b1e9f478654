"""What is known of some pages of a site for the search, in a form in which it can be kept, and joined with others.

A list of pages, as Pagefind has it, is [distance from the page before, places, places in the title] each, in CBOR (RFC
8949). Here it is cut behind the first distance, so that two lists become one when one is put behind the other.
"""

from array import array
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from itertools import accumulate
from operator import add
from typing import Final

import cbor2

KEPT = 2
"""Places on each page that a word keeps which is on very many pages: enough for an excerpt."""


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages of a part on which a word stands."""

    count: int
    first: int
    """The number of the first page; that of the last:"""

    last: int
    rest: bytes
    """All behind the first distance; and the same with few places, where the word is on many pages:"""

    light: bytes = b""


class Words:
    """The words of a part with their pages, of which each is taken out of the bytes when it is asked for.

    Another spelling of a word (`café`) stands behind that by which it is found (`cafe`) and a NUL.
    """

    def __init__(self, names: str, columns: Sequence[bytes], data: memoryview) -> None:
        self._text, self._packed, self._data = names, columns, data

    @staticmethod
    def pack(words: Mapping[str, Pages]) -> "Words":
        """What is known of these words."""
        names = sorted(words)
        found = [words[name] for name in names]
        columns = [[one.count, one.first, one.last, len(one.rest), len(one.light)] for one in found]
        packed = [array(_NUMBER, column).tobytes() for column in zip(*columns, strict=True)] or [b""] * 5
        return Words("\n".join(names), packed, memoryview(b"".join(one.rest + one.light for one in found)))

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def of(self, word: str) -> Iterator[tuple[str, Pages]]:
        """A word and its other spellings, as far as they are there, with their pages."""
        at = bisect_left(self._names, word)
        while at < len(self._names) and self._names[at].partition("\0")[0] == word:
            count, first, last, rest, light = (column[at] for column in self._columns)
            start = self._starts[at]
            middle, end = start + rest, start + rest + light
            yield (
                self._names[at],
                Pages(count, first, last, bytes(self._data[start:middle]), bytes(self._data[middle:end])),
            )
            at += 1

    @cached_property
    def _starts(self) -> list[int]:
        return list(accumulate(map(add, self._columns[3], self._columns[4]), initial=0))

    @cached_property
    def _names(self) -> list[str]:
        return self._text.split("\n") if self._text else []

    @cached_property
    def _columns(self) -> list[Sequence[int]]:
        return [memoryview(column).cast(_NUMBER) for column in self._packed]

    @property
    def told(self) -> tuple[str, Sequence[bytes], memoryview]:
        """All there is to keep."""
        return self._text, self._packed, self._data


_NUMBER: Final = "I"
"""How numbers are kept: as they are in memory."""


@dataclass(slots=True)
class Part:
    """What is known of the pages of a part, which are numbered from 0 in the order of their addresses."""

    lengths: list[int] = field(default_factory=list)
    """Words of each page."""

    facets: dict[str, dict[str, list[int]]] = field(default_factory=dict)
    """Facet -> value -> pages."""

    fragments: list[list[int]] = field(default_factory=list)
    """CRC-32 and size of what is shown of each page."""

    stamps: list[list[int]] = field(default_factory=list)
    """When each of these was written, and the number of its file: while it has both it is not read again."""

    words: Words = field(default_factory=lambda: Words.pack({}))

    def save(self) -> bytes:
        """Bytes from which `load` makes the same, and which damage does not pass."""
        names, columns, found = self.words.told
        head = cbor2.dumps([self.lengths, self.facets, self.fragments, self.stamps, names, columns])
        data = b"".join((len(head).to_bytes(8), head, found))
        return sha256(data).digest() + data

    @staticmethod
    def load(kept: bytes) -> "Part":
        """The part that was saved.

        Raises:
            ValueError: damaged.
        """
        data = memoryview(kept)[32:]
        if sha256(data).digest() != kept[:32]:
            raise ValueError("damaged")
        at = 8 + int.from_bytes(data[:8])
        lengths, facets, fragments, stamps, names, columns = cbor2.loads(data[8:at])
        return Part(lengths, facets, fragments, stamps, Words(names, columns, data[at:]))


def lightened(pages: Pages) -> bytes:
    """All behind the first distance, with few places."""
    if pages.light:
        return pages.light
    found = cbor2.loads(head(4, pages.count) + b"\x83\0" + pages.rest)
    light = [packed(weightiest(places)) + packed(titles) for _, places, titles in found]
    gaps = [b"\x83" + NUMBERS[gap] for gap, _, _ in found]
    return b"".join((light[0], *(gap + one for gap, one in zip(gaps[1:], light[1:], strict=True))))


def weightiest(places: Sequence[int]) -> list[int]:
    """The places of most weight, the first of them; a negative number is the weight of those behind it."""
    if len(places) < 3 or min(places[1:]) >= 0:
        return list(places[: KEPT + 1])
    groups: list[tuple[int, list[int]]] = []
    for place in places:
        if place < 0:
            groups.append((place, []))
        else:
            groups[-1][1].append(place)
    kept: list[int] = []
    left = KEPT
    for weight, found in sorted(groups):
        if left > 0:
            kept += [weight, *found[:left]]
            left -= len(found)
    return kept


def head(kind: int, size: int) -> bytes:
    """How a list (kind 4), a text (3) or a number (0, or 1 below 0) begins in CBOR (RFC 8949)."""
    kind <<= 5
    if size < 24:
        return bytes((kind | size,))
    for step, width in enumerate((1, 2, 4, 8)):
        if size < 1 << 8 * width:
            return bytes((kind | 24 + step,)) + size.to_bytes(width)
    raise ValueError(size)


class _Numbers(dict[int, bytes]):
    """Number -> how it is written in CBOR."""

    def __missing__(self, number: int) -> bytes:
        self[number] = head(0, number) if number >= 0 else head(1, -1 - number)
        return self[number]


class _Lists(_Numbers):
    """Size of a list -> how it begins."""

    def __missing__(self, number: int) -> bytes:
        self[number] = head(4, number)
        return self[number]


NUMBERS, _LISTS = _Numbers(), _Lists()
"""Number -> how it is written in CBOR: the library takes ten times as long for one that it does not know to be one."""


def packed(numbers: Sequence[int]) -> bytes:
    """A list of numbers in CBOR."""
    return _LISTS[len(numbers)] + b"".join([NUMBERS[number] for number in numbers])


def each(parts: Sequence[Part]) -> Iterator[tuple[int, Part]]:
    """Each part with the number of its first page among those of all."""
    return zip(accumulate((len(part.lengths) for part in parts), initial=0), parts, strict=False)

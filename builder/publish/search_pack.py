"""The index of all pages in the form that `overrides/assets/javascripts/search-worker.js` reads, joined of its parts.

Pagefind's own reader, a program of 160 kB, compares every page found with every place of a word, seconds for a common
word on a large site, and its index is made at once or not at all. So ours reads these files:

- `entry.json`: the version, the number of pages, the names of the facets; the only file that caches must ask for anew;
- `words.pf_meta`: first and last word of each chunk, length of each page, words that stand nearly everywhere;
- `facet/NAME.pf_facet`: value -> its pages, the first by number, each other by its distance from the one before;
- `index/N.pf_index`: CBOR behind a mark, of Pagefind's form; of a word that is on very many pages, fewer places;
- `fragment/N.pf_fragment`: JSON behind a mark, as Pagefind made them, named by the number of the page.

All but the first are packed by gzip. Pages are numbered in the order of their addresses. The index follows from the
pages alone, however they were shared out to parts.
"""

import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

from builder.publish.search_join import join
from builder.publish.search_part import Part, each
from builder.publish.search_shelf import Shelf

ENTRY = "entry.json"
"""What a browser asks for first."""

_STEPS = 2
"""Lengths of pages are kept as powers of the root of two: ranking needs no more, and they pack well."""


def pack(parts: Mapping[str, Part], made: Path, shelf: Shelf) -> None:
    """Write all files but the fragments of these parts, which have names, into a folder."""
    lengths = [_rounded(words) for part in parts.values() for words in part.lengths]
    summed = sha256(repr([one for part in parts.values() for one in part.fragments]).encode())
    for folder in ("facet", "index"):
        (made / folder).mkdir(parents=True)
    chunks, everywhere = join(parts, made / "index", shelf)
    bounds = [(one.first, one.last) for one in chunks]
    for one in chunks:
        summed.update(one.digest)
    average = round(sum(lengths) / len(lengths)) if lengths else 1
    words = {"pages": len(lengths), "average": average, "lengths": lengths, "everywhere": everywhere, "chunks": bounds}
    facets = dict(_facets(list(parts.values())))
    for name, told in (("words.pf_meta", words), *((f"facet/{name}.pf_facet", told) for name, told in facets.items())):
        data = json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()
        summed.update(name.encode() + data)
        shelf.put(data, made / name, level=9)
    entry = {"version": summed.hexdigest()[:12], "pages": len(lengths), "facets": sorted(facets)}
    (made / ENTRY).write_text(json.dumps(entry, separators=(",", ":")), "utf-8")


def _facets(parts: Sequence[Part]) -> Iterator[tuple[str, dict[str, list[int]]]]:
    """Each facet with the pages of each value."""
    found: dict[str, dict[str, list[int]]] = {}
    for base, part in each(parts):
        for name, values in part.facets.items():
            for value, pages in values.items():
                found.setdefault(name, {}).setdefault(value, []).extend(base + page for page in pages)
    for name, values in sorted(found.items()):
        yield name, {value: list(_gaps(pages)) for value, pages in sorted(values.items())}


def _gaps(pages: Iterable[int]) -> Iterable[int]:
    yield from (page - before for before, page in pairwise([0, *pages]))


def _rounded(length: int) -> int:
    return round(2 ** (round(math.log2(max(1, length)) * _STEPS) / _STEPS))

"""Pagefind's index in the form that `overrides/assets/javascripts/search-worker.js` reads.

Pagefind splits the words of a site into chunks and its pages into fragments; these stay as they are. Its own reader, a
program of 160 kB, compares every page found with every place of a word, seconds for a common word on a large site, and
its list of pages gives each a name by chance. So ours reads the chunks itself, and this makes what else it needs small:

- `entry.json`: the version, the number of pages, the names of the facets; the only file that caches must ask for anew;
- `words.pf_meta`: which chunk holds which words, the length of each page, words that stand nearly everywhere;
- `facet/NAME.pf_facet`: value -> its pages, the first by number, each other by its distance from the one before;
- `index/*.pf_index`: CBOR behind a mark, as Pagefind made them; of a word that is on very many pages, fewer places;
- `fragment/N.pf_fragment`: JSON behind a mark, as Pagefind made them, named by the number of the page.

All but the first are packed by gzip. The form of what is read is that of Pagefind 1.5.
"""

import gzip
import json
import math
from collections.abc import Iterable
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import Any

import cbor2

from builder.errors import PublishError

ENTRY = "entry.json"
"""What a browser asks for first."""

_MARK = b"pagefind_dcd"

_PAGES, _CHUNKS, _FACETS = 1, 2, 3
"""Places in Pagefind's file of metadata: [fragment, number of words] of each page; [first word, last word, file] of
each chunk; [name, file] of each facet."""

_LARGE = 80_000
"""Bytes from which a chunk is looked through for words that are on very many pages; most have 40,000 or fewer."""

_COMMON = 0.2
"""Share of the pages from which a word of a large chunk keeps few of its places."""

_KEPT = 2
"""Places on each page that it keeps: enough for an excerpt."""

_EVERYWHERE = 0.5
"""Share of the pages from which a word of a large chunk tells nothing beside other words, and is not asked for."""

_STEPS = 2
"""Lengths of pages are kept as powers of the root of two: ranking needs no more, and they pack well."""


def pack(made: Path) -> None:
    """Turn an index that Pagefind made into ours, in its folder.

    Raises:
        PublishError: it has another form.
    """
    told = json.loads((made / "pagefind-entry.json").read_bytes())
    languages = list(told["languages"].values())
    if len(languages) > 1:
        raise PublishError("the search index was not made: Pagefind parted it by language")
    try:
        meta = _take(made / f"pagefind.{languages[0]['hash']}.pf_meta") if languages else [None, [], [], []]
        pages, chunks = meta[_PAGES], meta[_CHUNKS]
        facets = dict(_facet(_take(made / "filter" / f"{file}.pf_filter")) for _, file in meta[_FACETS])
        everywhere = sorted(word for _, _, file in chunks for word in _lighten(made / "index", str(file), len(pages)))
        lengths = [_rounded(words) for _, words in pages]
        version = sha256(repr((pages, chunks, sorted(facets.items()), everywhere)).encode()).hexdigest()[:12]
        for number, (name, _) in enumerate(pages):
            (made / "fragment" / f"{name}.pf_fragment").rename(made / "fragment" / f"{number}.pf_fragment")
    except (IndexError, TypeError, ValueError, OSError) as error:
        raise PublishError(f"the search index was not made: Pagefind {told['version']} has another form") from error
    average = round(sum(lengths) / len(lengths)) if lengths else 1
    words = {"pages": len(pages), "average": average, "lengths": lengths, "everywhere": everywhere, "chunks": chunks}
    _write(made / "words.pf_meta", words)
    if (made / "filter").is_dir():
        (made / "filter").rmdir()
    (made / "facet").mkdir()
    for facet, values in facets.items():
        _write(made / "facet" / f"{facet}.pf_facet", values)
    entry = {"version": version, "pages": len(pages), "facets": sorted(facets)}
    (made / ENTRY).write_text(json.dumps(entry, separators=(",", ":")), "utf-8")


def _facet(found: Any) -> tuple[str, dict[str, list[int]]]:
    """The name of a facet, and the pages of each value; values in order, since Pagefind has them as chance has it."""
    name, values = found
    return str(name), {str(value): list(_gaps(pages)) for value, pages in sorted(values)}


def _gaps(pages: Iterable[int]) -> Iterable[int]:
    yield from (page - before for before, page in pairwise([0, *sorted(pages)]))


def _rounded(length: int) -> int:
    return round(2 ** (round(math.log2(max(1, length)) * _STEPS) / _STEPS))


def _lighten(folder: Path, name: str, pages: int) -> list[str]:
    """The words of a chunk that stand nearly everywhere; those on very many pages lose most of their places."""
    path = folder / f"{name}.pf_index"
    if path.stat().st_size < _LARGE:
        return []
    chunk = _read(path)
    everywhere = []
    for word, found, _variants in chunk[0]:
        if len(found) >= _COMMON * pages:
            for page in found:
                page[1] = _weightiest(page[1])
        if len(found) >= _EVERYWHERE * pages:
            everywhere.append(str(word))
    path.write_bytes(gzip.compress(_MARK + cbor2.dumps(chunk), 6, mtime=0))
    return everywhere


def _weightiest(places: list[int]) -> list[int]:
    """The places of most weight, the first of them; a negative number is the weight of those behind it."""
    groups: list[tuple[int, list[int]]] = []
    for place in places:
        if place < 0:
            groups.append((place, []))
        else:
            groups[-1][1].append(place)
    kept: list[int] = []
    left = _KEPT
    for weight, found in sorted(groups):
        if left > 0:
            kept += [weight, *found[:left]]
            left -= len(found)
    return kept


def _read(path: Path) -> Any:
    data = gzip.decompress(path.read_bytes())
    return cbor2.loads(data.removeprefix(_MARK))


def _take(path: Path) -> Any:
    found = _read(path)
    path.unlink()
    return found


def _write(path: Path, value: object) -> None:
    data = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
    path.write_bytes(gzip.compress(data, 9, mtime=0))

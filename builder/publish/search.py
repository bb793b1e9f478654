"""The index that readers search in, made by Pagefind of the finished HTML of either engine.

It is a folder of small files, of which a browser fetches those that a query needs, so that it costs a phone as much at
twenty thousand pages as a picture does. Facets, order and what a result shows come from front matter by attributes
`data-pagefind-*`, which `overrides/main.html` and `overrides/partials/find_meta.html` write; what readers see of it is
`overrides/assets/javascripts/search.js`, which has `search-worker.js` read the index in the form of `search_pack`.
Pagefind is a program of its own, which comes as a package; nothing of it runs in a browser.

Pages, of which `search_text` tells what is to be found, are cut into parts; `search_pagefind` has Pagefind read those
that have changed, one after the other, `search_join` joins the words of all (`search_part`), `search_pack` the rest.
"""

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path
from posixpath import splitext
from tempfile import TemporaryDirectory
from zlib import crc32

from builder.publish.below import below
from builder.publish.fast.code import code
from builder.publish.search_pack import ENTRY, pack
from builder.publish.search_pagefind import make_part
from builder.publish.search_part import Part, each
from builder.publish.search_shelf import Shelf
from builder.publish.search_text import digest_of, text_of

FOLDER = "search"
"""Of the site; nothing else lies in it."""

KINDS = {"": (".pf_meta",), "index": (".pf_index",), "facet": (".pf_facet",), "fragment": (".pf_fragment",)}
"""How files of the index are named, beside the entry, by folder."""

_ABOUT, _MOST = 128, 512
"""Pages of a part. It ends behind an address with a certain sum, so one more page changes one part; starting Pagefind
costs as much as ten pages do."""


def write_index(
    site: Path,
    *,
    into: Path | None = None,
    known: Mapping[str, str] | None = None,
    store: Path | None = None,
    processes: int | None = 1,
) -> None:
    """Put the index of a finished site into its folder `search/`, or into another folder.

    Args:
        site: the folder.
        into: the other folder.
        known: page by its path below the site -> `search_text.digest_of` what is to be found of it; pages that are not
            named are read to see.
        store: folder that holds parts from one run to the next; disposable.
        processes: how many parts are made at a time; None for one a core.

    Raises:
        PublishError: Pagefind is not installed, or stopped.
    """
    target = into or site / FOLDER
    with TemporaryDirectory(prefix=".search-", dir=(into or site).parent) as name:
        scratch = Path(name)
        shelf = Shelf(store, scratch)
        runs = {_name(run): list(run) for run in _runs(_digests(site, known or {}))}

        def part(name: str) -> Part:
            return shelf.part(name, lambda place: make_part(_texts(site, runs[name]), scratch, place))

        with ThreadPoolExecutor(processes or os.cpu_count()) as beside:
            parts = list(beside.map(part, runs))
        (target / "fragment").mkdir(parents=True)
        for name, (first, one) in zip(runs, each(parts), strict=True):
            for at in range(len(one.lengths)):
                shelf.show(name, at, f"{target}/fragment/{first + at}.pf_fragment")
        pack(dict(zip(runs, parts, strict=True)), target, shelf)
        shelf.tidy()


def is_index(name: str) -> bool:
    """Whether a file of the site, named by its path below it, is of the index."""
    if not name.startswith(f"{FOLDER}/"):
        return False
    folder, _, file = name.removeprefix(f"{FOLDER}/").rpartition("/")
    return (folder, file) == ("", ENTRY) or splitext(file)[1] in KINDS.get(folder, ())


def _digests(site: Path, known: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Pages that can be found, in order of addresses, with digests of what there is to be found."""
    found = {
        page: known[page] if page in known else digest_of(text_of(Path(entry.path).read_bytes()))
        for page, entry in below(site)
        if page.endswith(".html")
    }
    return (one for one in sorted(found.items()) if one[1])


def _runs(pages: Iterable[tuple[str, str]]) -> Iterator[dict[str, str]]:
    """Pages cut into runs by their addresses alone."""
    run = {}
    for page, digest in pages:
        run[page] = digest
        if crc32(page.encode("utf-8", "surrogateescape")) % _ABOUT == 0 or len(run) == _MOST:
            yield run
            run = {}
    if run:
        yield run


def _name(run: Mapping[str, str]) -> str:
    """Tells a part from others that would come out otherwise."""
    return sha256(json.dumps([code(), list(run.items())]).encode()).hexdigest()[:32]


def _texts(site: Path, pages: Iterable[str]) -> dict[str, bytes]:
    return {page: text_of((site / page).read_bytes()) for page in pages}

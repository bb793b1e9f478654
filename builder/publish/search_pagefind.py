"""Pagefind's index of some pages, taken over.

Pagefind makes an index as a whole or not at all, and holds all of it in memory: so each part of a site gets one of its
own, which is made anew only when a page of that part changes. What is told is what Pagefind found; only the numbers of
pages are others: those of the order of addresses. The form of what is read is that of Pagefind 1.5.
"""

import gzip
import json
import subprocess
from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zlib import crc32, decompressobj

import cbor2

from builder.errors import PublishError
from builder.publish.search_part import NUMBERS, Pages, Part, Words, packed, weightiest

MARK = b"pagefind_dcd"
"""Pagefind's, before the contents of its files."""

_PAGES, _CHUNKS, _FACETS = 1, 2, 3
"""Places in Pagefind's file of metadata: [fragment, number of words] of each page; [first word, last word, file] of
each chunk; [name, file] of each facet."""

_NO_TEXT = (".headerlink", ".md-content__button", ".follow", ".edited", ".data", ".s", ".review", ".owner", ".cite")
_CITATIONS = tuple(f'a[href*="#s{digit}"]' for digit in range(1, 10))
"""`[3]`, which stands behind every line and says nothing."""

_NONE = packed([])
_OFTEN = 0.1
"""Share of the pages of a part from which a word may be on very many pages of the site."""


def make_part(pages: Mapping[str, bytes], folder: Path, into: Path) -> Part:
    """Have Pagefind read pages, given by address in order; what is shown of each goes into a folder, by number.

    Raises:
        PublishError: Pagefind is not installed, stopped, or made something of another form.
    """
    with TemporaryDirectory(prefix=".search-", dir=folder) as name:
        site, made = Path(name, "site"), Path(name, "made")
        for address, html in pages.items():
            (site / address).parent.mkdir(parents=True, exist_ok=True)
            (site / address).write_bytes(html)
        _run(site, made)
        try:
            return _part(made, into)
        except (KeyError, IndexError, TypeError, ValueError, OSError) as error:
            raise PublishError("the search index was not made: Pagefind's has another form") from error


def _run(site: Path, made: Path) -> None:
    selectors = ", ".join((*_NO_TEXT, *_CITATIONS))
    command = [str(_program()), "--site", str(site), "--output-path", str(made), "--quiet", "--keep-index-url"]
    # Words as they stand: what belongs together (`country`, `countries`) the reader's side knows.
    command += ["--force-language", "unknown", "--exclude-selectors", selectors]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", errors="replace", check=False)
    if done.returncode or not (made / "pagefind-entry.json").is_file():
        told = " ".join(f"{done.stderr} {done.stdout}".split()[-30:])
        raise PublishError(f"the search index was not made: {told or 'Pagefind does not say why'}")


def _program() -> Path:
    """Where Pagefind lies."""
    found = find_spec("pagefind_bin")
    program = Path(found.origin).parent / "pagefind" if found and found.origin else None
    for one in (program, program and program.with_suffix(".exe")):
        if one and one.is_file():
            return one
    raise PublishError("the search index was not made: Pagefind is not installed (pip install 'pagefind[bin]')")


def _part(made: Path, into: Path) -> Part:
    told = json.loads((made / "pagefind-entry.json").read_bytes())
    languages = list(told["languages"].values())
    if not languages:
        return Part()
    (language,) = languages
    meta = _read(made / f"pagefind.{language['hash']}.pf_meta")
    found = []
    for number, (name, words) in enumerate(meta[_PAGES]):
        file = made / "fragment" / f"{name}.pf_fragment"
        data = file.read_bytes()
        found.append((_address(data), number, words, [crc32(data), len(data)], file))
    found.sort()
    part = Part([words for _, _, words, _, _ in found], fragments=[summed for *_, summed, _ in found])
    places = [0] * len(found)
    for at, (_, number, _, _, file) in enumerate(found):
        places[number] = at
        file.rename(into / f"{at}.pf_fragment")
    for name, file in meta[_FACETS]:
        told_name, values = _read(made / "filter" / f"{file}.pf_filter")
        if told_name != name:
            raise ValueError(name)
        part.facets[name] = {value: sorted(places[page] for page in pages) for value, pages in sorted(values)}
    words = {}
    for _, _, file in meta[_CHUNKS]:
        for word, pages, spellings in _read(made / "index" / f"{file}.pf_index")[0]:
            for spelling, some in (("", pages), *spellings):
                if some:
                    words[f"{word}\0{spelling}" if spelling else word] = _pages(some, places)
    part.words = Words.pack(words)
    return part


def _address(fragment: bytes) -> str:
    """The address of a page, with which what is shown of it begins."""
    begin = decompressobj(31).decompress(fragment, 4_096).removeprefix(MARK + b'{"url":').decode("utf-8", "ignore")
    return str(json.JSONDecoder().raw_decode(begin)[0])


def _pages(found: Sequence[tuple[int, list[int], list[int]]], order: Sequence[int]) -> Pages:
    """The pages of a word in the order of addresses; `order` is that of Pagefind's numbers."""
    number = 0
    pages = []
    for gap, places, titles in found:
        number += gap
        pages.append((order[number], places, titles))
    pages.sort()
    often = len(found) >= _OFTEN * len(order)
    before = first = pages[0][0]
    rest: list[bytes] = []
    light: list[bytes] = []
    for number, places, titles in pages:
        if rest:
            start = b"\x83" + NUMBERS[number - before]
            rest.append(start)
            light.append(start)
        end = packed(titles) if titles else _NONE
        rest += (packed(places), end)
        if often:
            light += (packed(weightiest(places)), end)
        before = number
    return Pages(len(found), first, before, b"".join(rest), b"".join(light) if often else b"")


def _read(path: Path) -> Any:
    return cbor2.loads(gzip.decompress(path.read_bytes()).removeprefix(MARK))

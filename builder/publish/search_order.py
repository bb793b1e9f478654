"""The search index in an order of its own: Pagefind writes facets and their values as chance has it, run by run.

What is a list of pages or words comes out the same each time; what is a list of facets, or of the values of one, is put
in order here, and the files are named by what is in them, as Pagefind names them. The form of the files is that of
Pagefind 1: CBOR behind a mark, packed by gzip; one of another form is left as it is.
"""

import gzip
import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import cbor2

_MARK = b"pagefind_dcd"
_FACETS = 3
"""Place of the list of facets in the file of metadata: name and file of each."""

_SORTS = 4
"""Place of the list of orders: name of each, and the pages in that order."""


def put_in_order(index: Path, entry: str) -> None:
    """Write the files of an index anew that chance had a part in; `entry` is the name of the first."""
    told = json.loads((index / entry).read_bytes())
    for language in told["languages"].values():
        name = str(language["hash"])
        old = index / f"pagefind.{name}.pf_meta"
        meta = _read(old)
        if meta is None or len(meta) <= _SORTS:
            continue
        facets = sorted((str(facet), _settled(index / "filter", str(file))) for facet, file in meta[_FACETS])
        meta[_FACETS] = [list(facet) for facet in facets]
        meta[_SORTS] = sorted(meta[_SORTS])
        data = cbor2.dumps(meta)
        language["hash"] = f"{name.partition('_')[0]}_{sha256(data).hexdigest()[: len(name.partition('_')[2])]}"
        old.unlink()
        _write(index / f"pagefind.{language['hash']}.pf_meta", data)
    told["languages"] = dict(sorted(told["languages"].items()))
    (index / entry).write_text(json.dumps(told, ensure_ascii=False, separators=(",", ":")), "utf-8")


def _settled(folder: Path, name: str) -> str:
    """The name of the file of a facet, once its values are in order."""
    old = folder / f"{name}.pf_filter"
    facet = _read(old)
    if facet is None:
        return name
    data = cbor2.dumps([facet[0], sorted(facet[1])])
    language, _, digest = name.partition("_")
    new = f"{language}_{sha256(data).hexdigest()[: len(digest)]}"
    old.unlink()
    _write(folder / f"{new}.pf_filter", data)
    return new


def _read(path: Path) -> list[Any] | None:
    """What a file holds; None for one of another form."""
    data = gzip.decompress(path.read_bytes())
    found = cbor2.loads(data.removeprefix(_MARK)) if data.startswith(_MARK) else None
    return found if isinstance(found, list) else None


def _write(path: Path, data: bytes) -> None:
    path.write_bytes(gzip.compress(_MARK + data, 9, mtime=0))

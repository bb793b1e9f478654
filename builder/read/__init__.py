"""Room: read. A seed on disk -> the `Document` it holds.

`find` lists the seeds below a folder; `read` opens one. What a file *is* is decided by its ending; bytes that
plainly say otherwise (a picture named `.txt`) are refused. `NAME.yml` beside `NAME.*` states what the file does
not, and its statements come first. Text is handed on as found: control and bidirectional characters, markup-like
words and noise included; `clean` mends, `write` escapes.

What of a page is its main text is decided in `extract/`.

A new format is one file with a `FORMAT`, and a place in `FORMATS`.
"""

from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from builder.config import Extract
from builder.errors import ReadError
from builder.read import html, text
from builder.read.files import Found, find, portable, read_bytes
from builder.read.format import Format, Seed
from builder.read.sidecar import MAX_SIDECAR_BYTES, read_sidecar, sidecar_of
from builder.records import Document, Statement

__all__ = ["FORMATS", "MAX_BYTES", "Format", "Found", "Seed", "find", "read"]

FORMATS: tuple[Format, ...] = (text.FORMAT, html.FORMAT)
"""Asked in this order; the first that knows the ending reads the seed."""

MAX_BYTES = 20_000_000
"""A larger seed is refused: news pages stay below 1 MB, 20 MB leaves room for pictures written into the page, and
a tree of more than that costs gigabytes of memory."""


def read(path: Path, root: Path, extract: Extract = "consensus") -> Iterator[Document]:
    """Each article in a seed, in the order of the file; its paths are given relative to `root`.

    `extract` says how the main text of a page is found.

    Nothing is read before the first article is asked for.

    Raises:
        ReadError: the seed or its sidecar cannot be used; says where, what and how to mend it.
    """
    where = portable(path, root)
    kind = next((kind for kind in FORMATS if path.suffix.lower() in kind.endings), None)
    if kind is None:
        known = " ".join(ending for kind in FORMATS for ending in kind.endings)
        what = f"unknown ending {path.suffix!r}" if path.suffix else "a file without ending"
        raise ReadError(where, what, fix=f"known endings: {known}")
    data = read_bytes(path, where, MAX_BYTES)
    if not data.strip():
        raise ReadError(where, "empty file", fix="put the article's text in it, or delete it")
    digest = sha256(data)
    stated: tuple[Statement, ...] = ()
    beside = sidecar_of(path)
    if beside.is_symlink() or beside.exists():
        there = portable(beside, root)
        facts = read_bytes(beside, there, MAX_SIDECAR_BYTES)
        # The length keeps apart seeds whose bytes only differ in where the one file ends and the other starts.
        digest.update(b"\0%d\0" % len(data) + facts)
        stated = read_sidecar(there, facts)
    for document in _documents(kind, Seed(where, data, digest.hexdigest(), extract)):
        if not any(character.isalnum() for character in document.text):
            raise ReadError(where, "no words in it", fix="put the article's text in it, or delete it")
        yield replace(document, stated=stated + document.stated)


def _documents(kind: Format, seed: Seed) -> Iterator[Document]:
    """What the format's reader gives; the one place where any exception becomes a `ReadError`."""
    try:
        yield from kind.read(seed)
    except (ReadError, ImportError):  # a library that is not installed is no fault of the seed
        raise
    except Exception as fault:
        what = f"damaged {kind.name} ({type(fault).__name__})"
        raise ReadError(seed.path, what, fix="save the article anew, or as plain text in a .txt file") from fault

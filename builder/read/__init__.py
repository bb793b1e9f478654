"""Room: read. A seed on disk -> the `Document`s it holds.

`find` lists the seeds below a folder; `read` opens one, `read_stream` one that lies elsewhere. What a file *is* is
decided by its content where that leaves no doubt, else by its ending; bytes that plainly say otherwise (a picture named
`.txt`) are refused. `NAME.yml` beside `NAME.*` states what the file does not, and its statements come first;
`_defaults.yml` in a folder states what holds for all below it, and comes last. Text is handed on as found: control and
bidirectional characters, markup-like words and noise included; `clean` mends, `write` escapes.

A file may hold many articles, and files (an archive): the parts of it are seeds of their own, and one that is damaged
costs one error, not the rest. What of a page is its main text is decided in `extract/`.

A new format is one file with a `FORMAT`, and a place in `FORMATS`.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from builder.config import Extract, Limits
from builder.errors import ReadError
from builder.read import (
    archive,
    docx,
    epub,
    feed,
    gzipped,
    html,
    mail,
    mailbox,
    markdown,
    mhtml,
    odt,
    pdf,
    rows,
    text,
    warc,
)
from builder.read.beside import fingerprint, read_beside, read_defaults
from builder.read.files import Found, find, portable
from builder.read.format import Format, Item, Seed
from builder.records import Document

__all__ = ["FORMATS", "Format", "Found", "Limits", "Seed", "find", "fingerprint", "read", "read_stream"]

FORMATS: tuple[Format, ...] = (
    warc.FORMAT,
    pdf.FORMAT,
    epub.FORMAT,
    docx.FORMAT,
    odt.FORMAT,
    feed.FORMAT,
    mhtml.FORMAT,
    mailbox.FORMAT,
    mail.FORMAT,
    html.FORMAT,
    markdown.FORMAT,
    rows.FORMAT,
    rows.LINES,
    archive.FORMAT,
    gzipped.FORMAT,
    text.FORMAT,
)
"""Asked in this order: the first that knows the content reads the seed, else the first that knows the ending."""


def read(
    path: Path, root: Path, limits: Limits | None = None, extract: Extract = "consensus"
) -> Iterator[Document | ReadError]:
    """Each article in a seed, in the order of the file, and an error for each part that cannot be used.

    Paths are given relative to `root`; `extract` says how the main text of a page is found. Nothing is read before the
    first article is asked for.

    Raises:
        ReadError: the seed or its sidecar cannot be used; says where, what and how to mend it.
    """
    where = portable(path, root)
    stated, beside = read_beside(path, root)
    defaults = read_defaults(path, root)
    yield from _items(Seed(where, path, limits or Limits(), stated, defaults, beside=beside, extract=extract))


def read_stream(
    path: PurePosixPath,
    opened: Callable[[], BinaryIO],
    limits: Limits,
    extract: Extract = "consensus",
    *,
    lines: bool = False,
) -> Iterator[Document | ReadError]:
    """The same of bytes that lie anywhere, under a path that names them; nothing stands beside them.

    With `lines` they are rows of JSON, whatever the path ends in.

    Raises:
        ReadError: they cannot be used.
    """
    yield from _items(Seed(path, opened, limits, extract=extract), rows.LINES if lines else None)


def _items(seed: Seed, kind: Format | None = None) -> Iterator[Document | ReadError]:
    """What a seed holds, parts within parts included."""
    kind = kind or _kind(seed)
    if not kind.streams and not seed.data.strip():
        raise ReadError(seed.path, "empty file", fix="put the article's text in it, or delete it")
    names: set[str] = set()
    for item in _guarded(kind, seed):
        if isinstance(item, Seed):
            yield from _part(item, names if item.path != seed.path else set())
        elif isinstance(item, ReadError):
            yield item
        elif not any(character.isalnum() for character in item.text):
            raise ReadError(seed.path, "no words in it", fix="put the article's text in it, or delete it")
        elif len(item.text) > seed.limits.characters:
            what = f"a text of {len(item.text):,} characters, over the limit of {seed.limits.characters:,}"
            raise ReadError(seed.path, what, fix="cut it into articles, or raise limits.characters in mkdocs.yml")
        else:
            yield replace(item, stated=seed.stated + item.stated + seed.defaults)


def _apart(part: Seed, names: set[str]) -> Seed:
    """The part under a name that no other part of its seed has, whatever their order: two attachments may share one."""
    if str(part.path) in names:
        name = f"{part.path.stem}-{sha256(part.data).hexdigest()[:10]}{part.path.suffix}"
        part = replace(part, path=part.path.with_name(name))
    names.add(str(part.path))
    return part


def _part(seed: Seed, names: set[str]) -> Iterator[Document | ReadError]:
    """What a part holds; one that cannot be used is one error. `names` are those of the parts before it."""
    try:
        seed = _apart(seed, names)
        if seed.optional and _known(seed) is None:
            return
        if seed.depth > seed.limits.depth:
            what = f"files in files, more than {seed.limits.depth} deep"
            raise ReadError(seed.path, what, fix="unpack it and put the articles into seeds/")  # noqa: TRY301
        yield from _items(seed)
    except ReadError as error:
        yield error


def _kind(seed: Seed) -> Format:
    """The format that reads the seed."""
    if known := _known(seed):
        return known
    endings = " ".join(ending for kind in FORMATS for ending in kind.endings)
    what = f"unknown ending {seed.path.suffix!r}" if seed.path.suffix else "a file without ending"
    raise ReadError(seed.path, what, fix=f"known endings: {endings}")


def _known(seed: Seed) -> Format | None:
    """The format that knows the content, else the ending."""
    ending = seed.path.suffix.lower()
    known = next((kind for kind in FORMATS if kind.knows(seed)), None)
    return known or next((kind for kind in FORMATS if ending in kind.endings), None)


def _guarded(kind: Format, seed: Seed) -> Iterator[Item]:
    """What the format's reader gives; the one place where any exception becomes a `ReadError`."""
    try:
        yield from kind.read(seed)
    except (ReadError, ImportError):  # a library that is not installed is no fault of the seed
        raise
    except Exception as fault:
        what = f"damaged {kind.name} ({type(fault).__name__})"
        raise ReadError(seed.path, what, fix="save the article anew, or as plain text in a .txt file") from fault

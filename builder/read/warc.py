"""Web archive (.warc, .warc.gz, WET files too): the pages that a crawler stored, read one after another.

A record costs its own size in memory, whatever the size of the file. Pictures, scripts, redirects, errors and the
crawler's own notes are left out silently. The day of the crawl is no day of publication, and is not stated.
Source: ISO 28500 (WARC 1.1).
"""

import re
import zlib
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING, BinaryIO, NamedTuple
from urllib.parse import unquote, urlsplit

from builder.errors import ReadError
from builder.interrupts import interrupts_later
from builder.read.format import Format, Item, Seed
from builder.read.warc_kind import kind_of
from builder.read.warc_payload import TooLargeError, as_declared, unwrap
from builder.records import Statement

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

_HTML = re.compile(rb"\s*<(?:!doctype\s+html|html)\b", re.IGNORECASE)
_INSIDE = re.compile(rb"WARC/\d\.\d\r\nWARC-(?:Type|Date|Record-ID|Target-URI)")
"""Start of the next record within one that claims to be longer than it is."""

_GZIP = b"\x1f\x8b\x08"
_START = re.compile(rb"WARC/\d\.\d\r?\n")
_MEMBER = re.compile(rb"\x1f\x8b\x08")
_MARK_BYTES = 10
"""A mark may lie across two pieces."""

_PIECE = 1_000_000
_MAX_DAMAGES = 1_000
"""Damaged records of one file that are told; where there are more, it is no web archive."""

_HEADER_ROOM = 64_000
"""Bytes of HTTP headers that a record may hold besides its page."""


def read_warc(seed: Seed) -> Iterator[Item]:
    """A part for each page; an error for each damaged record, after which the rest is read."""
    names: set[int] = set()
    damages = 0
    with seed.open() as file:
        for item in _records(seed, file):
            if isinstance(item, ReadError):
                damages += 1
            elif (key := int.from_bytes(sha256(str(item.path).encode()).digest()[:8])) not in names:
                names.add(key)
            else:  # stored twice, and maybe changed in between
                digest = sha256(item.data).hexdigest()[:8]
                item = replace(item, path=item.path.with_stem(f"{item.path.stem}-{digest}"))
            if damages > _MAX_DAMAGES:
                raise _too_damaged(seed)
            if len(names) > seed.limits.parts:
                what = f"over {seed.limits.parts:,} articles"
                raise ReadError(seed.path, what, fix="split the archive, or raise limits.parts in mkdocs.yml")
            yield item
    if not names and not damages:
        raise ReadError(seed.path, "no pages in the archive", fix="it may hold other files only; delete it")


def _records(seed: Seed, file: BinaryIO) -> Iterator[Seed | ReadError]:
    """Pages and damages in order; after a damage, from the next place that looks like the start of a record."""
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    wanted = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
    begin = 0
    gzipped = file.read(3) == _GZIP
    file.seek(0)
    pending: ReadError | None = None
    restarts = 0
    told = False  # of the damage at hand: what follows it may fail too, until a record is sound
    while begin >= 0:
        last, any_before = begin, False
        try:
            with interrupts_later():
                records = iter(ArchiveIterator(file, record_types=wanted, max_header_len=_HEADER_ROOM))
            while (found := _next_page(seed, records)) is not None:
                last, any_before = found.at, True
                if isinstance(found.page, OSError):
                    yield _damaged(seed, f"at byte {last:,} ({found.address[:200]})", found.page)
                    pending, told = None, True
                    break
                if pending:
                    yield pending
                pending, told = None, False
                if found.page is not None:
                    yield found.page
            else:
                break
        except OSError as fault:
            if not told and not pending:
                where = f"{'after the record ' if any_before else ''}at byte {last:,}"
                pending = _damaged(seed, where, fault)
        restarts += 1
        if restarts > _MAX_DAMAGES:
            raise _too_damaged(seed)
        begin = _next(file, max(last, begin) + 1, gzipped=gzipped)
    if pending:
        yield pending


def _too_damaged(seed: Seed) -> ReadError:
    return ReadError(seed.path, f"over {_MAX_DAMAGES:,} damaged records", fix="get the archive anew")


def _damaged(seed: Seed, where: str, fault: OSError) -> ReadError:
    why = " ".join(str(fault).split())[:100]
    return ReadError(seed.path, f"damaged record {where}: {why}", fix="left out; get the archive anew for this page")


def _next(file: BinaryIO, begin: int, *, gzipped: bool) -> int:
    """Where the next record may start, from `begin` on; -1 when none does. The file is left there."""
    mark = _MEMBER if gzipped else _START
    here, kept = begin, b""
    file.seek(begin)
    while piece := file.read(_PIECE):
        seen = kept + piece
        if found := mark.search(seen):
            place = here - len(kept) + found.start()
            file.seek(place)
            return place
        here += len(piece)
        kept = seen[-_MARK_BYTES:]
    return -1


class _Found(NamedTuple):
    """A record, and what is in it."""

    at: int
    """Byte of the file where it starts."""

    address: str
    page: Seed | ReadError | OSError | None


def _next_page(seed: Seed, records: Iterator["WarcRecord"]) -> _Found | None:
    """The next record; None at the end.

    Raises:
        OSError: the next record cannot be found.
    """
    with interrupts_later():
        record = next(records, None)
        if record is None:
            return None
        try:
            return _Found(record.stream_pos, _address(record), _page(seed, record))
        except OSError as fault:
            return _Found(record.stream_pos, _address(record), fault)


def _page(seed: Seed, record: "WarcRecord") -> Seed | ReadError | None:
    """The page in a record; None when it holds something else.

    Raises:
        OSError: it is damaged.
    """
    kind = kind_of(record)
    if kind is None:
        return None
    media_type, ending, charset = kind
    uri = _address(record)
    stated = [Statement("url", uri, "WARC-Target-URI")] if uri.startswith(("http://", "https://")) else []
    most = seed.limits.seed_mb * 1_000_000
    try:
        data = _body(record, most)
    except TooLargeError:
        path = seed.part(_name(uri, ending), b"").path
        return ReadError(path, f"over the limit of {most:,} bytes", fix="raise limits.seed_mb in mkdocs.yml")
    if not ending:
        if not _HTML.match(data):
            return None
        ending, media_type = ".html", "text/html"
    if ending == ".html":
        data = as_declared(data, charset)
    return seed.part(_name(uri, ending), data, stated, media_type) if data.strip() else None


def _address(record: "WarcRecord") -> str:
    """What the record says of where its page stands, on one line: a header may be folded."""
    return " ".join((record.headers.get("WARC-Target-URI") or "").split()).strip("<> ")


def _body(record: "WarcRecord", most: int) -> bytes:
    """The page as its server meant it.

    Raises:
        TooLargeError: it is larger than `most`.
        OSError: it is damaged.
    """
    if record.content_length > most:
        raise TooLargeError
    data = record.reader.read(record.content_length)
    if len(data) < record.content_length:
        raise OSError("cut off")
    if _INSIDE.search(data):
        raise OSError("wrong length")
    http = record.http_headers
    if http is None:
        return data
    return unwrap(data, http.get("Transfer-Encoding") or "", http.get("Content-Encoding") or "", most)


def _name(uri: str, ending: str) -> str:
    """A name that says which page it is, and is the same wherever in whichever archive the page stands."""
    try:
        parts = urlsplit(uri)
        words = f"{parts.hostname or ''}{unquote(parts.path)}"
    except ValueError:
        words = uri
    words = words.lower().removesuffix(ending).removesuffix(".htm")
    slug = re.sub(r"[^a-z0-9.]+", "-", words).strip("-.")[:100]
    return f"{slug or 'page'}-{sha256(uri.encode('utf-8', 'replace')).hexdigest()[:8]}{ending}"


def _knows(seed: Seed) -> bool:
    head = seed.head
    if head.startswith(_GZIP):
        try:
            head = zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(head, 64)
        except zlib.error:
            return False
    return bool(_START.match(head)) or seed.media_type == "application/warc"


FORMAT = Format("web archive", (".warc",), read_warc, _knows, streams=True)

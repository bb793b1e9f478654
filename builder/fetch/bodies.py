"""What an answer brings: its kind of file, and its bytes, decompressed up to a limit."""

import zlib
from collections.abc import Iterable, Iterator

ENCODINGS = "gzip, deflate"
"""What we ask for. Brotli and Zstandard would save little of one article and need two more libraries to be safe."""

_GZIP = b"\x1f\x8b"

_ENDINGS = {
    ".html": ("text/html", "application/xhtml+xml"),
    ".pdf": ("application/pdf",),
    ".xml": ("application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/xml", "text/xml"),
    ".json": ("application/json", "application/feed+json", "application/ld+json", "text/json"),
    ".txt": ("text/plain",),
}

_BY_TYPE = {kind: ending for ending, kinds in _ENDINGS.items() for kind in kinds}

ACCEPT = ", ".join(
    (
        "text/html, application/xhtml+xml, application/pdf",
        "application/xml;q=0.9, application/json;q=0.9, text/plain;q=0.8",
    )
)


class TooLargeError(Exception):
    """More bytes than the limit, as sent or decompressed."""


class EncodingError(Exception):
    """The answer is packed in a way that we did not ask for, or its packing is damaged."""


def ending(content_type: str) -> str | None:
    """The file ending for a Content-Type, as `.html`; None for what cannot be a seed."""
    return _BY_TYPE.get(content_type.partition(";")[0].strip().lower())


def unpacked(chunks: Iterable[bytes], encoding: str, limit: int, *, cut: bool = False) -> bytes:
    """All bytes of an answer; stops as soon as there are more than `limit`, whatever a few packed bytes swell to.

    With `cut`, what stands before the limit is good enough.

    Raises:
        TooLargeError: there are more.
        EncodingError: they cannot be unpacked.
    """
    encoding = encoding.strip().lower()
    if encoding in ("", "identity"):
        return _bounded(chunks, limit, cut=cut)
    if encoding not in ("gzip", "x-gzip", "deflate"):
        raise EncodingError(f"is packed as {encoding!r}, which was not asked for")
    try:
        return _bounded(_inflated(_bounded(chunks, limit), limit), limit, cut=cut)
    except zlib.error as error:
        raise EncodingError(f"is damaged {encoding} data") from error


def _bounded(chunks: Iterable[bytes], limit: int, *, cut: bool = False) -> bytes:
    found = bytearray()
    for chunk in chunks:
        found += chunk
        if len(found) > limit:
            if cut:
                return bytes(found[:limit])
            raise TooLargeError
    return bytes(found)


def _inflated(packed: bytes, limit: int) -> Iterator[bytes]:
    """The parts of packed data; the sum of them may exceed the limit, each alone by one byte at most."""
    while packed:
        # Some servers call a bare stream "deflate"; what is wrapped starts with a check of itself (RFC 1950).
        wrapped = packed.startswith(_GZIP) or int.from_bytes(packed[:2], "big") % 31 == 0
        unpacker = zlib.decompressobj(zlib.MAX_WBITS | 32 if wrapped else -zlib.MAX_WBITS)
        part = unpacker.decompress(packed, limit + 1)
        yield part
        if not unpacker.eof:
            raise zlib.error("ends too early")
        rest = unpacker.unused_data
        packed = rest if rest.startswith(_GZIP) else b""  # gzip may be several in a row; other bytes are padding

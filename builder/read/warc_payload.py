"""What a web server sent, unwrapped: chunks joined, compression undone, never beyond a limit."""

import codecs
import io
import zlib
from typing import Any, Protocol


class TooLargeError(Exception):
    """More came out than the limit."""


class _Source(Protocol):
    def read(self, size: int, /) -> bytes: ...


_PIECE = 1_000_000
_MAX_WRAPS = 5
"""No server wraps more than twice; a header of thousands would take hours."""


def read_up_to(source: _Source, most: int) -> bytes:
    """All bytes of a source.

    Raises:
        TooLargeError: there are more than `most`.
    """
    pieces, size = [], 0
    while piece := source.read(min(_PIECE, most + 1 - size)):
        pieces.append(piece)
        size += len(piece)
        if size > most:
            raise TooLargeError
    return b"".join(pieces)


def unwrap(data: bytes, transfer: str, content: str, most: int) -> bytes:
    """A body without its `Transfer-Encoding` and `Content-Encoding`.

    Crawlers that unwrap what they store leave these headers as they were: a body that is not wrapped as they say stays.

    Raises:
        TooLargeError: unwrapped, it is larger than `most`.
    """
    wraps = [*transfer.lower().split(",")[::-1], *content.lower().split(",")[::-1]]
    for name in wraps[:_MAX_WRAPS]:
        reader = _reader(name.strip(), data)
        if reader is not None:
            try:
                data = read_up_to(reader, most) or data
            except (OSError, ValueError, zlib.error):
                continue
    return data


def _reader(name: str, data: bytes) -> _Source | None:
    from fastwarc import stream_io

    if name == "deflate":
        return _Inflated(data)
    kinds: dict[str, Any] = {
        "chunked": stream_io.ChunkedReader,
        "gzip": stream_io.GzipReader,
        "x-gzip": stream_io.GzipReader,
        "br": stream_io.BrotliReader,
        "zstd": stream_io.ZstdReader,
    }
    reader: _Source | None = kinds[name](io.BytesIO(data)) if name in kinds else None
    return reader


class _Inflated:
    """`deflate` is zlib by the standard, and the bare stream by some servers."""

    def __init__(self, data: bytes) -> None:
        bare = (data[:1] or b"\0")[0] & 0x0F != 8
        self.stream = zlib.decompressobj(-zlib.MAX_WBITS if bare else zlib.MAX_WBITS)
        self.rest = data

    def read(self, size: int) -> bytes:
        piece = self.stream.decompress(self.rest, size)
        self.rest = self.stream.unconsumed_tail
        return piece


def as_declared(data: bytes, charset: str) -> bytes:
    """A page in UTF-8 whose encoding the server alone declared; any other as it is."""
    if not charset or b"charset" in data[:4_096].lower():
        return data
    try:
        data.decode()
    except UnicodeDecodeError:
        try:
            if getattr(codecs.lookup(charset), "_is_text_encoding", False):
                return data.decode(charset, "replace").encode("utf-8", "replace")
        except (LookupError, ValueError):
            pass
    return data

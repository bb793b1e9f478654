"""What is to be done: the files below what was given, cut into pieces that are done one after another or at once."""

from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from builder.archives.pieces import table
from builder.archives.records import Piece
from builder.errors import BuilderError

PIECE = 64_000_000
"""Bytes from which lines and row groups are cut, so that one large file keeps several cores busy and little is lost
with a worker. What is compressed as a whole cannot be cut: crawlers write files of at most 1 GB."""

ENDINGS = (".warc", ".jsonl", ".ndjson", ".json", ".parquet")
"""What is taken in from a folder, `.gz` behind it or not; a file that is named is taken whatever it ends in."""

_LINES = (".jsonl", ".ndjson")
MARKS = "_done"
"""Folder that tells that tables were written beside it (`store.py`)."""


def pieces(given: Sequence[str]) -> list[Piece]:
    """The pieces of files, folders and patterns, each once, in the order of their paths.

    Raises:
        BuilderError: something is not there, or fsspec cannot go there.
    """
    found = {piece.address: piece for one in given for piece in _files(one)}
    whole = sorted(found.values(), key=lambda piece: (piece.path, piece.address))
    return [part for piece in whole for part in _cut(piece)]


def _files(given: str) -> list[Piece]:
    from fsspec.core import url_to_fs

    try:
        system, place = url_to_fs(given)
        place = system._strip_protocol(place).rstrip("/")  # a folder with and without the last stroke are one
        if system.isdir(place):
            if system.isdir(f"{place}/{MARKS}"):
                place += "/articles"
            top, names = place, [name for name in system.find(place) if _wanted(name[len(place) :])]
        elif any(sign in place for sign in "*?["):
            fixed = place[: min(place.find(sign) for sign in "*?[" if sign in place)]
            top, names = fixed.rpartition("/")[0], [one for one in system.glob(place) if not system.isdir(one)]
        else:
            top, names = place.rpartition("/")[0], [place] if system.exists(place) else []
    except (OSError, ValueError, ImportError) as fault:
        raise BuilderError(
            f"{given}: cannot be reached: {fault} (check the address, and what fsspec needs for it)"
        ) from fault
    if not names:
        raise BuilderError(f"{given}: no file there (endings of a folder that are read: {' '.join(ENDINGS)}, also .gz)")
    return [Piece(system.unstrip_protocol(name), name[len(top) :].lstrip("/")) for name in names]


def _wanted(name: str) -> bool:
    hidden = any(part.startswith(("_", ".")) for part in name.strip("/").split("/"))
    return not hidden and name.lower().removesuffix(".gz").endswith(ENDINGS)


def _cut(piece: Piece) -> Iterator[Piece]:
    from fsspec.core import url_to_fs

    ending = PurePosixPath(piece.path).suffix.lower()
    system, place = url_to_fs(piece.address)
    size = system.size(place) or 0
    if size <= PIECE or ending not in (*_LINES, ".parquet"):
        yield piece
    elif ending in _LINES:
        for first in range(0, size, PIECE):
            yield Piece(piece.address, piece.path, "bytes", first, min(size, first + PIECE))
    else:
        yield from _groups(piece)


def _groups(piece: Piece) -> Iterator[Piece]:
    """Stretches of row groups."""
    try:
        whole = table(piece)
    except ValueError:  # who reads it tells
        yield piece
        return
    with whole as file:
        sizes = [file.metadata.row_group(at).total_byte_size for at in range(file.metadata.num_row_groups)]
    first, held = 0, 0
    for at, size in enumerate(sizes):
        if held and held + size > PIECE:
            yield Piece(piece.address, piece.path, "groups", first, at)
            first, held = at, 0
        held += size
    yield Piece(piece.address, piece.path, "groups", first, len(sizes))

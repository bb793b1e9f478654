"""The articles of a piece, read and cleaned as those of a seed; and its records that are none."""

import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple, cast

from pydantic import TypeAdapter

from builder import pipeline, read
from builder.archives.pieces import opened, table
from builder.archives.records import Job, Piece
from builder.errors import SeedError
from builder.records import Article, Document, Problem
from builder.seeds import cleaned

if TYPE_CHECKING:
    from pyarrow.parquet import ParquetFile

_ARTICLE = TypeAdapter(Article)
_ROWS = 64
"""Rows of a table that are held at once."""


class Bad(NamedTuple):
    """A record that gives no article."""

    record: int
    """Its number in the piece, from 1: a line of rows, a row of a table, else counted over what the file gives."""

    path: str
    reason: str
    fix: str = ""


def articles(piece: Piece, job: Job, bad: list[Bad]) -> Iterator[Article]:
    """Each article of a piece, dated as its text gives away; records that give none are added to `bad`.

    Raises:
        OSError: it could not be read to its end, which says nothing of what is in it.
    """
    faults: list[OSError] = []
    yield from _articles(piece, job, bad, faults)
    if faults:
        raise faults[0]


def _articles(piece: Piece, job: Job, bad: list[Bad], faults: list[OSError]) -> Iterator[Article]:
    if not piece.path.lower().endswith(".parquet"):
        if piece.cut == "bytes" and _is_empty(piece):
            return
        opener = partial(opened, piece, faults)
        yield from _cleaned(read.read_stream(PurePosixPath(piece.path), opener, job.limits, job.extract), piece, bad)
        return
    try:
        whole = table(piece, faults)
    except ValueError as fault:
        bad.append(Bad(1, piece.path, f"damaged table: {fault}"[:300], "get the file anew"))
        return
    with whole as file:
        if (file.schema_arrow.metadata or {}).get(b"builder") == b"articles":
            yield from _stored(file, piece, bad)
            return
        lines = partial(_lines, file, piece)
        path = PurePosixPath(piece.path)
        yield from _cleaned(read.read_stream(path, lines, job.limits, job.extract, lines=True), piece, bad)


def _is_empty(piece: Piece) -> bool:
    with opened(piece) as file:
        return not file.read(1)


def _cleaned(found: Iterable[Document | SeedError], piece: Piece, bad: list[Bad]) -> Iterator[Article]:
    number = 0
    try:
        for number, item in enumerate(found, start=1):
            if isinstance(item, SeedError):
                bad.append(Bad(item.line or number, str(item.path), item.what, item.fix))
                continue
            problems: list[Problem] = []
            try:
                article = cleaned(item, problems)
                if article is not None:
                    yield pipeline.dated(article)
            except Exception as bug:  # noqa: BLE001 - one of a million must not stop the others
                problems.append(Problem(str(item.path), _bug(bug)))
            bad += [Bad(number, one.path, one.what, one.fix) for one in problems]
    except SeedError as error:  # the file ends here
        bad.append(Bad(error.line or number + 1, str(error.path), error.what, error.fix))


def _bug(bug: Exception) -> str:
    return f"broke the builder: {type(bug).__name__} {bug}"[:300]


def row_of(article: Article) -> str:
    """All of an article but its text, as JSON: from it the same article comes again."""
    return _ARTICLE.dump_json(replace(article, text="")).decode()


def from_row(row: dict[str, Any]) -> Article:
    """The article that a row of `articles` holds.

    Raises:
        ValueError: it holds none.
    """
    return replace(_ARTICLE.validate_json(row["record"]), text=row["text"])


def dicts(piece: Piece, columns: list[str]) -> Iterator[dict[str, Any]]:
    """The rows of a table, some at a time."""
    with table(piece) as file:
        yield from _dicts(file, piece, columns)


def _stored(file: "ParquetFile", piece: Piece, bad: list[Bad]) -> Iterator[Article]:
    """Articles as `read` stored them."""
    for number, row in enumerate(_dicts(file, piece, ["path", "text", "record"]), start=1):
        try:
            yield from_row(row)
        except ValueError as fault:
            bad.append(Bad(number, str(row["path"]), f"no article of `builder read`: {fault}"[:300]))


def _dicts(file: "ParquetFile", piece: Piece, columns: list[str] | None = None) -> Iterator[dict[str, Any]]:
    groups = range(piece.first, piece.last) if piece.cut == "groups" else range(file.metadata.num_row_groups)
    for batch in file.iter_batches(_ROWS, list(groups), columns):
        yield from batch.to_pylist()


def _lines(file: "ParquetFile", piece: Piece) -> BinaryIO:
    """The rows of any other table as lines of JSON."""
    rows = (json.dumps(row, default=_plain).encode() + b"\n" for row in _dicts(file, piece))
    return cast(BinaryIO, io.BufferedReader(_Told(rows)))


def _plain(value: Any) -> str:
    """What JSON does not know: bytes of a page, days and times."""
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)


class _Told(io.RawIOBase):
    """Lines as they come, as a file that is read once."""

    def __init__(self, lines: Iterator[bytes]) -> None:
        self._lines, self._rest = lines, b""

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: object) -> int:
        """Fill a buffer with what is left of the line at hand."""
        view = memoryview(buffer)  # type: ignore[arg-type]
        data = self._rest or next(self._lines, b"")
        taken = data[: len(view)]
        view[: len(taken)], self._rest = taken, data[len(taken) :]
        return len(taken)

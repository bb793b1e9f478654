"""Opens a piece: its bytes, and the digest by which it is known."""

import io
from hashlib import sha256
from typing import TYPE_CHECKING, BinaryIO, cast

from builder.archives.records import Job, Piece

if TYPE_CHECKING:
    from hashlib import _Hash

    from pyarrow.parquet import ParquetFile

_READ = 1_000_000


def opened(piece: Piece, faults: list[OSError] | None = None) -> BinaryIO:
    """The bytes of a piece; of a stretch of lines those that start in it.

    What goes wrong below is added to `faults`: a reader takes it for damage in the file, which it may not be.
    """
    import fsspec

    file = cast(BinaryIO, fsspec.open(piece.address, "rb").open())
    begin, end = (_next_line(file, piece.first), _next_line(file, piece.last)) if piece.cut == "bytes" else (0, None)
    return cast(BinaryIO, io.BufferedReader(_Stretch(file, begin, end, faults), _READ))


def table(piece: Piece, faults: list[OSError] | None = None) -> "ParquetFile":
    """A Parquet file, to be read by row groups.

    Raises:
        ValueError: it is none.
    """
    from pyarrow.parquet import ParquetFile

    whole = Piece(piece.address, piece.path)
    return ParquetFile(opened(whole, faults), pre_buffer=False)


def digest(piece: Piece, job: Job) -> str:
    """Of all that its tables are made of: what it holds, its path, the program and the settings."""
    summed = sha256(repr((job.rules, job.what, job.extract, job.limits, piece.path, piece.stretch)).encode())
    if piece.cut == "groups":
        with table(piece) as file:
            summed.update(str(file.schema_arrow).encode())
            begin, end = _bounds(file, piece)
        with opened(Piece(piece.address, piece.path)) as data:
            _add(summed, cast(BinaryIO, io.BufferedReader(_Stretch(data, begin, end))))
    else:
        with opened(piece) as data:
            _add(summed, data)
    return summed.hexdigest()


def _add(summed: "_Hash", data: BinaryIO) -> None:
    while some := data.read(_READ):
        summed.update(some)


def _bounds(file: "ParquetFile", piece: Piece) -> tuple[int, int]:
    """Bytes of a file that hold a stretch of its row groups."""
    columns = [
        group.column(at)
        for number in range(piece.first, piece.last)
        for group in [file.metadata.row_group(number)]
        for at in range(group.num_columns)
    ]
    begins = [min(filter(None, (one.dictionary_page_offset, one.data_page_offset))) for one in columns]
    ends = [begin + one.total_compressed_size for begin, one in zip(begins, columns, strict=True)]
    return min(begins, default=0), max(ends, default=0)


def _next_line(file: BinaryIO, at: int) -> int:
    """Where the first line starts that starts at a byte or behind it."""
    if at == 0:
        return 0
    file.seek(at - 1)
    while (some := file.readline(_READ)) and not some.endswith(b"\n"):
        continue
    return file.tell()


class _Stretch(io.RawIOBase):
    """Some of the bytes of a file, which is closed with it."""

    def __init__(
        self, file: BinaryIO, begin: int = 0, end: int | None = None, faults: list[OSError] | None = None
    ) -> None:
        self._file, self._begin, self._end, self._faults = file, begin, end, faults
        file.seek(begin)

    def readable(self) -> bool:
        """Always."""
        return True

    def seekable(self) -> bool:
        """Always."""
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Places count from the begin of the stretch."""
        if whence == io.SEEK_END and self._end is None:
            return self._file.seek(offset, whence)
        start = {io.SEEK_SET: self._begin, io.SEEK_CUR: self._file.tell(), io.SEEK_END: self._end or 0}[whence]
        return self._file.seek(max(self._begin, start + offset)) - self._begin

    def tell(self) -> int:
        """The place in the stretch."""
        return self._file.tell() - self._begin

    def readinto(self, buffer: object) -> int:
        """Fill a buffer as far as the stretch goes."""
        view = memoryview(buffer)  # type: ignore[arg-type]
        most = len(view) if self._end is None else min(len(view), max(0, self._end - self._file.tell()))
        try:
            data = self._file.read(most)
        except OSError as fault:
            if self._faults is not None:
                self._faults.append(fault)
            raise
        view[: len(data)] = data
        return len(data)

    def close(self) -> None:
        """Close the file too."""
        if not self.closed:
            self._file.close()
        super().close()

"""A web archive of any size that lies nowhere."""

import io

from tests.read.make_samples import http, warc_record, web_page


def _large(number: int) -> bytes:
    return warc_record(f"https://courier.example/{number}", http(web_page(number) + b"<!-- -->" * 5_000))


class Endless(io.RawIOBase):
    """A file of many records that lies nowhere."""

    def __init__(self, size: int) -> None:
        self.block = b"".join(_large(number) for number in range(100))
        self.place, self.size = 0, size - size % len(self.block)

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = 0) -> int:
        assert whence == 0
        self.place = offset
        return offset

    def tell(self) -> int:
        return self.place

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer)  # type: ignore[arg-type]
        start = self.place % len(self.block)
        piece = self.block[start : start + min(len(view), self.size - self.place)]
        view[: len(piece)] = piece
        self.place += len(piece)
        return len(piece)

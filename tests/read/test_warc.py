"""Web archives: each page is an article, a damaged record costs itself, and the size of the file costs no memory."""

import contextlib
import gzip
import io
import signal
import tracemalloc
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import BinaryIO, cast

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.config import Limits
from builder.errors import ReadError
from builder.read import _items, _kind, read
from builder.read.format import Item, Seed
from builder.read.warc import FORMAT
from builder.read.warc_payload import TooLargeError, unwrap
from tests.read.endless import Endless
from tests.read.make_samples import crawl, http, warc_record, web_page, wet

SITE = "https://courier.example"


def _read(data: bytes, limits: Limits | None = None) -> list[Item]:
    return list(FORMAT.read(Seed(PurePosixPath("a.warc"), data, limits or Limits())))


def _record(number: int) -> bytes:
    return warc_record(f"{SITE}/{number}", http(web_page(number)))


def _pages(found: list[Item]) -> list[int]:
    """Numbers of the pages found."""
    return [int(fact.value.rpartition("/")[2]) for one in found if isinstance(one, Seed) for fact in one.stated]


def test_pages_are_articles_with_their_address_and_without_the_day_of_the_crawl() -> None:
    (page,) = _read(crawl())

    assert isinstance(page, Seed)
    assert [tuple(fact) for fact in page.stated] == [("url", f"{SITE}/2024/03/05/harbour.html", "WARC-Target-URI")]
    assert page.data == web_page(1)


def test_a_part_is_named_after_its_address_wherever_it_stands() -> None:
    first, second = _read(_record(1) + _record(2)), _read(_record(3) + _record(2))

    assert first[1].path == second[1].path
    assert str(first[1].path).startswith("a.warc/courier.example-2-")
    assert first[1].path != _read(warc_record(f"{SITE}/2?page=2", http(web_page(2))))[0].path


def test_a_page_stored_twice_has_two_names_and_a_copy_of_it_too() -> None:
    changed = warc_record(f"{SITE}/1", http(web_page(2)))

    assert len({one.path for one in _read(_record(1) + changed)}) == 2


@pytest.mark.parametrize("data", [crawl(), wet()])
def test_content_decides_whatever_the_name(data: bytes) -> None:
    assert _kind(Seed(PurePosixPath("a.txt"), data)) is FORMAT


def test_a_page_of_unnamed_kind_is_told_by_its_content() -> None:
    page, other = (warc_record(f"{SITE}/1", http(body, media_type="")) for body in (web_page(1), b"\x89PNG"))

    assert _pages(_read(page + other)) == [1]


def test_an_encoding_that_the_server_alone_declares_holds() -> None:
    body = "<html><p>Порт открыт".encode("cp1251")
    (page,) = _read(warc_record(SITE, http(body, media_type="text/html; charset=windows-1251")))

    assert isinstance(page, Seed)
    assert page.data.decode() == "<html><p>Порт открыт"


BODY = web_page(1)


@pytest.mark.parametrize(
    ("wrapped", "transfer", "content"),
    [
        (gzip.compress(BODY, mtime=0), "", "gzip"),
        (zlib.compress(BODY), "", "deflate"),
        (zlib.compress(BODY)[2:-4], "", "deflate"),
        (brotli.compress(BODY), "", "br"),
        (b"%x\r\n%b\r\n0\r\n\r\n" % (len(BODY), BODY), "chunked", ""),
        (
            b"%x\r\n%b\r\n0\r\n\r\n" % (len(gzip.compress(BODY, mtime=0)), gzip.compress(BODY, mtime=0)),
            "chunked",
            "gzip",
        ),
        (BODY, "chunked", "gzip"),
        (BODY, "", "br"),
        (BODY, "identity", "something"),
    ],
)
def test_what_a_server_wraps_is_unwrapped_also_when_the_crawler_did_it(
    wrapped: bytes, transfer: str, content: str
) -> None:
    assert unwrap(wrapped, transfer, content, 1_000_000) == BODY


@pytest.mark.parametrize(
    ("name", "pack"), [("gzip", gzip.compress), ("deflate", zlib.compress), ("br", brotli.compress)]
)
def test_a_bomb_is_refused_before_it_is_unpacked(name: str, pack: object) -> None:
    bomb = pack(bytes(30_000_000))  # type: ignore[operator]
    tracemalloc.start()
    with pytest.raises(TooLargeError):
        unwrap(bomb, "", name, 1_000_000)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert peak < 10_000_000
    (error,) = _read(warc_record(SITE, http(bomb, headers=f"Content-Encoding: {name}\r\n")), Limits(seed_mb=1))
    assert "over the limit of 1,000,000 bytes" in str(error)


def test_a_page_over_the_limit_costs_one_error() -> None:
    found = _read(
        _record(1) + warc_record(f"{SITE}/2", http(b"<html>" + b"words " * 200_000)) + _record(3), Limits(seed_mb=1)
    )

    assert _pages(found) == [1, 3]
    assert str(found[1]).startswith("a.warc/courier.example-2-")


def _damage(at: int, data: bytes) -> bytes:
    return data[:at] + bytes(byte ^ 0xFF for byte in data[at : at + 8]) + data[at + 8 :]


ONE, TWO, THREE = _record(1), _record(2), _record(3)
LENGTH = b"Content-Length: %d" % len(http(web_page(2)))
PACKED = [gzip.compress(record, mtime=0) for record in (ONE, TWO, THREE)]


@pytest.mark.parametrize(
    "damaged",
    [
        ONE + TWO.replace(LENGTH, b"Content-Length: 10") + THREE,
        ONE + TWO.replace(LENGTH, b"Content-Length: 1100") + THREE,
        ONE + TWO.replace(LENGTH, b"Content-Length: 999999") + THREE,
        ONE + TWO.replace(LENGTH, b"Content-Length: -5") + THREE,
        ONE + TWO.replace(LENGTH, b"Content-Longth: 5") + THREE,
        ONE + TWO.replace(b"HTTP/1.1 200 OK", b"words and words") + THREE,
        ONE + b"garbage\r\n\r\n" + THREE,
        ONE + TWO[:400] + THREE,
        PACKED[0] + _damage(5, PACKED[1]) + PACKED[2],
        PACKED[0] + _damage(60, PACKED[1]) + PACKED[2],
        PACKED[0] + _damage(len(PACKED[1]) - 300, PACKED[1]) + PACKED[2],
        PACKED[0] + PACKED[1][:300] + PACKED[2],
    ],
    ids=range(12),
)
def test_a_damaged_record_costs_one_error_and_the_rest_is_read(damaged: bytes) -> None:
    found = _read(damaged)
    errors = [one for one in found if isinstance(one, ReadError)]

    assert len(errors) == 1
    assert "damaged record" in errors[0].what
    assert "at byte " in errors[0].what
    assert [number for number in _pages(found) if number != 2] == [1, 3]


def test_of_neighbours_that_are_damaged_each_is_named() -> None:
    bad = warc_record(f"{SITE}/2", b"words")
    found = _read(ONE + bad + bad + THREE)

    assert _pages(found) == [1, 3]
    for one, place in zip(found[1:3], (len(ONE), len(ONE + bad)), strict=True):
        assert f"at byte {place:,} ({SITE}/2): no HTTP header" in str(one)


def test_an_archive_that_ends_too_early_gives_what_is_there() -> None:
    for data in (ONE + TWO[:-300], PACKED[0] + PACKED[1][:-300]):
        found = _read(data)

        assert _pages(found) == [1]
        assert isinstance(found[-1], ReadError)


def test_no_pages_and_too_many_are_errors() -> None:
    with pytest.raises(ReadError, match="no pages in the archive"):
        _read(warc_record("urn:x", b"x", "warcinfo"))
    with pytest.raises(ReadError, match="over 2 articles"):
        _read(ONE + TWO + THREE, Limits(parts=2))
    with pytest.raises(ReadError, match="over 1,000 damaged records"):
        _read(warc_record(SITE, b"words") * 1_100)


class Huge(Seed):
    """A web archive of 200 MB."""

    def open(self) -> BinaryIO:
        return cast(BinaryIO, io.BufferedReader(Endless(200_000_000)))


class Interrupted(io.BytesIO):
    """An archive that is interrupted at the n-th call of a method of its file."""

    def __init__(self, data: bytes, method: str, call: int) -> None:
        super().__init__(data)
        self.method, self.left = method, call

    def _called(self, method: str) -> None:
        self.left -= method == self.method
        if method == self.method and self.left == 0:
            signal.raise_signal(signal.SIGINT)

    def read(self, size: int | None = -1, /) -> bytes:
        self._called("read")
        return super().read(size)

    def tell(self) -> int:
        self._called("tell")
        return super().tell()


@pytest.mark.parametrize(("method", "call"), [("tell", 1), ("read", 1), ("read", 2), ("read", 3), ("read", 5)])
def test_an_interrupt_is_no_damage(method: str, call: int, capfd: pytest.CaptureFixture[str]) -> None:
    data = b"".join(_record(number) for number in range(200))
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    found: list[Item] = []
    try:
        pages = FORMAT.read(Seed(PurePosixPath("a.warc"), lambda: Interrupted(data, method, call)))
        with pytest.raises(KeyboardInterrupt):
            found.extend(pages)
    finally:
        signal.signal(signal.SIGINT, before)

    assert all(isinstance(one, Seed) for one in found)
    assert capfd.readouterr().err == ""


def test_memory_does_not_grow_with_the_archive() -> None:
    def pages() -> Iterator[Item]:
        return FORMAT.read(Huge(PurePosixPath("a.warc"), b"", Limits(parts=10_000_000)))

    next(pages())
    tracemalloc.start()
    count = sum(isinstance(one, Seed) for one in pages())
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert count > 4_000
    assert peak < 20_000_000


def test_a_file_over_the_limit_of_one_seed_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.warc").write_bytes(b"".join(_record(number) for number in range(700)))
    found = read(tmp_path / "a.warc", tmp_path, Limits(seed_mb=1))

    assert "reopened on Tuesday" in getattr(next(found), "text", "")


SAMPLE = crawl()


@given(
    st.binary(max_size=300).map(b"WARC/1.0\r\n".__add__)
    | st.tuples(st.integers(0, len(SAMPLE)), st.integers(0, 40), st.binary(max_size=20)).map(
        lambda cut: SAMPLE[: cut[0]] + cut[2] + SAMPLE[cut[0] + cut[1] :]
    )
)
def test_any_bytes_give_articles_or_errors(data: bytes) -> None:
    with contextlib.suppress(ReadError):
        for packed in (data, gzip.compress(data)):
            assert all(_items(Seed(PurePosixPath("a.warc"), packed)))

"""E-books: an article for each document with prose, and hostile ones."""

import contextlib
from collections.abc import Iterator
from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.config import Limits
from builder.errors import ReadError
from builder.read import _items, _kind
from builder.read.epub import FORMAT
from builder.read.format import Seed
from builder.records import Document, Statement
from tests.read.make_samples import STORY, archive, epub, issue

TEXT = "".join(f"<p>{text}</p>" for text in STORY)


def _read(data: bytes, limits: Limits | None = None) -> Iterator[Document | ReadError]:
    title = Statement("title", "Whole issue", "sidecar")
    return _items(Seed(PurePosixPath("a.epub"), data, limits or Limits(), (title,)))


def test_each_document_with_prose_is_an_article_and_pages_about_the_book_are_none() -> None:
    found = list(_read(issue()))

    assert [str(one.path) for one in found] == ["a.epub/OEBPS/about-town.xhtml", "a.epub/OEBPS/ferry.xhtml"]
    assert [fact.value for fact in found[1].stated] == [  # type: ignore[union-attr]
        "The Westhaven Courier",
        "2024-03-05",
        "en-GB",
        "Ferry runs – again",
    ]


def test_content_decides_whatever_the_name() -> None:
    assert _kind(Seed(PurePosixPath("a.txt"), issue())) is FORMAT


def test_a_document_that_is_missing_or_locked_costs_one_error() -> None:
    lock = "<e><CipherReference URI='OEBPS/b.xhtml'/></e>"
    book = epub({"a.xhtml": TEXT, "b.xhtml": TEXT, "c.xhtml": TEXT}, extra={"META-INF/encryption.xml": lock})
    first, locked, last = _read(book.replace(b"a.xhtml", b"x.xhtml"))

    assert str(first).startswith("a.epub: damaged, or another kind of file")
    assert "OEBPS/b.xhtml is locked (DRM)" in str(locked)
    assert isinstance(last, Document)


def test_a_large_document_and_too_many_cost_one_error_each() -> None:
    book = epub({"a.xhtml": TEXT * 2_000, "b.xhtml": TEXT, "c.xhtml": TEXT})
    large, second, many = _read(book, Limits(seed_mb=1, parts=1))

    assert "OEBPS/a.xhtml unpacks to over 1,000,000 bytes" in str(large)
    assert isinstance(second, Document)
    assert "over 1 articles" in str(many)


@pytest.mark.parametrize("data", [epub({"a.xhtml": "<p>Short.</p>"}), archive({"mimetype": "application/epub+zip"})])
def test_a_book_without_articles_is_an_error(data: bytes) -> None:
    with pytest.raises(ReadError) as caught:
        list(_read(data))

    assert caught.value.fix


@given(at=st.integers(4, 3_000), drop=st.integers(0, 40), put=st.binary(max_size=20))
def test_any_bytes_give_articles_or_errors(at: int, drop: int, put: bytes) -> None:
    data = issue()
    with contextlib.suppress(ReadError):
        assert all(_read(data[:at] + put + data[at + drop :]))


@given(st.text(max_size=100), st.sampled_from(["META-INF/container.xml", "OEBPS/content.opf", "OEBPS/a.xhtml"]))
def test_any_part_gives_articles_or_errors(text: str, name: str) -> None:
    with contextlib.suppress(ReadError):
        assert all(_read(epub({"a.xhtml": TEXT}, extra={name: text.encode("utf-8", "ignore").decode()})))

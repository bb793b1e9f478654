"""Word and OpenDocument texts: what a reader sees of them, and hostile ones."""

import contextlib
import io
import time
import zipfile
from pathlib import PurePosixPath

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from builder.config import Limits
from builder.errors import ReadError
from builder.read import _kind
from builder.read.docx import FORMAT as DOCX
from builder.read.format import Format, Seed
from builder.read.odt import FORMAT as ODT
from tests.read import make_samples
from tests.read.make_samples import archive, docx, odt, run

BOMB = "<w:p><w:r><w:t>" + "words " * 500_000 + "</w:t></w:r></w:p>"
LAUGHS = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(9))


def _read(kind: Format, data: bytes, limits: Limits | None = None) -> str:
    (document,) = kind.read(Seed(PurePosixPath("a"), data, limits or Limits()))
    return getattr(document, "text", "")


@pytest.mark.parametrize(("name", "kind"), [("word.docx", DOCX), ("libre.odt", ODT)])
def test_content_decides_whatever_the_name(name: str, kind: Format) -> None:
    data = make_samples.FILES[name]()

    assert _kind(Seed(PurePosixPath("a.txt"), data)) is kind


def test_what_nobody_sees_in_a_document_is_no_text() -> None:
    word, libre = _read(DOCX, make_samples.word()), _read(ODT, make_samples.libre())

    assert not any(words in word for words in ("closed", "Moved", "Hidden", "PAGEREF"))
    assert word.count("In a box") == 1
    assert not any(words in libre for words in ("Deleted", "note", "Check", "reopens 1"))


def test_the_cells_of_a_row_stand_on_one_line_unless_they_hold_texts() -> None:
    assert "Boats lost 4" in _read(DOCX, make_samples.word()).split("\n\n")
    cell = f"<w:tc>{run('The port reopened.')}{run('Boats must wait.')}</w:tc>"

    assert _read(DOCX, docx(f"<w:tbl><w:tr>{cell}</w:tr></w:tbl>")) == "The port reopened.\n\nBoats must wait."


@pytest.mark.parametrize(
    ("kind", "data", "what"),
    [
        (DOCX, b"words", "damaged, or another kind of file (BadZipFile)"),
        (DOCX, archive({"a": "b"}), "damaged, or another kind of file (KeyError)"),
        (DOCX, docx(""), "no words in it"),
        (DOCX, docx("<w:p>"), "damaged, or another kind of file (XMLSyntaxError)"),
        (DOCX, docx("<w:p>" * 300 + "</w:p>" * 300), "damaged, or another kind of file (XMLSyntaxError)"),
        (DOCX, make_samples.word()[:-30], "damaged, or another kind of file (BadZipFile)"),
        (DOCX, archive({"word/document.xml": "<x/>"}), "not a Word document"),
        (ODT, odt("", manifest="<encryption-data/>"), "it has a password"),
        (ODT, odt("<text:p> . </text:p>"), "no words in it"),
    ],
    ids=range(9),
)
def test_what_cannot_be_read_says_why(kind: Format, data: bytes, what: str) -> None:
    with pytest.raises(ReadError) as caught:
        _read(kind, data)

    assert caught.value.what == what
    assert caught.value.fix


def test_what_unpacks_to_more_than_the_limit_is_refused() -> None:
    bomb = docx(BOMB)

    assert len(bomb) < 100_000
    with pytest.raises(ReadError, match=r"word/document\.xml unpacks to over 1,000,000 bytes"):
        _read(DOCX, bomb, Limits(seed_mb=1))
    with pytest.raises(ReadError, match=r"unpacks to over 2,000,000 bytes"):
        _read(DOCX, bomb, Limits(unpacked_mb=2))


def test_entities_are_neither_expanded_nor_loaded() -> None:
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    head = (
        f'<!DOCTYPE x [<!ENTITY l0 "ha">{LAUGHS}<!ENTITY f SYSTEM "file:///etc/passwd">]><w:document xmlns:w="{space}">'
    )
    start = time.monotonic()
    loaded, bomb = (f"{head}<w:p><w:r><w:t>words &{name};</w:t></w:r></w:p></w:document>" for name in ("f", "l9"))

    assert _read(DOCX, archive({"word/document.xml": loaded})) == "words"
    with pytest.raises(ReadError, match="XMLSyntaxError"):
        _read(DOCX, archive({"word/document.xml": bomb}))
    assert time.monotonic() - start < 5


def test_an_archive_that_shows_no_document_is_not_taken_for_one() -> None:
    assert not any(kind.knows(Seed(PurePosixPath("a.zip"), archive({"a.txt": "words"}))) for kind in (DOCX, ODT))


SAMPLES = {DOCX: make_samples.word(), ODT: make_samples.libre()}


@pytest.mark.parametrize("kind", SAMPLES, ids=lambda kind: kind.name)
@example(at=0, drop=0, put=b"")
@given(at=st.integers(4, 3_000), drop=st.integers(0, 40), put=st.binary(max_size=20))
def test_any_bytes_give_a_document_or_an_error(kind: Format, at: int, drop: int, put: bytes) -> None:
    data = SAMPLES[kind]
    with contextlib.suppress(ReadError):
        assert _read(kind, data[:at] + put + data[at + drop :])


@pytest.mark.parametrize("kind", SAMPLES, ids=lambda kind: kind.name)
@given(part=st.binary(max_size=200) | st.text(max_size=80).map(lambda text: f"<a>{text}</a>".encode("utf-8", "ignore")))
def test_any_parts_give_a_document_or_an_error(kind: Format, part: bytes) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        for name in ("word/document.xml", "content.xml", "docProps/core.xml", "meta.xml"):
            file.writestr(name, part)
    with contextlib.suppress(ReadError):
        assert _read(kind, buffer.getvalue())

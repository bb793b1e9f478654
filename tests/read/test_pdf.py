"""PDF files: paragraphs rebuilt from lines of print, and what cannot be read says why."""

import contextlib
from pathlib import PurePosixPath

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from builder.config import Limits
from builder.errors import ReadError
from builder.read import confined
from builder.read.format import Seed
from builder.read.pdf import read_pdf
from builder.read.pdf_paragraphs import BROKEN, Line, paragraphs_of
from builder.read.properties import state_properties
from tests.read import make_samples

SAMPLE = make_samples.pdf(1, paragraphs=2)


def _page(*lines: str, top: float = 700, left: float = 50, step: float = 12, width: float = 6) -> list[Line]:
    """Lines below one another in type of equal widths; an empty one leaves a gap, a blank at its start indents."""
    page = []
    for number, text in enumerate(lines):
        start = left + width * (len(text) - len(text.lstrip()))
        if text:
            end = start + width * len(text.strip())
            page.append(Line(text.strip(), start, end, top - step * number, 10))
    return page


def _read(data: bytes, limits: Limits | None = None) -> str:
    (document,) = read_pdf(Seed(PurePosixPath("a.pdf"), data, limits or Limits()))
    return document.text


def test_wrapped_lines_are_one_paragraph_and_a_gap_ends_it() -> None:
    assert paragraphs_of(
        [_page("The port reopened on", "Monday, two days late.", "", "Boats must wait until", "May.")]
    ) == [
        "The port reopened on Monday, two days late.",
        "Boats must wait until May.",
    ]


def test_an_indented_line_begins_a_paragraph() -> None:
    page = _page(
        "  The port reopened on", "Monday. Nobody was hurt.", "  Boats must wait until", "the end of this May now."
    )

    assert paragraphs_of([page]) == [
        "The port reopened on Monday. Nobody was hurt.",
        "Boats must wait until the end of this May now.",
    ]


def test_a_line_that_ends_early_ends_its_paragraph() -> None:
    page = _page("The port of Brockel reopened on", "Monday.", "Fishing boats must wait until May,", "said the mayor.")

    assert paragraphs_of([page]) == [
        "The port of Brockel reopened on Monday.",
        "Fishing boats must wait until May, said the mayor.",
    ]


def test_a_sentence_goes_on_in_the_next_column_and_on_the_next_page() -> None:
    left = _page("The port of Brockel reopened", "on Monday after a storm sank")
    right = _page("four boats there and tore a", "part of the quay away, as the", left=300)
    after = _page("council said in a statement.")

    assert paragraphs_of([left + right, after]) == [
        "The port of Brockel reopened on Monday after a storm sank four boats there and tore a part of the quay away,"
        " as the council said in a statement."
    ]


def test_columns_drawn_row_by_row_are_read_one_after_the_other() -> None:
    left = _page("The port reopened", "on Monday after a", "storm had sunk at", "least four boats.", "Nobody was hurt")
    right = _page(
        "when the moorings", "broke, said a man", "who runs the port", "since the spring.", "He was lucky.", left=300
    )
    rows = [line for pair in zip(left, right, strict=True) for line in pair]

    assert paragraphs_of([rows]) == paragraphs_of([left + right])
    assert "hurt when the moorings broke" in " ".join(paragraphs_of([rows]))


def test_running_heads_and_page_numbers_go_and_words_of_the_text_stay() -> None:
    pages = []
    for number in range(1, 4):
        lines = _page(f"On day {number} the port of Brockel was open", "and boats went out to sea.", top=650)
        head = Line("The Courier, 5 March", 50, 150, 780, 8)
        foot = Line(f"- {number} -", 290, 310, 20, 8)
        pages.append([head, foot, *lines])

    text = "\n".join(paragraphs_of(pages))

    assert "Courier" not in text
    assert "- 1" not in text
    assert text.count("boats went out to sea") == 3


def test_a_first_line_that_two_pages_share_is_text() -> None:
    page = _page("The port of Brockel was open today,", "and boats went out.", "", "Nobody was hurt, said the mayor.")

    assert "\n".join(paragraphs_of([page, page])).count("The port of Brockel was open") == 2


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (("after an extraor" + BROKEN, "dinary meeting"), "after an extraordinary meeting"),
        (("a well" + BROKEN, "known ferry"), "a well-known ferry"),
        (("the two-year" + BROKEN, "old ferry"), "the two-year-old ferry"),
        (("an F" + BROKEN, "16 was seen"), "an F-16 was seen"),
        (("the Anglo" + BROKEN, "Saxon way"), "the Anglo-Saxon way"),
        (("the low-cost ferry, a low" + BROKEN, "cost ferry"), "the low-cost ferry, a low-cost ferry"),
        (("was it - we ask -", "a storm"), "was it - we ask - a storm"),
        (("港は月曜日に再開", "したと市長は述べた"), "港は月曜日に再開したと市長は述べた"),
    ],
)
def test_broken_words_are_joined_with_the_hyphen_that_is_theirs(lines: tuple[str, ...], text: str) -> None:
    assert paragraphs_of([_page(*lines)]) == [text]


@given(
    st.lists(
        st.lists(
            st.builds(
                Line,
                st.text(min_size=1).filter(str.strip),
                *[st.floats(-1e4, 1e4)] * 3,
                st.floats(0, 100),
            ),
            max_size=12,
        ),
        max_size=4,
    )
)
def test_lines_anywhere_give_paragraphs(pages: list[list[Line]]) -> None:
    assert all(paragraphs_of(pages))


@pytest.mark.parametrize(
    ("data", "limits", "what"),
    [
        (make_samples.scan(), Limits(), "no text in it, only pictures of pages"),
        (make_samples.pdf(1, secret="open sesame"), Limits(), "an encrypted PDF file"),
        (make_samples.pdf(1), Limits(pdf_pages=1), "2 pages, over the limit of 1"),
        (b"%PDF-1.4\nnothing", Limits(), "damaged PDF file"),
        (make_samples.pdf(1)[:300], Limits(), "damaged PDF file"),
    ],
)
def test_what_cannot_be_read_says_why(data: bytes, limits: Limits, what: str) -> None:
    with pytest.raises(ReadError) as caught:
        _read(data, limits)

    assert caught.value.what == what
    assert caught.value.fix


def test_a_file_that_needs_more_than_its_limit_is_stopped_and_the_next_one_read() -> None:
    confined.stop()  # a child that has the library already may need no more for so small a file
    with pytest.raises(ReadError, match=r"limits\.memory_mb"):
        _read(SAMPLE, Limits(memory_mb=40))

    assert "reopened on Tuesday" in _read(SAMPLE)


@settings(max_examples=60)
@example(SAMPLE)
@given(
    st.binary(max_size=400).map(b"%PDF-1.4\n".__add__)
    | st.tuples(st.integers(9, len(SAMPLE)), st.integers(0, 40), st.binary(max_size=20)).map(
        lambda cut: SAMPLE[: cut[0]] + cut[2] + SAMPLE[cut[0] + cut[1] :]
    )
)
def test_any_bytes_give_a_document_or_an_error(data: bytes) -> None:
    with contextlib.suppress(ReadError):
        assert _read(data)


@pytest.mark.parametrize(
    ("given_", "stated"),
    [
        ({"title": "Harbour reopens"}, [("title", "Harbour reopens")]),
        ({"title": "Document shows new route"}, [("title", "Document shows new route")]),
        ({"title": "untitled"}, []),
        ({"title": "Microsoft Word - press.doc"}, []),
        ({"title": "Document1"}, []),
        ({"title": "PR_0305_final.indd"}, []),
        ({"title": "C:\\Users\\x"}, []),
        ({"authors": "Ida Holm"}, [("authors", "Ida Holm")]),
        ({"authors": "(anonymous)"}, []),
        ({"authors": "iholm2"}, []),
        ({"created": "D:20240305101500+01'00'"}, [("date", "2024-03-05")]),
        ({"created": "2024-03-05T10:15:00Z", "changed": "2024-03-05T11:00:00Z"}, [("date", "2024-03-05")]),
        ({"created": "2024-03-05T10:15:00Z", "changed": "2024-04-05T11:00:00Z"}, []),
        ({"created": "D:19700101000000Z"}, []),
        ({"created": "D:99999999"}, []),
        ({"lang": "en-GB"}, [("lang", "en-GB")]),
        ({"lang": "English"}, []),
    ],
)
def test_properties_state_only_what_can_be_meant(given_: dict[str, str], stated: list[tuple[str, str]]) -> None:
    assert [(fact.key, fact.value) for fact in state_properties("properties", **given_)] == stated

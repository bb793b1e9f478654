import time
from pathlib import PurePosixPath

import pytest

from builder.clean import clean
from builder.clean.pasted import FURNITURE, take_apart
from builder.clean.printed_date import find_printed_date
from builder.clean.text import find_paragraphs
from builder.records import Article, Document, Statement

PAGE = "\n".join(
    [
        *("Home", "News", "Sport", "Weather", "Log in"),
        "Harbour of Westhaven reopens two days after the storm",
        "Published 5 March 2024",
        "The harbour of Westhaven reopened on Tuesday, two days after a storm sank four boats and broke the old quay.",
        "“We were lucky that nobody was on board,” harbour master Ida Holm told reporters on the quay in the morning.",
        "The ferry to Norvik ran again in the afternoon with half of its usual passengers, many of them from the town.",
        "Engineers are to look at the quay this week, and repairs may take until the summer, the mayor said.",
        *("Why the old quay was never repaired", "Ten recipes for cold evenings", "Contact", "Privacy Policy"),
        "© 2024 Westhaven Courier. All rights reserved.",
    ]
)


def _clean(text: str, *stated: Statement) -> Article:
    return clean(Document(PurePosixPath("seeds/a.txt"), "0" * 64, text, stated, whole_page=True))


@pytest.mark.cases("pasted.md")
def test_the_article_of_a_pasted_page(case) -> None:  # type: ignore[no-untyped-def]
    assert _clean(case.input).text == case.expected


@pytest.mark.cases("pasted.md")
def test_blank_lines_between_the_lines_change_nothing(case) -> None:  # type: ignore[no-untyped-def]
    lines = [line for line in case.input.split("\n") if line.strip()]

    assert _clean("\n".join(lines)).text == _clean("\n\n".join(lines)).text


@pytest.mark.cases("printed_date.md")
def test_printed_date(case) -> None:  # type: ignore[no-untyped-def]
    found = find_printed_date(find_paragraphs(case.input))

    assert (found[0].isoformat() if found else "none") == case.expected


def test_what_goes_is_listed_in_the_order_of_the_page_with_one_entry_for_lines_that_stand_together() -> None:
    article = _clean(PAGE)

    assert [rule for _, rule in article.removed].count(FURNITURE) >= 2
    assert article.removed[0].text.startswith("Home")
    assert article.removed[-1].text.startswith("© 2024")


def test_the_printed_day_is_stated_with_its_line_as_evidence() -> None:
    dating = _clean(PAGE).dating

    assert dating is not None
    assert (dating.basis, dating.edtf) == ("stated", "2024-03-05")
    assert dating.evidence[0].reason == "printed beside the headline: Published 5 March 2024"


def test_a_stated_date_outranks_the_printed_one() -> None:
    dating = _clean(PAGE, Statement("date", "2024-03-04", "sidecar")).dating

    assert dating is not None
    assert dating.edtf == "2024-03-04"


def test_a_stated_headline_is_the_line_that_says_the_same() -> None:
    article = _clean(PAGE, Statement("title", "Why the old quay was never repaired", "sidecar"))

    assert article.text.startswith("Why the old quay was never repaired\n\nThe harbour")


def test_a_text_that_a_reader_has_taken_from_its_page_already_is_left_alone() -> None:
    document = Document(PurePosixPath("seeds/a.html"), "0" * 64, PAGE)

    assert FURNITURE not in [rule for _, rule in clean(document).removed]


@pytest.mark.parametrize(
    "piece", ["Home\n", "x ", "5 March 2024\n", "Home\n“We won,” she said, two days after the storm.\n"]
)
def test_time_grows_with_length_only(piece: str) -> None:
    lines = find_paragraphs(piece * 5_000)
    start = time.perf_counter()

    take_apart(lines, [])

    assert time.perf_counter() - start < 10

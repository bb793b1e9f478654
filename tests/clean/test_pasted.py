from pathlib import PurePosixPath

import pytest

from builder.clean import clean
from builder.clean.printed_date import find_printed_date
from builder.clean.text import find_paragraphs
from builder.records import Article, Document, Statement


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

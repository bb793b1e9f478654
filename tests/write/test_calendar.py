from datetime import date

import pytest

from builder.records import DateBasis, Dating
from builder.write.calendar import dating_in_words, edtf_in_words, value_in_words


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2023-05-30", "30 May 2023"),
        ("2023-05-30~", "about 30 May 2023"),
        ("2023-05-30/2023-05-31", "30 to 31 May 2023"),
        ("2023-05-30/2023-06-02", "30 May to 2 June 2023"),
        ("2022-12-31/2023-01-01", "31 December 2022 to 1 January 2023"),
        ("2023-05", "May 2023"),
        ("2023", "2023"),
        ("XXXX-05", "May of an unstated year"),
    ],
)
def test_precision_in_words(edtf: str, words: str) -> None:
    assert edtf_in_words(edtf) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("2023-05-29", "29 May 2023"),
        ("2023-W22", "the week of 29 May 2023"),
        ("198", "the 1980s"),
        ("2023-05", "May 2023"),
        ("XXXX-05-31", "31 May of an unstated year"),
        ("2023-05-31/2023-06-04", "31 May to 4 June 2023"),
        ("2023-05-31/P2Y", ""),
        ("P2Y", ""),
        ("PRESENT_REF", ""),
        ("2023-Q2", ""),
        ("2023-W99", ""),
    ],
)
def test_values_in_words(value: str, words: str) -> None:
    assert value_in_words(value) == words


@pytest.mark.parametrize(
    ("basis", "edtf", "words"),
    [
        ("stated", "2023-05-30", "30 May 2023"),
        ("metadata", "2023-05", "May 2023 (from the page's metadata)"),
        ("inferred", "2023-05-30~", "about 30 May 2023 (estimated from the text)"),
        ("retrieved", None, "date unknown (taken in on 30 May 2023)"),
        ("retrieved", "XXXX-05", "May of an unstated year, day unknown (taken in on 30 May 2023)"),
    ],
)
def test_a_guess_is_never_shown_as_a_fact(basis: DateBasis, edtf: str | None, words: str) -> None:
    assert dating_in_words(Dating(basis, date(2023, 5, 30), edtf)) == words

import time

import pytest

from builder.clean.text import find_paragraphs


@pytest.mark.cases("paragraphs.md")
def test_paragraphs(case) -> None:  # type: ignore[no-untyped-def]
    assert "\n\n".join(find_paragraphs(case.input)) == case.expected


def test_text_read_in_the_wrong_encoding_is_mended_and_curly_quotes_stay() -> None:
    garbled = "The café said “it’s open”.".encode().decode("cp1252", "replace")

    assert find_paragraphs(garbled)[0].startswith("The café said “it’s open")
    assert find_paragraphs("“It’s ﬁne”, ｈｅ said.") == ["“It’s ﬁne”, ｈｅ said."]


def test_invisible_characters_go_and_accents_are_composed() -> None:
    assert find_paragraphs("a\u200bb\u202ec\x07d\xade\U000e0041 cafe\u0301\ud800") == ["abcde café"]


def test_every_kind_of_line_end_counts() -> None:
    assert find_paragraphs("a\u2028b\u2029c\x85d\x0be\x0cf\r\ng\rh") == list("abcdefgh")


@pytest.mark.parametrize("piece", ["&amp;", "\u200b ", "\n \n", "a ", "&#x26;", "“", "é", "a b\n"])
def test_time_grows_with_length_only(piece: str) -> None:
    start = time.perf_counter()

    find_paragraphs(piece * 50_000)

    assert time.perf_counter() - start < 5

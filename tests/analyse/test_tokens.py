"""Words without end cost no more than others of their length, and lose nothing."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.analyse.languages import language
from builder.analyse.nlp import model

MARKS = st.text(st.sampled_from(list("[(\"'“.,-/:a1é ")), max_size=6)


@given(MARKS, st.integers(1, 300), MARKS)
def test_every_character_is_in_one_token(unit: str, times: int, end: str) -> None:
    text = unit * times + end

    assert model().make_doc(text).text == text


def test_ordinary_words_are_cut_as_ever() -> None:
    text = "The U.S. didn't say (in New York) who'll pay $5."
    beside = model().make_doc(f"{text} {'[' * 500}")

    assert [token.text for token in beside][:15] == [token.text for token in model().make_doc(text)][:15]


@pytest.mark.parametrize("code", ["en", "fr"])
@pytest.mark.parametrize("unit", ["[", "'", "de-la-", "l'", "a.b.", "http://a/", "1,2,", "“x”", "jourd'hui-", "de la "])
def test_twice_as_long_costs_little_more_than_twice(code: str, unit: str) -> None:
    nlp = model(language(code))

    def seconds(length: int) -> float:
        text = (unit * length)[:length]
        began = time.process_time()
        nlp.make_doc(text)
        return time.process_time() - began

    assert seconds(16_000) < 8 * seconds(4_000) + 0.1

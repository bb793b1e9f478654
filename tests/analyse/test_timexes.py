import re
import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.analyse.timex import find_mentions, find_timexes
from builder.analyse.timex.counted import RULES as COUNTED
from builder.analyse.timex.dates import RULES as DATES
from builder.analyse.timex.grammar import Grammar, Rule
from builder.analyse.timex.lengths import RULES as LENGTHS
from builder.analyse.timex.lexer import CODES, lexicon, tokens
from builder.analyse.timex.values import moved, period

CASES = Path(__file__).with_name("timexes.md").read_text("utf-8").split("\n## ")[1:]
DAY = date(2023, 5, 30)
RULES = (*DATES, *COUNTED, *LENGTHS)

TEXT = """
Monday May 31 2022 the of last next this week year two days ago end early , . - to and said will 1990s '82 in a
Q3 third quarter morning 18:00 UTC 7/8/07 2023-05-30 every annual " “ ” today February 30 29 9999 0
"""
WORDS = st.sampled_from(TEXT.split()) | st.just("\n")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.splitlines()[0])
def test_case(case: str) -> None:
    _, day, text, *expected = case.strip().splitlines()
    text = text.replace(" / ", "\n\n")
    found = find_timexes(text, None if day == "none" else date.fromisoformat(day))

    wanted = [re.fullmatch(r"- (.+) -> (\S+)(?: (past|present|planned|untold))?", line) for line in expected if line]
    assert all(wanted)
    assert [(one.text, one.value or "-") for one in found] == [(want[1], want[2]) for want in wanted if want]
    for one, want in zip(found, wanted, strict=True):
        assert want is not None
        if want[3]:
            assert (one.text, one.direction or "untold") == (want[1], want[3])


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.fits)
def test_a_rule_fits_its_example_and_leaves_the_other(rule: Rule) -> None:
    words = lexicon(rule.lang)
    alone = Grammar([rule])

    assert list(alone.scan(rule.fits, tokens(rule.fits, words), words))
    assert not list(alone.scan(rule.leaves, tokens(rule.leaves, words), words))


@given(st.one_of(st.text(), st.lists(WORDS).map(" ".join), st.lists(WORDS).map("".join)), st.none() | st.dates())
@settings(deadline=None)
def test_spans_point_at_their_words_in_order_and_nothing_raises(text: str, day: date | None) -> None:
    end = 0
    for one in find_timexes(text, day):
        assert one.span.of(text) == one.text
        assert one.text.strip() == one.text
        assert one.text
        assert one.span.start >= end
        end = one.span.end


@given(st.lists(WORDS).map(" ".join), st.dates(date(1990, 1, 1), date(2090, 1, 1)))
@settings(deadline=None)
def test_a_value_of_the_calendar_is_a_real_stretch_of_it(text: str, day: date) -> None:
    for one in find_timexes(text, day):
        if one.kind == "DATE" and one.value and re.match(r"\d{4}", one.value):
            stretch = period(one.value)
            assert stretch is not None
            assert stretch[0] <= stretch[1]


@given(st.lists(WORDS).map(" ".join))
@settings(deadline=None)
def test_without_a_day_what_stands_fast_is_the_same_as_with_one(text: str) -> None:
    without, with_day = find_timexes(text, None), find_timexes(text, DAY)

    assert [one.span for one in without] == [one.span for one in with_day]


def test_a_language_without_a_table_still_gives_figures() -> None:
    found = find_timexes("Julkaistu 2023-05-30 maanantaina", DAY, "fi")

    assert [one.value for one in found] == ["2023-05-30"]


@pytest.mark.parametrize("lang", ["", "../x", "xx"])
def test_any_language_code_is_safe(lang: str) -> None:
    assert find_mentions("on Monday", lang) == ()


def test_classes_have_letters_of_their_own() -> None:
    assert len(set(CODES.values())) == len(CODES)
    assert all(len(letter) == 1 for letter in CODES.values())


@pytest.mark.parametrize("unit", ["D", "W", "M", "Q", "Y", "DE", "CE"])
def test_moving_out_of_the_calendar_gives_no_value(unit: str) -> None:
    assert moved(DAY, unit, 10**9) is None


@pytest.mark.parametrize(
    "words", ["on Monday ", "the end of the ", "May 3-", '"today ', "twenty-", "1,", "in 2019 will "]
)
def test_time_grows_with_the_text_only(words: str) -> None:
    def cost(length: int) -> float:
        text = words * (length // len(words))
        costs = []
        for _ in range(3):
            begun = time.process_time()
            find_timexes(text, DAY)
            costs.append(time.process_time() - begun)
        return min(costs)

    assert cost(24_000) < 8 * cost(6_000) + 0.1

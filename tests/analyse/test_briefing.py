"""All findings together: whatever signs stand in a text, it is read in full; a mistake of ours costs one article."""

from pathlib import PurePosixPath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.analyse import briefing as room
from builder.analyse.briefing import analyse
from builder.analyse.nlp import Parsed
from builder.events.facts import find_facts
from builder.records import Article, Briefing

SIGNS = (
    "* — … • ° ´ ² ½ € % § “ ” ’ « » ( ) [ / | & # @ 1. No. Dr. U.S. in In the of said and AND Ada Lund Council’s 4 May"
)
FRAMES = (
    "The {} of Brockel said {} on Monday.",
    "In {}, Mayor {} told reporters that it will close.",
    "“{} it was time,” said {}.",
    "According to {}, the stadium near {} will close in week 12.",
    "{} and {}",
    "Kesten Council, {}, and {} per cent denied the claim.",
)
_ODD = st.lists(st.sampled_from(SIGNS.split()), min_size=1, max_size=3).map(" ".join)
_SENTENCE = st.builds(str.format, st.sampled_from(FRAMES), _ODD, _ODD)
TEXTS = st.lists(_SENTENCE, min_size=1, max_size=8).map(" ".join)


def analysed(*texts: str) -> list[Briefing]:
    articles = [
        Article(f"b{at}", PurePosixPath(f"{at}.txt"), "", text, "Harbour sold", "Harbour sold", None, lang="en")
        for at, text in enumerate(texts)
    ]
    return list(analyse(articles))


@pytest.mark.parametrize(
    "text",
    [
        "The stadium near Marby will close in * week 176.",
        "Kesten Council, Brockel, and No. Dr. Mr. ° ´ per cent Ada Lund.",
    ],
)
def test_a_sign_that_the_model_takes_for_a_word(text: str) -> None:
    (one,) = analysed(text)

    assert one.fault == ""
    assert all(fact.heads for fact in find_facts(one, 0))


@given(TEXTS)
@settings(max_examples=60, deadline=None)
def test_odd_signs_stop_nothing(text: str) -> None:
    (one,) = analysed(text)

    assert one.fault == ""
    assert all(claim.verb for claim in one.claims)


def test_a_mistake_of_ours_costs_one_article(monkeypatch: pytest.MonkeyPatch) -> None:
    real = room.find_points

    def wrong(parsed: Parsed, *others: object) -> object:
        if "volcano" in parsed.article.text:
            raise IndexError("no such word")
        return real(parsed, *others)  # type: ignore[arg-type]

    monkeypatch.setattr(room, "find_points", wrong)
    texts = ("The ferry left, Ada Lund said.", "The volcano smokes, Ada Lund said.", "The market closed, he said.")
    found = analysed(*texts)

    assert [bool(one.fault) for one in found] == [False, True, False]
    assert found[1].fault.startswith("IndexError in test_briefing.py:")
    assert found[1].bottom_line.of(texts[1])
    assert not found[1].actors

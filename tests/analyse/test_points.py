import sys
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent))
from casts import actor, headed, parsed, staged

from builder.analyse.bottom_line import find_bottom_line
from builder.analyse.cast import Cast
from builder.analyse.points import find_points
from builder.analyse.quotes import find_quotes
from builder.analyse.ranking import rank_sentences
from builder.analyse.stance import find_stance

# fmt: off
WORDS = st.sampled_from([
    "The minister ", "met ", "the workers ", "in Paris", ". ", ".\n\n", "? ", "said ", "that ", ", ", "and ",
    "who ", "“", "”", "Image: ", "Acme ",
])
# fmt: on
ARTICLE = """Harbour to close for two years

The harbour of Port Blair will close for two years, the city said on Monday. The city needs the time to repair the \
walls, which were damaged by a storm in May. About 400 people work in the harbour. Will they find other work? \
The union called the plan a surprise and asked for talks with the mayor. Ships will be sent to two smaller harbours \
in the north. The repair will cost 90 million dollars.

The harbour in May. Image: Jane Smith.

Leave a Reply"""


@pytest.mark.cases("points.md")
def test_case(case: Any) -> None:
    one, actors = staged(case.input)
    stance, by = find_stance(Cast(one, actors), one.sentences[0].span, find_quotes(one, actors))

    assert f"{stance} → {by or 'nobody'}" == case.expected


@pytest.mark.cases("key_points.md")
def test_the_best_two(case: Any) -> None:
    one, _ = headed(case.input)
    best = [one.sentences[index].span.of(one.article.text) for index in rank_sentences(one)[:2]]

    assert best == case.expected.splitlines()


@pytest.mark.cases("bottom_line.md")
def test_bottom_line(case: Any) -> None:
    one, actors = headed(case.input)

    assert find_bottom_line(one, actors).of(one.article.text) == case.expected


def test_ranking_a_long_text_takes_time_that_grows_with_length_alone() -> None:
    text = " ".join(
        f"The harbour of town {number} will close for {number} years, the city said." for number in range(900)
    )
    one = parsed(text)
    start = time.perf_counter()
    ranked = rank_sentences(one)

    assert len(ranked) == len(one.sentences)
    assert time.perf_counter() - start < 10  # seconds; a fraction of one here, minutes if every pair were compared


def test_points_are_the_telling_sentences_in_order_of_the_text() -> None:
    one = parsed(ARTICLE, "Harbour to close for two years")
    points = [point.span.of(ARTICLE) for point in find_points(one, (), ())]

    assert 3 <= len(points) <= 6
    assert points[0].startswith("The harbour of Port Blair")
    assert not any(
        "?" in point or "Image" in point or "Reply" in point or point.startswith("Harbour to") for point in points
    )
    assert [ARTICLE.index(point) for point in points] == sorted(ARTICLE.index(point) for point in points)


def test_a_sentence_printed_twice_is_one_point() -> None:
    text = "The harbour will close for two years. " * 5

    assert len(find_points(parsed(text.strip()), (), ())) == 1


def test_the_bottom_line_is_the_lead() -> None:
    one = parsed(ARTICLE, "Harbour to close for two years")
    line = find_bottom_line(one, (actor("LOC", ["Port Blair"], ARTICLE),)).of(ARTICLE)

    assert line == "The harbour of Port Blair will close for two years, the city said on Monday."


def test_a_long_lead_is_cut_at_a_clause_and_keeps_who_says_it() -> None:
    text = (
        "Beijing has declined an invitation from the United States to hold a meeting this week in Singapore between "
        "the two ministers of defense of the countries, the Pentagon said on Monday, lamenting an attitude that "
        "worries all its friends in the region and beyond."
    )
    line = find_bottom_line(parsed(text), (actor("ORG", ["Pentagon"], text), actor("STATE", ["Beijing"], text))).of(
        text
    )

    assert line.endswith(("the Pentagon said on Monday", "the Pentagon said"))


@settings(deadline=None)
@given(st.one_of(st.text(), st.lists(WORDS, max_size=60).map("".join)))
def test_points_are_exact_sentences_and_the_bottom_line_is_short(text: str) -> None:
    one = parsed(text)
    actors = (actor("ORG", ["Acme"], text),)
    spans = [sentence.span for sentence in one.sentences]
    points = [point.span for point in find_points(one, actors, find_quotes(one, actors))]
    line = find_bottom_line(one, actors)

    assert len(points) <= 6
    assert len(points) == len(set(points))
    assert all(span in spans for span in points)
    assert len(set(rank_sentences(one))) == len(rank_sentences(one))
    assert line.end - line.start <= 200
    assert len(line.of(text).split()) <= 35
    assert bool(line.of(text)) == bool(text.strip())

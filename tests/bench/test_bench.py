"""What measures must be right itself; times are no test."""

from itertools import islice
from pathlib import Path

import pytest

from builder.publish.drawings import check_drawing
from tests.bench import corpus
from tests.bench.charts import chart
from tests.bench.measuring import growth, took


@pytest.mark.parametrize(("power", "times"), [(1.0, 3.0), (2.0, 0.1), (0.0, 5.0)])
def test_growth_is_the_exponent(power: float, times: float) -> None:
    assert growth([(size, times * size**power) for size in (100.0, 1_000.0, 20_000.0)]) == pytest.approx(power)
    assert growth([(100.0, 1.0)]) is None
    assert growth([(100.0, 0.0), (200.0, 1.0)]) is None


def test_a_larger_corpus_begins_with_the_smaller_one() -> None:
    small, large = list(corpus.articles(30)), list(corpus.articles(60))
    assert large[:30] == small
    assert len({name for name, _ in large}) == len({text for _, text in large}) == 60


def test_some_people_are_in_many_articles_and_most_in_few() -> None:
    texts = [text for _, text in islice(corpus.articles(120), 120)]
    people = {corpus._person(corpus._rank(pick)) for pick in map(corpus.random.Random, range(300))}
    counts = sorted(sum(one in text for text in texts) for one in people)
    assert counts[-1] > 10 * max(1, counts[len(counts) // 2])


def test_charts_may_stand_in_a_site() -> None:
    drawn = chart("Seconds, by stage", {"read": [(50, 0.1), (200, 0.5)], "write": [(50, 2), (200, 9)]}, "articles", "s")
    assert not list(check_drawing(drawn.encode()))
    assert drawn.count("<circle") == 4


def test_memory_is_that_of_the_command_alone(tmp_path: Path) -> None:
    ballast = bytearray(300_000_000)
    small = took(["sh", "-c", "true"], tmp_path, ".")
    large = took(["python3", "-c", "len(bytearray(200_000_000)[:-1])"], tmp_path, ".")
    assert small.peak_mb < 100 < large.peak_mb
    assert len(ballast)
    with pytest.raises(RuntimeError, match="gone wrong"):
        took(["sh", "-c", "echo gone wrong >&2; exit 3"], tmp_path, ".")

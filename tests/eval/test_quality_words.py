"""The page on method says what each published figure measures, and gives the figures that are tested here."""

import re

import pytest

from builder.config import Settings
from builder.data import load
from builder.saying import LANGUAGES
from builder.write.pages.method import method_page
from tests.eval.quality import FLOORS

WORDS = load("quality_words")


@pytest.mark.parametrize("language", [one for one in LANGUAGES if one != "en"])
def test_each_language_has_words_for_the_same(language: str) -> None:
    words = load(f"quality_words_{language}")
    assert {part: set(words[part]) for part in words} == {part: set(WORDS[part]) for part in WORDS}


def test_each_figure_has_words() -> None:
    for name, figures in FLOORS.items():
        task, _, data = name.partition("/")
        assert task in WORDS["tasks"]
        assert name in WORDS["sets"] or data in WORDS["sets"], name
        for metric in figures.keys() - {"digest"}:
            assert f"{task}/{metric}" in WORDS["metrics"] or metric in WORDS["metrics"], metric


def test_the_page_gives_every_figure_that_is_tested() -> None:
    page = method_page(Settings(), None).text.partition("## Quality reached")[2]
    published = [float(figure) for figure in re.findall(r"\*\*([\d.]+)\*\*", page)]
    tested = [figure for figures in FLOORS.values() for key, figure in figures.items() if key != "digest"]

    assert sorted(published) == sorted(map(float, tested))
    assert all(figures["digest"][:8] in page for figures in FLOORS.values())

"""Articles in languages that have no words of their own: little is told, and nothing invented."""

import re
import sys
from pathlib import Path, PurePosixPath
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder import analyse
from builder.analyse import nlp
from builder.analyse.languages import language
from builder.records import Article, Briefing

_HEAD = re.compile(r"(?P<lang>[a-z]{2,3})\n# (?P<title>.+)\n\n")


def briefing(words: str) -> Briefing:
    """The findings of a case: language, headline, text."""
    head = _HEAD.match(words)
    assert head
    text = f"{head['title']}\n\n{words[head.end() :]}"
    return read(text, head["lang"], head["title"])


def read(text: str, lang: str, title: str = "") -> Briefing:
    article = Article("b1", PurePosixPath("a.txt"), "", text, title, title or None, lang=lang)
    return next(analyse.analyse([article]))


@pytest.mark.cases("plain.md")
def test_case(case: Any) -> None:
    made = briefing(case.input)
    text = made.article.text
    told = [
        f"sentences: {len(made.sentences)}",
        f"bottom line: {made.bottom_line.of(text)}",
        *(f"point: {point.span.of(text)}" for point in sorted(made.points, key=lambda point: point.span)),
        *(f"quote: {quote.text}" for quote in made.quotes),
        *(f"date: {timex.text} = {timex.value}" for timex in made.timexes),
    ]

    assert told == case.expected.splitlines()
    assert not made.in_full
    assert (made.actors, made.open_points, made.sourcing.confidence) == ((), (), None)
    assert {point.stance for point in made.points} <= {"reported"}
    assert all(quote.speaker is None for quote in made.quotes)


@given(st.text(), st.sampled_from(["de", "ru", "ja", "ar", "und", "no", "xx"]))
def test_whatever_the_text_findings_are_its_words(text: str, lang: str) -> None:
    made = read(text, lang)

    assert {point.span for point in made.points} <= {sentence.span for sentence in made.sentences}
    assert all(quote.text == quote.span.of(text) for quote in made.quotes)
    assert len(made.bottom_line.of(text)) <= 200
    assert bool(made.bottom_line.of(text)) == bool(text.strip("\n").strip())


def test_articles_keep_their_order_whatever_their_languages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nlp, "_WINDOW", 3)
    langs = ["en", "de", "en", "ja", "de", "en", "ru"]
    articles = [
        Article(f"b{place}", PurePosixPath("a.txt"), "", f"Text {place}. It is here.", "", None, lang=lang)
        for place, lang in enumerate(langs)
    ]

    assert [made.article.id for made in analyse.analyse(articles)] == [article.id for article in articles]


def test_no_model_is_asked_for_a_language_without_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nlp, "_loaded", lambda one: pytest.fail(f"{one} was loaded"))

    assert read("Der Hafen ist seit Montag wieder offen. Das sagte die Stadt am Abend.", "de").points


def test_a_text_too_short_for_its_language_is_english_where_its_words_say_so() -> None:
    assert read("The port of Brockel is open to all of the ships.", "und").in_full
    assert not read("Der Hafen ist wieder offen.", "und").in_full


def test_a_language_is_a_folder() -> None:
    data = Path(sys.modules["builder.data"].__file__ or "").parent
    for folder in data.iterdir():
        of_the_site_itself = folder.name.startswith("_") or folder.name in ("words", "method")
        if folder.is_dir() and not of_the_site_itself:
            assert language(folder.name)
    assert language("de") is None
    assert language("../en") is None

"""French, as any language with word lists is read: names by its model, the rest by `data/fr/`."""

import re
import tomllib
from dataclasses import replace
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder import analyse
from builder.analyse import nlp
from builder.analyse.languages import language
from builder.analyse.timex import find_timexes
from builder.records import Article, Briefing


@pytest.mark.cases("french_dates.md")
def test_dates(case: Any) -> None:
    day, text = case.input.split("\n", 1)
    found = find_timexes(text, date.fromisoformat(day), "fr")

    for line, one in zip(case.expected.splitlines(), found, strict=True):
        want = re.fullmatch(r"(.+) = (\S+)(?: (past|present|planned))?", line)
        assert want
        assert (one.text, one.value) == want.group(1, 2)
        assert want[3] in (None, one.direction)


@pytest.mark.cases("french.md")
def test_findings(case: Any) -> None:
    made = read(case.input, "fr")

    assert told(made) == case.expected.splitlines()
    assert made.in_full


def told(made: Briefing) -> list[str]:
    """The findings of a briefing as lines of a case file."""
    text = made.article.text
    return [
        *(
            " | ".join(filter(None, [f"{one.kind} {one.name}", *(f"role {role.text}" for role in one.roles)]))
            for one in sorted(made.actors, key=lambda one: one.mentions)
        ),
        *(f"{one.text} → {one.speaker or 'nobody'}" for one in made.quotes),
        *(f"{one.stance} by {one.by}" for one in sorted(made.points, key=lambda one: one.span) if one.by),
        *(f"open: {one.cue.of(text)} | {one.by or 'nobody'}" for one in made.open_points),
    ]


def read(text: str, lang: str) -> Briefing:
    article = Article("b1", PurePosixPath("a.txt"), "", text, "", None, lang=lang)
    return next(analyse.analyse([article]))


TEXT = "« Le port est ouvert depuis lundi », a dit Mme Dubois. Elle a remercié les ouvriers du port de Brockel."


def test_its_model_is_one_that_an_extra_of_the_package_brings() -> None:
    project = tomllib.loads(Path(__file__).parents[2].joinpath("pyproject.toml").read_text())
    french = language("fr")

    assert french
    assert french.install in project["project"]["optional-dependencies"]["fr"]
    assert analyse.model_lack("fr") is None
    assert analyse.model_name("fr") == f"{french.model} {french.version}"
    assert nlp.model(french).has_pipe("ner")


def test_without_its_model_titles_tell_names(monkeypatch: pytest.MonkeyPatch) -> None:
    french = language("fr")
    assert french
    missing = replace(french, model="no_such_model", install="no-such-model==1.0")
    monkeypatch.setattr(nlp, "language", lambda code: missing)
    monkeypatch.setattr(nlp, "language_of", lambda article: missing)

    assert told(read(TEXT, "fr"))[:2] == ["PER Dubois", "« Le port est ouvert depuis lundi » → Dubois"]
    assert analyse.model_name("fr") is None
    assert "pip install no-such-model==1.0" in str(analyse.model_lack("fr"))
    assert "for French" in str(analyse.model_lack("fr"))


WORDS = st.sampled_from(
    ["«", "»", "a dit", "dit", "il", "elle", "-t-il", "Mme", "Dubois", "Jean Martin", ",", ".", ":", "que", "selon",
     "le", "maire", "n'a pas confirmé", "a démenti", "\n", " "]
)  # fmt: skip


@given(st.one_of(st.text(), st.lists(WORDS, max_size=30).map(" ".join)))
def test_findings_are_words_of_the_text(text: str) -> None:
    made = read(text, "fr")

    assert all(one.text == one.span.of(text) for one in made.quotes)
    assert all(span.of(text).strip() for one in made.actors for span in one.mentions)
    assert all(role.span.of(text) == role.text for one in made.actors for role in one.roles)
    assert {one.span for one in (*made.points, *made.open_points)} <= {one.span for one in made.sentences}

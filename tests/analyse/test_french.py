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
from builder.analyse.gazetteer import find_known
from builder.analyse.languages import language
from builder.analyse.timex import find_timexes
from builder.data import load
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


@pytest.mark.cases("french_articles.md")
def test_article(case: Any) -> None:
    made = read(case.input, "fr")

    assert [*_cast(made), *told(made)[len(made.actors) :], *_sourcing(made)] == case.expected.splitlines()


def _cast(made: Briefing) -> list[str]:
    """Each actor with its key, or what it is here, and its roles, in order of the text."""
    return [
        " | ".join(
            filter(
                None,
                [
                    f"{one.kind} {one.name}",
                    one.key,
                    "" if one.acts else "a place",
                    *(f"role {role.text}" for role in one.roles),
                ],
            )
        )
        for one in sorted(made.actors, key=lambda one: one.mentions)
    ]


def _sourcing(made: Briefing) -> list[str]:
    found = made.sourcing
    told_to = [f"{one.text} told to {one.via}" for one in made.quotes if one.via]
    return [*told_to, *(f"via {name}" for name in found.via), f"{found.confidence}: {found.reason}"]


def test_an_actor_is_the_same_as_in_an_english_article() -> None:
    french = read(
        "Pékin a rejeté ces accusations. Le Pentagone et le ministère chinois de la Défense se taisent.", "fr"
    )
    english = read("Beijing rejected the claims. The Pentagon and the Chinese Ministry of Defense kept silent.", "en")

    assert {(one.key, one.name) for one in french.actors} == {(one.key, one.name) for one in english.actors}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Pékin a rejeté cette demande.", "STATE"),
        ("Les tensions entre Moscou et Pékin augmentent.", "STATE"),
        ("Londres, Paris et Pékin ont condamné le tir.", "STATE"),
        ("Le ministre est arrivé à Pékin.", "LOC"),
        ("Le maire de Pékin a démissionné.", "LOC"),
        ("Un incendie a éclaté près de Pékin.", "LOC"),
    ],
)
def test_a_capital_is_its_government_where_the_words_say_so(text: str, kind: str) -> None:
    names = {"STATE": "China", "LOC": "Beijing"}

    assert [one.name for one in read(text, "fr").actors if one.name in names.values()] == [names[kind]]


def test_every_form_of_a_state_means_it() -> None:
    for code, row in load("fr/states").items():
        assert code in load("states")
        for form in {form for column in ("names", "capitals") for form in row.get(column, ())}:
            assert [hit.entry.key for hit in find_known(f"{form}.", "fr")] == [f"state:{code}"], form


def test_a_body_without_a_name_of_its_own_is_one_of_the_common_table() -> None:
    table = load("fr/institutions")
    for rows, common in ((table["bodies"], load("institutions")["bodies"]), (table["media"], load("media"))):
        assert [key for key, row in rows.items() if ("name" in row) == (key in common)] == []


@pytest.mark.parametrize(
    ("text", "outlets"),
    [
        ("Selon Le Monde, le port ferme.", ["Le Monde"]),
        ("« Le port ferme en juin prochain », a dit Jean Martin à l'AFP.", ["Agence France-Presse"]),
        ("Jean Martin l'a annoncé dans un entretien au Figaro.", ["Le Figaro"]),
        ("Le port ferme, rapporte Reuters.", ["Reuters"]),
        ("Selon un expert cité par le Parisien, le port ferme.", ["Le Parisien"]),
        ("L'affaire a été révélée en 2019 par Mediapart.", ["Mediapart"]),
        ("Le Figaro a révélé que le port ferme.", ["Le Figaro"]),
        ("Selon l'agence PAP, le port ferme.", ["PAP"]),
        ("La Coupe du Monde commence jeudi.", []),
        ("Le Monde change, dit-on à Brockel.", []),
        ("Il travaille au Figaro depuis dix ans.", []),
        ("Les journalistes de l'AFP sont en grève.", []),
    ],
)
def test_outlets_relayed(text: str, outlets: list[str]) -> None:
    assert list(read(text, "fr").sourcing.via) == outlets


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
    tables = read("Pékin a rejeté cette demande, rapporte l'AFP. Le ministère chinois de la Défense se tait.", "fr")
    assert [one.key for one in tables.actors][:1] == ["state:CN"]
    assert "ministry:Ministry of National Defense (China)" in {one.key for one in tables.actors}
    assert tables.sourcing.via == ("Agence France-Presse",)
    assert analyse.model_name("fr") is None
    assert "pip install no-such-model==1.0" in str(analyse.model_lack("fr"))
    assert "for French" in str(analyse.model_lack("fr"))


WORDS = st.sampled_from(
    ["«", "»", "a dit", "dit", "il", "elle", "-t-il", "Mme", "Dubois", "Jean Martin", ",", ".", ":", "que", "selon",
     "le", "maire", "Pékin", "chinois", "le ministère", "des Affaires étrangères", "à", "l'AFP", "Le Monde", "Pour",
     "au Figaro", "le groupe", "Altéria", "52 ans", "et", "a confirmé", "n'a pas confirmé", "a démenti", "\n", " "]
)  # fmt: skip


@given(st.one_of(st.text(), st.lists(WORDS, max_size=30).map(" ".join)))
def test_findings_are_words_of_the_text(text: str) -> None:
    made = read(text, "fr")

    assert all(one.text == one.span.of(text) for one in made.quotes)
    assert all(span.of(text).strip() for one in made.actors for span in one.mentions)
    assert all(role.span.of(text) == role.text for one in made.actors for role in one.roles)
    assert {one.span for one in (*made.points, *made.open_points)} <= {one.span for one in made.sentences}

from pathlib import PurePosixPath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.analyse.actors import find_actors
from builder.analyse.gazetteer import find_known
from builder.analyse.ministries import find_ministries
from builder.analyse.nlp import Parsed, parse
from builder.data import load
from builder.records import Actor, Article


def parsed(text: str, headline: str | None = None) -> Parsed:
    whole = f"{headline}\n\n{text}" if headline else text
    article = Article(
        id="b0000000000",
        path=PurePosixPath("seeds/case.txt"),
        digest="",
        text=whole,
        title=headline or "",
        original_title=headline,
    )
    return next(parse([article]))


def line(actor: Actor) -> str:
    others = [form for form in actor.aliases if form != actor.name]
    forms = f" = {', '.join(others)}" if others else ""
    roles = f" | {'; '.join(role.text for role in actor.roles)}" if actor.roles else ""
    return f"{actor.kind} {actor.name}{forms}{roles}{'' if actor.acts else ' (place)'}"


@pytest.mark.cases("actors.md")
def test_actors(case) -> None:
    found = find_actors(parsed(case.input))

    assert sorted(line(actor) for actor in found) == case.expected.splitlines()


def test_the_headline_counts_more_than_many_mentions() -> None:
    text = "Olaf Scholz spoke. Later Olaf Scholz left. Reporters followed Olaf Scholz and met Angela Merkel."

    found = find_actors(parsed(text, headline="Angela Merkel comes back"))

    assert [actor.name for actor in found] == ["Angela Merkel", "Olaf Scholz"]


def test_mentions_point_at_their_words_and_roles_at_theirs() -> None:
    text = "Defense Secretary Lloyd Austin’s visit to Beijing ended. Austin said China had been “open”."

    for actor in find_actors(parsed(text)):
        assert {span.of(text) for span in actor.mentions} == set(actor.aliases)
        assert all(role.span.of(text) == role.text for role in actor.roles)


@given(st.text(alphabet=st.sampled_from("US China’s and Lloyd Li (WSJ), . \n\n#-“”@1Ü"), max_size=80))
@settings(max_examples=60, deadline=None)
def test_no_text_breaks_the_rules(text: str) -> None:
    found = find_actors(parsed(text))

    assert all(actor.mentions and actor.aliases and actor.name.strip() for actor in found)
    assert len({(actor.kind, actor.name) for actor in found}) == len(found)


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Washington", ["state:US"]),
        ("Washington state", ["state:US-WA"]),
        ("the Republic of Georgia", ["state:GE"]),
        ("New Mexico", ["state:US-NM"]),
        ("South Sudan and Sudan", ["state:SS", "state:SD"]),
        ("Dominican", ["state:DO"]),
        ("Congo", []),
        ("ARE AND NOR", []),
        ("Norway", ["state:NO"]),
        ("U.S.-led", ["state:US"]),
        ("USS", []),
        ("Chinatown", []),
        ("the UN Security Council", ["org:un-sc"]),
        ("China’s PLA", ["state:CN", "org:cn-pla"]),
    ],
)
def test_forms_of_the_tables(text: str, keys: list[str]) -> None:
    assert [hit.entry.key for hit in find_known(text)] == keys


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("the Chinese Defense Ministry", ["Ministry of National Defense (China)"]),
        ("South Korea’s foreign ministry", ["Ministry of Foreign Affairs (South Korea)"]),
        ("Ministry of Information and Broadcasting", ["Ministry of Information and Broadcasting"]),
        ("the Ministry of Health of Ukraine", ["Ministry of Health (Ukraine)"]),
        ("the ministry", []),
        ("the prime minister", []),
    ],
)
def test_ministries(text: str, names: list[str]) -> None:
    assert [ministry.name for ministry in find_ministries(text)] == names


def test_every_form_of_a_table_is_found_in_a_sentence() -> None:
    for table in (load("institutions")["bodies"], load("media")):
        for row in table.values():
            for form in (row["name"], *row.get("names", ())):
                assert any(hit.entry.name for hit in find_known(f"Then {form} said no.")), form


def test_no_two_rows_claim_one_name() -> None:
    rows = [*load("institutions")["bodies"].values(), *load("media").values(), *load("states").values()]
    names = [row["name"] for row in rows if row["name"] != "Georgia"]  # the one homonym, decided by the article

    assert len(set(names)) == len(names)

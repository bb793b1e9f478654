"""The grid on small events of our own: `grid/*.md`, to which anyone can add one."""

import json
from collections import Counter
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path, PurePosixPath

import pytest

from builder import analyse, seeds
from builder.events.grid import grid
from builder.records import Article, Dating, Group, Row
from tests.events.grids import CASES, Case, found, is_right, read_case

ROOT = Path(__file__).parents[2]

TUNED = ("quake", "arrest", "strike", "election", "fire")
UNSEEN = ("results", "match", "treaty", "court", "rescue")
"""Written before the rules, looked at after them."""

FLOORS = {"agreed": 0.75, "differs": 0.4}
"""Share of the labelled facts that rows must tell; measured 0.81 and 0.57 when the rules were made. What rows tell must
be so: no floor there."""


@cache
def _case(name: str) -> Case:
    return read_case(CASES / f"{name}.md")


@pytest.mark.parametrize("path", sorted(CASES.glob("*.md")), ids=lambda path: path.stem)
def test_no_row_says_what_is_not_so(path) -> None:  # type: ignore[no-untyped-def]
    case = _case(path.stem)
    wrong = [row for row in grid(case.group) if row.kind != "only" and not is_right(case, row)]

    assert [_shown(case, row) for row in wrong] == []


@pytest.mark.parametrize("kind", sorted(FLOORS))
def test_labelled_facts_are_told(kind: str) -> None:
    counts = Counter(
        found(case, grid(case.group), fact)
        for case in map(_case, (*TUNED, *UNSEEN))
        for fact in case.facts
        if fact.kind == kind
    )

    assert counts[True] / counts.total() >= FLOORS[kind]


def _shown(case: Case, row: Row) -> list[str]:
    texts = {one.article.id: one.article.text for one in case.group.members}
    return [one.span.of(texts[one.article]) for told in row.tellings for one in told.passages]


def _group(*texts: str, lang: str = "en") -> Group:
    articles = [
        Article(
            id=f"b{number}",
            path=PurePosixPath(f"seeds/{number}.txt"),
            digest="",
            text=text,
            title=f"Outlet {number}",
            lang=lang,
            dating=Dating("stated", date(2024, 3, 6), "2024-03-06"),
        )
        for number, text in enumerate(texts)
    ]
    return Group("e0000000000", tuple(analyse.link(list(analyse.analyse(articles)))))


SEEDS = (
    ("agreed", "Beijing rejected the initiative", "Beijing has declined an invitation"),
    ("agreed", "At the beginning of May, the USA approached China", "our invitation issued in early May"),
    ("agreed", "As the Pentagon told the Wall Street Journal on Monday", "the Pentagon said on Monday"),
    ("agreed", "on the sidelines of the Shangri-La Dialogue", "to attend the Shangri-La Dialogue"),
    ("agreed", "the US sanctions against the Chinese defense minister", "was sanctioned in 2018"),
    ("differs", "one reason for this could be the US sanctions", "this does not prevent"),
    ("differs", "invitation had been declined", "would not confirm that it had been declined"),
    ("only", "from May 31 to June 4"),
    ("only", "Wei Fenghe"),
    ("only", "Jake Sullivan met with Chinese Foreign Minister Wang Yi"),
)
"""What the two articles in `seeds/` both tell, tell differently, and what one alone does."""


@cache
def _seed_rows(turned: bool) -> list[tuple[str, str]]:
    paths = sorted((ROOT / "seeds").iterdir())
    articles = [one for path in paths for one in seeds.read_articles(path, ROOT, [])]
    dated = [analyse.date_article(one, date(2023, 6, 1)) for one in articles]
    members = tuple(analyse.link(list(analyse.analyse(dated))))
    group = Group("e0000000000", members[::-1] if turned else members)
    texts = {one.article.id: one.article.text for one in group.members}
    return [
        (row.kind, "\n".join(one.span.of(texts[one.article]) for told in row.tellings for one in told.passages))
        for row in grid(group)
    ]


@pytest.mark.parametrize("turned", [False, True], ids=["as they come", "the other first"])
@pytest.mark.parametrize("fact", SEEDS, ids=lambda fact: fact[1])
def test_the_seeds_are_laid_side_by_side(fact: tuple[str, ...], turned: bool) -> None:
    kind, *words = fact

    assert any(row == kind and all(part in shown for part in words) for row, shown in _seed_rows(turned))


@pytest.mark.parametrize("fact", SEEDS, ids=lambda fact: fact[1])
def test_the_page_of_the_seeds_shows_them_so(fact: tuple[str, ...]) -> None:
    (path,) = (ROOT / "docs/events").glob("*.json")
    kind, *words = fact
    rows = [
        (row["kind"], "\n".join(one["words"] for told in row["tellings"] for one in told["passages"]))
        for row in json.loads(path.read_bytes())["rows"]
    ]

    assert any(row == kind and all(part in shown for part in words) for row, shown in rows)


def test_a_number_that_differs_is_named() -> None:
    rows = grid(_group("A flood killed 12 people in Velmora on Monday.", "The flood in Velmora killed 15 people."))

    assert [(row.kind, row.aspect) for row in rows] == [("differs", "12 against 15 people")]


def test_rounded_numbers_agree() -> None:
    rows = grid(_group("Norbahn cut 2,070 jobs in Spain.", "Norbahn cut about 2,000 jobs in Spain."))

    assert [row.kind for row in rows] == ["agreed"]


def test_who_would_not_confirm_differs_from_those_who_tell() -> None:
    rows = grid(
        _group(
            "Karsia rejected the invitation of Lomond on Monday. Fishermen protested. The talks took a year.",
            "Prime Minister Ilona Barsek would not confirm that the invitation had been rejected. A port is built.",
        )
    )

    assert "not confirmed by Ilona Barsek" in [row.aspect for row in rows if row.kind == "differs"]


def test_meetings_of_others_are_other_facts() -> None:
    rows = grid(
        _group(
            "President Marta Illes met Prime Minister Olof Brand in Velmora.",
            "President Marta Illes met Finance Minister Peter Lund in Velmora.",
        )
    )

    assert {row.kind for row in rows} == {"only"}


def test_fifty_copies_tell_each_fact_once() -> None:
    text = "Norbahn cut 900 jobs in Spain on Monday. Ada Lund praised the plan of the company."
    rows = grid(_group(*[text] * 50))

    assert {row.kind for row in rows} == {"agreed"}
    assert all(len(told.passages) == 50 for row in rows for told in row.tellings)
    assert len(rows) == 2


def test_empty_bodies_and_other_languages_are_silent() -> None:
    group = _group("Norbahn cut 900 jobs in Spain on Monday.", "", "Norbahn streicht in Spanien 900 Stellen.")
    rows = grid(group)

    assert {one.article for row in rows for told in row.tellings for one in told.passages} == {"b0"}


def test_the_same_articles_give_the_same_rows_whatever_else_is_known_of_them() -> None:
    case = _case("quake")
    again = Group(case.group.id, tuple(replace(one, clues=()) for one in case.group.members))

    assert grid(again) == grid(case.group)


def test_no_article_tells_a_row_twice_and_every_passage_is_of_a_sentence() -> None:
    for name in (*TUNED, *UNSEEN):
        group = _case(name).group
        members = {one.article.id: one for one in group.members}
        for row in grid(group):
            passages = [one for told in row.tellings for one in told.passages]
            assert len({one.article for one in passages}) == len(passages)
            assert (row.aspect != "") == (row.kind == "differs")
            for one in passages:
                assert any(sentence.span.holds(one.span) for sentence in members[one.article].sentences)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "A quake shook Velmora on Monday. In May last year one struck Lomond. Five people were killed in Velmora.",
            "A quake shook Velmora on Monday. Twelve people were killed in Velmora.",
        ),
        (
            "Norbahn signed the contract with Talvo Bank.",
            "Norbahn would not have signed the contract with Talvo Bank without the loan.",
        ),
        (
            "The fire in Velmora was put out by 7 a. m. on Monday.",
            "The fire in Velmora was put out by 6: 40 a. m. on Monday.",
        ),
    ],
    ids=["another time", "what might have been", "clock times"],
)
def test_what_may_both_be_does_not_differ(one: str, other: str) -> None:
    assert "differs" not in {row.kind for row in grid(_group(one, other))}


def test_the_words_that_tell_least_besides_stand_for_a_row() -> None:
    group = _group(
        "Marta Illes, who led the council of Velmora for nine years, opened the new bridge over the Senn on Monday.",
        "Marta Illes opened the new bridge over the Senn on Monday.",
    )
    (row,) = [one for one in grid(group) if one.kind == "agreed"]

    assert [one.article for one in row.tellings[0].passages] == ["b1", "b0"]

"""Events for tests, from case files that an editor can read: articles, and the facts they share or tell differently."""

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from builder import analyse
from builder.records import Article, Briefing, Dating, Group, Row, Span

CASES = Path(__file__).parent / "grid"
_PART = re.compile(r"^## ", re.MULTILINE)
_ANCHOR = re.compile(r'([A-Z]) "([^"]+)"')


class Fact(NamedTuple):
    """A labelled line: its kind, and the words of each article by side (one side where all agree)."""

    kind: str
    sides: tuple[tuple[tuple[str, str], ...], ...]


class Case(NamedTuple):
    """An event of a case file."""

    name: str
    group: Group
    facts: tuple[Fact, ...]


def read_case(path: Path) -> Case:
    """The event of a file."""
    _, *parts = _PART.split(path.read_text(encoding="utf-8"))
    *texts, labels = parts
    articles = [_article(path.stem, part) for part in texts]
    group = Group("e0000000000", tuple(analyse.link(list(analyse.analyse(articles)))))
    lines = [line[2:].split(": ", 1) for line in labels.splitlines() if line.startswith("- ")]
    facts = [Fact(kind, tuple(tuple(_ANCHOR.findall(side)) for side in words.split(" | "))) for kind, words in lines]
    for fact in facts:
        for letter, words in (anchor for side in fact.sides for anchor in side):
            assert words in text_of(group, letter), f"{path.name}: {letter} does not say {words!r}"
    return Case(path.stem, group, tuple(facts))


def _article(name: str, part: str) -> Article:
    head, text = part.split("\n", 1)
    letter, rest = head.split(": ", 1)
    outlet, day = rest.rsplit(", ", 1)
    when = date.fromisoformat(day)
    return Article(
        id=letter,
        path=PurePosixPath(f"seeds/{name}-{letter}.txt"),
        digest="",
        text=text.strip(),
        title=outlet,
        source=outlet,
        dating=Dating("stated", when, day),
    )


def text_of(group: Group, letter: str) -> str:
    return next(one.article.text for one in group.members if one.article.id == letter)


def is_right(case: Case, row: Row) -> bool:
    """Whether a row tells what a label tells: one side of it when agreed, several sides when it differs."""
    return any(_fits(case, row, fact) for fact in case.facts)


def _fits(case: Case, row: Row, fact: Fact) -> bool:
    if row.kind == "agreed":
        return any(_covers(case, [one.article for one in row.tellings[0].passages], row, side) for side in fact.sides)
    if row.kind != "differs" or fact.kind != "differs":
        return False
    sides = [
        {number for number, side in enumerate(fact.sides) if _covers_telling(case.group, told.passages, side)}
        for told in row.tellings
    ]
    return all(sides) and len(set.union(*sides)) >= 2


def _covers(case: Case, articles: Sequence[str], row: Row, side: Sequence[tuple[str, str]]) -> bool:
    return len(articles) > 1 and _covers_telling(case.group, row.tellings[0].passages, side)


def _covers_telling(group: Group, passages: Sequence[object], side: Sequence[tuple[str, str]]) -> bool:
    return all(
        any(letter == one.article and _holds(text_of(group, letter), one.span, words) for letter, words in side)  # type: ignore[attr-defined]
        for one in passages
    )


def _holds(text: str, span: Span, words: str) -> bool:
    place = text.find(words)
    return span.meets(Span(place, place + len(words)))


def found(case: Case, rows: Sequence[Row], fact: Fact) -> bool:
    """Whether a row of its kind tells a labelled fact."""
    one = case._replace(facts=(fact,))
    if fact.kind == "only":
        (side,) = fact.sides
        return any(row.kind == "only" and _covers_telling(case.group, row.tellings[0].passages, side) for row in rows)
    return any(row.kind == fact.kind and is_right(one, row) for row in rows)


def briefings(case: Case) -> tuple[Briefing, ...]:
    return case.group.members

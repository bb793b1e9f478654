"""Articles as in `cases/origins.md` go through the real analysis; what an event page counts must come out."""

import re
from datetime import date
from pathlib import PurePosixPath
from typing import NamedTuple

import pytest

from builder.analyse import analyse, link
from builder.events.confidence import judge
from builder.events.origins import independent, origins, outlets
from builder.records import Article, Briefing, Dating, Group, Passage, Row, Span, Telling, Version
from tests.conftest import Case

_HEAD = re.compile(r"^---[ ]?(.*)$", re.MULTILINE)


class Told(NamedTuple):
    group: Group
    rows: tuple[Row, ...]


def articles(words: str) -> list[Article]:
    parts = _HEAD.split(words)[1:]
    found = []
    for number, (head, text) in enumerate(zip(parts[::2], parts[1::2], strict=True)):
        source, *others = head.split(" + ")
        title, body = text.strip().split("\n\n", 1)
        paragraphs = [title, *(" ".join(one.split()) for one in body.split("\n\n"))]
        found.append(
            Article(
                id=f"b{number:010d}",
                path=PurePosixPath(f"seeds/{number}.txt"),
                digest="",
                text="\n\n".join(paragraphs),
                title=title,
                original_title=title,
                source=source or None,
                dating=Dating("stated", date(2030, 3, 5), "2030-03-05"),
                versions=tuple(
                    Version("reprint", PurePosixPath(f"seeds/{name}.txt"), title, source=name) for name in others
                ),
            )
        )
    return found


def told(case: Case) -> Told:
    members = tuple(link(list(analyse(articles(case.input)))))
    lines = [line.removeprefix("agreed ") for line in case.expected.splitlines() if line.startswith("agreed ")]
    rows = tuple(Row("agreed", (Telling(tuple(passage(one, members) for one in line.split(" / "))),)) for line in lines)
    return Told(Group("e0000000000", members), rows)


def passage(words: str, members: tuple[Briefing, ...]) -> Passage:
    by, _, text = words.partition(": ")
    one = next(member for member in members if text in member.article.text)
    start = one.article.text.index(text)
    return Passage(one.article.id, Span(start, start + len(text)), by, "claimed")


@pytest.mark.cases("origins.md")
def test_origins_of_an_event(case: Case) -> None:
    group, rows = told(case)
    found = origins(group, rows)
    wanted = [line.split(" ", 1) for line in case.expected.splitlines() if not line.startswith("agreed")]

    names = [(("open" if one.open else "origin"), one.name) for one in found]
    assert len(names) == sum(key in {"open", "origin"} for key, _ in wanted), names
    for key, words in wanted:
        if key in {"open", "origin"}:
            assert any(kind == key and words.lower() in name.lower() for kind, name in names), (key, words, names)
    counted = {"outlets": outlets(group.members), "independent": independent(found)}
    assert counted == {key: int(words) for key, words in wanted if key in counted}
    confidence, reason = judge(found, group.members, rows)
    assert ["confidence", confidence] in wanted, reason

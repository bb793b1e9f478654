"""Events that were compared before are not compared again, and come out as if they were."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path, PurePosixPath

import pytest

from builder import analyse, comparisons, events
from builder.comparisons import Comparisons
from builder.events import grid
from builder.memory import NO_MEMORY, Memory
from builder.records import Article, Briefing, Dating, Event, Group, Row

TEXTS = (
    "Storm floods the harbour of Agder\n\nA storm flooded the harbour of Agder on 3 May 2022, Mayor Ada Lund said. "
    "Twelve people were hurt, the police said. “We were not warned,” Ada Lund said.",
    "Harbour of Agder flooded\n\nThe harbour of Agder was flooded by a storm on 3 May 2022. Fifteen people were hurt, "
    "the police said. The Ministry of Transport would not confirm that the ferry will sail on 9 May 2022.",
)


def briefings() -> list[Briefing]:
    dating = Dating("stated", date(2022, 5, 4), "2022-05-04")
    articles = [
        Article(f"b{at}", PurePosixPath(f"{at}.txt"), "", text, text[:30], text[:30], dating, lang="en")
        for at, text in enumerate(TEXTS)
    ]
    return analyse.link(list(analyse.analyse(articles)))


@pytest.fixture(scope="module")
def group() -> Group:
    return Group("e0123456789", tuple(briefings()), absorbs=("e1",), how={"b0": "alike"})


@pytest.fixture
def compared(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Ids of the groups that were really compared."""
    ids: list[str] = []
    real = grid.grid

    def counting(group: Group) -> tuple[Row, ...]:
        ids.append(group.id)
        return real(group)

    monkeypatch.setattr(grid, "grid", counting)
    return ids


def compare(
    groups: Sequence[Group], folder: Path, memory: Memory = NO_MEMORY, *, keep: bool = True
) -> tuple[Event, ...]:
    """One run over groups."""
    known = Comparisons(folder, memory, keep=keep)
    found = events.compare(groups, memory=memory, rows_of=lambda group: grid.grid(group), kept=known.kept)
    known.tidy(groups)
    memory.forget()
    return found


def test_what_was_compared_comes_out_as_if_it_were_compared(tmp_path: Path, group: Group, compared: list[str]) -> None:
    first = compare([group], tmp_path)
    again = compare([replace(group, how={"b0": "as before"})], tmp_path)

    assert again == first == events.compare([group])
    assert first[0].rows
    assert compared == [group.id]


def test_other_articles_names_or_programs_are_compared(
    tmp_path: Path, group: Group, compared: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    compare([group], tmp_path)
    one, other = group.members
    renamed = replace(one, actors=tuple(replace(actor, name=f"{actor.name} II") for actor in one.actors))
    for changed in (
        replace(group, members=(renamed, other)),
        replace(group, members=(one, replace(other, article=replace(other.article, source="Agder Times")))),
        replace(group, members=(other, one)),
        replace(group, absorbs=()),
    ):
        compared.clear()
        assert compare([changed], tmp_path) == events.compare([changed])
        assert compared == [group.id]
    compare([group], tmp_path)
    compared.clear()
    monkeypatch.setattr(comparisons, "digest_of", lambda *_: b"another")
    compare([group], tmp_path)
    assert compared == [group.id]


def test_entries_go_when_nobody_asks_and_are_made_again_when_damaged(
    tmp_path: Path, group: Group, compared: list[str]
) -> None:
    first = compare([group], tmp_path)
    (entry,) = tmp_path.iterdir()
    entry.write_bytes(entry.read_bytes()[:-9])
    assert compare([group], tmp_path) == first
    assert len(compared) == 2

    compare([], tmp_path)
    assert not [*tmp_path.iterdir()]


def test_who_remembers_leaves_the_entries_that_who_does_not_would_leave(tmp_path: Path, group: Group) -> None:
    memory = Memory()
    one = replace(group, members=group.members[:1])
    other = replace(group, id="e9876543210")
    for groups in ([one], [group, other], [group, other], [other]):
        compare(groups, tmp_path, memory)
        left = {path.name for path in tmp_path.iterdir()}
        compare(groups, tmp_path)
        assert {path.name for path in tmp_path.iterdir()} == left
        assert len(left) == len(groups)


def test_a_dry_run_keeps_nothing(tmp_path: Path, group: Group) -> None:
    compare([group], tmp_path, keep=False)
    assert not [*tmp_path.iterdir()]

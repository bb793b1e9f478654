"""What an event page says has changed, and what becomes of its files from run to run."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from builder.config import Settings
from builder.records import Appearance, Correction, Dossier, Event, Page
from builder.write import Store, render, write
from builder.write.event_changes import Change, changes_of, state_of
from tests.write.event_members import COURIER, UNKNOWN, WIRE
from tests.write.events import make_crowd, make_event

EVENT = make_event()


def left(event: Event) -> bytes:
    """The part of a data file that a run leaves for the next."""
    return json.dumps({"state": state_of(event), "changes": None}).encode()


def without(article: str) -> Event:
    """The event before an article came, with nothing that would need it."""
    members = tuple(one for one in EVENT.members if one.article.id != article)
    return replace(EVENT, members=members, rows=(), bottom_line=(), moments=(), questions=(), sides=(), origins=())


def corrected() -> Event:
    first, *others = EVENT.members
    article = replace(first.article, corrections=(Correction("It was Tuesday.", "2030-06-07"),))
    return replace(EVENT, members=(replace(first, article=article), *others))


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (without(WIRE), EVENT, Change("added", WIRE, "Port denies fault in bridge closure")),
        (EVENT, without(COURIER), Change("removed", COURIER, "Harbour bridge closes for a year")),
        (EVENT, corrected(), Change("corrected", COURIER, "Harbour bridge closes for a year")),
        (replace(EVENT, independent=2), EVENT, Change("origins", "", "2", "1")),
        (replace(EVENT, confidence="high"), EVENT, Change("confidence", "", "high", "moderate")),
        (replace(EVENT, rows=EVENT.rows[:2]), EVENT, Change("differs", "", "12 against 15 hurt")),
    ],
)
def test_what_changed(before: Event, after: Event, told: Change) -> None:
    changes = changes_of(after, left(before))

    assert changes
    assert told in changes.items
    assert changes.day == ("2030-06-05")


@pytest.mark.parametrize("data", [None, b"", b"{", b"[]", b"null", b'{"state": 3}', b'{"state": {"members": []}}'])
def test_a_new_event_and_a_damaged_file_tell_of_no_change(data: bytes | None) -> None:
    assert changes_of(EVENT, data) is None


def test_what_changed_stays_until_something_changes_again() -> None:
    changes = changes_of(EVENT, left(without(WIRE)))
    kept = json.dumps(
        {"state": state_of(EVENT), "changes": {"day": changes.day, "items": [one._asdict() for one in changes.items]}}
    )  # type: ignore[union-attr]

    assert changes_of(EVENT, kept.encode()) == changes


def test_a_text_that_moves_makes_no_difference() -> None:
    first, *others = EVENT.members
    longer = replace(first.article, text=f"New. {first.article.text}")
    moved = [
        row._replace(
            tellings=tuple(
                told._replace(
                    passages=tuple(
                        one._replace(span=type(one.span)(one.span.start + 5, one.span.end + 5))
                        if one.article == COURIER
                        else one
                        for one in told.passages
                    )
                )
                for told in row.tellings
            )
        )
        for row in EVENT.rows
    ]
    after = replace(EVENT, members=(replace(first, article=longer), *others), rows=tuple(moved))

    assert changes_of(after, left(EVENT)) is None


@pytest.fixture
def run(tmp_path: Path) -> Callable[..., dict[str, str]]:
    """Writes the pages of events into a project; gives what became of each."""

    def written(*events: Event) -> dict[str, str]:
        (tmp_path / "docs").mkdir(exist_ok=True)
        briefings = [one for event in events for one in event.members]
        actors = {(a.kind, a.name): Appearance(one, a) for one in briefings for a in one.actors if a.acts}
        dossiers = [Dossier(kind, name, (one,)) for (kind, name), one in sorted(actors.items())]
        store = Store(tmp_path)
        pages: list[Page] = list(render(briefings, dossiers, store, Settings(), model=None, events=events))
        return dict(write(pages, store))

    return written


def path_of(root: Path, page_id: str, suffix: str = ".md") -> Path:
    (path,) = (root / "docs" / "events").glob(f"*{page_id}{suffix}")
    return path


def test_a_second_run_writes_nothing(run: Callable[..., dict[str, str]]) -> None:
    run(without(WIRE))
    assert "changed" in run(EVENT).values()
    assert set(run(EVENT).values()) == {"unchanged"}


def test_the_page_tells_of_a_new_article(run: Callable[..., dict[str, str]], tmp_path: Path) -> None:
    run(without(WIRE))
    assert "## What changed" not in path_of(tmp_path, EVENT.id).read_text()
    run(EVENT)
    text = path_of(tmp_path, EVENT.id).read_text()

    assert "With the articles up to 5 June 2030:" in text
    assert "- New: [Port denies fault in bridge closure](../briefings/2030/" in text


def test_what_a_person_writes_on_an_event_stays(run: Callable[..., dict[str, str]], tmp_path: Path) -> None:
    run(without(WIRE))
    page = path_of(tmp_path, EVENT.id)
    text = page.read_text().replace("title: Harbour bridge in Brockel closed", "title: The bridge")
    page.write_text(text.replace("## Coverage", "## Editor's note\n\nCall the mayor.\n\n## Coverage"))
    states = run(EVENT)
    text = page.read_text()

    assert states[f"docs/events/{page.name}"] == "merged"
    assert "title: The bridge" in text
    assert "# The bridge" in text
    assert "Call the mayor." in text
    assert "Port denies fault in bridge closure" in text
    assert "[The bridge](" in (tmp_path / "docs" / "index.md").read_text()
    assert set(run(EVENT).values()) <= {"unchanged", "kept"}


@pytest.mark.parametrize("said", ["none", "e00000000zz"])
def test_an_event_that_a_person_gave_a_briefing_stays(
    said: str, run: Callable[..., dict[str, str]], tmp_path: Path
) -> None:
    run(EVENT)
    (page,) = (tmp_path / "docs").glob(f"briefings/*/*{UNKNOWN}.md")
    page.write_text(page.read_text().replace(f"event: {EVENT.id}", f"event: {said}"))
    run(replace(without(UNKNOWN), members=EVENT.members[:1] + EVENT.members[2:]))
    run(EVENT)

    assert f"event: {said}" in page.read_text()
    assert not list((tmp_path / ".builder" / "review").glob("*"))


def test_drawings_that_are_not_drawn_any_more_go(run: Callable[..., dict[str, str]], tmp_path: Path) -> None:
    run(EVENT)
    assert path_of(tmp_path, EVENT.id, "-timeline.svg").exists()
    run(replace(EVENT, moments=EVENT.moments[:1]))

    assert not list(tmp_path.glob("docs/events/*-timeline.svg"))
    assert path_of(tmp_path, EVENT.id, "-origins.svg").exists()


def test_an_event_that_is_none_any_more_leaves_nothing(run: Callable[..., dict[str, str]], tmp_path: Path) -> None:
    run(EVENT, make_crowd(2))
    run(make_crowd(2))

    assert not list(tmp_path.glob(f"docs/events/*{EVENT.id}*"))


def test_an_event_that_absorbs_another_takes_its_address(run: Callable[..., dict[str, str]], tmp_path: Path) -> None:
    other = make_crowd(2)
    run(EVENT, other)
    was = path_of(tmp_path, other.id).relative_to(tmp_path / "docs")
    run(replace(EVENT, absorbs=(other.id,)))

    assert str(was) in (tmp_path / ".builder" / "addresses" / EVENT.id).read_text()


def test_a_claim_that_a_person_mended_stays_when_others_come(
    run: Callable[..., dict[str, str]], tmp_path: Path
) -> None:
    run(replace(EVENT, rows=EVENT.rows[:5]))
    page = path_of(tmp_path, EVENT.id)
    page.write_text(page.read_text().replace("… when a cable broke", "when a rusty cable broke"))
    run(EVENT)
    text = page.read_text()

    assert "when a rusty cable broke" in text
    assert "the bridge was last repaired in 2018" in text.partition("## Origins")[0]
    assert not list((tmp_path / ".builder").glob("review/*"))


def test_a_mended_cell_stays_when_a_row_comes(run: Callable[..., dict[str, str]], tmp_path: Path) -> None:
    run(replace(EVENT, rows=EVENT.rows[1:]))
    page = path_of(tmp_path, EVENT.id)
    page.write_text(page.read_text().replace("Work is to end on 3 June 2031. [", "Work ends on 3 June 2031. [", 1))
    run(EVENT)
    claims = page.read_text().partition("### Differs")[0]

    assert claims.count("\n| **Brockel Courier:**") == 2
    assert "Work ends on 3 June 2031." in claims
    assert not list((tmp_path / ".builder").glob("review/*"))


def test_a_person_words_on_the_page_of_an_absorbed_event_stay(
    run: Callable[..., dict[str, str]], tmp_path: Path
) -> None:
    other = make_crowd(2)
    run(EVENT, other)
    page = path_of(tmp_path, other.id)
    text = page.read_text().replace("review: draft", f"review: draft\nsame_as: {EVENT.id}")
    page.write_text(text.replace("## Coverage", "## Editor's note\n\nOne flood.\n\n## Coverage"))
    one = replace(EVENT, absorbs=(other.id,))
    run(one)
    text = page.read_text()

    assert "One flood." in text
    assert f"same_as: {EVENT.id}" in text
    assert "The same as [Harbour bridge in Brockel closed](" in text
    assert "## Coverage" not in text
    assert set(run(one).values()) <= {"unchanged", "kept"}

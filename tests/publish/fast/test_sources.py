"""What is known of `docs/` from run to run agrees with reading all of it again."""

from pathlib import Path
from typing import Any

import pytest

from builder.publish import reading
from builder.publish.fast import source
from builder.publish.fast.sources import Sources


@pytest.fixture
def kept(project: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of what was known when the project was looked at first, long ago."""
    monkeypatch.setattr(source, "_SETTLED", -1.0)
    folder = project / ".builder" / "cache" / "site"
    assert Sources(project, folder).are_fine()
    return folder


def test_what_pages_say_is_what_reading_them_all_gives(project: Path, kept: Path) -> None:
    (project / "docs" / ".draft.md").write_text("---\ntitle: x\n---\n")
    known, read = Sources(project, kept).told(), reading.told(project / "docs")

    assert list(known) == list(read)
    assert [told.values for told in known.values()] == [told.values for told in read.values()]
    assert [told.body for told in known.values()] == [told.body for told in read.values()]


def test_a_file_that_did_not_change_is_not_read_again(
    project: Path, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(project / "docs" / "method.md", "One line more.")
    read: list[str] = []
    before = Path.read_bytes

    def read_bytes(path: Path) -> bytes:
        if path.is_relative_to(project / "docs"):
            read.append(path.name)
        return before(path)

    monkeypatch.setattr(Path, "read_bytes", read_bytes)

    assert Sources(project, kept).are_fine()
    assert set(read) == {"method.md"}


def test_a_file_that_was_written_just_now_is_read_again(
    project: Path, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(source, "_SETTLED", 3600.0)
    page = project / "docs" / "method.md"
    page.write_text(f"{page.read_text('utf-8')}\n", "utf-8")

    assert Sources(project, kept).files["method.md"].stamp == []


def test_a_link_whose_goal_goes_is_noticed(project: Path, kept: Path) -> None:
    (project / "docs" / "actors" / "wei-fenghe.md").unlink()

    assert not Sources(project, kept).are_fine()


@pytest.mark.parametrize("damage", [b"", b"SQLite format 3\0 and no more", b"\0" * 5000])
def test_a_damaged_table_costs_time_and_nothing_else(project: Path, kept: Path, damage: bytes) -> None:
    whole: Any = Sources(project, kept).digests
    (kept / "sources.sqlite").write_bytes(damage)

    again = Sources(project, kept)

    assert again.are_fine()
    assert again.digests == whole


def put(page: Path, line: str) -> None:
    page.write_text(f"{page.read_text('utf-8')}\n{line}\n", "utf-8")


def test_a_place_that_a_changed_page_loses_is_missed_where_nothing_changed(project: Path, kept: Path) -> None:
    goal, page = project / "docs" / "method.md", project / "docs" / "actors" / "china.md"
    before = goal.read_text("utf-8")
    put(goal, "## A new place")
    put(page, "[There](../method.md#a-new-place).")
    assert Sources(project, kept).are_fine()
    goal.write_text(before, "utf-8")

    assert not Sources(project, kept).are_fine()
    assert not Sources(project, kept).are_fine()  # though now it is as it was the last time


def test_a_dead_link_is_noticed_as_long_as_it_stands(project: Path, kept: Path) -> None:
    put(project / "docs" / "actors" / "china.md", "[There](../method.md#nowhere).")
    assert not Sources(project, kept).are_fine()
    put(project / "docs" / "method.md", "One line more.")

    assert not Sources(project, kept).are_fine()


def test_what_nobody_remembers_of_links_is_looked_up(project: Path, kept: Path) -> None:
    (kept / "links.sqlite").unlink()
    put(project / "docs" / "method.md", "One line more.")

    assert Sources(project, kept).are_fine()
    (project / "docs" / "actors" / "wei-fenghe.md").unlink()
    assert not Sources(project, kept).are_fine()

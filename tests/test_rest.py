"""Where all is as it was before a run that changed nothing, no other run is made; anything else calls for one."""

import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from builder import pipeline, rest
from builder.config import Limits, Settings
from builder.records import Problem, Report
from tests.survival.projects import SEEDS, rendered

__all__ = ["rendered"]

DAY = date(2024, 2, 1)
REAL = pipeline.build

pytestmark = pytest.mark.usefixtures("rendered")


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> list[Report]:
    """The reports of the runs that were really made."""
    made: list[Report] = []

    def counting(*given: Any, **named: Any) -> Report:
        made.append(REAL(*given, **named))
        return made[-1]

    monkeypatch.setattr(pipeline, "build", counting)
    return made


def build(root: Path, settings: Settings = Settings(), today: date = DAY, *, dry: bool = False) -> Report:  # noqa: B008
    return pipeline.build_if_changed(root, settings, today=today, dry=dry)


@pytest.fixture
def project(tmp_path: Path, runs: list[Report]) -> Path:
    """A project at rest, with a seed that is skipped."""
    (tmp_path / "seeds").mkdir()
    for name in ("port", "ferry"):
        (tmp_path / f"seeds/{name}.txt").write_text(SEEDS[name])
    (tmp_path / "seeds/picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    build(tmp_path)
    build(tmp_path)
    assert len(runs) == 2, "the second run is made: the first one changed something"
    runs.clear()
    return tmp_path


def page(root: Path) -> Path:
    return next((root / "docs/briefings").rglob("*.md"))


def test_at_rest_the_last_report_is_told_again(project: Path, runs: list[Report]) -> None:
    before = REAL(project, Settings(), today=DAY)
    assert build(project) == before
    assert build(project, dry=True) == before
    assert before.problems
    assert not runs


def same_size_and_time(root: Path) -> None:
    seed = root / "seeds/port.txt"
    found = seed.stat()
    seed.write_bytes(seed.read_bytes().replace(b"May", b"Mai"))
    os.utime(seed, ns=(found.st_atime_ns, found.st_mtime_ns))


def as_link(root: Path) -> None:
    (root / "seeds/port.txt").rename(root / "port.txt")
    (root / "seeds/port.txt").symlink_to(root / "port.txt")


def into_a_folder(root: Path) -> None:
    (root / "seeds/more").mkdir()
    (root / "seeds/port.txt").rename(root / "seeds/more/port.txt")


CHANGES: dict[str, Callable[[Path], object]] = {
    "a seed's words, at the same size and time": same_size_and_time,
    "a new seed": lambda root: (root / "seeds/lamp.txt").write_text(SEEDS["lamp"]),
    "a seed in a folder": into_a_folder,
    "no seed": lambda root: (root / "seeds/port.txt").unlink(),
    "no seeds at all": lambda root: shutil.rmtree(root / "seeds"),
    "a link": as_link,
    "a sidecar": lambda root: (root / "seeds/port.yml").write_text("source: The Post\n"),
    "a person's words": lambda root: page(root).write_text(page(root).read_text() + "\nMine.\n"),
    "a page deleted": lambda root: page(root).unlink(),
    "a page moved": lambda root: page(root).rename(root / "docs/moved.md"),
    "a page beside": lambda root: (root / "docs/about.md").write_text("# About\n"),
    "a drawing gone": lambda root: next((root / "docs").rglob("*.svg")).unlink(),
    "a base damaged": lambda root: next((root / ".builder/base").glob("b*.md")).write_text(""),
    "the cache gone": lambda root: shutil.rmtree(root / ".builder/cache"),
    "the report damaged": lambda root: next((root / ".builder/cache/rest").iterdir()).write_text("{}"),
    "an empty folder": lambda root: (root / "docs/new").mkdir(),
    "a name that is no text": lambda root: Path(os.fsdecode(os.fsencode(root / "seeds") + b"/\xff.txt")).touch(),
}  # fmt: skip


@pytest.mark.parametrize("what", CHANGES)
def test_whatever_changed_calls_for_a_run(project: Path, runs: list[Report], what: str) -> None:
    CHANGES[what](project)
    build(project)
    assert len(runs) == 1


@pytest.mark.parametrize(
    "settings", [Settings(source_text="none"), Settings(limits=Limits(seed_mb=1)), Settings(language="fr")]
)
def test_other_settings_call_for_a_run(project: Path, runs: list[Report], settings: Settings) -> None:
    build(project, settings)
    assert len(runs) == 1


def test_another_day_or_program_calls_for_a_run(
    project: Path, runs: list[Report], monkeypatch: pytest.MonkeyPatch
) -> None:
    build(project, today=date(2024, 2, 2))
    monkeypatch.setattr(rest, "digest_of", lambda *_: b"another")
    build(project)
    assert len(runs) == 2


def test_what_cost_time_is_not_told_twice(tmp_path: Path, runs: list[Report], monkeypatch: pytest.MonkeyPatch) -> None:
    delayed = lambda *given, **named: replace(REAL(*given, **named), delays=(Problem("Reading", "died"),))  # noqa: E731
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds/port.txt").write_text(SEEDS["port"])
    build(tmp_path)
    with monkeypatch.context() as patch:
        patch.setattr(pipeline, "build", delayed)
        build(tmp_path)
    runs.clear()
    assert not build(tmp_path).delays
    assert len(runs) == 1


def test_what_a_person_saves_during_a_run_calls_for_another(
    project: Path, runs: list[Report], monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.rmtree(project / ".builder/cache")

    def saving(*given: Any, **named: Any) -> Report:
        report = REAL(*given, **named)
        page(project).write_text(page(project).read_text() + "\nMine.\n")
        return report

    with monkeypatch.context() as patch:
        patch.setattr(pipeline, "build", saving)
        build(project)
    build(project)
    assert len(runs) == 1


def test_seeds_too_large_to_be_looked_at_are_read_each_time(project: Path, runs: list[Report]) -> None:
    (project / "seeds/large.txt").write_text("A word. " * 200_000)
    settings = Settings(limits=Limits(seed_mb=1))
    for _ in range(3):
        build(project, settings)
    assert len(runs) == 3


def test_a_dry_run_notes_nothing(project: Path, runs: list[Report]) -> None:
    shutil.rmtree(project / ".builder/cache")
    build(project, dry=True)
    assert not (project / ".builder/cache").exists()
    build(project, dry=True)
    assert len(runs) == 2

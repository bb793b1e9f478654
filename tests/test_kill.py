"""`kill -9` at every write point of a build, and at random times: nothing is lost, and the next build ends the work."""

import errno
import os
import random
import shutil
import signal
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from builder import analyse, pipeline
from builder.config import Settings
from builder.errors import BuilderError
from builder.records import Article, Briefing, Report
from builder.write.journal import Journal
from tests.write.faults import Tree, fail_at, killed_at, steps_of, tree

FERRY = """Ferry line to Sandholm reopens

3 May 2022

The ferry line between Marrow and Sandholm reopened on Tuesday, the Marrow Port Authority said.

"We have waited two years for this morning," said Ada Lund, the mayor of Sandholm. Some 300 people took the first boat.

The line closed in March 2020. The Marrow Port Authority paid for a new pier.
"""

BRIDGE = """Marrow council votes for a bridge

12 June 2022

The Marrow council voted for a bridge to Sandholm on Friday, by 14 votes to 9.

"A bridge serves those who miss the last boat," said Tomas Brandt, who leads the council. Ada Lund welcomed the vote.

The bridge is to cost 40 million euros. The Marrow Port Authority said it would study the plan.
"""

STRIKE = """Pilots of Marrow end their strike

20 July 2022

The pilots of the Marrow Port Authority ended their strike on Wednesday after nine days.

"Both sides moved," said Tomas Brandt. Forty ships had waited outside the harbour of Marrow.
"""

LIGHTHOUSE = """Sandholm sells its lighthouse

2 August 2022

Sandholm sold its lighthouse on Tuesday to the Coast Trust, Ada Lund said.

"It will stay white," said Mirjam Oke of the Coast Trust. The Marrow Port Authority keeps the lamp.
"""

NOTE = "A note of ours: the second boat was late."
SUMMARY = "A line that an editor wrote about the council."
ABOUT = "She was a sailor before she was mayor, an editor adds."
RENAMED = "Sources that stay unnamed"
REWORDED = "The line stood still from March 2020 on, our own archive says."


def build(root: Path) -> Report:
    return pipeline.build(root, Settings(), today=date(2024, 2, 1))


def seed(root: Path, name: str, text: str) -> None:
    path = root / "seeds" / f"{name}.txt"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def page(root: Path, pattern: str) -> Path:
    (found,) = (root / "docs").rglob(pattern)
    return found


def append(path: Path, text: str) -> None:
    path.write_text(f"{path.read_text().rstrip()}\n\n{text}\n")


@pytest.fixture(scope="module")
def fast() -> Iterator[None]:
    """Each article is analysed once, however often it is built."""
    known: dict[str, Briefing] = {}
    real = analyse.analyse

    def remembered(articles: Iterable[Article]) -> Iterator[Briefing]:
        for article in articles:
            if repr(article) not in known:
                (known[repr(article)],) = real([article])
            yield known[repr(article)]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(analyse, "analyse", remembered)
        yield


@pytest.fixture(scope="module")
def memory() -> Iterator[Path]:
    """A folder in memory, where the system has one: `kill -9` takes nothing from a file that was not synced."""
    with TemporaryDirectory(dir="/dev/shm" if os.access("/dev/shm", os.W_OK) else None) as name:
        yield Path(name)


@pytest.fixture
def folder(memory: Path) -> Iterator[Path]:
    """An empty folder for one test."""
    path = memory / "test"
    path.mkdir()
    yield path
    shutil.rmtree(path)


@pytest.fixture(scope="module")
def project(fast: None, memory: Path) -> Path:
    """Built once, then edited by people on seven pages, and with seeds changed, removed and added."""
    root = memory / "project"
    for name, text in (("ferry", FERRY), ("bridge", BRIDGE), ("strike", STRIKE)):
        seed(root, name, text)
    assert not build(root).problems

    append(page(root, "ferry-line-*.md"), NOTE)
    bridge = page(root, "marrow-council-*.md")
    bridge.write_text(bridge.read_text().replace("\n---\n", f"\neditor_note: {SUMMARY}\n---\n", 1))
    append(page(root, "ada-lund*.md"), ABOUT)
    source = page(root, "unknown.md")
    source.write_text(
        source.read_text().replace("title: Unknown source\n", f"title: {RENAMED}\naliases:\n- nobody\n", 1)
    )
    moved = root / "docs" / "harbour" / "brandt.md"
    moved.parent.mkdir()
    page(root, "tomas-brandt*.md").rename(moved)
    page(root, "method.md").unlink()
    ferry = page(root, "ferry-line-*.md")
    assert "closed in March 2020" in ferry.read_text()
    ferry.write_text(ferry.read_text().replace("The line closed in March 2020.", REWORDED))

    seed(root, "ferry", FERRY.replace("closed in March 2020", "closed in April 2020").replace("300", "400"))
    seed(root, "bridge", BRIDGE.replace("40 million", "45 million"))
    (root / "seeds" / "strike.txt").unlink()
    seed(root, "lighthouse", LIGHTHOUSE)
    return root


@pytest.fixture(scope="module")
def undisturbed(project: Path, memory: Path) -> Tree:
    """The tree after a build that nobody kills."""
    return built(shutil.copytree(project, memory / "undisturbed"))


def built(root: Path) -> Tree:
    report = build(root)
    assert not report.problems
    return tree(root)


def check(root: Path, undisturbed: Tree, when: str) -> None:
    found = built(root)
    assert sorted(found) == sorted(undisturbed), when
    assert {name for name in found if found[name] != undisturbed[name]} == set(), when
    text = b"\n".join(data for data in found.values() if data).decode()
    assert [typed for typed in (NOTE, SUMMARY, ABOUT, REWORDED, RENAMED) if typed not in text] == [], when


def test_the_edits_are_there_after_an_undisturbed_build(undisturbed: Tree) -> None:
    pages = {name: data.decode() for name, data in undisturbed.items() if data and name.startswith("docs/")}

    for typed in (NOTE, SUMMARY, ABOUT, REWORDED, RENAMED):
        assert any(typed in text for text in pages.values()), typed
    assert "docs/harbour/brandt.md" in pages
    assert not [name for name in pages if name == "docs/method.md" or "tomas-brandt" in name or "pilots" in name]
    assert [name for name in pages if "lighthouse" in name]


def test_a_second_build_writes_nothing(project: Path, undisturbed: Tree, folder: Path) -> None:
    root = shutil.copytree(project, folder / "project")
    check(root, undisturbed, "once")

    assert [name for name, _ in steps_of(lambda: build(root))] == ["lock"]


def test_kill_at_every_write_point(project: Path, undisturbed: Tree, folder: Path) -> None:
    points = steps_of(lambda: build(shutil.copytree(project, folder / "count")))
    assert len(points) > 100
    assert {name for name, _ in points} == {
        *("lock", "make folder", "make", "sync file", "rename", "unlink", "tidy", "sync folder")
    }

    for number, (name, path) in enumerate(points):
        root = shutil.copytree(project, folder / "project")
        assert killed_at(number, partial(build, root))
        check(root, undisturbed, f"killed at {number}, {name} {path}")
        shutil.rmtree(root)
    assert not killed_at(len(points), lambda: build(shutil.copytree(project, folder / "last")))


def test_kill_twice(project: Path, undisturbed: Tree, folder: Path) -> None:
    """The build that mends is killed as well, at a point that moves along."""
    points = len(steps_of(lambda: build(shutil.copytree(project, folder / "count"))))
    for number in range(0, points, 7):
        root = shutil.copytree(project, folder / "project")
        assert killed_at(number, partial(build, root))
        killed_at(number * 5 % points, partial(build, root))
        check(root, undisturbed, f"killed twice, first at {number}")
        shutil.rmtree(root)


def test_kill_at_fifty_random_times(project: Path, undisturbed: Tree, folder: Path) -> None:
    chance = random.Random(20220503)
    longest, killed = 0.3, 0
    for _ in range(1000):
        root = shutil.copytree(project, folder / "project")
        delay = chance.uniform(0, longest)
        process = run_apart(partial(build, root))
        time.sleep(delay)
        os.kill(process, signal.SIGKILL)
        if os.WIFSIGNALED(os.waitpid(process, 0)[1]):
            killed += 1
        else:  # it was faster, and does not count
            longest = delay
        check(root, undisturbed, f"killed after {delay:.3f} s")
        shutil.rmtree(root)
        if killed == 50:
            break
    assert killed == 50


def test_a_full_disk_at_any_write_point(project: Path, undisturbed: Tree, folder: Path) -> None:
    points = len(steps_of(lambda: build(shutil.copytree(project, folder / "count"))))
    for number in range(0, points, 7):
        root = shutil.copytree(project, folder / "project")
        with pytest.MonkeyPatch.context() as patch:
            fail_at(number, errno.ENOSPC, patch)
            with pytest.raises(BuilderError, match=r"/project/.*the disk is full \(free"):
                build(root)
        assert not [name for name in tree(root) if name.endswith(".tmp")]
        check(root, undisturbed, f"full at {number}")
        shutil.rmtree(root)


def test_an_edit_between_the_crash_and_the_next_build_is_kept(project: Path, folder: Path) -> None:
    """Typed on top of a page that the killed build had, or had not yet, written."""
    typed = "Typed after the crash."
    points = steps_of(lambda: build(shutil.copytree(project, folder / "count")))
    for number in range(1, len(points), 7):
        root = shutil.copytree(project, folder / "project")
        assert killed_at(number, partial(build, root))
        append(page(root, "marrow-council-*.md"), typed)
        built(root)
        assert typed in page(root, "marrow-council-*.md").read_text(), number
        assert SUMMARY in page(root, "marrow-council-*.md").read_text(), number
        assert not Journal(root).is_pending()
        assert [name for name, _ in steps_of(partial(build, root))] == ["lock"], number
        shutil.rmtree(root)


def test_a_dry_run_says_that_a_build_was_cut_short(project: Path, folder: Path) -> None:
    points = steps_of(lambda: build(shutil.copytree(project, folder / "count")))
    root = shutil.copytree(project, folder / "project")
    _, first_page, *_ = (number for number, (name, _) in enumerate(points) if name == "rename")
    assert killed_at(first_page, partial(build, root))
    before = tree(root)

    doubts = pipeline.build(root, Settings(), today=date(2024, 2, 1), dry=True).doubts
    assert [str(doubt) for doubt in doubts] == [
        ".builder/journal: a build was cut short: this shows the pages as it left them (run `builder build`)"
    ]
    assert tree(root) == before
    build(root)
    assert not pipeline.build(root, Settings(), today=date(2024, 2, 1), dry=True).doubts


def run_apart(run: Callable[[], object]) -> int:
    """Start a run in a process of its own; gives its number."""
    process = os.fork()
    if process == 0:
        try:
            run()
        finally:
            os._exit(0)
    return process

"""A process that dies while others are at work, by SIGKILL or for want of memory: a line, and nothing is lost."""

import os
import signal
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from click.testing import CliRunner

from builder import pipeline, processes, seeds
from builder.analyse import processes as sharing
from builder.cli import main
from builder.config import Settings
from builder.records import Problem, Report
from tests.children import seen
from tests.survival.trees import Tree, assert_equal, tree
from tests.write.faults import steps_of

TEXT = """Pier {number} of Port Mery closes

PORT MERY, 4 March 2024 - The Holm Line closed pier {number} on Monday, its director Ada Lund said.

“We will miss it,” Lund told the Harbour News. The council of Port Mery would not confirm the cost.
"""

STAGES = {"Reading": f"{seeds.__name__}:answer", "Analysing": f"{sharing.__name__}:answer"}
"""Each with what children are asked for in it."""

TIGHT = "import resource, sys; sys.argv[2] != {stage!r} or resource.setrlimit(resource.RLIMIT_AS, (2 * 10**8,) * 2); "
"""Put before the program of a child: it runs out of memory as it loads what it needs."""


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Tree:
    """What one process makes of the seeds."""
    root = sown(tmp_path_factory.mktemp("undisturbed"))
    assert not build(root, 1).problems
    return tree(root)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return sown(tmp_path / "project")


@pytest.fixture
def children(monkeypatch: pytest.MonkeyPatch) -> list[processes.Child]:
    """The processes that were started: two for so few seeds and articles already."""
    made = seen(monkeypatch)
    for module in (seeds, sharing):
        monkeypatch.setattr(module, "cores", lambda: 2)
        monkeypatch.setattr(module, "CHUNK", 4)
    monkeypatch.setattr(seeds, "WORTH", 1e-9)
    monkeypatch.setattr(sharing, "FEWEST", 8)
    return made


def sown(root: Path) -> Path:
    (root / "seeds").mkdir(parents=True)
    for number in range(24):
        (root / f"seeds/{number:02}.txt").write_text(TEXT.format(number=number))
    return root


def build(root: Path, count: int) -> Report:
    return pipeline.build(root, Settings(processes=count), today=date(2024, 3, 9))


def killed(stage: str, patch: pytest.MonkeyPatch) -> None:
    """`kill -9`, as the system does when memory is short, over the second question of a process."""
    ask = processes.Child.ask
    asked: list[object] = []

    def dying(child: processes.Child, question: object) -> object:
        if child.function == STAGES[stage] and child.started is not None and not asked:
            asked.append(question)
            os.kill(child.started.pid, signal.SIGKILL)
        return ask(child, question)

    patch.setattr(processes.Child, "ask", dying)


def without_memory(stage: str, patch: pytest.MonkeyPatch) -> None:
    """What the allocator says when a limit is met."""
    patch.setattr(processes, "CHILD", TIGHT.format(stage=STAGES[stage]) + processes.CHILD)


@pytest.mark.parametrize("death", [killed, without_memory])
@pytest.mark.parametrize("stage", STAGES)
def test_a_build_goes_on_without_it(
    stage: str, death: Callable[..., None], root: Path, undisturbed: Tree, children: list[processes.Child]
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        death(stage, patch)
        report = build(root, 2)

    assert STAGES[stage] in {child.function for child in children if child.started or child.ended}
    assert [(one.path, "was killed or ran out of memory" in one.what) for one in report.delays] == [(stage, True)]
    assert not (*report.problems, *report.doubts, *report.lacks)
    assert_equal(tree(root), undisturbed)
    assert all(child.started is None or child.started.poll() is not None for child in children)
    assert [name for name, _ in steps_of(partial(build, root, 2))] == ["lock"]


def test_a_build_of_which_nothing_died_tells_of_no_delay(
    root: Path, undisturbed: Tree, children: list[processes.Child]
) -> None:
    assert build(root, 2).delays == ()
    assert {child.function for child in children if child.started} == set(STAGES.values())
    assert_equal(tree(root), undisturbed)


def test_a_delay_is_told_in_a_line(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    delay = Problem("Reading", "a process was killed", "give it more memory")
    monkeypatch.setattr(pipeline, "build", lambda *_, **__: Report({}, (), delays=(delay,)))

    told = CliRunner().invoke(main, ["--root", str(root), "build", "--strict"])

    assert told.exit_code == 0
    assert told.stderr.splitlines() == ["slower Reading: a process was killed (give it more memory)"]

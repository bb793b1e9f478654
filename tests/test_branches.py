"""What two people do on two branches, merged by git: one build gives both."""

import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest

from builder import pipeline
from builder.config import Settings
from builder.records import Report
from tests.survival.projects import rendered
from tests.survival.trees import tree, without_history

__all__ = ["rendered"]

pytestmark = pytest.mark.usefixtures("rendered")

PORT = "Port of Brockel reopens\n\nThe port reopened in May. Mayor Ada Lund cut the ribbon. Ships came at noon.\n"
FERRY = "Ferry line returns\n\nThe ferry to Agder came back. Ada Lund was on board. It carried 200 people.\n"
BRIDGE = "Council votes for a bridge\n\nThe council voted for a bridge. Tom Okafor leads it. Nine were against.\n"
TYPED = "The crews were paid in coins, our archive says."

MADE_FROM_ALL = (
    *("docs/actors/", "docs/sources/", "docs/dates/", "docs/index.md", "docs/corrections.md", "docs/since."),
    *(".builder/base/actor-", ".builder/base/source-", ".builder/base/dates-", ".builder/base/page-"),
    ".builder/news/",
)
"""Pages that list other pages, and their bases: both branches change them, and a build makes them anew."""

REPOSITORY = Path(__file__).parents[1]


def build(root: Path) -> Report:
    return pipeline.build(root, Settings(), today=date(2024, 2, 1))


def sow(root: Path, name: str, text: str, day: str = "2022-05-10") -> None:
    (root / "seeds").mkdir(exist_ok=True)
    (root / "seeds" / f"{name}.txt").write_text(text)
    (root / "seeds" / f"{name}.yml").write_text(f"source: Agder Times\ndate: {day}\n")


def git(root: Path, *words: str, fails: bool = False) -> str:
    done = subprocess.run(["git", "-C", str(root), *words], capture_output=True, text=True, check=False)
    assert fails or done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def save(root: Path, message: str) -> None:
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", message)


def merged(root: Path) -> list[str]:
    """Merge `theirs`; gives the files in conflict."""
    git(root, "merge", "--quiet", "--no-edit", "theirs", fails=True)
    return git(root, "diff", "--name-only", "--diff-filter=U").split()


def port(root: Path) -> Path:
    (found,) = (root / "docs/briefings").rglob("port-*.md")
    return found


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with one article, built and committed, and a second branch `theirs` at the same commit."""
    for name in ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM"):
        monkeypatch.setenv(name, "/dev/null")
    root = tmp_path / "project"
    root.mkdir()
    git(root, "init", "--quiet", "--initial-branch", "ours")
    git(root, "config", "user.name", "Ida Voss")
    git(root, "config", "user.email", "ida@example.org")
    (root / ".gitignore").write_text(".builder/lock\n.builder/journal\n.builder/cache/\n")
    sow(root, "port", PORT)
    assert not build(root).problems
    save(root, "First")
    git(root, "branch", "theirs")
    return root


def test_an_edit_on_one_branch_and_new_seeds_on_the_other_are_both_in_the_next_build(project: Path) -> None:
    page = port(project)
    page.write_text(page.read_text().replace("Ships came at noon.", TYPED, 1))
    save(project, "An edit")
    git(project, "switch", "--quiet", "theirs")
    sow(project, "ferry", FERRY)
    sow(project, "port", PORT + "\nA band played.\n")
    build(project)
    save(project, "News")
    git(project, "switch", "--quiet", "ours")
    conflicts = merged(project)
    report = build(project)

    assert conflicts == []
    assert not report.problems
    assert TYPED in port(project).read_text()
    assert "A band played." in port(project).read_text()
    assert len(list((project / "docs/briefings").rglob("ferry-*.md"))) == 1
    assert "Ferry line returns" in (project / "docs/index.md").read_text()
    before = tree(project)
    assert not build(project).pending
    assert tree(project) == before


def with_articles_on_both_branches(root: Path) -> list[str]:
    """Another article on each branch, each built and committed; gives the files in conflict after the merge."""
    sow(root, "bridge", BRIDGE, "2022-06-12")
    page = port(root)
    page.write_text(page.read_text().replace("Ships came at noon.", TYPED, 1))
    build(root)
    save(root, "Bridge")
    git(root, "switch", "--quiet", "theirs")
    sow(root, "ferry", FERRY, "2023-07-01")
    build(root)
    save(root, "Ferry")
    git(root, "switch", "--quiet", "ours")
    return merged(root)


def test_only_pages_made_from_all_others_conflict_when_both_branches_add_articles(project: Path) -> None:
    conflicts = with_articles_on_both_branches(project)

    assert [name for name in conflicts if not name.startswith(MADE_FROM_ALL)] == []


@pytest.mark.parametrize("side", ["--ours", "--theirs", None])
def test_a_build_gives_the_right_tree_whichever_side_of_the_conflicts_is_taken(
    project: Path, tmp_path: Path, side: str | None
) -> None:
    """None: the conflict markers are left. A page that is like its base is the machine's, markers and all."""
    conflicts = with_articles_on_both_branches(project)
    assert conflicts
    for name in conflicts if side else ():
        git(project, "checkout", "--quiet", str(side), "--", name)
    report = build(project)

    assert not report.problems
    fresh = built_at_once(project, tmp_path / "fresh")
    assert without_history(tree(project / "docs")) == without_history(tree(fresh / "docs"))
    assert not [name for name, data in tree(project).items() if b"<<<<<<<" in data and not name.startswith(".git/")]
    before = tree(project / ".builder")
    assert not build(project).pending
    assert tree(project / ".builder") == before


def test_with_the_projects_attributes_branches_that_add_articles_merge_without_conflict(
    project: Path, tmp_path: Path
) -> None:
    for name in (".gitattributes", ".gitignore"):
        shutil.copy(REPOSITORY / name, project)
    save(project, "Settings of git")
    git(project, "branch", "--force", "theirs")

    assert with_articles_on_both_branches(project) == []

    report = build(project)
    assert not report.problems
    fresh = built_at_once(project, tmp_path / "fresh")
    assert without_history(tree(project / "docs")) == without_history(tree(fresh / "docs"))
    assert not build(project).pending


def built_at_once(project: Path, fresh: Path) -> Path:
    """A project that had all seeds and the edit from the start, without branches."""
    shutil.copytree(project / "seeds", fresh / "seeds")
    build(fresh)
    page = port(fresh)
    page.write_text(page.read_text().replace("Ships came at noon.", TYPED, 1))
    build(fresh)
    return fresh


def test_a_page_that_a_person_left_with_conflict_markers_is_refused(project: Path) -> None:
    page = port(project)
    page.write_text(page.read_text().replace("Ships came at noon.", TYPED, 1))
    save(project, "An edit")
    git(project, "switch", "--quiet", "theirs")
    page.write_text(page.read_text().replace("Ships came at noon.", "No ship came at all.", 1))
    save(project, "Another edit of the same sentence")
    git(project, "switch", "--quiet", "ours")
    name = str(page.relative_to(project))

    assert merged(project) == [name]
    marked = page.read_bytes()
    assert [problem.path for problem in build(project).problems] == [name]
    assert page.read_bytes() == marked

import errno
import json
import shutil
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.errors import BuilderError
from builder.records import Problem
from builder.write import files
from builder.write.journal import _HEAD, Change, Journal, _digest, _packed, _unpacked
from tests.write.faults import fail_at, killed_at, steps_of, tree

OLD = {
    "docs/untouched.md": "one",
    "docs/edited.md": "one, and a note",
    "docs/sub/gone.md": "one",
    "docs/sub/gone.json": "{}",
    "docs/alone.md": "one",
    ".builder/base/untouched.md": "one",
    ".builder/base/edited.md": "one",
    ".builder/base/gone.md": "one",
    ".builder/review/edited.md": "open",
}

NEW = {
    "docs/untouched.md": "two",
    "docs/edited.md": "two, and a note",
    "docs/new/fresh.md": "two",
    "docs/new/fresh.json": "{}",
    "docs/alone.md": "two",
    ".builder/base/untouched.md": "two",
    ".builder/base/edited.md": "two",
    ".builder/base/fresh.md": "two",
}


def write(root: Path, texts: dict[str, str]) -> Path:
    for name, text in texts.items():
        files.replace(root / name, text.encode())
    return root


def now(root: Path) -> dict[str, str]:
    return {name: data.decode() for name, data in tree(root).items() if data is not None}


def change(root: Path, page: str, *beside: str) -> Change:
    """From the old state of a page, and of what belongs to it, to the new one."""

    def data(texts: dict[str, str], name: str) -> bytes | None:
        return texts[name].encode() if name in texts else None

    return Change(root / page, data(OLD, page), data(NEW, page), {root / one: data(NEW, one) for one in beside})


def plan(root: Path) -> list[Change]:
    return [
        change(root, "docs/untouched.md", ".builder/base/untouched.md"),
        change(root, "docs/edited.md", ".builder/review/edited.md", ".builder/base/edited.md"),
        change(root, "docs/sub/gone.md", "docs/sub/gone.json", ".builder/base/gone.md"),
        change(root, "docs/new/fresh.md", "docs/new/fresh.json", ".builder/base/fresh.md"),
        change(root, "docs/alone.md"),
    ]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return write(tmp_path / "project", OLD)


@pytest.fixture
def pending(project: Path, tmp_path: Path) -> Path:
    """A project whose run was killed when all pages were new and every base still old."""
    count = write(tmp_path / "count", OLD)
    passed = steps_of(lambda: commit(count))
    base = [at for at, (name, path) in enumerate(passed) if name == "rename" and path.parent.name == "base"]
    assert killed_at(base[0], lambda: commit(project))
    found = now(project)
    assert [found[name] for name in NEW if name.endswith(".md") and "docs" in name] == [
        NEW[name] for name in NEW if name.endswith(".md") and "docs" in name
    ]
    assert {found[name] for name in found if "/base/" in name and not name.endswith(".tmp")} == {"one"}
    return project


def commit(root: Path) -> tuple[Problem, ...]:
    return Journal(root).commit(plan(root))


def decide_and_commit(root: Path) -> None:
    """As a run does: finish what was begun, then decide on what is there now."""
    assert Journal(root).replay() == ()
    left = []
    for one in plan(root):
        assert one.page
        seen = files.read(one.page)
        assert seen in (one.seen, one.text)
        left.append(Change(one.page, seen, one.text, one.beside))
    assert Journal(root).commit(left) == ()


def points(root: Path) -> int:
    return len(steps_of(lambda: commit(root)))


def test_a_plan_is_carried_out(project: Path) -> None:
    assert commit(project) == ()

    assert now(project) == NEW
    assert not Journal(project).is_pending()
    assert not (project / "docs/sub").exists()


def test_every_page_is_safe_on_disk_before_anything_beside_it_changes(project: Path) -> None:
    """Seen from a power cut: a base that is newer than its page would make the old page look like an edit."""
    names = [(name, str(path.relative_to(project))) for name, path in steps_of(lambda: commit(project))]
    journal_stands = names.index(("rename", ".builder/journal"))
    journal_safe = names.index(("sync folder", ".builder"))
    journal_gone = names.index(("unlink", ".builder/journal"))
    puts = [at for at, (name, _) in enumerate(names) if name in ("rename", "unlink")]
    pages = [at for at in puts if names[at][1].startswith("docs/") and names[at][1].endswith(".md")]
    beside = [at for at in puts if at not in (*pages, journal_stands, journal_gone)]

    assert journal_stands < journal_safe < min(pages)
    pages_safe = [at for at in range(max(pages), min(beside)) if names[at][0] == "sync folder"]
    assert {names[at][1] for at in pages_safe} == {"docs", "docs/new", "docs/sub"}
    assert max(beside) < journal_gone
    beside_safe = {names[at][1] for at in range(max(beside), journal_gone) if names[at][0] == "sync folder"}
    assert beside_safe >= {".builder/base", "docs/new", "docs"}
    assert names[-1] == ("sync folder", ".builder")


def test_kill_at_every_point_then_replay_leaves_every_page_with_its_own_base(tmp_path: Path) -> None:
    number = points(write(tmp_path / "count", OLD))
    pairs = {
        "docs/untouched.md": (".builder/base/untouched.md",),
        "docs/edited.md": (".builder/base/edited.md", ".builder/review/edited.md"),
        "docs/sub/gone.md": ("docs/sub/gone.json", ".builder/base/gone.md"),
        "docs/new/fresh.md": ("docs/new/fresh.json", ".builder/base/fresh.md"),
    }
    seen = set()
    for at in range(number):
        root = write(tmp_path / str(at), OLD)
        assert killed_at(at, partial(commit, root))
        assert Journal(root).replay() == ()

        found = now(root)
        for page, beside in pairs.items():
            state = OLD if found.get(page) == OLD.get(page) else NEW
            seen.add((page, state is NEW))
            for name in (page, *beside):
                assert found.get(name) == state.get(name), (at, name)
        assert not [name for name in found if name.endswith(".tmp")]
        assert not Journal(root).is_pending()
        decide_and_commit(root)
        assert now(root) == NEW, at
    assert len(seen) == 2 * len(pairs)


def test_kill_at_every_point_of_a_replay(project: Path, tmp_path: Path) -> None:
    last = points(write(tmp_path / "count", OLD)) - 3
    assert killed_at(last, lambda: commit(project))
    pending = shutil.copytree(project, tmp_path / "pending")
    number = len(steps_of(Journal(project).replay))
    assert number > 20
    for at in range(number):
        root = shutil.copytree(pending, tmp_path / str(at))
        assert killed_at(at, Journal(root).replay)
        decide_and_commit(root)
        assert now(root) == NEW, at


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EROFS, errno.EIO])
def test_a_disk_that_refuses_at_any_point_loses_nothing(tmp_path: Path, code: int) -> None:
    for at in range(points(write(tmp_path / "count", OLD))):
        root = write(tmp_path / str(at), OLD)
        with pytest.MonkeyPatch.context() as patch:
            fail_at(at, code, patch)
            with pytest.raises(BuilderError, match=r"\(.+\)"):
                commit(root)

        assert not [name for name in now(root) if name.endswith(".tmp")]
        decide_and_commit(root)
        assert now(root) == NEW, at


def test_a_disk_that_is_full_from_the_start_changes_nothing(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = tree(project)
    fail_at(7, errno.ENOSPC, monkeypatch)

    with pytest.raises(BuilderError, match="full"):
        commit(project)

    assert tree(project) == before


def test_a_page_saved_by_a_person_while_the_build_ran_keeps_their_text_and_its_base(project: Path) -> None:
    changes = plan(project)
    (project / "docs/untouched.md").write_text("one, typed just now")
    (project / "docs/sub/gone.md").write_text("one, typed just now")
    (project / "docs/new").mkdir()
    (project / "docs/new/fresh.md").write_text("typed just now")

    problems = Journal(project).commit(changes)

    pages = ["docs/untouched.md", "docs/sub/gone.md", "docs/new/fresh.md"]
    assert [one.path for one in problems] == pages
    assert {str(one) for one in problems} == {
        f"{page}: was changed while the build was running, and left alone (run again)" for page in pages
    }
    found = now(project)
    assert found["docs/untouched.md"] == found["docs/sub/gone.md"] == "one, typed just now"
    assert found[".builder/base/untouched.md"] == found[".builder/base/gone.md"] == "one"
    assert found["docs/new/fresh.md"] == "typed just now"
    assert ".builder/base/fresh.md" not in found
    assert found["docs/edited.md"] == NEW["docs/edited.md"]
    assert found[".builder/base/edited.md"] == "two"


def test_a_page_edited_between_crash_and_replay_keeps_its_text_and_the_old_base(pending: Path) -> None:
    page = pending / "docs/untouched.md"
    page.write_text("two, and mine")

    assert Journal(pending).replay() == ()

    assert page.read_text() == "two, and mine"
    assert now(pending)[".builder/base/untouched.md"] == "one"
    assert now(pending)[".builder/base/edited.md"] == "two"


def test_a_protected_page_is_left_with_its_base_and_the_rest_goes_on(project: Path) -> None:
    (project / "docs/untouched.md").chmod(0o444)
    (project / ".builder/base/edited.md").chmod(0o444)

    problems = commit(project)

    assert [one.path for one in problems] == ["docs/untouched.md", "docs/edited.md"]
    assert "chmod u+w" in problems[0].fix
    assert ".builder/base/edited.md is read-only" in problems[1].what
    found = now(project)
    kept = ["docs/untouched.md", ".builder/base/untouched.md", "docs/edited.md", ".builder/base/edited.md"]
    kept.append(".builder/review/edited.md")
    assert found == {**NEW, **{name: OLD[name] for name in kept}}


def test_nothing_to_do_writes_nothing(project: Path) -> None:
    assert steps_of(lambda: Journal(project).commit([])) == []
    assert steps_of(Journal(project).replay) == []


def test_a_change_without_a_page_is_always_finished(project: Path) -> None:
    copy = project / ".builder/replaced/copy.md"
    run = lambda: Journal(project).commit([Change(None, None, None, {copy: b"text"})])  # noqa: E731
    number = [name for name, _ in steps_of(run)].index("unlink")
    files.remove(copy)

    assert killed_at(number, run)
    files.remove(copy)
    Journal(project).replay()

    assert copy.read_bytes() == b"text"


def test_the_folder_of_a_project_may_be_moved_before_a_replay(project: Path, tmp_path: Path) -> None:
    number = points(write(tmp_path / "count", OLD))
    assert killed_at(number - 3, lambda: commit(project))
    moved = project.rename(tmp_path / "moved")

    decide_and_commit(moved)

    assert now(moved) == NEW


@pytest.mark.parametrize("damage", ["half", "bit", "empty", "other", "zeros"])
def test_a_damaged_journal_is_noticed_and_dropped(pending: Path, damage: str) -> None:
    path = Journal(pending).path
    data = path.read_bytes()
    path.write_bytes(
        {
            "half": data[: len(data) // 2],
            "bit": data[:-9] + bytes([data[-9] ^ 1]) + data[-8:],
            "empty": b"",
            "other": b"# A page\n",
            "zeros": bytes(len(data)),
        }[damage]
    )
    before = now(pending)

    (problem,) = Journal(pending).replay()

    assert problem.path == ".builder/journal"
    assert "damaged" in str(problem)
    assert not path.exists()
    del before[".builder/journal"]
    assert now(pending) == {name: text for name, text in before.items() if not name.endswith(".tmp")}
    decide_and_commit(pending)
    assert now(pending) == NEW


def signed(body: bytes) -> bytes:
    return f"{_HEAD}{_digest(body)}\n".encode() + body


@pytest.mark.parametrize(
    "name", ["../outside.md", "docs/../../outside.md", "/tmp/outside.md", "seeds/a.txt", "", "docs/out/x.md"]
)
def test_a_journal_of_unknown_origin_writes_nothing_outside(project: Path, tmp_path: Path, name: str) -> None:
    (tmp_path / "elsewhere").mkdir()
    (project / "docs/out").symlink_to(tmp_path / "elsewhere")
    rows = [{"page": None, "sha256": None, "beside": {name: "hostile"}}]
    journal = Journal(project)
    files.replace(journal.path, signed(json.dumps(rows).encode()))

    (problem,) = journal.replay()

    assert "damaged" in problem.what
    assert "hostile" not in [path.read_text() for path in tmp_path.rglob("*") if path.is_file()]


@pytest.mark.parametrize("body", [b"[1]", b"{}x", b"[{}]", b'[{"page":1,"sha256":1,"beside":{}}]', b"[" * 100_000])
def test_a_journal_of_another_shape_is_dropped(project: Path, body: bytes) -> None:
    files.replace(Journal(project).path, signed(body))

    assert len(Journal(project).replay()) == 1
    assert now(project) == OLD


@given(st.none() | st.binary(), st.none() | st.binary())
def test_bytes_come_back_from_a_journal_as_they_were(data: bytes | None, page: bytes | None) -> None:
    packed = json.loads(json.dumps(_packed(data, page)))

    back = _unpacked(packed)
    assert (page if back is True else back) == data

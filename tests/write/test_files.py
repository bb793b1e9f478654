import errno
import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from builder.errors import BuilderError, PageError
from builder.write import files
from tests.write.faults import fail_at, killed_at, steps_of


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def everything(root: Path) -> list[str]:
    return sorted(str(path.relative_to(root)) for path in root.rglob("*"))


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "docs" / "page.md"
    files.replace(path, b"old")
    return path


def test_a_file_is_read_as_written_and_a_missing_one_is_none(page: Path) -> None:
    assert files.read(page) == b"old"
    assert files.read(page.with_name("other.md")) is None
    assert files.read(page / "below.md") is None


@pytest.mark.parametrize("umask", [0o000, 0o077])
def test_a_new_file_may_be_read_by_all_whatever_the_umask(tmp_path: Path, umask: int) -> None:
    before = os.umask(umask)
    try:
        files.replace(tmp_path / "new" / "page.md", b"text")
    finally:
        os.umask(before)

    assert mode(tmp_path / "new" / "page.md") == 0o644
    assert mode(tmp_path / "new") == 0o755


def test_a_replaced_file_keeps_its_mode(page: Path) -> None:
    page.chmod(0o640)

    files.replace(page, b"new")

    assert (page.read_bytes(), mode(page)) == (b"new", 0o640)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give files away")
def test_a_replaced_file_keeps_its_owner(page: Path) -> None:
    os.chown(page, 12345, 54321)

    files.replace(page, b"new")

    assert (page.stat().st_uid, page.stat().st_gid) == (12345, 54321)


def test_a_removed_file_takes_the_folders_it_leaves_empty_along(page: Path) -> None:
    deep = page.parent / "a" / "b" / "deep.md"
    files.replace(deep, b"text")
    files.replace(page.parent / "a" / "other.md", b"text")

    files.remove(deep)
    assert everything(page.parent) == ["a", "a/other.md", "page.md"]

    files.remove(page.parent / "a" / "other.md")
    files.remove(page)
    assert page.parent.is_dir()


def test_removing_what_is_not_there_is_fine(page: Path) -> None:
    files.remove(page.with_name("other.md"))
    files.remove(page.parent / "no" / "such" / "folder.md")

    assert everything(page.parent) == ["page.md"]


def test_nothing_above_an_unknown_folder_is_tidied(tmp_path: Path) -> None:
    files.replace(tmp_path / "elsewhere" / "page.md", b"text")
    files.remove(tmp_path / "elsewhere" / "page.md")

    assert everything(tmp_path) == ["elsewhere"]


def protect(page: Path) -> None:
    page.chmod(0o444)


def protect_folder(page: Path) -> None:
    page.parent.chmod(0o555)


def link(page: Path) -> None:
    page.rename(page.with_name("target.md"))
    page.symlink_to("target.md")


def folder(page: Path) -> None:
    page.unlink()
    page.mkdir()


def pipe(page: Path) -> None:
    page.unlink()
    os.mkfifo(page)


@pytest.mark.parametrize("change", [files.remove, lambda path: files.replace(path, b"new")], ids=["remove", "replace"])
@pytest.mark.parametrize(
    ("prepare", "message"),
    [
        (protect, r"page\.md: is read-only and was left alone \(to let it change: chmod u\+w"),
        (protect_folder, r"docs: is read-only and was left alone \(to let it change: chmod u\+w"),
        (link, r"page\.md: cannot be \w+: is a link \("),
        (folder, r"page\.md: cannot be \w+: a folder has this name \("),
        (pipe, r"page\.md: is no plain file \("),
    ],
)
def test_what_is_protected_or_no_plain_file_is_left_alone(
    page: Path, prepare: Callable[[Path], None], message: str, change: Callable[[Path], None]
) -> None:
    prepare(page)
    before = everything(page.parent), page.lstat()

    with pytest.raises(PageError, match=message):
        change(page)

    assert (everything(page.parent), page.lstat()) == before


@pytest.mark.parametrize("prepare", [link, folder, pipe])
def test_what_is_no_plain_file_is_not_read(page: Path, prepare: Callable[[Path], None]) -> None:
    prepare(page)

    with pytest.raises(PageError, match=r"page\.md"):
        files.read(page)


def test_a_name_that_is_too_long_is_explained(page: Path) -> None:
    with pytest.raises(PageError, match=r"the name is too long \(shorten the name"):
        files.replace(page.with_name("x" * 300), b"new")

    assert everything(page.parent) == ["page.md"]


def test_the_longest_name_can_be_written(page: Path) -> None:
    longest = page.with_name("ä" * 127)

    files.replace(longest, b"new")

    assert longest.read_bytes() == b"new"


def test_a_file_in_the_place_of_a_folder_is_explained(page: Path) -> None:
    with pytest.raises(PageError, match=r"part of its path is a file, not a folder \(move"):
        files.replace(page / "below" / "page.md", b"new")

    assert page.read_bytes() == b"old"


@pytest.mark.parametrize(
    ("code", "message"),
    [
        (errno.ENOSPC, r"page\.md: cannot be written: the disk is full \(free some space"),
        (errno.EROFS, r"page\.md: cannot be written: the file system is read-only \("),
        (errno.EIO, r"page\.md: cannot be written: Input/output error \("),
    ],
)
def test_a_refusal_of_the_disk_says_where_what_and_what_to_do(
    page: Path, code: int, message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    fail_at(0, code, monkeypatch)

    with pytest.raises(BuilderError, match=message) as caught:
        files.replace(page, b"new")

    assert not isinstance(caught.value, PageError)


POINTS = 4
"""Write points of replacing one file that is there."""


def test_the_points_of_replacing_a_file_are_known(page: Path) -> None:
    names = [name for name, _ in steps_of(lambda: files.replace(page, b"new"))]

    assert names == ["make", "sync file", "rename", "sync folder"]
    assert len(names) == POINTS


@pytest.mark.parametrize("number", range(POINTS))
def test_a_full_disk_leaves_the_old_or_the_new_file_and_no_litter(
    page: Path, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    fail_at(number, errno.ENOSPC, monkeypatch)

    with pytest.raises(BuilderError, match="full"):
        files.replace(page, b"new")

    assert page.read_bytes() == (b"new" if number == POINTS - 1 else b"old")
    assert everything(page.parent) == ["page.md"]


@pytest.mark.parametrize("number", range(POINTS))
def test_a_killed_write_leaves_the_old_or_the_new_file_and_litter_that_is_swept(page: Path, number: int) -> None:
    assert killed_at(number, lambda: files.replace(page, b"new"))

    assert page.read_bytes() == (b"new" if number == POINTS - 1 else b"old")
    assert len(everything(page.parent)) == (2 if number in (1, 2) else 1)
    files.sweep(page.parent)
    assert everything(page.parent) == ["page.md"]


def test_sweeping_takes_nothing_of_a_person(page: Path) -> None:
    names = [".page.md.swp", ".notes.tmp", "page.md.tmp", ".page.md.abcdefgh.tmp", "x.page.md.abcdefgh.builder.tmp"]
    for name in names:
        page.with_name(name).write_bytes(b"mine")

    files.sweep(page.parent)

    assert everything(page.parent) == sorted(["page.md", *names])


def test_a_batch_that_is_not_put_in_place_changes_nothing(page: Path) -> None:
    with files.Batch() as batch:
        batch.replace(page, b"new")
        batch.replace(page.parent / "a" / "b.md", b"new")
        batch.remove(page)

    assert page.read_bytes() == b"old"
    assert everything(page.parent) == ["page.md"]


def test_a_batch_prepares_all_files_before_it_changes_one(page: Path) -> None:
    def run() -> None:
        with files.Batch() as batch:
            for name in ("one.md", "two.md"):
                batch.replace(page.with_name(name), b"text")
            batch.put()

    assert [name for name, _ in steps_of(run)] == [*["make", "sync file"] * 2, *["rename"] * 2, "sync folder"]


def test_the_folder_above_a_new_folder_is_synced_too(page: Path) -> None:
    passed = steps_of(lambda: files.replace(page.parent / "a" / "b" / "c.md", b"text"))

    docs = page.parent
    assert {path for name, path in passed if name == "sync folder"} == {docs, docs / "a", docs / "a" / "b"}


@pytest.mark.parametrize("number", range(7))
def test_a_full_disk_within_a_batch_leaves_no_folder_made_for_nothing(
    page: Path, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    fail_at(number, errno.ENOSPC, monkeypatch)

    def run() -> None:
        with files.Batch() as batch:
            batch.replace(page, b"new")
            batch.replace(page.parent / "a" / "b" / "c.md", b"new")
            batch.put()

    with pytest.raises(BuilderError, match="full"):
        run()
    assert everything(page.parent) == ["page.md"]
    assert page.read_bytes() == b"old"


def test_a_guard_that_says_no_keeps_the_file(page: Path) -> None:
    with files.Batch() as batch:
        batch.replace(page, b"new", lambda: page.read_bytes() == b"old")
        batch.replace(page.with_name("other.md"), b"new", lambda: True)
        page.write_bytes(b"a person's")
        assert batch.put() == (page,)

    assert page.read_bytes() == b"a person's"
    assert everything(page.parent) == ["other.md", "page.md"]

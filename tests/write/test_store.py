from pathlib import Path, PurePosixPath

import pytest

from builder.errors import BuilderError
from builder.records import Page
from builder.write import Store, lock
from builder.write.store import replace

ONE = Page("p-one", PurePosixPath("folder/one.md"), "---\nid: p-one\ntitle: One\n---\n\n# One\n", {"one.json": "{}\n"})
TWO = Page("p-one", PurePosixPath("folder/one.md"), "---\nid: p-one\ntitle: Two\n---\n\n# Two\n", {"one.json": "{}\n"})


def file(root: Path, path: str = "folder/one.md") -> Path:
    return root / "docs" / path


def test_a_new_page_is_written_with_its_base_and_its_data(tmp_path: Path) -> None:
    assert Store(tmp_path).put(ONE) == "new"
    assert file(tmp_path).read_text() == ONE.text
    assert (tmp_path / ".builder/base/p-one.md").read_text() == ONE.text
    assert file(tmp_path, "folder/one.json").read_text() == "{}\n"


def test_writing_twice_changes_nothing(tmp_path: Path) -> None:
    Store(tmp_path).put(ONE)
    before = file(tmp_path).stat().st_mtime_ns

    assert Store(tmp_path).put(ONE) == "unchanged"
    assert file(tmp_path).stat().st_mtime_ns == before


def test_an_untouched_page_follows_the_builder(tmp_path: Path) -> None:
    Store(tmp_path).put(ONE)

    assert Store(tmp_path).put(TWO) == "changed"
    assert file(tmp_path).read_text() == TWO.text


def test_a_page_that_a_person_changed_is_left_alone(tmp_path: Path) -> None:
    Store(tmp_path).put(ONE)
    file(tmp_path).write_text(ONE.text + "\nA note.\n")

    assert Store(tmp_path).put(TWO) == "kept"
    assert file(tmp_path).read_text() == ONE.text + "\nA note.\n"
    assert Store(tmp_path).remove("p-one") == "kept"


def test_a_page_that_a_person_moved_is_followed_by_its_id(tmp_path: Path) -> None:
    Store(tmp_path).put(ONE)
    file(tmp_path, "elsewhere").mkdir()
    file(tmp_path).rename(file(tmp_path, "elsewhere/moved.md"))

    assert Store(tmp_path).put(TWO) == "changed"
    assert file(tmp_path, "elsewhere/moved.md").read_text() == TWO.text
    assert not file(tmp_path).exists()


def test_a_page_that_a_person_deleted_does_not_come_back(tmp_path: Path) -> None:
    Store(tmp_path).put(ONE)
    file(tmp_path).unlink()

    assert Store(tmp_path).put(TWO) == "kept"
    assert not file(tmp_path).exists()


def test_a_page_with_nothing_to_tell_is_removed_with_its_data(tmp_path: Path) -> None:
    Store(tmp_path).put(ONE)

    assert Store(tmp_path).remove("p-one") == "removed"
    assert not file(tmp_path).exists()
    assert not file(tmp_path, "folder/one.json").exists()
    assert Store(tmp_path).written_ids() == ()


def test_a_crash_between_page_and_base_is_mended_by_the_next_run(tmp_path: Path) -> None:
    Store(tmp_path).put(ONE)
    file(tmp_path).write_text(TWO.text)

    assert Store(tmp_path).put(TWO) == "unchanged"
    assert Store(tmp_path).is_untouched("p-one")


def test_a_copied_page_is_an_error_naming_both(tmp_path: Path) -> None:
    Store(tmp_path).put(ONE)
    file(tmp_path, "copy.md").write_text(ONE.text)

    (problem,) = Store(tmp_path).problems

    assert "copy.md" in str(problem)
    assert "folder/one.md" in str(problem)


def test_a_page_that_is_not_utf8_is_reported(tmp_path: Path) -> None:
    file(tmp_path, "").mkdir(parents=True)
    file(tmp_path, "bad.md").write_bytes(b"\xff\xfe")

    assert [problem.path for problem in Store(tmp_path).problems] == ["docs/bad.md"]


def test_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    assert Store(tmp_path).put(ONE, dry=True) == "new"
    assert list(tmp_path.iterdir()) == []


def test_a_seed_is_known_again_by_path_and_by_digest(tmp_path: Path) -> None:
    seed = "seed: seeds/it's.txt sha256:0123456789abcdef"
    Store(tmp_path).put(Page("b1", PurePosixPath("a.md"), f"---\nid: b1\n{seed}\n---\n", {}))
    store = Store(tmp_path)

    assert store.id_of_seed("seeds/it's.txt", "ff" * 32) == "b1"
    assert store.id_of_seed("seeds/renamed.txt", "0123456789abcdef" + "00" * 24) == "b1"
    assert store.id_of_seed("seeds/other.txt", "ee" * 32) is None


def test_two_builds_at_once_are_refused(tmp_path: Path) -> None:
    with lock(tmp_path), pytest.raises(BuilderError, match="another build"), lock(tmp_path):
        pass


def test_a_failed_write_leaves_the_old_file_and_no_litter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "page.md"
    replace(path, b"old")

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("builder.write.store.os.fsync", full)

    with pytest.raises(BuilderError, match="No space left"):
        replace(path, b"new")
    assert [one.read_bytes() for one in tmp_path.iterdir()] == [b"old"]

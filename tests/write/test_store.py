import time
from dataclasses import replace
from datetime import date
from pathlib import Path, PurePosixPath

import pytest

from builder.memory import FRESH, Memory
from builder.records import Page, PageState
from builder.write import Store

ONE = Page("p-one", PurePosixPath("folder/one.md"), "---\nid: p-one\ntitle: One\n---\n\n# One\n", {"one.json": "{}\n"})
TWO = Page("p-one", PurePosixPath("folder/one.md"), "---\nid: p-one\ntitle: Two\n---\n\n# Two\n", {"one.json": "{}\n"})


def put(root: Path, page: Page) -> PageState:
    store = Store(root)
    state = store.put(page)
    store.commit()
    assert not store.problems
    return state


def remove(root: Path, page_id: str) -> PageState:
    store = Store(root)
    state = store.remove(page_id)
    store.commit()
    return state


def file(root: Path, path: str = "folder/one.md") -> Path:
    return root / "docs" / path


def test_a_new_page_is_written_with_its_base_and_its_data(tmp_path: Path) -> None:
    assert put(tmp_path, ONE) == "new"
    assert file(tmp_path).read_text() == ONE.text
    assert (tmp_path / ".builder/base/p-one.md").read_text() == ONE.text
    assert file(tmp_path, "folder/one.json").read_text() == "{}\n"


def test_writing_twice_changes_nothing(tmp_path: Path) -> None:
    put(tmp_path, ONE)
    before = file(tmp_path).stat().st_mtime_ns

    assert put(tmp_path, ONE) == "unchanged"
    assert file(tmp_path).stat().st_mtime_ns == before


def test_an_untouched_page_follows_the_builder(tmp_path: Path) -> None:
    put(tmp_path, ONE)

    assert put(tmp_path, TWO) == "changed"
    assert file(tmp_path).read_text() == TWO.text


def test_a_persons_words_and_the_builders_news_are_merged(tmp_path: Path) -> None:
    put(tmp_path, ONE)
    file(tmp_path).write_text(ONE.text + "\nA note.\n")

    assert put(tmp_path, ONE) == "kept"
    assert put(tmp_path, TWO) == "merged"
    assert file(tmp_path).read_text() == TWO.text + "\nA note.\n"
    assert remove(tmp_path, "p-one") == "kept"


def test_a_page_that_a_person_moved_is_followed_by_its_id(tmp_path: Path) -> None:
    put(tmp_path, ONE)
    file(tmp_path, "elsewhere").mkdir()
    file(tmp_path).rename(file(tmp_path, "elsewhere/moved.md"))

    assert put(tmp_path, TWO) == "changed"
    assert file(tmp_path, "elsewhere/moved.md").read_text() == TWO.text
    assert not file(tmp_path).exists()


def test_a_page_that_a_person_deleted_does_not_come_back(tmp_path: Path) -> None:
    put(tmp_path, ONE)
    file(tmp_path).unlink()

    assert put(tmp_path, TWO) == "kept"
    assert not file(tmp_path).exists()


def test_data_that_keeps_its_name_stays_beside_a_page_that_was_moved_within_its_folder(tmp_path: Path) -> None:
    put(tmp_path, ONE)
    file(tmp_path).rename(file(tmp_path, "folder/moved.md"))

    put(tmp_path, TWO)

    assert file(tmp_path, "folder/one.json").read_text() == "{}\n"
    assert put(tmp_path, TWO) == "unchanged"


def test_a_page_with_nothing_to_tell_is_removed_with_its_data(tmp_path: Path) -> None:
    put(tmp_path, ONE)

    assert remove(tmp_path, "p-one") == "removed"
    assert not file(tmp_path).exists()
    assert not file(tmp_path, "folder/one.json").exists()
    assert Store(tmp_path).written_ids() == ()


def test_a_person_who_wrote_what_the_builder_writes_has_no_edit(tmp_path: Path) -> None:
    news = replace(ONE, text=f"{ONE.text}\nMore.\n")
    put(tmp_path, ONE)
    file(tmp_path).write_text(news.text)

    assert put(tmp_path, news) == "unchanged"
    assert (tmp_path / ".builder/base/p-one.md").read_text() == news.text


def test_a_title_of_a_person_stays_his_even_when_the_builder_comes_to_the_same(tmp_path: Path) -> None:
    put(tmp_path, ONE)
    file(tmp_path).write_text(TWO.text)
    put(tmp_path, TWO)
    put(tmp_path, replace(ONE, text=ONE.text.replace("One", "Three")))

    assert Store(tmp_path).metadata("p-one")["title"] == "Two"


def test_a_page_saved_anew_by_a_program_is_removed_but_one_with_a_comment_of_a_person_stays(tmp_path: Path) -> None:
    put(tmp_path, ONE)
    file(tmp_path).write_text(ONE.text.replace("title: One", "# why one?\ntitle: One"))
    assert remove(tmp_path, "p-one") == "kept"

    file(tmp_path).write_bytes(ONE.text.replace("title: One", 'title: "One"').replace("\n", "\r\n").encode())
    assert remove(tmp_path, "p-one") == "removed"


def test_a_copied_page_is_an_error_naming_both(tmp_path: Path) -> None:
    put(tmp_path, ONE)
    file(tmp_path, "copy.md").write_text(ONE.text)

    (problem,) = Store(tmp_path).problems

    assert "copy.md" in str(problem)
    assert "folder/one.md" in str(problem)


def test_a_page_that_is_not_utf8_is_reported(tmp_path: Path) -> None:
    file(tmp_path, "").mkdir(parents=True)
    file(tmp_path, "bad.md").write_bytes(b"\xff\xfe")

    assert [problem.path for problem in Store(tmp_path).problems] == ["docs/bad.md"]


def test_nothing_is_written_before_the_end_of_a_run(tmp_path: Path) -> None:
    store = Store(tmp_path)

    assert store.put(ONE) == "new"
    assert list(store.pending) == [PurePosixPath("docs/folder/one.md")]
    assert list(tmp_path.iterdir()) == []


def test_a_seed_is_known_again_by_path_and_by_digest(tmp_path: Path) -> None:
    seed = "seed: seeds/it's.txt sha256:0123456789abcdef"
    put(tmp_path, Page("b1", PurePosixPath("a.md"), f"---\nid: b1\n{seed}\n---\n", {}))
    store = Store(tmp_path)

    assert store.id_of_seed("seeds/it's.txt", "ff" * 32) == "b1"
    assert store.id_of_seed("seeds/renamed.txt", "0123456789abcdef" + "00" * 24) == "b1"
    assert store.id_of_seed("seeds/other.txt", "ee" * 32) is None


def remembering(root: Path, page: Page, memory: Memory) -> tuple[PageState, list[str]]:
    store = Store(root, date(2031, 5, 2), memory)
    state = store.put(page)
    store.commit()
    memory.forget()
    return state, [problem.what for problem in store.problems]


def test_what_was_settled_is_not_looked_at_again_before_something_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_at: list[str] = []
    real = Store._put
    monkeypatch.setattr(Store, "_put", lambda self, page: looked_at.append(page.id) or real(self, page))  # type: ignore[func-returns-value]
    memory, page = Memory(), replace(TWO, assets={})
    remembering(tmp_path, replace(ONE, assets={}), memory)
    file(tmp_path).write_text(ONE.text.replace("title: One", "title: Mine") + "\nA note.\n")
    states = []
    for _ in range(4):
        time.sleep(2 * FRESH / 1e9)  # a file that was just changed may change again
        states.append(remembering(tmp_path, page, memory))

    assert [state for state, _ in states] == ["merged", "kept", "kept", "kept"]
    assert len(looked_at) == 3  # new, merged, kept
    file(tmp_path).write_text(file(tmp_path).read_text() + "\nAnother one.\n")
    assert remembering(tmp_path, page, memory) == ("kept", [])
    assert len(looked_at) == 4


def test_a_page_that_cannot_be_read_is_told_each_time(tmp_path: Path) -> None:
    memory = Memory()
    remembering(tmp_path, ONE, memory)
    file(tmp_path).write_text(ONE.text + "\n<<<<<<< HEAD\n")
    told = []
    for _ in range(3):
        time.sleep(2 * FRESH / 1e9)
        told.append(remembering(tmp_path, TWO, memory))

    assert told == [("kept", ["line 8: a conflict marker"])] * 3

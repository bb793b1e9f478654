"""Entries of a cache are found again, and whatever is wrong with one costs no more than it."""

import os
import zlib
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from pydantic import TypeAdapter

from builder.entries import Entries

KIND = TypeAdapter(tuple[str, ...])


def entries(folder: Path, *, keep: bool = True) -> Entries[tuple[str, ...]]:
    return Entries(folder, KIND, keep=keep)


def test_what_was_kept_is_found_by_the_next_run(tmp_path: Path) -> None:
    entries(tmp_path).put("a", ("one", "two"))
    assert entries(tmp_path).get("a") == ("one", "two")
    assert entries(tmp_path).get("b") is None


def test_what_nobody_wanted_goes(tmp_path: Path) -> None:
    first = entries(tmp_path)
    for name in "abc":
        first.put(name, (name,))
    run = entries(tmp_path)
    run.get("a")
    run.want("b")
    run.tidy()
    assert sorted(path.stem for path in tmp_path.iterdir()) == ["a", "b"]


def test_a_run_that_keeps_nothing_neither_writes_nor_removes(tmp_path: Path) -> None:
    entries(tmp_path).put("a", ("one",))
    dry = entries(tmp_path, keep=False)
    dry.put("b", ("two",))
    dry.tidy()
    assert [path.stem for path in tmp_path.iterdir()] == ["a"]


def damaged(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-3])


def signed(path: Path, data: bytes) -> None:
    path.write_bytes(sha256(data).hexdigest().encode() + b"\n" + data)


def of_another_kind(path: Path) -> None:
    signed(path, zlib.compress(b'{"a": 1}'))


def not_packed(path: Path) -> None:
    signed(path, b'["one"]')


def a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def a_pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


@pytest.mark.parametrize("harm", [damaged, of_another_kind, not_packed, a_folder, a_pipe])
def test_what_is_no_entry_counts_as_not_known(tmp_path: Path, harm: Callable[[Path], None]) -> None:
    kept = entries(tmp_path)
    kept.put("a", ("one",))
    harm(tmp_path / "a.entry")
    assert kept.get("a") is None
    kept.put("a", ("two",))
    assert kept.get("a") in (("two",), None)
    entries(tmp_path).tidy()


def test_a_folder_that_is_a_file_is_no_matter(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("words")
    kept = entries(tmp_path / "cache")
    kept.put("a", ("one",))
    assert kept.get("a") is None
    kept.tidy()

"""A memory makes anew what is made of other things, and only that."""

import os
import time
from pathlib import Path

import pytest

from builder.memory import FRESH, NO_MEMORY, Memory


class Maker:
    """Counts how often it makes something."""

    def __init__(self) -> None:
        self.made = 0

    def __call__(self) -> list[int]:
        self.made += 1
        return [self.made]


@pytest.fixture
def make() -> Maker:
    return Maker()


def test_what_is_made_of_equal_things_is_made_once(make: Maker) -> None:
    memory = Memory()
    first = memory.made("page", ("text", 1), make)
    assert memory.made("page", ("text", 1), make) is first
    assert make.made == 1


def test_what_is_made_of_other_things_is_made_anew(make: Maker) -> None:
    memory = Memory()
    assert [memory.made("page", given, make)[0] for given in ("a", "b", "b", "a")] == [1, 2, 2, 3]


def test_what_does_not_hold_any_more_is_made_anew(make: Maker) -> None:
    memory = Memory()
    memory.made("page", "a", make)
    assert memory.made("page", "a", make, lambda value: value != [1]) == [2]
    assert memory.made("page", "a", make) == [2]


def test_an_equal_value_is_the_one_of_before() -> None:
    memory = Memory()
    first = memory.same("names", [1, 2])
    assert memory.same("names", [1, 2]) is first
    assert memory.same("names", [1]) == [1]


def test_what_nobody_asked_for_is_let_go_at_the_end_of_a_build(make: Maker) -> None:
    memory = Memory()
    memory.made("page", "a", make)
    memory.forget()
    memory.made("page", "a", make)
    memory.forget()
    assert make.made == 1
    memory.forget()  # a build that did not ask for it
    memory.made("page", "a", make)
    assert make.made == 2


def test_a_part_keeps_what_it_knows_while_it_is_not_asked(make: Maker) -> None:
    memory = Memory()
    memory.part("groups").made("words", "a", make)
    for _ in range(2):
        part = memory.part("groups")
        memory.forget()
    assert part.made("words", "a", make) == [1]
    part.forget()
    part.forget()
    assert part.made("words", "a", make) == [2]
    assert NO_MEMORY.part("groups") is NO_MEMORY


def test_without_a_memory_all_is_made_anew(make: Maker) -> None:
    NO_MEMORY.made("page", "a", make)
    assert NO_MEMORY.made("page", "a", make) == [2]


def aged(*files: Path) -> None:
    """Wait until the files are no longer fresh."""
    while any(time.time_ns() - file.stat().st_ctime_ns <= FRESH for file in files):
        time.sleep(0.01)


def test_what_is_made_of_files_is_made_anew_when_one_of_them_is_other_comes_or_goes(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    one.write_text("1")
    memory, made = Memory(), Maker()
    aged(one)
    assert memory.read("page", "a", (str(one), str(other)), made) == [1]
    assert memory.read("page", "a", (str(one), str(other)), made) == [1]
    other.write_text("2")
    aged(other)
    assert memory.read("page", "a", (str(one), str(other)), made) == [2]
    stands = one.stat()
    one.write_text("3")
    os.utime(one, ns=(stands.st_atime_ns, stands.st_mtime_ns))  # as long as before, and made to look as old
    aged(one)
    assert memory.read("page", "a", (str(one), str(other)), made) == [3]
    other.unlink()
    assert memory.read("page", "a", (str(one), str(other)), made) == [4]
    assert memory.read("page", "b", (str(one), str(other)), made) == [5]
    assert memory.read("page", "b", (str(one), str(other)), made) == [5]


def test_a_file_that_may_change_again_unseen_is_read_each_time(tmp_path: Path) -> None:
    file = tmp_path / "file"
    memory = Memory()
    for number in range(50):
        file.write_text(str(number % 10))
        assert memory.read("page", None, (str(file),), file.read_text) == str(number % 10)


def test_within_one_look_a_file_is_what_it_was_at_first_and_after_it_what_it_is(tmp_path: Path, make: Maker) -> None:
    file = tmp_path / "file"
    file.write_text("1")
    aged(file)
    memory = Memory()
    with memory.one_look():
        assert memory.read("page", None, (str(file),), make) == [1]
        file.write_text("2")
        aged(file)
        assert memory.read("page", None, (str(file),), make) == [1]
    with memory.one_look():
        assert memory.read("page", None, (str(file),), make) == [2]

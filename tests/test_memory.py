"""A memory makes anew what is made of other things, and only that."""

import pytest

from builder.memory import NO_MEMORY, Memory


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


def test_without_a_memory_all_is_made_anew(make: Maker) -> None:
    NO_MEMORY.made("page", "a", make)
    assert NO_MEMORY.made("page", "a", make) == [2]

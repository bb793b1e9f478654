"""`not` on several articles of one event: the next run, which knows the event no more, finds the same."""

import pytest

from builder.records import Wishes
from tests.events.test_grouping import group, homes, sets, told


@pytest.mark.parametrize("kept_off", [2, 3])
def test_those_who_are_kept_off_one_event_stay_apart_when_nobody_is_left_on_it(kept_off: int) -> None:
    briefings = told(1, kept_off)
    before = homes(group(briefings))
    event = before["b-1-0"]
    wishes = Wishes(apart={f"b-1-{at}": (event,) for at in range(1, kept_off)}, events_apart={event: ("b-1-0",)})
    once = group(briefings, wishes, before)

    assert once.groups == ()
    assert group(briefings, wishes, homes(once)) == once


def test_those_who_are_kept_off_an_event_may_be_on_another_under_another_id() -> None:
    briefings = told(1, 4)
    before = homes(group(briefings))
    event = before["b-1-0"]
    wishes = Wishes(apart={"b-1-0": (event,), "b-1-1": (event,)})
    once = group(briefings, wishes, before)

    assert sets(once) == {frozenset({"b-1-0", "b-1-1"}), frozenset({"b-1-2", "b-1-3"})}
    assert homes(once)["b-1-2"] == event
    assert homes(group(briefings, wishes, homes(once))) == homes(once)

"""Records that tell the same have one digest in every process, others have others."""

import json
import os
import subprocess
import sys
from dataclasses import fields, replace
from typing import Any

import pytest

from builder.records import Appearance, Dossier, Event
from builder.write.digests import Digests
from tests.write.conftest import make_briefing
from tests.write.events import make_event

GIVEN = f"""
from builder.config import Settings
from builder.write.digests import Digests
from {__name__} import make_briefing, make_event
print(Digests().of((make_event(), make_briefing(), Settings(), {{"a": (1, None)}}, "Öre")).hex())
"""


def digest(value: object) -> bytes:
    return Digests().of(value)


def test_it_is_the_same_in_every_process() -> None:
    told = {
        subprocess.run(
            [sys.executable, "-c", GIVEN],
            capture_output=True,
            check=True,
            env=os.environ | {"PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }
    assert len(told) == 1


def other(value: Any) -> Any:
    """Something else of about the same kind."""
    match value:
        case None:
            return "x"
        case bool():
            return not value
        case int():
            return value + 1
        case str():
            return f"{value}x"
        case tuple():
            return (*value, "x")
    return None


@pytest.mark.parametrize("field", [one.name for one in fields(Event)])
def test_every_part_of_an_event_counts(field: str) -> None:
    event = make_event()
    assert digest(replace(event, **{field: other(getattr(event, field))})) != digest(event)


def test_every_part_of_an_article_counts_wherever_it_stands() -> None:
    briefing, event = make_briefing(), make_event()
    actor = briefing.actors[0]
    changed = replace(briefing, article=replace(briefing.article, title="Another"))
    for one, now in (
        (briefing, changed),
        (replace(event, members=(briefing,)), replace(event, members=(changed,))),
        (
            Dossier("PER", "Ada", (Appearance(briefing, actor),)),
            Dossier("PER", "Ada", (Appearance(changed, actor),)),
        ),
        ({"b": (briefing,)}, {"b": (changed,)}),
    ):
        assert digest(one) != digest(now)
        assert digest(one) == digest(one)


def test_other_actors_make_another_dossier() -> None:
    briefing = make_briefing()
    first, second = briefing.actors[:2]
    assert digest(Dossier("PER", "Ada", (Appearance(briefing, first),))) != digest(
        Dossier("PER", "Ada", (Appearance(briefing, second),))
    )


@pytest.mark.parametrize(
    ("one", "another"),
    [
        (("a", "b"), ("ab",)),
        ((("a",), "b"), ("a", ("b",))),
        (("a",), "a"),
        (None, "None"),
        (1, "1"),
        (True, 1),
        ({"a": 1}, {"a": 2}),
        ({"a": 1}, (("b", 1),)),
        ((), ""),
    ],
)
def test_what_is_not_the_same_has_another_digest(one: object, another: object) -> None:
    assert digest(one) != digest(another)


def test_half_of_a_character_is_an_error() -> None:
    with pytest.raises(ValueError, match="surrogate"):
        digest(json.loads('"\\ud800"'))

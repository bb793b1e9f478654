"""Whatever people, their editors and later runs do to a project, in whatever order: no word of a person is lost.

A state machine plays people on a real project folder. Each word it types is one of a kind, and is looked for after
each run (`project.py`).
"""

import sys

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from builder.records import Page
from tests.survival.disputes import Disputes
from tests.survival.people import People
from tests.survival.seeds import Seeds
from tests.survival.trees import Tree

SEQUENCES = 1000
STEPS = 12


class Survival(People, Seeds, Disputes):
    """All of them on one project."""


def test_nothing_a_person_typed_is_lost_in_any_sequence(
    rendered: dict[str, Page], start: Tree, capsys: pytest.CaptureFixture[str]
) -> None:
    Survival.rendered, Survival.start = rendered, start
    Survival.counts.clear()
    run_state_machine_as_test(
        Survival,
        settings=settings(
            max_examples=SEQUENCES,
            stateful_step_count=STEPS,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            print_blob=True,
        ),
    )
    figures = ", ".join(f"{count} {what}" for what, count in sorted(Survival.counts.items()))
    with capsys.disabled():
        sys.stdout.write(f"\nsurvival: {figures}\n")
    assert Survival.counts["sequences"] >= SEQUENCES

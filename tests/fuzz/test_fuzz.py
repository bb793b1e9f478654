"""What once broke the builder breaks it no more; a few new inputs for each target; fuzzing itself notices faults."""

import os
import time
from pathlib import Path
from random import Random

import pytest

from tests.fuzz import rounds
from tests.fuzz.mutator import MUTATIONS, mutated
from tests.fuzz.rounds import CORPUS, run, tried
from tests.fuzz.targets import OTHERS, TARGETS, Target, drawn

CASES = sorted(path for path in CORPUS.glob("*/*"))
FEW = 12
"""Inputs for each target; `make fuzz` tries thousands."""


@pytest.mark.parametrize("case", CASES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_what_once_broke_the_builder(case: Path) -> None:
    assert tried(case.parent.name, case.read_bytes()) is None


@pytest.mark.parametrize("name", TARGETS)
def test_broken_input_is_taken_for_what_it_is(name: str) -> None:
    dice = Random(f"in every run {name}")
    for _ in range(FEW):
        data = drawn(name, dice)
        assert tried(name, data) is None, data


@pytest.mark.parametrize("name", TARGETS)
def test_the_samples_themselves_are_sound(name: str) -> None:
    assert [tried(name, sample) for sample in TARGETS[name].samples[:3]] == [None] * len(TARGETS[name].samples[:3])


def test_the_same_dice_give_the_same_files_and_every_mutation_changes_some() -> None:
    sample = TARGETS["newsletter.eml"].samples[0]
    first, again = ([mutated(Random(seed), sample, OTHERS) for seed in range(60)] for _ in range(2))
    assert first == again
    assert sum(data != sample for data in first) > 55
    for mutation in MUTATIONS:
        dice, changed = Random(1), 0
        for _ in range(20):
            data = bytearray(sample)
            mutation(dice, data, OTHERS)
            changed += data != sample
        assert changed > 10, mutation.__name__


def _raise(data: bytes) -> None:
    if b"Subject" not in data:
        raise KeyError("Subject")


def _hang(data: bytes) -> None:
    while len(data) != len(SAMPLE):
        pass


def _end(data: bytes) -> None:
    if data != SAMPLE:
        os.abort()


def _eat(data: bytes) -> None:
    if data != SAMPLE:
        EATEN.append(b"\xff" * 400_000_000)


EATEN: list[bytes] = []
SAMPLE = b"Subject: words\n\nThe ferry came back."


@pytest.mark.parametrize(
    ("check", "what"),
    [(_raise, "KeyError at"), (_hang, "takes over"), (_end, "ends the process"), (_eat, "MB of memory")],
    ids=lambda one: getattr(one, "__name__", ""),
)
def test_a_fault_is_noticed_and_kept(check, what, tmp_path, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setitem(TARGETS, "planted", Target(check, (SAMPLE,)))
    monkeypatch.setattr(rounds, "SLOWEST", 1.5)
    monkeypatch.setattr(rounds, "GREEDIEST", 20)
    start = time.monotonic()
    done = run(["planted"], 0, 1, corpus=tmp_path)

    assert len(done.faults) == 1, rounds.STATUS.read_text()  # what the machine tells of memory, should that be why
    assert what in done.faults[0]
    assert [path.parent.name for path in tmp_path.glob("*/*")] == ["planted"]
    assert done.inputs["planted"] >= 1 or what == "ends the process"
    assert time.monotonic() - start < 60

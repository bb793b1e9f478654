"""A child reads what is dangerous to read: it is stopped in time, replaced, and never left behind."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from builder.read import confined as room
from builder.read.confined import FailedError, StoppedError, confined, stop
from tests.read import hungry

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def _no_child_is_left(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    stop()  # that of tests before these
    children: list[subprocess.Popen[bytes]] = []
    real = subprocess.Popen

    def kept(*given: Any, **options: Any) -> subprocess.Popen[bytes]:
        children.append(real(*given, **options))
        return children[-1]

    with monkeypatch.context() as patch:
        patch.setattr(room.subprocess, "Popen", kept)
        yield
    stop()
    assert all(child.returncode is not None for child in children)  # gone, and waited for


def test_the_answer_is_that_of_the_function() -> None:
    assert confined(hungry.length, b"words" * 1_000_000, 20, 500, 7) == 5_000_007


def test_one_child_serves_many_files() -> None:
    assert len({confined(hungry.whoami, b"", 20, 500) for _ in range(5)} - {os.getpid()}) == 1


def test_a_child_is_replaced_now_and_then(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "_FILES", 2)

    assert len({confined(hungry.whoami, b"", 20, 500) for _ in range(6)}) == 3


def test_what_a_parser_prints_is_no_answer() -> None:
    assert confined(hungry.chatty, b"words", 20, 500) == "words"
    assert confined(hungry.length, b"words", 20, 500) == 5


def test_an_exception_comes_back_by_name_and_the_child_lives_on() -> None:
    before = confined(hungry.whoami, b"", 20, 500)
    with pytest.raises(FailedError, match="KeyError"):
        confined(hungry.wrong, b"", 20, 500)

    assert confined(hungry.whoami, b"", 20, 500) == before


def test_what_takes_too_long_is_stopped_and_the_next_file_read() -> None:
    confined(hungry.length, b"", 20, 500)
    start = time.monotonic()
    with pytest.raises(StoppedError, match="took over 1 s to read"):
        confined(hungry.for_ever, b"", 1, 500)

    assert time.monotonic() - start < 10
    assert confined(hungry.length, b"words", 20, 500) == 5


def test_what_needs_too_much_memory_is_stopped() -> None:
    with pytest.raises(StoppedError, match="needs over 500 MB of memory to read"):
        confined(hungry.glutton, b"", 20, 500)


def test_a_crash_costs_the_file_alone() -> None:
    with pytest.raises(StoppedError, match="broke its reader: damaged, or it needs over 500 MB"):
        confined(hungry.crash, b"", 20, 500)

    assert confined(hungry.length, b"words", 20, 500) == 5


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGKILL])
def test_no_child_outlives_its_parent(end: signal.Signals) -> None:
    code = (
        "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\n"  # in the background it is ignored
        "from builder.read.confined import confined; from tests.read import hungry\n"
        "print(confined(hungry.whoami, b'', 20, 500), flush=True); confined(hungry.for_ever, b'', 1, 500)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as parent:
        assert parent.stdout
        child = int(parent.stdout.readline())
        time.sleep(0.5)
        parent.send_signal(end)
        said = parent.communicate()[1]
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline and _lives(child):
        time.sleep(0.1)

    assert not _lives(child)
    assert said == "" or said.rstrip().endswith("KeyboardInterrupt")


def _lives(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False

import errno
import fcntl
import os
import re
import socket
import time
from pathlib import Path

import pytest

from builder.errors import BuilderError
from builder.write.lock import lock
from tests.write.faults import killed_at


def refused(root: Path) -> str:
    with pytest.raises(BuilderError) as caught, lock(root):
        pass
    return str(caught.value)


def test_a_second_build_learns_who_holds_the_lock_since_when_and_what_to_do(tmp_path: Path) -> None:
    with lock(tmp_path):
        os.utime(tmp_path / ".builder/lock", (1_700_000_000, 1_700_000_000))
        message = refused(tmp_path)

    start = time.strftime("%H:%M on %Y-%m-%d", time.localtime(1_700_000_000))
    who = f"process {os.getpid()} on {socket.gethostname()}"
    assert message == (
        f"{tmp_path}/.builder/lock: another build is running since {start} ({who}): "
        f"wait for it, or end it: kill {os.getpid()}"
    )


def test_the_lock_is_free_again_after_a_build(tmp_path: Path) -> None:
    for _ in range(2):
        with lock(tmp_path):
            pass


def test_the_lock_is_free_again_after_an_error(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), lock(tmp_path):
        raise ZeroDivisionError
    with lock(tmp_path):
        pass


def test_the_lock_of_a_killed_build_is_taken_over(tmp_path: Path) -> None:
    def run() -> None:
        with lock(tmp_path):
            os.kill(os.getpid(), 9)

    assert killed_at(99, run)
    left = (tmp_path / ".builder/lock").read_text()

    with lock(tmp_path):
        assert f"process {os.getpid()} on" in (tmp_path / ".builder/lock").read_text()
    assert re.fullmatch(r"process \d+ on \S+\n", left)
    assert f"process {os.getpid()} on" not in left


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"process 1"], ids=["empty", "bytes", "half"])
def test_a_lock_that_names_nobody_still_holds(tmp_path: Path, content: bytes) -> None:
    with lock(tmp_path):
        (tmp_path / ".builder/lock").write_bytes(content)

        assert refused(tmp_path).endswith("another build is running: wait for it to end, then run again")


@pytest.mark.parametrize(
    ("code", "message"),
    [(errno.ENOLCK, r"this file system has no locks \(keep"), (errno.EIO, r"cannot be locked: .* \(check the disk")],
)
def test_a_folder_that_cannot_be_locked_is_explained(
    tmp_path: Path, code: int, message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_handle: int, _how: int) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(fcntl, "flock", refuse)

    assert re.search(message, refused(tmp_path))


def test_a_folder_that_cannot_be_written_is_explained(tmp_path: Path) -> None:
    (tmp_path / ".builder").write_text("a file")

    assert re.search(
        r"\.builder/lock: cannot be opened: part of its path is a file, not a folder \(move", refused(tmp_path)
    )


def test_a_link_in_the_place_of_the_lock_is_not_followed(tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_text("precious")
    (tmp_path / ".builder").mkdir()
    (tmp_path / ".builder/lock").symlink_to(victim)

    assert "cannot be opened" in refused(tmp_path)
    assert victim.read_text() == "precious"

"""Stops a run at its n-th write point: by SIGKILL in a process of its own, or by an error of the disk."""

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from builder.write import files

Step = tuple[str, Path]
Tree = dict[str, bytes | None]


def steps_of(run: Callable[[], object]) -> list[Step]:
    """The write points that a run passes, in order."""
    passed: list[Step] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(files, "step", lambda name, path: passed.append((name, path)))
        run()
    return passed


def killed_at(number: int, run: Callable[[], object]) -> bool:
    """Whether `kill -9` ended the run before its write point of this number; the first is 0."""
    process = os.fork()
    if process == 0:
        try:
            files.step = _at(number, lambda: os.kill(os.getpid(), signal.SIGKILL))  # type: ignore[assignment]
            run()
        finally:
            os._exit(0)
    _, status = os.waitpid(process, 0)
    return os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL


def killed_after(seconds: float, run: Callable[[], object]) -> bool:
    """Whether `kill -9` ended the run after so long a time, wherever it was."""
    process = os.fork()
    if process == 0:
        try:
            run()
        finally:
            os._exit(0)
    time.sleep(seconds)
    os.kill(process, signal.SIGKILL)
    return os.WIFSIGNALED(os.waitpid(process, 0)[1])


def fail_at(number: int, code: int, patch: pytest.MonkeyPatch) -> None:
    """Let the disk refuse at one write point, and at every later one."""

    def refuse() -> None:
        raise OSError(code, os.strerror(code))

    patch.setattr(files, "step", _at(number, refuse))


def tree(root: Path) -> Tree:
    """What a run leaves in a project: files with their bytes, folders as None; not the lock, nor the cache."""
    found: Tree = {}
    for folder in (root / "docs", root / ".builder"):
        for path in sorted(folder.rglob("*")):
            if path != root / ".builder" / "lock" and root / ".builder" / "cache" not in (path, *path.parents):
                found[str(path.relative_to(root))] = path.read_bytes() if path.is_file() else None
    return found


def _at(number: int, stop: Callable[[], None]) -> Callable[[str, Path], None]:
    passed = 0

    def step(_name: str, _path: Path) -> None:
        nonlocal passed
        passed += 1
        if passed > number:
            stop()

    return step

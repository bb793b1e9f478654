"""Commands in a process of their own, as a user for whom the rights of files count: nothing counts for root."""

import ctypes
import os
import signal
import sys
import tempfile
import traceback
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import builder.desk.standing  # loaded once, and not in every process
import builder.pipeline
import builder.publish.pages
import builder.publish.render  # noqa: F401
from builder.cli import main

_OVERRIDES = (1 << 1) | (1 << 2)  # CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH, linux/capability.h
_VERSION = 0x20080522

_LONGEST = 60
"""Seconds after which a command that waits for something is ended."""


class Ran(NamedTuple):
    """What a command did."""

    status: int
    """Exit status; negative when a signal ended it."""

    out: str
    err: str


def command(root: Path, *words: str, before: Callable[[], object] | None = None) -> Ran:
    """Run a command in a project; `before` is called first, in the same process."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        process = os.fork()
        if process == 0:
            os.dup2(out.fileno(), 1)
            os.dup2(err.fileno(), 2)
            os._exit(_status(root, words, before))
        _, status = os.waitpid(process, 0)
        out.seek(0), err.seek(0)
        return Ran(os.waitstatus_to_exitcode(status), out.read().decode(), err.read().decode())


def _status(root: Path, words: tuple[str, ...], before: Callable[[], object] | None) -> int:
    sys.stdout, sys.stderr = os.fdopen(1, "w", encoding="utf-8"), os.fdopen(2, "w", encoding="utf-8")
    status: object = 70
    signal.alarm(_LONGEST)
    try:
        without_overrides()
        if before:
            before()
        main(["--root", str(root), *words])
    except SystemExit as end:
        status = end.code or 0
    except BaseException:  # noqa: BLE001 - a fault of ours, told as Python tells it
        traceback.print_exc()
    with suppress(OSError):
        sys.stdout.flush()
        sys.stderr.flush()
    return status if isinstance(status, int) else 1


def without_overrides() -> None:
    """Have this process asked for its rights, root or not."""
    if sys.platform != "linux" or os.geteuid() != 0:
        return
    libc = ctypes.CDLL(None, use_errno=True)
    header, data = (ctypes.c_uint32 * 2)(_VERSION, 0), (ctypes.c_uint32 * 6)()
    if libc.capget(header, data) != 0:
        raise OSError(ctypes.get_errno(), "capget")
    for at in (0, 1):  # effective, permitted
        data[at] &= ~_OVERRIDES & 0xFFFFFFFF
    if libc.capset(header, data) != 0:
        raise OSError(ctypes.get_errno(), "capset")

"""One run at a time: a lock that the system itself releases when a process ends, however it ends.

The file `.builder/lock` always stays. What it holds serves only the message to a second run; after a killed run it
still names that run, which means nothing: the lock is free, and the next run takes it and writes its own name.
"""

import errno
import fcntl
import os
import re
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from builder.errors import BuilderError, BusyError
from builder.write import files
from builder.write.refusals import explained

_OWNER = re.compile(r"process (\d+) on (\S+)\n")

_WITHOUT_LOCKS = frozenset({errno.ENOLCK, errno.ENOTSUP, errno.ENOSYS, errno.EINVAL})


@contextmanager
def lock(root: Path) -> Iterator[None]:
    """Keep a second run out while this one writes.

    Raises:
        BusyError: another run holds the lock.
        BuilderError: the folder cannot be locked.
    """
    path = root / ".builder" / "lock"
    handle = _open(path)
    try:
        _take(path, handle)
        yield
    finally:
        os.close(handle)


def _open(path: Path) -> int:
    with explained(path, "opened"):
        files.step("lock", path)
        path.parent.mkdir(parents=True, exist_ok=True)
        return os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o644)


def _take(path: Path, handle: int) -> None:
    with explained(path, "locked"):
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise BusyError(f"{path}: another build is running{_owner(handle)}") from None
        except OSError as error:
            if error.errno not in _WITHOUT_LOCKS:
                raise
            raise BuilderError(f"{path}: this file system has no locks (keep the project on a local disk)") from error
        os.ftruncate(handle, 0)
        os.pwrite(handle, f"process {os.getpid()} on {socket.gethostname()}\n".encode(), 0)


def _owner(handle: int) -> str:
    """Who holds the lock, since when, and what to do. The start is when the file was written."""
    start = datetime.fromtimestamp(os.fstat(handle).st_mtime, UTC).astimezone()
    found = _OWNER.fullmatch(os.pread(handle, 1000, 0).decode(errors="replace"))
    if found is None:
        return ": wait for it to end, then run again"
    since = f" since {start:%H:%M} on {start:%Y-%m-%d}"
    return f"{since} (process {found[1]} on {found[2]}): wait for it, or end it: kill {found[1]}"

"""The only place of the write room that changes the disk: whole files, in atomic steps that survive a power cut.

A file is written under a temporary name in its own folder, synced, renamed over the old one, and its folder is synced.
A killed run can leave temporary files, which `sweep` removes at the next start, and nothing else.

Syncing a folder costs as much as syncing a file, on a slow disk far more, so a `Batch` syncs each folder once (ext4 in
a virtual machine: 0.9 ms a file without, 0.65 ms with). That keeps the promise because it is given for the batch:
`put` returns when everything is safe on disk, and until then each file is all of the old or all of the new. Who
needs one file safe before another changes uses two batches.
"""

import errno
import os
import re
import stat
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple, Self

from builder.write.refusals import check_kind, check_protection, explained, standing

Guard = Callable[[], bool]

_LITTER = re.compile(r"\..+\.[a-z0-9_]{8}\.builder\.tmp")
"""`.page.md.k3_x91ab.builder.tmp`, not `.page.md.swp` or a person's `.notes.tmp`."""

_KEPT_FOLDERS = frozenset({"docs", ".builder"})
"""Folders that stay when they are empty, and above which nothing is tidied."""


def step(name: str, path: Path) -> None:
    """Called before each change of the disk; tests replace it to stop a run there."""


def read(path: Path) -> bytes | None:
    """The bytes of a file; None when there is none.

    Raises:
        PageError: it is no plain file, or may not be read.
    """
    with explained(path, "read"):
        try:
            handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
        except (FileNotFoundError, NotADirectoryError):
            return None
        with os.fdopen(handle, "rb") as file:
            check_kind(path, os.fstat(handle))
            return file.read()


def replace(path: Path, data: bytes) -> None:
    """Put the bytes at the path in one atomic step: whoever looks sees all of the old or all of the new.

    Raises:
        PageError: this file cannot be written: it is protected, no plain file, or its name is impossible.
        BuilderError: no file can be written: the disk is full or read-only.
    """
    with Batch() as batch:
        batch.replace(path, data)
        batch.put()


def remove(path: Path) -> None:
    """Take a file away, and the folders below `docs/` or `.builder/` that it leaves empty; fine if it is not there.

    Raises:
        PageError: this file cannot be removed.
        BuilderError: no file can be removed: the disk is read-only.
    """
    with Batch() as batch:
        batch.remove(path)
        batch.put()


def sweep(folder: Path) -> None:
    """Remove the temporary files that a killed run left below a folder."""
    for where, _, names in os.walk(folder):
        for name in names:
            if _LITTER.fullmatch(name):
                path = Path(where, name)
                with suppress(OSError):
                    step("sweep", path)
                    path.unlink()


class _Staged(NamedTuple):
    temporary: Path | None
    """Where the new bytes wait; None when the file is to go."""

    guard: Guard | None


class Batch:
    """Changes of many files: all are prepared, then all put in place, then each folder is synced once.

    A full disk shows while they are prepared, when nothing has changed yet. Leaving the `with` block without `put`
    leaves everything as it was.
    """

    def __init__(self) -> None:
        self._staged: dict[Path, _Staged] = {}
        self._touched: dict[Path, None] = {}
        self._made: list[Path] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for path in list(self._staged):
            self.drop(path)
        for folder in reversed(self._made):
            with suppress(OSError):
                folder.rmdir()

    def replace(self, path: Path, data: bytes, guard: Guard | None = None) -> None:
        """Prepare new bytes for a file; a `guard` that says no at the last moment leaves the file alone.

        A file there keeps its mode and owner; a new one gets 644, whatever the umask.

        Raises:
            PageError: this file cannot be written.
            BuilderError: no file can be written.
        """
        self.drop(path)
        with explained(path, "written"):
            old = standing(path)
            self._make_folder(path.parent)
            step("make", path)
            handle, name = tempfile.mkstemp(".builder.tmp", f".{path.name[:40]}.", path.parent)
            self._staged[path] = _Staged(Path(name), guard)
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(data)
                    file.flush()
                    step("sync file", path)
                    _keep_owner(handle, old)
                    os.fsync(handle)
            except BaseException:
                self.drop(path)
                raise

    def remove(self, path: Path, guard: Guard | None = None) -> None:
        """Prepare to take a file away; fine if it is not there.

        Raises:
            PageError: this file cannot be removed.
        """
        self.drop(path)
        with explained(path, "removed"):
            if standing(path):
                check_protection(path.parent, path.parent.stat())
        self._staged[path] = _Staged(None, guard)

    def touch(self, path: Path) -> None:
        """Have the folder of a file synced, that came there in a run before this one."""
        self._touched[path.parent] = None

    def drop(self, path: Path) -> None:
        """Forget what was prepared for a file."""
        staged = self._staged.pop(path, None)
        if staged and staged.temporary:
            with suppress(OSError):
                staged.temporary.unlink()

    def put(self) -> tuple[Path, ...]:
        """Put everything in place, safe on disk; gives the files that their guards kept from changing.

        Raises:
            PageError: one file cannot be changed; those before it are.
            BuilderError: the disk refuses.
        """
        kept = []
        for path, (temporary, guard) in list(self._staged.items()):
            if guard is not None and not guard():
                kept.append(path)
                self.drop(path)
            elif temporary is None:
                self._unlink(path)
            else:
                with explained(path, "written"):
                    step("rename", path)
                    temporary.replace(path)
                self._touched[path.parent] = None
            self._staged.pop(path, None)
        for folder in self._touched:
            _sync_folder(folder)
        self._touched.clear()
        return tuple(kept)

    def _make_folder(self, folder: Path) -> None:
        missing = []
        while not folder.is_dir():
            missing.append(folder)
            folder = folder.parent
        check_protection(folder, folder.stat())
        for one in reversed(missing):
            step("make folder", one)
            one.mkdir()
            one.chmod(0o755)
            self._made.append(one)
            self._touched[one.parent] = None

    def _unlink(self, path: Path) -> None:
        with explained(path, "removed"):
            step("unlink", path)
            with suppress(FileNotFoundError, NotADirectoryError):
                path.unlink()
        folder = path.parent
        while folder.name not in _KEPT_FOLDERS and _KEPT_FOLDERS.intersection(folder.parts):
            try:
                step("tidy", folder)
                folder.rmdir()
            except FileNotFoundError:
                pass
            except OSError:
                break
            folder = folder.parent
        self._touched[folder] = None


def _keep_owner(handle: int, old: os.stat_result | None) -> None:
    if old is None:
        os.fchmod(handle, 0o644)
        return
    with suppress(PermissionError):
        os.fchown(handle, old.st_uid, old.st_gid)
    os.fchmod(handle, stat.S_IMODE(old.st_mode))


def _sync_folder(folder: Path) -> None:
    while not folder.is_dir():
        folder = folder.parent
    with explained(folder, "written"):
        step("sync folder", folder)
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            os.fsync(handle)
        except OSError as error:
            if error.errno not in (errno.EINVAL, errno.ENOTSUP):  # some network file systems cannot
                raise
        finally:
            os.close(handle)

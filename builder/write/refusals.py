"""What may not be read, written or removed, and what the system refuses, in words that say how to mend it."""

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from builder.errors import BuilderError, PageError

_FIXES = {
    errno.ENOSPC: ("the disk is full", "free some space, then run again: it goes on where it stopped"),
    errno.EDQUOT: ("your disk quota is used up", "free some space, then run again: it goes on where it stopped"),
    errno.EROFS: ("the file system is read-only", "mount it for writing, or work on a copy of the project"),
    errno.EACCES: ("no permission", "give yourself read and write permission for it and its folder: chmod u+rw"),
    errno.EPERM: ("not permitted", "give yourself write permission for it and its folder: chmod u+w, chattr -i"),
    errno.ENAMETOOLONG: ("the name is too long", "shorten the name of the file or of its folder"),
    errno.ENOTDIR: ("part of its path is a file, not a folder", "move that file elsewhere"),
    errno.EEXIST: ("part of its path is a file, not a folder", "move that file elsewhere"),
    errno.EISDIR: ("a folder has this name", "rename the folder"),
    errno.ELOOP: ("is a link", "put the file itself there"),
}

_OF_THE_DISK = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO})
"""Troubles that every other file would meet as well."""


def standing(path: Path) -> os.stat_result | None:
    """What stands at a path; refuses what must not be replaced. The mode bits count, since root may do anything."""
    try:
        found = path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    check_kind(path, found)
    check_protection(path, found)
    return found


def check_kind(path: Path, found: os.stat_result) -> None:
    """Refuse what is no plain file.

    Raises:
        OSError: a folder or a link.
        PageError: something else, such as a device.
    """
    if stat.S_ISDIR(found.st_mode):
        raise IsADirectoryError(errno.EISDIR, "a folder")
    if stat.S_ISLNK(found.st_mode):
        raise OSError(errno.ELOOP, "a link")
    if not stat.S_ISREG(found.st_mode):
        raise PageError(path, "is no plain file", fix="move it elsewhere")


def check_protection(path: Path, found: os.stat_result) -> None:
    """Refuse what a person made read-only.

    Raises:
        PageError: its owner may not write it.
    """
    if not found.st_mode & stat.S_IWUSR:
        raise PageError(path, "is read-only and was left alone", fix=f"to let it change: chmod u+w '{path}'")


@contextmanager
def explained(path: Path, what: str) -> Iterator[None]:
    """Turns what the system refuses into a message that says where, what and what to do."""
    try:
        yield
    except OSError as error:
        reason, fix = _FIXES.get(error.errno or 0, (error.strerror or str(error), "check the disk, then run again"))
        if error.errno in _OF_THE_DISK:
            raise BuilderError(f"{path}: cannot be {what}: {reason} ({fix})") from error
        raise PageError(path, f"cannot be {what}: {reason}", fix=fix) from error

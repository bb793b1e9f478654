"""A project at rest: all is as it was before a run that changed nothing, so that another run need not be made.

What a run depends on is summed up: each file of seeds, pages and records by its bytes, never by its time, and the
program, the settings and the day. The entry is disposable, as those of findings are (`cache.py`).
"""

import os
import stat
from collections.abc import Iterator
from datetime import date
from hashlib import file_digest, sha256
from pathlib import Path

from pydantic import TypeAdapter

from builder.config import Settings
from builder.entries import Entries
from builder.program import digest_of
from builder.records import Report

_REPORT = TypeAdapter(Report)
_LOOKED_AT = ("seeds", "docs", ".builder")
_CACHE, _LOCK = ".builder/cache", ".builder/lock"


class Rest:
    """What is known of a project from before a run."""

    def __init__(self, root: Path, settings: Settings, today: date, *, keep: bool = True) -> None:
        """The project as it is now; with `keep` false nothing is noted."""
        self._root, self._given = root, repr((settings, today))
        self._largest = settings.limits.seed_mb * 1_000_000
        self._entries = Entries(root / ".builder" / "cache" / "rest", _REPORT, keep=keep)
        self._before = self._state()

    def report(self) -> Report | None:
        """What the run would tell if it were made; None when that is not known."""
        return self._entries.get(self._before) if self._before else None

    def note(self, report: Report) -> None:
        """Note what a run told, if it has changed nothing."""
        changed = set(report.pages.values()) - {"unchanged", "kept"}
        if not changed and not report.delays and self._before and self._state() == self._before:
            self._entries.put(self._before, report)
            self._entries.tidy()

    def _state(self) -> str | None:
        """A digest of all that a run depends on; None where something cannot be read, or not quickly."""
        summed = sha256(digest_of(".") + self._given.encode())
        try:
            for path in self._paths():
                summed.update(f"{os.path.relpath(path, self._root)} ".encode("utf-8", "surrogateescape"))
                summed.update(self._told(path) + b"\n")
        except (OSError, ValueError, RecursionError):
            return None
        return summed.hexdigest()

    def _paths(self) -> Iterator[str]:
        """Every folder and file that is looked at, in a fixed order."""
        for name in _LOOKED_AT:
            top = f"{self._root}/{name}"
            if not os.path.lexists(top):
                continue
            yield top
            for folder, folders, files in os.walk(top, onerror=_raise):
                here = [f"{folder}/{one}" for one in (*folders, *files)]
                folders[:] = [one for one in sorted(folders) if f"{folder}/{one}" != f"{self._root}/{_CACHE}"]
                yield from sorted(one for one in here if one != f"{self._root}/{_LOCK}")

    def _told(self, path: str) -> bytes:
        """What a path is, and what it holds."""
        found = os.lstat(path)
        told = b""
        if stat.S_ISREG(found.st_mode):
            if found.st_size > self._largest:
                raise ValueError(f"{path} is too large to be looked at twice")
            with open(path, "rb") as file:  # noqa: PTH123 tens of thousands of files
                told = file_digest(file, "sha256").hexdigest().encode()
        elif stat.S_ISLNK(found.st_mode):
            told = os.fsencode(Path(path).readlink())
        return b"%d %s" % (stat.S_IFMT(found.st_mode), told)


def _raise(error: OSError) -> None:
    raise error

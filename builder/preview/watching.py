"""What lies in a project, and when to look again."""

import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from watchdog.events import EVENT_TYPE_CLOSED_NO_WRITE, EVENT_TYPE_OPENED, FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver

SETTINGS = "mkdocs.yml"
FOLDERS = ("docs", "seeds", "overrides")

_ENDINGS = ("~", ".swp", ".swo", ".swx", ".tmp", ".temp", ".bak", ".orig", ".part", ".partial", ".crdownload")
_PROBE = "4913"
"""Vim makes and deletes a file of this name to see whether it can."""

QUIET = 0.05
"""Seconds without a change after which a change is over: an editor writes, renames and syncs in less."""

LONGEST = 1.0
"""Seconds of changes without a pause after which they are looked at all the same."""

GIT = 30.0
"""Seconds that a git command is waited for: half a branch is no state to show, or to build from."""

REST = 2.0
"""Seconds after which is looked without a change: some file systems (containers, networks) tell of none."""

Stamp = tuple[int, int, int]
State = dict[str, Stamp]
"""Path below the project folder -> what changes when the file does."""


def look(root: Path) -> State:
    """Every file that matters as it is now; hidden ones and those that editors leave for a moment do not."""
    found: State = {}
    for name in FOLDERS:
        for path, entry in _files(root / name, name):
            found[path] = _stamp(entry)
    with suppress(OSError):
        found[SETTINGS] = _stamp((root / SETTINGS).stat())
    return found


def changes(before: State, now: State) -> set[str]:
    """Paths of files that are new, other, or gone."""
    return {path for path in before.keys() | now.keys() if before.get(path) != now.get(path)}


def is_passing(name: str) -> bool:
    """Whether an editor, a browser or the system keeps a file of this name for a moment only, or for itself."""
    return name.startswith((".", "#")) or name.lower().endswith(_ENDINGS) or name == _PROBE


def _files(folder: Path, below: str) -> Iterator[tuple[str, os.stat_result]]:
    try:
        entries = list(os.scandir(folder))
    except OSError:  # not there, or gone since
        return
    for entry in entries:
        if is_passing(entry.name):
            continue
        path = f"{below}/{entry.name}"
        try:
            if entry.is_dir(follow_symlinks=False):
                yield from _files(Path(entry.path), path)
            else:
                yield path, entry.stat(follow_symlinks=False)
        except OSError:
            continue


def _stamp(found: os.stat_result) -> Stamp:
    return found.st_mtime_ns, found.st_size, found.st_ino


class _Ear(FileSystemEventHandler):
    def __init__(self, hear: Callable[[], None]) -> None:
        self._hear = hear

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.event_type not in (EVENT_TYPE_OPENED, EVENT_TYPE_CLOSED_NO_WRITE):
            self._hear()


class Watch:
    """Says when something changed below a project folder."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._rang = threading.Event()
        self._observer: BaseObserver | None = None
        self._watched: set[str] = set()

    def start(self) -> None:
        """Begin to listen; a system that tells of nothing is looked at now and then (`REST`)."""
        observer = Observer()
        try:
            observer.schedule(_Ear(self.ring), str(self._root))
            observer.start()
        except OSError:  # no more watches to be had
            return
        self._observer = observer
        self._follow()

    def _follow(self) -> None:
        """Listen in the folders that are there now."""
        for name in FOLDERS:
            there = (self._root / name).is_dir()
            if self._observer and there and name not in self._watched:
                try:
                    self._observer.schedule(_Ear(self.ring), str(self._root / name), recursive=True)
                except OSError:
                    continue
                self._watched.add(name)
            elif not there:
                self._watched.discard(name)

    def ring(self) -> None:
        """Have it looked at."""
        self._rang.set()

    def wait(self) -> None:
        """Return when something may have changed, and has come to rest."""
        self._rang.wait(REST)
        start = time.monotonic()
        while self._rang.is_set() and time.monotonic() - start < LONGEST:
            self._rang.clear()
            time.sleep(QUIET)
        self._rang.clear()
        while (self._root / ".git" / "index.lock").exists() and time.monotonic() - start < GIT:
            time.sleep(QUIET)
        self._follow()

    def stop(self) -> None:
        """Listen no more."""
        if self._observer:
            self._observer.stop()
            self._observer.join()

"""Pages as earlier runs rendered them, by the digest of all that they were made of.

A file for each page, which stands in the site too where the disk has links, and a table of what is known of it. All of
it is disposable: what is missing, damaged, cut short or of another hand counts as not known, and what cannot be written
is left.
"""

import json
import os
import shutil
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, suppress
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

TABLE = "CREATE TABLE IF NOT EXISTS pages (key TEXT PRIMARY KEY, told TEXT NOT NULL, sum TEXT NOT NULL)"


class Kept(NamedTuple):
    """What is known of a page that has been rendered, and in which nothing was found wrong."""

    place: str
    """Its path in the site."""

    size: int
    sum: int
    """CRC-32 of the page: against damage, not against a person, who could as well change the site."""

    ids: Sequence[str]
    """What links can lead to."""

    needs: Mapping[str, Sequence[str]]
    """Place in the site that it links to -> the ids there."""

    owners: str = ""
    """Digest of what it shows of the pages whose lines it repeats."""


class Store:
    """A folder of pages."""

    def __init__(self, folder: Path | None) -> None:
        """With no folder nothing is kept."""
        self._folder = folder
        self._known: dict[str, Kept] = {}
        self._asked: set[str] = set()
        self._new: dict[str, Kept] = {}
        if folder:
            with suppress(OSError, sqlite3.Error):
                self._known = dict(_rows(folder / "pages.sqlite"))

    def get(self, key: str) -> Kept | None:
        """What is known of the page under a key; its file may be gone still."""
        self._asked.add(key)
        return self._known.get(key)

    def take(self, key: str, kept: Kept, target: Path) -> bool:
        """Let a page stand at a path, which is free; False when it is not what was kept."""
        if self._folder is None:
            return False
        path = self._path(key)
        try:
            if path.is_symlink() or not path.is_file():
                return False
            data = path.read_bytes()
            if len(data) != kept.size or crc32(data) != kept.sum:
                path.unlink()  # a site that stands may have the same file: never write into it
                return False
            link(path, target)
        except OSError:
            return False
        return True

    def keep(self, key: str, kept: Kept, source: Path) -> None:
        """Remember a page that was just rendered."""
        self._asked.add(key)
        self._new[key] = kept
        if self._folder is not None:
            path = self._path(key)
            with suppress(OSError):
                path.parent.mkdir(parents=True, exist_ok=True)
                path.unlink(missing_ok=True)
                link(source, path)

    def close(self) -> None:
        """Write down what is new, and let go of what nobody asked for."""
        if self._folder is None:
            return
        gone = self._known.keys() - self._asked
        with suppress(OSError, sqlite3.Error):
            _write(self._folder / "pages.sqlite", self._new, gone)
        for key in gone:
            with suppress(OSError):
                self._path(key).unlink()

    def _path(self, key: str) -> Path:
        assert self._folder is not None
        return self._folder / key[:2] / f"{key}.html"


def link(source: Path, target: Path) -> None:
    """Let the same bytes stand in both places."""
    try:
        os.link(source, target)
    except FileExistsError:
        raise
    except OSError:  # another disk, or one without links
        shutil.copyfile(source, target)


def _rows(path: Path) -> Iterator[tuple[str, Kept]]:
    if not path.is_file():
        return
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as base:
        for key, told, summed in base.execute("SELECT key, told, sum FROM pages"):
            if isinstance(told, str) and _sum(key, told) == summed:
                with suppress(ValueError, TypeError):
                    yield key, Kept(*json.loads(told))


def _write(path: Path, new: Mapping[str, Kept], gone: Iterable[str]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    told = {key: json.dumps(kept, ensure_ascii=False, separators=(",", ":")) for key, kept in new.items()}
    for attempt in range(2):
        try:
            with closing(sqlite3.connect(path, timeout=1)) as base:
                base.execute("PRAGMA synchronous=OFF")  # who loses the last writes to a power cut makes them again
                base.execute(TABLE)
                base.executemany("DELETE FROM pages WHERE key = ?", ((key,) for key in gone))
                rows = ((key, one, _sum(key, one)) for key, one in told.items())
                base.executemany("INSERT OR REPLACE INTO pages VALUES (?, ?, ?)", rows)
                base.commit()
                return
        except sqlite3.DatabaseError:
            if attempt:
                raise
            path.unlink(missing_ok=True)


def _sum(key: str, told: str) -> str:
    return sha256(f"{key}\0{told}".encode()).hexdigest()[:32]

"""A table in a file, of what was found out before: disposable, and believed only where it is whole."""

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import closing, suppress
from hashlib import sha256
from pathlib import Path
from typing import Any

_TABLE = "CREATE TABLE IF NOT EXISTS rows (key TEXT PRIMARY KEY, told TEXT NOT NULL, sum TEXT NOT NULL)"


def read(path: Path, keys: Collection[str] | None = None) -> Iterator[tuple[str, Any]]:
    """Each key with what is told of it, or only these; rows that are damaged, or cannot be read, are passed over."""
    with suppress(OSError, sqlite3.Error):
        if not path.is_file():
            return
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as base:
            for key, told, summed in _rows(base, keys):
                if isinstance(told, str) and _sum(key, told) == summed:
                    with suppress(ValueError):
                        yield key, json.loads(told)


def _rows(base: sqlite3.Connection, keys: Collection[str] | None) -> Iterable[tuple[str, object, str]]:
    every = "SELECT key, told, sum FROM rows"
    if keys is None:
        return base.execute(every)
    return base.execute(f"{every} WHERE key IN (SELECT value FROM json_each(?))", (json.dumps(list(keys)),))


def write(path: Path, new: Mapping[str, Any], gone: Iterable[str]) -> None:
    """Put rows in, and take others out; where it cannot be done, nobody misses them."""
    gone = list(gone)
    if not new and not gone:
        return
    told = {key: json.dumps(one, ensure_ascii=False, separators=(",", ":")) for key, one in new.items()}
    rows = [(key, one, _sum(key, one)) for key, one in told.items()]
    with suppress(OSError, sqlite3.Error, UnicodeError):
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            _put(path, rows, gone)
        except sqlite3.DatabaseError:
            path.unlink(missing_ok=True)
            _put(path, rows, ())


def _put(path: Path, rows: Iterable[tuple[str, str, str]], gone: Iterable[str]) -> None:
    with closing(sqlite3.connect(path, timeout=1)) as base:
        base.execute("PRAGMA synchronous=OFF")  # who loses the last writes to a power cut makes them again
        base.execute(_TABLE)
        base.executemany("DELETE FROM rows WHERE key = ?", ((key,) for key in gone))
        base.executemany("INSERT OR REPLACE INTO rows VALUES (?, ?, ?)", rows)
        base.commit()


def _sum(key: str, told: str) -> str:
    return sha256(f"{key}\0{told}".encode("utf-8", "surrogatepass")).hexdigest()[:32]

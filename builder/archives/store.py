"""Where tables lie: `OUT/TABLE/NAME.parquet` for each piece, and `OUT/_done/NAME.json` once all of a piece are there.

A name is a digest of the path, then one of all that the tables are made of. Files are written in `OUT/_new/` under
names that nobody else uses, then moved; who writes the same piece moves the same bytes there.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Self
from uuid import uuid4

from builder.archives.plan import MARKS
from builder.archives.tables import Row, schemas

if TYPE_CHECKING:
    from pyarrow.parquet import ParquetWriter

    from builder.archives.records import What

_NEW = "_new"
_ROWS = 2_000
"""Rows of a table that are held, then written as a group; of articles a tenth, since they hold the texts."""


class Store:
    """A folder of tables."""

    def __init__(self, out: str) -> None:
        from fsspec.core import url_to_fs

        self.system, place = url_to_fs(out)
        self.top = place.rstrip("/")

    def done(self) -> set[str]:
        """Names of the pieces that are there."""
        with suppress(FileNotFoundError):
            listed = self.system.ls(f"{self.top}/{MARKS}", detail=False, refresh=True)
            return {name.rpartition("/")[2].removesuffix(".json") for name in listed if name.endswith(".json")}
        return set()

    def mark(self, name: str) -> dict[str, Any] | None:
        """What is known of a piece that is there; None when it is not."""
        try:
            told = json.loads(self.system.cat_file(f"{self.top}/{MARKS}/{name}.json"))
        except (FileNotFoundError, ValueError):
            return None
        return told if isinstance(told, dict) else None

    def remove(self, name: str, tables: Iterable[str]) -> None:
        """Take a piece away, its mark first."""
        for place in (f"{MARKS}/{name}.json", *(f"{table}/{name}.parquet" for table in tables)):
            with suppress(FileNotFoundError):
                self.system.rm_file(f"{self.top}/{place}")

    def tidy(self) -> None:
        """Remove what interrupted runs left; nobody may be writing."""
        with suppress(FileNotFoundError):
            self.system.rm(f"{self.top}/{_NEW}", recursive=True)


class Writing:
    """The tables of one piece, while they are made; they are put in their place by `finish` alone."""

    def __init__(self, store: Store, name: str, what: "What") -> None:
        self._store, self._name, self._schemas = store, name, schemas(what)
        self._new = f"{store.top}/{_NEW}/{name}-{uuid4().hex}"
        self._rows: defaultdict[str, list[Row]] = defaultdict(list)
        self._open: dict[str, tuple[Any, ParquetWriter]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for file, writer in self._open.values():
            with suppress(Exception):  # what stopped the work is told, not what closing says of it
                writer.close()
                file.close()
        with suppress(OSError):
            self._store.system.rm(self._new, recursive=True)

    def add(self, rows: Mapping[str, list[Row]]) -> None:
        """Rows of some tables, by the name of the table."""
        for table, some in rows.items():
            self._rows[table] += some
            if len(self._rows[table]) >= (_ROWS // 10 if table == "articles" else _ROWS):
                self._flush(table)

    def finish(self, told: Mapping[str, Any]) -> None:
        """Put everything in its place, last the mark with what is told of the piece."""
        for table in self._schemas:
            self._flush(table)
            file, writer = self._open.pop(table)
            writer.close()
            file.close()
        for table in self._schemas:
            self._move(f"{table}.parquet", f"{table}/{self._name}.parquet")
        self._store.system.pipe_file(f"{self._new}/mark.json", json.dumps(told, sort_keys=True).encode())
        self._move("mark.json", f"{MARKS}/{self._name}.json")

    def _flush(self, table: str) -> None:
        from pyarrow import Table
        from pyarrow.parquet import ParquetWriter

        if table not in self._open:
            self._store.system.makedirs(self._new, exist_ok=True)
            file = self._store.system.open(f"{self._new}/{table}.parquet", "wb")
            self._open[table] = file, ParquetWriter(file, self._schemas[table], compression="zstd")
        rows = self._rows.pop(table, [])
        try:
            made = Table.from_pylist(rows, schema=self._schemas[table])
        except UnicodeEncodeError:  # half a character, which some page had
            made = Table.from_pylist([_sound(row) for row in rows], schema=self._schemas[table])
        self._open[table][1].write_table(made)

    def _move(self, new: str, place: str) -> None:
        there = f"{self._store.top}/{place}"
        self._store.system.makedirs(there.rpartition("/")[0], exist_ok=True)
        self._store.system.mv(f"{self._new}/{new}", there)


def _sound(value: Any) -> Any:
    """The same with a question mark for half a character: offsets stay."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()
    if isinstance(value, dict):
        return {key: _sound(one) for key, one in value.items()}
    return [_sound(one) for one in value] if isinstance(value, list | tuple) else value

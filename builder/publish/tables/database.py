"""Everything found, as one SQLite file; opens in Datasette and the like."""

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, cast

from builder.publish.reading import Told, address, plain
from builder.publish.tables.columns import COLUMNS, LISTS, Value

_BRIEFINGS = ", ".join(
    f"{name} TEXT PRIMARY KEY" if name == "id" else f"{name} TEXT" for name in COLUMNS if name not in LISTS
)

SCHEMA = f"""
CREATE TABLE briefings ({_BRIEFINGS});
CREATE TABLE events (id TEXT PRIMARY KEY, title TEXT, date TEXT, outlets INTEGER, origins INTEGER, confidence TEXT,
  confidence_reason TEXT, address TEXT);
CREATE TABLE actors (id TEXT PRIMARY KEY, name TEXT, kind TEXT, address TEXT);
CREATE TABLE sources (id TEXT PRIMARY KEY, name TEXT, address TEXT);
CREATE TABLE mentions (briefing TEXT REFERENCES briefings, actor TEXT, kind TEXT, mentions INTEGER, first INTEGER,
  role TEXT);
CREATE TABLE relayed (briefing TEXT REFERENCES briefings, outlet TEXT);
CREATE TABLE places (briefing TEXT REFERENCES briefings, place TEXT);
CREATE TABLE points (briefing TEXT REFERENCES briefings, rank INTEGER, start INTEGER, "end" INTEGER, words TEXT,
  stance TEXT, "by" TEXT);
CREATE TABLE quotes (briefing TEXT REFERENCES briefings, start INTEGER, "end" INTEGER, words TEXT, speaker TEXT);
CREATE TABLE dates (briefing TEXT REFERENCES briefings, start INTEGER, "end" INTEGER, words TEXT, value TEXT,
  direction TEXT);
"""
"""`start` and `end` count characters in the text of the article, which the JSON file of its page holds; `first` is
where an actor is first named; `rank` 1 is the foremost point. `words` of points are empty where sites show no
source text."""

_INDEXES = """
CREATE INDEX mentions_actor ON mentions (actor);
CREATE INDEX quotes_speaker ON quotes (speaker);
CREATE INDEX dates_value ON dates (value);
"""

Row = Sequence[object]

_AT_ONCE = 200
"""Briefings whose rows are in memory at a time."""


def write_database(pages: Mapping[str, Told], briefings: Sequence[Mapping[str, Value]], path: Path) -> None:
    """Make the file; `pages` by path, `briefings` as in the other tables."""
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(path)) as base:
        base.executescript(
            f"PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; {SCHEMA}"
        )  # who is broken off begins anew
        plain_columns = [name for name in COLUMNS if name not in LISTS]
        _insert(base, "briefings", ([row[name] for name in plain_columns] for row in briefings))
        ordered = sorted(pages.items(), key=lambda one: one[1].id)
        for kind, row in (("event", _event), ("actor", _actor), ("source", _source)):
            of_kind = ((path, page) for path, page in ordered if page.kind == kind and page.id)
            _insert(base, f"{kind}s", (row(path, page) for path, page in of_kind))
        found = [page for _, page in ordered if page.kind == "briefing"]
        for at in range(0, len(found), _AT_ONCE):
            told = [(page.id, _gist(page)) for page in found[at : at + _AT_ONCE]]
            for table in ("mentions", "points", "quotes", "dates"):
                _insert(base, table, ((name, *row) for name, rows in told for row in rows[table]))
        for table, key in (("relayed", "via"), ("places", "places")):
            _insert(base, table, ((row["id"], one) for row in briefings for one in row[key] or ()))
        base.executescript(_INDEXES)  # sorting all once is quicker
        base.commit()
        base.execute("VACUUM")


def _gist(page: Told) -> Mapping[str, list[list[object]]]:
    return gist(page.data) if page.gist is None else cast("Mapping[str, list[list[object]]]", json.loads(page.gist))


def _insert(base: sqlite3.Connection, table: str, rows: Iterator[Row]) -> None:
    listed = [tuple(row) for row in rows]
    if listed:
        places = ", ".join("?" * len(listed[0]))
        base.executemany(f"INSERT OR IGNORE INTO {table} VALUES ({places})", listed)


def _event(path: str, page: Told) -> Row:
    data, values = page.data, page.values
    return (
        *(page.id, page.title, plain(values.get("date")) or None, data.get("outlets"), data.get("independent")),
        *(plain(values.get("confidence")) or None, plain(values.get("confidence_reason")) or None, address(path)),
    )


def _actor(path: str, page: Told) -> Row:
    return page.id, page.title, plain(page.values.get("kind")) or None, address(path)


def _source(path: str, page: Told) -> Row:
    return page.id, page.title, address(path)


def gist(data: Mapping[str, Any]) -> dict[str, list[list[object]]]:
    """What the tables hold of the data of a briefing: name of a table -> its rows, without the briefing's id."""
    text = data.get("text") or ""
    return {
        "mentions": [
            [one["name"], one["kind"], len(spans), spans[0][0] if spans else None, roles[0][0] if roles else None]
            for one in _listed(data, "actors")
            for roles, spans in ((one["roles"], one["mentions"]),)
        ],
        "points": [
            [rank, start, end, text[start:end] or None, one.get("stance"), one.get("by")]
            for rank, one in enumerate(_listed(data, "points"), start=1)
            for start, end in (one["span"],)
        ],
        "quotes": [[*one["span"], one.get("text"), one.get("speaker")] for one in _listed(data, "quotes")],
        "dates": [
            [*one["span"], one.get("text"), one.get("value"), one.get("direction")] for one in _listed(data, "timexes")
        ],
    }


def _listed(data: Mapping[str, Any], key: str) -> list[dict[str, Any]]:
    found = data.get(key)
    return found if isinstance(found, list) else []

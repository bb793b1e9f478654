"""All briefings as tables, for spreadsheets, scripts and databases: `data/briefings.csv`, `.jsonl` and `.sqlite`.

`columns` says what a row holds, and what each column means; `database` makes the SQLite file, which has actors, quotes,
dates, events and sources too. The same pages give the same bytes, whatever the day.
"""

import csv
import io
import json
import re
from collections.abc import Mapping
from pathlib import Path

from builder.publish.reading import Told
from builder.publish.tables.columns import COLUMNS, Value, rows
from builder.publish.tables.database import write_database

FOLDER = "data"

_FORMULA = re.compile(r"""((?:^|[;\t\r\n])[\s"']*)(?=[=+\-@＝＋－＠])""")
"""Up to where a formula would begin; East Asian spreadsheets take the wide signs too."""


def write_tables(pages: Mapping[str, Told], site: Path) -> None:
    """Put the three files into a finished site; `pages` come by path."""
    folder = site / FOLDER
    folder.mkdir(exist_ok=True)
    found = list(rows(pages))
    lines = "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in found)
    (folder / "briefings.jsonl").write_text(lines, encoding="utf-8", newline="\n")
    (folder / "briefings.csv").write_text(as_csv(found), encoding="utf-8", newline="")
    write_database(pages, found, folder / "briefings.sqlite")


def as_csv(found: list[dict[str, Value]]) -> str:
    """The rows as CSV (RFC 4180) with a line of names; lists are joined by `; `.

    What a spreadsheet would take for a formula begins with `'`, which tells it not to: at the start of a cell, and
    after a semicolon, which ends a cell where the comma is the mark of decimals.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows([_cell(row[name]) for name in COLUMNS] for row in found)
    return out.getvalue()


def _cell(value: Value) -> str:
    text = "; ".join(value) if isinstance(value, list) else "" if value is None else str(value)
    return _FORMULA.sub(r"\1'", text)

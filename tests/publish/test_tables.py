"""The tables, read back by what people would read them with."""

import csv
import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from builder.publish import publish
from builder.publish.reading import told
from builder.publish.tables import write_tables
from builder.publish.tables.columns import COLUMNS

REPOSITORY = Path(__file__).parents[2]
FORMS = ("csv", "jsonl", "sqlite")
MINISTER = "briefings/2023/minister.md"

Edit = Callable[[str, str, str], None]


def written(docs: Path, site: Path) -> Path:
    site.mkdir(exist_ok=True)
    write_tables(told(docs), site)
    return site / "data"


def as_csv(data: Path) -> list[dict[str, str]]:
    with (data / "briefings.csv").open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def as_jsonl(data: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (data / "briefings.jsonl").read_text("utf-8").split("\n") if line]


def asked(data: Path, query: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(data / "briefings.sqlite")) as base:
        return base.execute(query).fetchall()


def test_the_home_page_leads_to_the_three_files(project: Path) -> None:
    site = publish(project).site
    home = (site / "index.html").read_text()

    for form in FORMS:
        assert f'href="data/briefings.{form}"' in home
        assert (site / f"data/briefings.{form}").stat().st_size


def test_the_three_files_say_the_same_of_each_briefing(tmp_path: Path) -> None:
    data = written(REPOSITORY / "docs", tmp_path / "site")
    rows = as_jsonl(data)

    assert [row["title"] for row in rows] == [row["title"] for row in as_csv(data)]
    for row, cells in zip(rows, as_csv(data), strict=True):
        assert list(row) == list(cells) == list(COLUMNS)
        assert {name: "; ".join(one) if isinstance(one, list) else one or "" for name, one in row.items()} == cells
        assert asked(data, f"SELECT title, date, confidence FROM briefings WHERE id = '{row['id']}'") == [
            (row["title"], row["date"], row["confidence"])
        ]
        assert (REPOSITORY / "docs" / row["address"]).with_suffix(".md").exists()


def test_the_database_answers_who_said_what_where(tmp_path: Path) -> None:
    data = written(REPOSITORY / "docs", tmp_path / "site")
    said = asked(
        data,
        "SELECT DISTINCT speaker FROM quotes JOIN briefings ON briefing = briefings.id JOIN actors ON name = speaker"
        " WHERE event IN (SELECT id FROM events WHERE origins = 1) ORDER BY 1",
    )
    words = asked(data, 'SELECT words, briefing, start, "end" FROM quotes')
    texts = {json.loads(path.read_bytes())["id"]: path for path in (REPOSITORY / "docs/briefings").rglob("*.json")}

    assert ("Mao Ning",) in said
    assert words
    for quoted, briefing, start, end in words:
        assert json.loads(texts[briefing].read_bytes())["text"][start:end] == quoted
    assert asked(data, "PRAGMA integrity_check") == [("ok",)]
    assert asked(data, "PRAGMA foreign_key_check") == []


@pytest.mark.parametrize("title", ["=1+1", "@sum(a)", " +1", "-2", '"quoted"; x', "a, b"])
def test_no_cell_is_a_formula(project: Path, tmp_path: Path, edit: Edit, title: str) -> None:
    edit(MINISTER, "\ntitle: ", f"\ntitle: {json.dumps(title)}\nold: ")
    data = written(project / "docs", tmp_path / "site")
    (cell,) = (row["title"] for row in as_csv(data) if row["id"] == "b0000000002")

    assert cell.removeprefix("'") == title.strip()
    assert cell[0] not in "=+-@"
    assert title.strip() in [row["title"] for row in as_jsonl(data)]


def test_the_same_pages_give_the_same_bytes(tmp_path: Path) -> None:
    one, other = (written(REPOSITORY / "docs", tmp_path / name) for name in ("one", "other"))

    for form in FORMS:
        assert (one / f"briefings.{form}").read_bytes() == (other / f"briefings.{form}").read_bytes()


def test_a_site_without_pages_has_empty_tables(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    data = written(tmp_path / "docs", tmp_path / "site")

    assert as_csv(data) == as_jsonl(data) == asked(data, "SELECT * FROM briefings") == []


def test_a_page_written_by_hand_is_a_row_like_others(project: Path, tmp_path: Path) -> None:
    text = "---\nid: b0000000009\ntype: briefing\ntitle: Mine\ndate: 2024-01-01\nsource: Us\n---\n# Mine\n"
    (project / "docs/briefings/mine.md").write_text(text)
    data = written(project / "docs", tmp_path / "site")

    assert as_jsonl(data)[-1]["title"] == "Mine"
    assert asked(data, "SELECT source FROM briefings WHERE id = 'b0000000009'") == [("Us",)]


def test_the_readme_says_what_each_column_is() -> None:
    readme = (REPOSITORY / "README.md").read_text()

    for name, meaning in COLUMNS.items():
        assert f"| `{name}` | {meaning} |" in readme

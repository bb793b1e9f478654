"""Small archives for the tests, and what came of them."""

import gzip
import io
import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from builder.archives.engines import run
from builder.archives.records import Engine, Outcome, What
from builder.config import Settings
from tests.read.make_samples import http, warc_record, web_page

PLACES = ("Brockel", "Agder", "Sundby", "Kesten", "Valdora")


def row(number: int) -> dict[str, Any]:
    place = PLACES[number % len(PLACES)]
    text = (
        f"The port of {place} reopened on 3 May 2022, Mayor Ada Lund said. “We waited {number} years for it,” she told "
        f"the Valdora Post. Pier {number} would not open before June, a spokesman said."
    )
    return {"id": f"r{number}", "title": f"Port {number} of {place} reopens", "date": "2022-05-04", "text": text}


def lines(*numbers: int) -> str:
    return "".join(json.dumps(row(number)) + "\n" for number in numbers)


def archive(folder: Path) -> Path:
    """Web archives, rows as lines and in a table, and records among them that are none."""
    folder.mkdir(parents=True)
    pages = b"".join(warc_record(f"https://courier.example/{at}", http(web_page(at))) for at in range(4))
    (folder / "crawl.warc.gz").write_bytes(gzip.compress(pages, mtime=0))
    (folder / "a.jsonl").write_text(lines(0, 1) + "{broken\n" + lines(2) + '{"no": "text"}\n')
    (folder / "more").mkdir()
    (folder / "more/b.jsonl.gz").write_bytes(gzip.compress(lines(3, 4).encode(), mtime=0))
    for number in range(5, 11):
        (folder / f"more/{number}.jsonl").write_text(lines(number, number + 100))
    rows = [row(20), {"id": "empty"}, row(21)]
    pq.write_table(pa.Table.from_pylist(rows, pa.schema([(one, pa.string()) for one in row(0)])), folder / "t.parquet")
    (folder / "notes.txt").write_text("Not asked for.")
    return folder


def do(
    what: What, given: Path | str, out: Path | str, engine: Engine = "local", processes: int = 1, **options: Any
) -> list[Outcome]:
    return run(what, [str(given)], str(out), Settings(processes=processes), engine=engine, **options)


def files(out: Path) -> dict[str, bytes]:
    return {one.relative_to(out).as_posix(): one.read_bytes() for one in sorted(out.rglob("*")) if one.is_file()}


def table(out: Path, name: str) -> list[dict[str, Any]]:
    parts = sorted((out / name).glob("*.parquet"))
    return [row for part in parts for row in pq.read_table(io.BytesIO(part.read_bytes())).to_pylist()]

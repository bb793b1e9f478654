"""Events of an archive, out of its tables, are those that a build would find."""

import json
import random
from pathlib import Path

from click.testing import CliRunner

from builder import events, pipeline
from builder.cli import main
from builder.records import Wishes
from builder.rows import articles as as_articles
from tests.archives.making import PLACES, do, table


def rows() -> list[dict[str, str]]:
    """Stories of some outlets each, over half a year, in no order."""
    pick, found = random.Random(1), []
    for story in range(24):
        place, thing = PLACES[story % len(PLACES)], pick.choice(("bridge", "harbour", "mill", "theatre"))
        told = f"The {thing} of {place} was closed after {story + 3} boats hit it, Mayor Ada Lund said. "
        told += f"Repairs by Voss and Sons would cost {story + 11} million crowns, Judge Karl Berg wrote. "
        for outlet in range(pick.randint(1, 3)):
            day = f"2022-{1 + story // 4:02}-{1 + story % 4 * 7 + outlet:02}"
            text = told + f"Outlet {outlet} of {place} asked {pick.randint(100, 999)} readers about it."
            found.append({"id": f"s{story}-{outlet}", "title": f"{thing} of {place} closed", "date": day, "text": text})
    found.append({"id": "undated", "title": "A mill", "text": "A mill of Brockel stands where it stood, people said."})
    pick.shuffle(found)
    return found


def test_events_of_tables_are_those_of_a_build(tmp_path: Path) -> None:
    told = rows()
    (tmp_path / "in").mkdir()
    for part in range(3):
        some = told[part::3]
        (tmp_path / f"in/{part}.jsonl").write_text("".join(json.dumps(one) + "\n" for one in some))
    do("analyse", tmp_path / "in", tmp_path / "findings")
    result = CliRunner().invoke(
        main, ["group", str(tmp_path / "findings"), "--out", str(tmp_path / "events/all.parquet")]
    )
    assert result.exit_code == 0, result.output
    assert "1 without a day" in result.output

    dated = [json.dumps(one) for one in told if "date" in one]
    briefings = list(pipeline.findings(as_articles(dated, [])))
    wanted = {frozenset(one.article.id for one in it.members) for it in events.group(briefings, Wishes(), {}).groups}
    found: dict[str, set[str]] = {}
    for row in table(tmp_path, "events"):
        found.setdefault(row["event"], set()).add(row["path"].rpartition("/")[2])
    assert len(wanted) > 5
    assert {frozenset(one) for one in found.values()} == wanted


def test_no_findings_are_told(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["group", str(tmp_path), "--out", str(tmp_path / "e.parquet")])
    assert result.exit_code == 4
    assert "builder analyse" in result.output

"""Measures the findings on the labelled data, which lies outside the project.

`python -m tests.eval.quality` prints the table.
"""

import hashlib
import importlib.util
import json
import os
import sys
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

import yaml

from builder import pipeline
from builder.rows import articles, finding_row

ROOT = Path(__file__).parents[2]
DATA = Path(os.environ.get("BUILDER_EVAL", ROOT.parent / "shared" / "eval"))
FLOORS: dict[str, dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("floors.yml").read_text())

LOWER_IS_BETTER = frozenset({"untraceable", "wrong_date"})


class Score(NamedTuple):
    """One figure beside its floor."""

    metric: str
    value: float
    floor: float

    @property
    def holds(self) -> bool:
        """Whether the figure is no worse than its floor."""
        return self.value <= self.floor if self.metric in LOWER_IS_BETTER else self.value >= self.floor


def measure(name: str) -> list[Score]:
    """Scores of one row of the floors, `task/set`.

    Raises:
        ValueError: the data is not the data that the floors were set on.
    """
    task, data = name.split("/", 1)
    # `extract/pasted/page` is one kind of the cases in `extract/dev/pasted`.
    file = f"extract/dev/{data.split('/')[0]}/cases.jsonl" if task == "extract" else f"{task}/{data}.jsonl"
    floors = {key: value for key, value in FLOORS[name].items() if key != "digest"}
    digest = hashlib.sha256((DATA / file).read_bytes()).hexdigest()
    if not digest.startswith(FLOORS[name]["digest"]):
        raise ValueError(f"{file} has digest {digest[:12]}: measure anew, and set the floors of {name}")
    if task == "extract":
        from tests.eval import extract  # it takes the place of the data from here

        figures, _ = extract.measure(data)
        return [Score(metric, 100 * figures[metric][0], floor) for metric, floor in floors.items()]
    system = _findings(file)
    if task == "points":
        # The labelled summaries are compared with two sentences.
        system = {key: {**row, "points": row["points"][:2]} for key, row in system.items()}
    scores = _scorer().TASKS[task](_with_text(_gold(file)), system)
    return [Score(metric, _at(scores, metric), floor) for metric, floor in floors.items()]


def _at(scores: Any, metric: str) -> float:
    for key in metric.split("."):
        scores = scores[key]
    return float(scores)


@cache
def _scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", DATA / "score.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@cache
def _gold(file: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (DATA / file).read_text().splitlines() if line.strip()]


def _with_text(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows of the project's own seeds carry no text; the seed holds it."""
    return [
        {**row, "text": row["text"] if "file" not in row else (ROOT / "seeds" / row["file"]).read_text()}
        for row in rows
    ]


@cache
def _findings(file: str) -> dict[str, dict[str, Any]]:
    lines = [
        json.dumps({key: row.get(key) for key in ("id", "title", "date", "text")}) for row in _with_text(_gold(file))
    ]
    problems: list[Any] = []
    if file.startswith("events/"):
        from tests.eval import events  # its rows are looked at together

        return events.clusters(articles(lines, problems))
    rows = {one.article.id: finding_row(one) for one in pipeline.findings(articles(lines, problems))}
    assert not problems, problems
    return rows


if __name__ == "__main__":
    below = 0
    for row in FLOORS:
        for score in measure(row):
            below += not score.holds
            mark = "" if score.holds else "  BELOW"
            sys.stdout.write(f"{row:<20} {score.metric:<28} {score.value:6.1f}   floor {score.floor:6.1f}{mark}\n")
    sys.exit(bool(below))

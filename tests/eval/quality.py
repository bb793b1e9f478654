"""Measures the findings on labelled articles: our own in `own/`, and data that lies outside the project.

`python -m tests.eval.quality [--task NAME]` prints the table of figures and floors, then for each set of findings the
texts that came out worst and the commonest kinds of fault; NAME is a task (`quotes`), a set (`own`) or both
(`time/gum`).
"""

import hashlib
import importlib.util
import json
import os
import sys
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

from builder import pipeline
from builder.data import load
from builder.records import Briefing
from builder.rows import articles, finding_row
from tests.eval import own
from tests.eval.events import clusters
from tests.eval.look import actors, points, quotes, time
from tests.eval.look.outcome import Count, Outcome, Row

ROOT = Path(__file__).parents[2]
DATA = Path(os.environ.get("BUILDER_EVAL", ROOT.parent / "shared" / "eval"))
FLOORS: dict[str, dict[str, Any]] = load("quality")
"""One file for what is tested here and what the page on method publishes."""

OWN = "own"
"""The set of articles that is always there."""

LOOKS: dict[str, Callable[[Row, Row], Outcome]] = {
    "actors": actors.look,
    "quotes": quotes.look,
    "time": time.look,
    "points": points.look,
}
LOWER_IS_BETTER = frozenset(load("quality_words")["at_most"])


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
    floors = {key: value for key, value in FLOORS[name].items() if key != "digest"}
    digest = _digest(name)
    if not digest.startswith(FLOORS[name]["digest"]):
        raise ValueError(f"{name} has digest {digest[:16]}: measure anew, and set its floors")
    if task == "extract":
        from tests.eval import extract  # it takes the place of the data from here

        figures, _ = extract.measure(data)
        return [Score(metric, 100 * figures[metric][0], floor) for metric, floor in floors.items()]
    if data == OWN:
        return [Score(metric, _own_figure(name, metric), floor) for metric, floor in floors.items()]
    system = _findings(name)
    if task == "points":
        # The labelled summaries are compared with two sentences.
        system = {key: {**row, "points": row["points"][:2]} for key, row in system.items()}
    scores = _scorer().TASKS[task](_gold(name), system)
    return [Score(metric, _at(scores, metric), floor) for metric, floor in floors.items()]


def outcomes(name: str) -> list[tuple[Row, Row, Outcome]]:
    """Each labelled text of `task/set` with its findings, and how the two compare."""
    look, system = LOOKS[name.split("/")[0]], _findings(name)
    return [(row, system[row["id"]], look(row, system[row["id"]])) for row in _gold(name)]


def _own_figure(name: str, metric: str) -> float:
    """`typed.f1`; `both` as the share of those wanted. In percent, to one digit."""
    key, _, measure = metric.partition(".")
    total = sum((one.counts[key] for _, _, one in outcomes(name)), Count(0, 0, 0))
    return round(total.f1 if measure == "f1" else total.share, 1)


def _file(name: str) -> Path:
    task, data = name.split("/", 1)
    # `extract/pasted/page` is one kind of the cases in `extract/dev/pasted`.
    return DATA / (f"extract/dev/{data.split('/')[0]}/cases.jsonl" if task == "extract" else f"{name}.jsonl")


def _digest(name: str) -> str:
    return own.digest() if name.endswith(f"/{OWN}") else hashlib.sha256(_file(name).read_bytes()).hexdigest()


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
def _gold(name: str) -> list[dict[str, Any]]:
    if name.endswith(f"/{OWN}"):
        return own.rows()
    rows = [json.loads(line) for line in _file(name).read_text().splitlines() if line.strip()]
    # Rows of the project's own seeds carry no text; the seed holds it.
    return [row if "text" in row else {**row, "text": (ROOT / "seeds" / row["file"]).read_text()} for row in rows]


def _findings(name: str) -> dict[str, dict[str, Any]]:
    keys = ("id", "title", "date", "text")
    lines = tuple(json.dumps({key: row.get(key) for key in keys}) for row in _gold(name))
    return clusters(articles(lines, [])) if name.startswith("events/") else _analysed(lines)


@cache
def _analysed(lines: Iterable[str]) -> dict[str, dict[str, Any]]:
    problems: list[Any] = []
    rows = {one.article.id: _row(one) for one in pipeline.findings(articles(lines, problems))}
    assert not problems, problems
    return rows


def _row(briefing: Briefing) -> dict[str, Any]:
    """What `builder analyse` prints, and what only pages show."""
    row: dict[str, Any] = finding_row(briefing)
    for actor, one in zip(row["actors"], briefing.actors, strict=True):
        actor["roles"] = [role.text for role in one.roles]
    for quote, spoken in zip(row["quotes"], briefing.quotes, strict=True):
        quote["on_record"] = spoken.on_record
    headline = briefing.article.original_title
    return row | {
        "sentences": [tuple(one.span) for one in briefing.sentences],
        "body": len(headline) if headline else 0,
    }


if __name__ == "__main__":
    from tests.eval import report  # it reports on this module, which is not the one that is running

    sys.exit(report.main(sys.argv[1:]))

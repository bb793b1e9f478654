"""Measures what `read` gets out of pages and pasted texts, on the labelled data, which lies outside the project.

`python -m tests.eval.extract [SET ...] [--worst N]` prints a table of the sets (default: all), and the texts that came
out worst, each with what is missing and what is too much.
"""

import argparse
import gzip
import json
import re
import sys
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from difflib import ndiff
from pathlib import Path
from statistics import fmean
from typing import Any, NamedTuple

import yaml

from builder import pipeline, seeds
from builder.records import Problem
from builder.rows import article_row
from tests.eval.quality import DATA

HTML_SETS = ("zyte", "fundus", "fundus_eval", "wcxb", "htmldate", "trafilatura", "postlight")
PASTED = ("pasted/container", "pasted/page", "pasted/body")

Row = Mapping[str, Any]

_WORD = re.compile(r"\w+")


class Case(NamedTuple):
    """A labelled input with what was read from it."""

    id: str
    gold: Row
    found: Row


def cases(name: str) -> Iterator[Row]:
    """The labelled cases of a set, or of one kind of a set: `zyte`, `pasted/page`."""
    data, _, kind = name.partition("/")
    for line in (DATA / "extract" / "dev" / data / "cases.jsonl").read_text().rstrip("\n").split("\n"):
        case = json.loads(line)
        if not kind or case["kind"] == kind:
            yield case


def read_case(case: Row, folder: Path, *, with_url: bool = True) -> Row:
    """The row that `builder read` gives for a case, empty if it was refused; the address is stated beside it."""
    source = DATA / "extract" / "dev" / case["set"] / case["input"]
    seed = folder / source.with_suffix("").name
    seed.write_bytes(gzip.decompress(source.read_bytes()))
    if with_url:
        seed.with_suffix(".yml").write_text(yaml.safe_dump({"url": case["url"]}))
    problems: list[Problem] = []
    rows = [article_row(pipeline.dated(article)) for article in seeds.read_articles(seed, folder, problems)]
    return rows[0] if rows else {}


# --- measures: each gives a figure of one case, or None where the case has no answer ---------------


def words(text: str) -> Counter[str]:
    """The words of a text with their numbers, without case."""
    return Counter(_WORD.findall(text.casefold()))


def overlap(gold: Counter[str], found: Counter[str]) -> tuple[float, float, float]:
    """Precision, recall and F1 of words."""
    shared = (gold & found).total()
    if not shared:
        return 0.0, 0.0, 0.0
    precision, recall = shared / found.total(), shared / gold.total()
    return precision, recall, 2 * precision * recall / (precision + recall)


def body(case: Case) -> float | None:
    """F1 of the words of the text."""
    if "text" not in case.gold or case.id.endswith("-body"):
        return None
    return overlap(words(case.gold["text"]), words(case.found.get("text", "")))[2]


def folded(text: str | None) -> str:
    """Text without case, typography and doubled blanks."""
    plain = unicodedata.normalize("NFKC", text or "").casefold()
    plain = plain.translate(str.maketrans({"“": '"', "”": '"', "„": '"', "’": "'", "‘": "'", "–": "-", "—": "-"}))
    return " ".join(plain.split())


def title(case: Case) -> float | None:
    """1 for the exact title."""
    return float(folded(case.found.get("title")) == folded(case.gold["title"])) if case.gold.get("title") else None


def date(case: Case) -> float | None:
    """1 for the exact day."""
    return float(case.found.get("date") == case.gold["date"]) if case.gold.get("date") else None


def wrong_date(case: Case) -> float | None:
    """1 for another day than the true one; no day at all is not wrong."""
    found = case.found.get("date")
    return float(bool(found) and found != case.gold["date"]) if case.gold.get("date") else None


def authors(case: Case) -> float | None:
    """F1 of the names."""
    if not case.gold.get("authors"):
        return None
    gold, found = {folded(one) for one in case.gold["authors"]}, {folded(one) for one in case.found.get("authors", ())}
    return 2 * len(gold & found) / (len(gold) + len(found))


def source(case: Case) -> float | None:
    """1 for one of the accepted names."""
    if not case.gold.get("source"):
        return None
    return float(folded(case.found.get("source")) in {folded(one) for one in case.gold["source"]})


MEASURES: dict[str, Callable[[Case], float | None]] = {
    "body": body,
    "title": title,
    "date": date,
    "wrong_date": wrong_date,
    "authors": authors,
    "source": source,
}


def measure(name: str) -> tuple[dict[str, tuple[float, int]], list[Case]]:
    """Mean and count of each measure that has an answer in a set, and its cases."""
    with tempfile.TemporaryDirectory() as folder:
        done = [Case(case["id"], case["gold"], read_case(case, Path(folder))) for case in cases(name)]
    figures = {key: [one for case in done if (one := of(case)) is not None] for key, of in MEASURES.items()}
    return {key: (fmean(ones), len(ones)) for key, ones in figures.items() if ones}, done


def difference(gold: str, found: str) -> str:
    """Lines of the gold that are missing (`-`) and lines that are too much (`+`)."""
    lines = ndiff(*([line.strip() for line in text.splitlines() if line.strip()] for text in (gold, found)))
    return "\n".join(line[:300] for line in lines if line[0] in "-+")


def main(arguments: Sequence[str]) -> None:
    """Print the table, then the worst cases."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sets", nargs="*", default=[*HTML_SETS, *PASTED])
    parser.add_argument("--worst", type=int, default=0, help="print this many of the worst bodies of each set")
    options = parser.parse_args(arguments)
    for name in options.sets:
        scores, done = measure(name)
        figures = "  ".join(f"{key} {mean:.3f} ({count})" for key, (mean, count) in scores.items())
        sys.stdout.write(f"{name:<18} {figures}\n")
        ranked = [(score, case.id, case) for case in done if (score := body(case)) is not None]
        ranked.sort(key=lambda one: one[:2])
        for score, _id, case in ranked[: options.worst]:
            sys.stdout.write(f"\n=== {case.id} {score:.3f}\n")
            sys.stdout.write(difference(case.gold["text"], case.found.get("text", "")) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])

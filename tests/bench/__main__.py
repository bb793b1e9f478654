"""All sizes, one after another: a table, `.bench/results.json`, `.bench/*.svg`; then single rooms, unless `QUICK=1`."""

import json
import os
import sys
import tempfile
from pathlib import Path
from shutil import copy, copytree, rmtree

from tests.bench import corpus, rooms
from tests.bench.charts import Points, chart
from tests.bench.engines import engines
from tests.bench.measuring import ROOT, Took, growth, took_stage
from tests.bench.stage import STAGES

SIZES, QUICK = (100, 1_000, 5_000, 20_000), (25, 100)
Table = dict[str, dict[int, Took]]
"""By stage or engine, then by the number of articles."""

OUT = ROOT / ".bench"
GOAL = 1.1
"""The most that the exponent of a stage should be."""


def main() -> None:
    """Measure, print, write."""
    quick = bool(os.environ.get("QUICK"))
    sizes = tuple(map(int, sys.argv[1:])) or (QUICK if quick else SIZES)
    stages: Table = {}
    by_engine: Table = {}
    with tempfile.TemporaryDirectory() as folder:
        least = project(Path(folder) / "least", 1)
        took_stage("build", least)
        start = engines(least)
        for count in sizes:
            root = project(Path(folder) / str(count), count)
            for name in STAGES:
                stages.setdefault(name, {})[count] = found = took_stage(name, root)
                say(f"{count:>7,} articles  {name:<24} {told(found)}")
            for name, found in engines(root).items():
                by_engine.setdefault(name, {})[count] = found
                say(f"{count:>7,} articles  {name:<24} {told(found)}")
            rmtree(root)
    pages = {count: found.items for count, found in by_engine["mkdocs"].items()}
    report(stages, by_engine, start, pages)
    write(stages, by_engine, start, pages)
    if not quick:
        rooms.main()


def project(root: Path, count: int) -> Path:
    """A project with so many seeds."""
    root.mkdir()
    copytree(ROOT / "overrides", root / "overrides")
    copy(ROOT / "mkdocs.yml", root)
    for name, text in corpus.articles(count):
        path = root / "seeds" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return root


def told(found: Took) -> str:
    """One measurement in words."""
    each = 1000 * found.cpu / max(1, found.items)
    return (
        f"{found.items:>7,} done  {found.cpu:8.2f} s cpu {found.wall:8.2f} s  {each:8.2f} ms each "
        f"{found.items / max(found.wall, 1e-6):9,.1f}/s  peak {found.peak_mb:,} MB  {found.bytes / 1e6:8.1f} MB"
    )


def report(
    stages: dict[str, dict[int, Took]],
    by_engine: dict[str, dict[int, Took]],
    start: dict[str, Took],
    pages: dict[int, int],
) -> None:
    """Ratios and growth."""
    say("\ngrowth of processor time (exponent; goal at most 1.1)")
    for name, found in stages.items():
        tell_growth(name, [(float(count), one.cpu) for count, one in found.items()])
    for name, found in by_engine.items():
        tell_growth(name, [(float(pages[count]), one.cpu - start[name].cpu) for count, one in found.items()])
    say("\nprocessor time against plain MkDocs + Material, and memory, by pages")
    for count, number in pages.items():
        plain = by_engine["mkdocs"][count]
        ratios = (
            f"{name} {found[count].cpu / plain.cpu:.2f} ({found[count].peak_mb:,} MB)"
            for name, found in by_engine.items()
        )
        say(f"{number:>7,} pages  {'  '.join(ratios)}")


def tell_growth(name: str, points: Points) -> None:
    """One line."""
    found = growth(points)
    if found is not None:
        say(f"  {name:<24} {found:5.2f}{'' if found <= GOAL else '  above the goal'}")


def write(
    stages: dict[str, dict[int, Took]],
    by_engine: dict[str, dict[int, Took]],
    start: dict[str, Took],
    pages: dict[int, int],
) -> None:
    """The numbers, and charts of them."""
    OUT.mkdir(exist_ok=True)
    every = {"stages": stages, "engines": by_engine, "start": {name: {0: one} for name, one in start.items()}}
    rows = {
        kind: {name: {count: one._asdict() for count, one in found.items()} for name, found in of_kind.items()}
        for kind, of_kind in every.items()
    }
    (OUT / "results.json").write_text(json.dumps({**rows, "pages": pages, "cores": os.cpu_count()}, indent=1), "utf-8")
    of_stages = {name: [(float(count), one.cpu) for count, one in found.items()] for name, found in stages.items()}
    of_engines = {
        name: [(float(pages[count]), one.cpu) for count, one in found.items()] for name, found in by_engine.items()
    }
    drawn = {
        "stages": chart("Seconds of processor time, by stage", of_stages, "articles", "seconds"),
        "engines": chart("Seconds of processor time, by engine", of_engines, "pages", "seconds"),
    }
    for name, text in drawn.items():
        (OUT / f"{name}.svg").write_text(text, "utf-8")
    say(f"\nwritten: {OUT.name}/results.json, {', '.join(f'{OUT.name}/{name}.svg' for name in drawn)}")


def say(line: str) -> None:
    """A line at once: some take minutes."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()

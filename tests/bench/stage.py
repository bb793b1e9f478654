"""One stage, in a process of its own so that its memory is its own: `python -m tests.bench.stage NAME PROJECT`.

Prints JSON: seconds of processor time and by the clock without what starting costs, how many, how many bytes.
"""

import json
import pickle
import sys
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from builder import analyse, config, events, pipeline, publish, read
from builder.cache import Findings
from builder.records import Wishes
from builder.seeds import Seeds
from tests.bench import corpus

TODAY = date(2024, 2, 1)


class Did(NamedTuple):
    """What a stage worked on."""

    items: int
    size: int = 0
    """Bytes that came out."""


def reading(root: Path) -> Did:
    """Seeds to articles, kept as a build keeps them."""
    settings = config.load(root)
    paths, _ = read.find(root / "seeds", root)
    given = Seeds(root, settings).each(paths, [], settings.processes)
    found = [analyse.date_article(one, TODAY) for some in given for one in some]
    _keep(root, "articles", found)
    return Did(len(found), sum(len(one.text.encode()) for one in found))


def analysing(root: Path) -> Did:
    """Articles to findings, by all cores; kept as a build keeps them."""
    processes = config.load(root).processes
    found = list(Findings(root / ".builder" / "cache", processes=processes).of(_kept(root, "articles")))
    _keep(root, "findings", found)
    return Did(len(found), _size(root / ".builder" / "cache"))


def grouping(root: Path) -> Did:
    """Findings to events."""
    found = analyse.link(_kept(root, "findings"))
    return Did(len(found), len(events.group(found, Wishes(), {}).groups))


def building(root: Path) -> Did:
    """The build once everything is read and analysed: events, pages, files."""
    return Did(len(pipeline.build(root, config.load(root), today=TODAY).pages), _size(root / "docs"))


def again(root: Path) -> Did:
    """A build when nothing has changed, the first after one that changed something."""
    report = pipeline.build_if_changed(root, config.load(root), today=TODAY)
    assert set(report.pages.values()) <= {"unchanged", "kept"}
    return Did(len(report.pages))


def at_rest(root: Path) -> Did:
    """One more such build."""
    return again(root)


def one_more(root: Path) -> Did:
    """A build when one article has come."""
    count = sum(1 for _ in (root / "seeds").rglob("*.md"))
    *_, (_, text) = corpus.articles(count + 1)
    (root / "seeds" / "new.md").write_text(text, "utf-8")
    report = pipeline.build_if_changed(root, config.load(root), today=TODAY)
    assert "new" in report.pages.values()
    return Did(1)


def publishing(root: Path) -> Did:
    """Checks, pages, search and feeds: `builder publish`."""
    publish.publish(root, force=True, store=root / ".builder" / "cache" / "site")
    return Did(sum(1 for _ in (root / "site").rglob("*.html")), _size(root / "site"))


def one_changed(root: Path) -> Did:
    """The same once somebody wrote on one page."""
    page = next((root / "docs" / "briefings").rglob("*.md"))
    page.write_text(f"{page.read_text('utf-8')}\nA line more.\n", "utf-8")
    return publishing(root)


PUBLISH: dict[str, Callable[[Path], Did]] = {"publish": publishing, "publish, one page changed": one_changed}

STAGES: dict[str, Callable[[Path], Did]] = {
    "read and clean": reading,
    "analyse": analysing,
    "group": grouping,
    "build": building,
    "build, nothing new": again,
    "build, at rest": at_rest,
    "build, one article more": one_more,
}


def _keep(root: Path, name: str, what: object) -> None:
    (root / f"{name}.pickle").write_bytes(pickle.dumps(what, pickle.HIGHEST_PROTOCOL))


def _kept(root: Path, name: str) -> Sequence[Any]:
    found: Sequence[Any] = pickle.loads((root / f"{name}.pickle").read_bytes())
    return found


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def main() -> None:
    """Do one, and print what it took."""
    import resource

    name, root = sys.argv[1], Path(sys.argv[2])
    stage = (PUBLISH | STAGES)[name]
    clock, own = time.perf_counter(), time.process_time()
    did = stage(root)
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = time.process_time() - own + children.ru_utime + children.ru_stime
    told = {"wall": time.perf_counter() - clock, "cpu": spent, "items": did.items, "bytes": did.size}
    sys.stdout.write(json.dumps(told) + "\n")


if __name__ == "__main__":
    main()

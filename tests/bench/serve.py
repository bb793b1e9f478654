"""How long `builder serve` takes from a saved file to new bytes: `python -m tests.bench.serve`, a part of `make bench`.

Seconds by the clock, as an editor waits, and of processor time, which what else the machine does hardly changes.
"""

import random
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from shutil import copy, copytree
from statistics import median

from builder import config, pipeline
from builder.preview import Preview

ROOT = Path(__file__).parents[2]
ARTICLES = 395
"""They give 1,000 pages, those of actors, sources and months included."""

TIMES = 5
FIRST = ("Ada", "Jonas", "Mira", "Tom", "Ines", "Karl", "Lea", "Sami", "Nora", "Emil", "Vera", "Hugo", "Alma", "Ivo")
SYLLABLES = ("bren", "dal", "kor", "mar", "vik", "ost", "lund", "hal", "ner", "sten", "rup", "tor", "bek", "nor", "gas")
ROLES = ("Mayor", "Minister", "Judge", "Professor", "Director", "Senator")
DEEDS = ("closed", "reopened", "inspected", "praised", "criticised", "sold", "visited", "flooded", "measured")
THINGS = ("bridge", "plant", "train", "hospital", "park", "market", "library", "tunnel", "school", "ferry", "museum")


def outlet(number: int) -> str:
    """First word of the outlet's name."""
    return FIRST[number % 9]


def seed(number: int) -> str:
    """An article of 200 words on a matter of its own; every second person is new."""
    pick = random.Random(number)

    def name() -> str:
        return "".join(pick.choices(SYLLABLES, k=4))

    matter = f"{name()} {pick.choice(THINGS)}"
    people = (
        f"{pick.choice(FIRST)} {name().capitalize()}",
        f"{pick.choice(FIRST)} {pick.choice(SYLLABLES).capitalize()}man",
    )
    day = date(2022, 1, 1) + timedelta(days=number % 700)
    lines = [f"---\ntitle: {name()} decides on {matter}s\ndate: {day}\nsource: {outlet(number)} Post\n---\n"]
    for _ in range(4):
        who, deed = pick.choice(people), pick.choice(DEEDS)
        lines.append(
            f"{pick.choice(ROLES)} {who} {deed} the {matter} on {day:%-d %B}, a spokeswoman said. “We did not expect "
            f"the {name()} to cost {pick.randint(2, 90)} million,” {who} told us. Farmers {pick.choice(DEEDS)} a "
            f"{pick.choice(THINGS)} with {pick.randint(2, 900)} {name()}s.\n"
        )
    return "\n".join(lines)


def project(root: Path, articles: int = ARTICLES) -> int:
    """Make a project and build it; how many pages it has."""
    copytree(ROOT / "overrides", root / "overrides")
    copy(ROOT / "mkdocs.yml", root)
    (root / "seeds").mkdir()
    for number in range(articles):
        (root / "seeds" / f"{number}.md").write_text(seed(number), "utf-8")
    settings = replace(config.load(root), processes=2)
    return len(pipeline.build(root, settings, today=datetime.now(UTC).date()).pages)


def fetch(url: str) -> bytes:
    """What is served there."""
    with urllib.request.urlopen(url, timeout=60) as answer:
        return bytes(answer.read())


def awaited(change: Callable[[], object], url: str, words: str, there: bool = True) -> tuple[float, float]:
    """Seconds by the clock and of processor time from a change until the page has the words, or has them no more."""
    clock, spent = time.perf_counter(), time.process_time()
    change()
    while (words.encode() in fetch(url)) != there:
        time.sleep(0.1)
        if time.perf_counter() - clock > 300:
            raise TimeoutError(url)
    return time.perf_counter() - clock, time.process_time() - spent


def main() -> None:
    """Print a line for each kind of change."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        pages = project(root)
        sys.stdout.write(f"serve, {pages:,} pages; median of {TIMES}, by the clock and of processor time\n")
        clock, spent = time.perf_counter(), time.process_time()
        with closing(Preview(root, port=0)) as preview:
            preview.start()
            fetch(preview.url)
            tell("start", [(time.perf_counter() - clock, time.process_time() - spent)])
            preview.settled()
            tell("start, all built", [(time.perf_counter() - clock, time.process_time() - spent)])
            measure(root, preview)


def measure(root: Path, preview: Preview) -> None:
    """The changes, one after another; each waits until the one before has come to rest."""
    times: dict[str, list[tuple[float, float]]] = {}
    for number in range(TIMES):
        page = sorted((root / "docs" / "briefings").rglob("*.md"))[number]
        url = f"{preview.url}{page.relative_to(root / 'docs').with_suffix('.html').as_posix()}"
        text, title = page.read_text("utf-8"), f"Otherwise named {number}"
        old = next(line for line in text.split("\n") if line.startswith("title: "))
        heading = f"# {old.removeprefix('title: ')}"
        news = text.replace(old, f"title: {title}", 1).replace(heading, f"# {title}", 1)
        save = lambda page=page, news=news: page.write_text(news, "utf-8")  # noqa: E731
        told_by = text.split("\nsource: ")[1].split(" Post")[0].lower()
        listing = f"{preview.url}sources/{told_by}-post.html"
        clock, spent = time.perf_counter(), time.process_time()
        times.setdefault("page saved", []).append(awaited(save, url, title))
        awaited(lambda: None, listing, title)
        times.setdefault("lists that name it", []).append((time.perf_counter() - clock, time.process_time() - spent))
        preview.settled()
        path = root / "seeds" / f"new{number}.md"
        words = seed(10_000 + number)
        headline = words.split("title: ")[1].split("\n")[0]
        lists = f"{preview.url}sources/{outlet(10_000 + number).lower()}-post.html"
        drop = lambda path=path, words=words: path.write_text(words, "utf-8")  # noqa: E731
        times.setdefault("seed dropped", []).append(awaited(drop, lists, headline))
        preview.settled()
        times.setdefault("seed deleted", []).append(awaited(path.unlink, lists, headline, there=False))
        preview.settled()
    for what, found in times.items():
        tell(what, found)


def tell(what: str, found: list[tuple[float, float]]) -> None:
    """One line."""
    clock, spent = (median(one) for one in zip(*found, strict=True))
    sys.stdout.write(f"  {what:<22} {clock:8.2f} s {spent:8.2f} s of processor time\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()

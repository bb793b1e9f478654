"""How long each stage takes, in one run: `make bench`, or `python -m tests.bench ARTICLES`.

Single times depend on the machine and on what else it does; the ratios are what to quote.
"""

import random
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from builder import analyse, clean, publish, read, write
from builder.analyse.nlp import model
from builder.config import Settings

ROOT = Path(__file__).parents[1]
DAY = date(2024, 2, 1)

PEOPLE = (
    "Ada Lund",
    "Jonas Brekke",
    "Mira Castell",
    "Tom Okafor",
    "Ines Duarte",
    "Karl Voss",
    "Lea Maurer",
    "Sami Aalto",
)
ROLES = ("Mayor", "Minister", "Judge", "Professor", "Director", "Senator")
PLACES = ("Brockel", "Agder", "Port Mery", "Sundby", "Valdora", "Kesten", "Norrheim")
THINGS = ("the harbour bridge", "a water plant", "the night train", "the hospital", "a wind park", "the old market")
DEEDS = ("closed", "reopened", "inspected", "praised", "criticised", "sold")


def article(number: int) -> str:
    """About 350 words, different for every number."""
    pick = random.Random(number)
    lines = [f"{pick.choice(PLACES)} council to vote on {pick.choice(THINGS)} for the {number}th time", ""]
    for _ in range(8):
        who, role, thing = pick.choice(PEOPLE), pick.choice(ROLES), pick.choice(THINGS)
        month = pick.choice(("January", "March", "June", "October"))
        lines += [
            f"{role} {who} {pick.choice(DEEDS)} {thing} in {pick.choice(PLACES)} on {pick.randint(1, 28)} {month} 2022,"
            f" a spokeswoman said. “We did not expect {thing} to cost {pick.randint(2, 90)} million,” {who} told the"
            f" Valdora Post. "
            f"Residents of {pick.choice(PLACES)} would not confirm that the work ended last week.",
            "",
        ]
    return "\n".join(lines)


@contextmanager
def timed(times: dict[str, float], stage: str) -> Iterator[None]:
    start = time.process_time()
    yield
    times[stage] = time.process_time() - start


def run(count: int) -> dict[str, float]:
    """Seconds of processor time for each stage."""
    times: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for name in ("mkdocs.yml", "overrides"):
            source = ROOT / name
            shutil.copytree(source, root / name) if source.is_dir() else shutil.copy(source, root / name)
        (root / "seeds").mkdir()
        for number in range(count):
            (root / "seeds" / f"{number}.txt").write_text(article(number))
        with timed(times, "load model"):
            nlp = model()
        with timed(times, "read and clean"):
            paths, _ = read.find(root / "seeds", root)
            articles = [clean.clean(one) for path in paths for one in read.read(path, root)]
            articles = [analyse.date_article(one, DAY) for one in articles]
        with timed(times, "model alone"):
            list(nlp.pipe([one.text for one in articles]))
        with timed(times, "analyse, model included"):
            briefings = analyse.link(list(analyse.analyse(articles)))
        store = write.Store(root)
        with timed(times, "render pages"):
            dossiers = analyse.gather(briefings)
            pages = list(write.render(briefings, dossiers, store, Settings(), model="bench"))
        with timed(times, "write pages"):
            write.write(pages, store)
        with timed(times, "look at unchanged pages"):
            write.write(pages, write.Store(root))
        with timed(times, "publish"):
            publish.publish(root)
        times["pages"] = len(pages)
    return times


def main() -> None:
    """Print a table."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    times = run(count)
    pages = int(times.pop("pages"))
    sys.stdout.write(f"{count} articles, {pages} pages; processor time\n")
    for stage, seconds in times.items():
        sys.stdout.write(f"  {stage:<26} {seconds:8.2f} s  {1000 * seconds / count:8.2f} ms an article\n")
    ratio = times["analyse, model included"] / times["model alone"]
    sys.stdout.write(f"  analysis / model alone     {ratio:8.2f}\n")
    sys.stdout.write(f"  publish                    {1000 * times['publish'] / pages:8.2f} ms a page\n")


if __name__ == "__main__":
    main()

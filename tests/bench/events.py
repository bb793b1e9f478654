"""How long grouping takes as the archive grows: `python -m tests.bench.events`, and a part of `make bench`.

Briefings are made by a generator: words by Zipf's law, events of one to twelve articles that spread over some days.
"""

import random
import resource
import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import accumulate
from pathlib import PurePosixPath

from builder import events
from builder.records import Actor, Article, Briefing, Dating, Sourcing, Span, Wishes

VOCABULARY = 60_000
LENGTH = 250
"""Words of an article."""
A_DAY = 40
"""Events that begin on a day."""

_WEIGHTS = list(accumulate(1 / (rank + 3) for rank in range(VOCABULARY)))


def archive(count: int, largest: int = 12) -> list[Briefing]:
    """Light briefings; the articles of an event share a third of their words, and its names."""
    pick = random.Random(count)
    found: list[Briefing] = []
    for event in range(count):
        core = list(_words(pick, LENGTH // 3))
        names = tuple(f"{_word(pick.randrange(4000))} {_word(pick.randrange(4000))}".title() for _ in range(4))
        for _ in range(largest if largest > 12 else pick.randint(1, largest)):
            if len(found) == count:
                return found
            own = list(_words(pick, LENGTH - len(core)))
            day = date(1995, 1, 1) + timedelta(days=event // A_DAY + pick.randint(0, 3))
            found.append(_briefing(len(found), " ".join([*names, *core, *own]), names, day))
    return found


def _words(pick: random.Random, count: int) -> Iterator[str]:
    return (_word(rank) for rank in pick.choices(range(VOCABULARY), cum_weights=_WEIGHTS, k=count))


def _word(rank: int) -> str:
    return "".join(chr(ord("a") + int(digit)) for digit in f"{rank:05}") + "v"


def _briefing(number: int, text: str, names: tuple[str, ...], day: date) -> Briefing:
    place = PurePosixPath(f"seeds/{number}.txt")
    dating = Dating("stated", day, day.isoformat())
    article = Article(f"b{number:010x}", place, str(number), text, "", dating=dating)
    actors = tuple(Actor("PER", name, (name,), (Span(0, 1),)) for name in names)
    return Briefing(article, (), Span(0, 0), (), actors, (), (), (), Sourcing((), (), (), None, ""))


def grouping(briefings: list[Briefing]) -> tuple[float, int, int]:
    """Milliseconds of processor time an article, events found, and peak memory of the process in MB."""
    start = time.process_time()
    found = events.group(briefings, Wishes(), {})
    spent = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1_000
    return 1000 * spent / max(1, len(briefings)), len(found.groups), peak


def main(most: int = 100_000) -> None:
    """Print a line for each size."""
    grouping(archive(10))  # loads the libraries
    for count, largest in ((0, 12), (1, 12), (300, 300), (1_000, 12), (10_000, 12), (100_000, 12)):
        if count <= most:
            milliseconds, found, peak = grouping(archive(count, largest))
            what = "on one event" if largest > 12 else "articles"
            sys.stdout.write(
                f"  group {count:>7,} {what:<12} {milliseconds:8.2f} ms an article  {found:6,} events  peak {peak} MB\n"
            )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)

"""24 days of a newsroom in one run: articles, edits, deletions and a `kill -9` every day. Nothing is lost, nothing
drifts, memory stays flat.

A day brings `SOAK_ARTICLES` (16) new articles, 20 edits and 5 deletions; 200 a day are 4,800 pages, each of which every
build looks at. One process builds day after day, as `builder serve` does, and remembers what it made; now and then one
that knows nothing must find nothing to do.
"""

import ctypes
import gc
import os
import random
import re
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from difflib import unified_diff
from functools import partial
from pathlib import Path

import pytest

from builder import pipeline, write
from builder.config import Settings
from builder.memory import NO_MEMORY, Memory
from builder.records import Page, Report
from tests.survival.newsroom import Newsroom, id_of
from tests.survival.trees import assert_equal, memory, tree
from tests.write.faults import killed_after, killed_at, steps_of

DAYS = 24
ARTICLES = int(os.environ.get("SOAK_ARTICLES", "16"))
FORGETS = 8
"""Days after which a build that remembers nothing must find that all is as it should be."""

IDLE = 4
"""Builds at the end that have nothing to do."""

FIRST_DAY = date(2031, 1, 1)
LEAK_MB = 12
"""What the memory of this process may grow by in `IDLE` builds: what the allocator keeps is not the same every time."""

PAGE_KB = 80
"""The same for each page that the project gained: the page itself, its article and findings are remembered."""


def build(root: Path, day: int, memory: Memory = NO_MEMORY) -> Report:
    return pipeline.build(root, Settings(processes=1), today=FIRST_DAY + timedelta(day), memory=memory)


@pytest.fixture
def room() -> Iterator[Newsroom]:
    with tempfile.TemporaryDirectory(dir=memory()) as name:
        yield Newsroom(Path(name), random.Random(20310101), ARTICLES)


def test_twenty_four_days(room: Newsroom, rendered: dict[str, Page], capsys: pytest.CaptureFixture[str]) -> None:
    dice, points, killed, used, took, memory = random.Random(24), 0, 0, [], [], Memory()
    for day in range(DAYS):
        if day:
            room.people_edit()
            room.people_delete()
        room.articles_come(day)
        if day:
            run = partial(build, room.root, day, memory)
            killed += (
                killed_at(dice.randrange(points // 2), run) if day % 2 else killed_after(dice.uniform(0, took[-1]), run)
            )
        start = time.monotonic()
        report: list[Report] = []
        steps = steps_of(lambda day=day, report=report: report.append(build(room.root, day, memory)))  # type: ignore[misc]
        points = max(points, len(steps))  # a run that was to be killed may have done all the work
        took.append(time.monotonic() - start)
        assert not report[0].problems, f"day {day}"
        nothing_is_lost(room, rendered, day)
        if day % FORGETS == FORGETS - 1:
            assert [name for name, _ in steps_of(partial(build, room.root, day))] == ["lock"], f"day {day}"
        used.append(resident())
    assert killed > (DAYS - 1) * 0.6

    before = tree(room.root)
    idle = []
    for _ in range(IDLE):
        assert [name for name, _ in steps_of(partial(build, room.root, DAYS - 1, memory))] == ["lock"]
        idle.append(resident())
    assert_equal(tree(room.root), before)
    nothing_drifts(room)
    with capsys.disabled():
        sys.stdout.write(
            f"\nsoak: {room.number} articles in {DAYS} days, {len(rendered)} pages, {killed} runs killed, "
            f"{sum(map(len, room.typed.values()))} edits, {len(room.deleted) + len(room.gone)} deletions; a build took "
            f"{took[0]:.1f} to {took[-1]:.1f} s; memory {used[0]} MB on day 1, {used[DAYS // 2]} on day "
            f"{DAYS // 2 + 1}, {used[-1]} on day {DAYS}, {idle[-1]} after {IDLE} more builds\n"
        )
    assert idle[-1] - idle[0] < LEAK_MB, (used, idle)
    half = DAYS // 2
    assert used[-1] - used[half] < LEAK_MB + PAGE_KB * ARTICLES * (DAYS - half) / 1000, used


def nothing_is_lost(room: Newsroom, rendered: dict[str, Page], day: int) -> None:
    """What people typed stands on their pages, what they deleted is gone, all else is as rendered."""
    store = write.Store(room.root)
    for page_id, words in room.typed.items():
        where = store.path(page_id)
        assert where is not None, f"day {day}: the page {page_id} of {words}"
        text = (room.root / "docs" / where).read_text("utf-8")
        assert [word for word in words if word not in text] == [], f"day {day}: lost from {where}"
    assert [one for one in room.deleted | room.gone if store.path(one)] == [], f"day {day}: came back"
    looked_at = 0
    for page_id, page in rendered.items():
        if page_id not in room.typed and page_id not in room.deleted:
            where = store.path(page_id)
            assert where is not None, f"day {day}: no page {page_id}"
            assert (room.root / "docs" / where).read_text("utf-8") == page.text, f"day {day}: {where}"
            looked_at += 1
    briefings = sum(1 for one in rendered if one.startswith("b"))
    assert briefings == room.number - len(room.deleted) - len(room.gone), f"day {day}"
    assert looked_at


def nothing_drifts(room: Newsroom) -> None:
    """The pages of articles are those of a build that never knew another day."""
    with tempfile.TemporaryDirectory(dir=memory()) as name:
        fresh = Path(name)
        (fresh / "seeds").symlink_to(room.root / "seeds")
        build(fresh, DAYS - 1)
        ours = {id_of(path): path for path in room.pages("briefings")}
        theirs = {id_of(path): path for path in sorted((fresh / "docs" / "briefings").rglob("*.md"))}
        assert set(ours) - set(room.typed) == set(theirs) - set(room.typed) - room.deleted
        texts = {one: (told(ours[one]), told(theirs[one])) for one in set(ours) - set(room.typed)}
        # A page on an event names the others on it, and of those people deleted some here.
        alone = {one: both for one, both in texts.items() if not any("\nevent: " in text for text in both)}
        assert len(alone) > len(texts) / 2
        changed = [line for both in alone.values() for line in unified_diff(*map(str.splitlines, both), n=0)]
        assert not changed, "\n".join(changed[:40])


def told(page: Path) -> str:
    """A page without the briefings that it is related to, of which people deleted some."""
    return re.sub(r"^## Related briefings\n.*?(?=^## )", "", page.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)


def resident() -> int:
    """MB of memory that this process holds, after what is free was given back."""
    gc.collect()
    if sys.platform == "linux":
        ctypes.CDLL("libc.so.6").malloc_trim(0)
        pages = int(Path("/proc/self/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") // 1_000_000
    return 0

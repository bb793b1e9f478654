"""Pages rendered on all cores; the same bytes whatever their number."""

import gc
import multiprocessing
import os
import signal
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from builder.publish.fast.pages import Maker, NotCleanError
from builder.publish.fast.store import Kept

FEWEST = 40
"""Pages for each process: with fewer it costs more to start one than it saves."""

_CHUNK = 16

_maker: Maker
"""In a child: what it was started with."""


def make_all(maker: Maker, pages: Sequence[tuple[str, Path]], processes: int | None = None) -> Iterator[Kept]:
    """Render pages into files, and what is known of each, in order.

    Args:
        maker: what they share.
        pages: path of each below `docs/`, and the file.
        processes: at most so many, and one a core; None for one a core.

    Raises:
        NotCleanError: there is something to be said of a page.
    """
    most = min(processes or _cores(), _cores(), len(pages) // FEWEST)
    # Settings, theme and menu cannot be sent to a process; one that is forked has them.
    if most < 2 or sys.platform != "linux":
        for path, target in pages:
            yield maker.make(path, target)
        return
    global _maker
    _maker = maker
    gc.collect()
    gc.freeze()  # pages of memory that nobody writes to are shared
    try:
        with multiprocessing.get_context("fork").Pool(most, _ignore_interrupts) as pool:
            for kept in pool.imap(_make, pages, _CHUNK):
                if kept is None:
                    raise NotCleanError
                yield kept
    finally:
        gc.unfreeze()
        del _maker


def _ignore_interrupts() -> None:
    """Ctrl-C ends this process, which ends the others."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _make(page: tuple[str, Path]) -> Kept | None:
    try:
        return _maker.make(*page)
    except NotCleanError:
        return None


def _cores() -> int:
    """Cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1

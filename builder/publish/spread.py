"""Work shared out among all cores; the same results whatever their number."""

import gc
import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Any, TypeVar

FEWEST = 40
"""Things for each process: with fewer it costs more to start one than it saves."""

_CHUNK = 16

Given = TypeVar("Given")
Got = TypeVar("Got")

_work: Callable[[Any], Any]
"""In a child: what it was started for."""


def spread(work: Callable[[Given], Got], given: Sequence[Given], processes: int | None = None) -> Iterator[Got]:
    """What a function makes of each thing that is given, in order.

    At most so many processes, and one a core; None for one a core. Should one die, this one says so and goes on alone.
    """
    most = min(processes or _cores(), _cores(), len(given) // FEWEST)
    # Settings, theme and menu cannot be sent to a process; one that is forked has them.
    if most < 2 or sys.platform != "linux":
        yield from map(work, given)
        return
    global _work
    _work, done = work, 0
    gc.collect()
    gc.freeze()  # pages of memory that nobody writes to are shared
    pool = ProcessPoolExecutor(most, multiprocessing.get_context("fork"), _ignore_interrupts)
    try:
        for got in pool.map(_do, given, chunksize=_CHUNK):
            yield got
            done += 1
    except BrokenProcessPool:
        sys.stderr.write("A process ended early, as when memory is short: one goes on alone, which takes longer.\n")
        yield from map(work, given[done:])
    finally:
        pool.shutdown(cancel_futures=True)
        gc.unfreeze()
        del _work


def _ignore_interrupts() -> None:
    """Ctrl-C ends this process, which ends the others."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _do(given: Any) -> Any:
    return _work(given)


def _cores() -> int:
    """Cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1

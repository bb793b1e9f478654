"""Ctrl-C in its right place: behind a call into a library that cannot stand an exception in its midst."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def interrupts_later() -> Iterator[None]:
    """An interrupt (SIGINT) that comes within the block takes effect at its end; keep the block short.

    For libraries of other languages that read through our files: an exception that starts within one of ours makes
    them stop as if by a fault of theirs, or take it for a fault of the file. Only the main thread hears of interrupts;
    in others nothing is done.
    """
    before = signal.getsignal(signal.SIGINT)
    if threading.current_thread() is not threading.main_thread() or before is None:
        yield
        return
    came: list[int] = []
    signal.signal(signal.SIGINT, lambda number, _: came.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
        if came:
            signal.raise_signal(signal.SIGINT)

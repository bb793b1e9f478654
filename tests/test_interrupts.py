"""An interrupt takes effect, and only where it can."""

import signal
import threading
from collections.abc import Iterator

import pytest

from builder.interrupts import interrupts_later


@pytest.fixture(autouse=True)
def interruptible() -> Iterator[None]:
    """Python's own answer to SIGINT: whoever starts tests in the background has had it taken away."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def test_what_was_begun_is_ended_first() -> None:
    done = []

    @interrupts_later()
    def work() -> None:
        signal.raise_signal(signal.SIGINT)
        done.append("all of it")

    with pytest.raises(KeyboardInterrupt):
        work()
    assert done
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_without_an_interrupt_nothing_is_raised_and_the_next_one_counts() -> None:
    with interrupts_later():
        pass
    with pytest.raises(KeyboardInterrupt):
        signal.raise_signal(signal.SIGINT)


def test_whoever_ignores_interrupts_goes_on_ignoring_them() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with interrupts_later():
        signal.raise_signal(signal.SIGINT)
    assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN


def test_a_thread_can_use_it_too() -> None:
    done = []

    def work() -> None:
        with interrupts_later():
            done.append(1)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert done

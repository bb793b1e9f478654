"""Work shared out among processes: children of this one, each with libraries and models of its own.

A child is a plain process with two pipes: it is sent a question, answers, and ends when the pipe does, so also when
this process is killed. It runs nothing of the caller's main module. Questions and answers are pickles: both sides are
this program, unlike the child that opens what may be hostile (`read/confined.py`).
"""

import json
import os
import pickle
import signal
import subprocess
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from importlib import import_module
from itertools import islice
from queue import SimpleQueue
from threading import Lock
from typing import IO, Any, Self

AHEAD = 3
"""Questions for each process that are worked on, or answered and not yet asked for; no more is kept."""

CHILD = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from builder.processes import serve; serve(sys.argv[2])"
)


def cores() -> int:
    """Cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class DiedError(Exception):
    """A child gives no answer; `rest` are the items that nobody answered for, as `shared_out` was given them."""

    def __init__(self, rest: Iterable[Any] = ()) -> None:
        super().__init__("a process died")
        self.rest = rest


def shared_out(function: str, items: Iterable[Any], processes: int, chunk: int) -> Iterator[Any]:
    """What a function, `module:name`, answers to each list of so many items, in order, while children work ahead.

    Raises:
        DiedError: a child died, or the function failed: what was at fault shows itself to who goes on alone.
    """
    waiting = iter(items)
    asked: deque[tuple[list[Any], Future[Any]]] = deque()
    with Pool(function, processes) as pool:
        while True:
            while len(asked) < AHEAD * processes and (some := list(islice(waiting, chunk))):
                asked.append((some, pool.ask(some)))
            if not asked:
                return
            try:
                answer = asked[0][1].result()
            except DiedError:
                break
            asked.popleft()
            yield answer
    raise DiedError(_both([one for some, _ in asked for one in some], waiting))


def _both(first: Iterable[Any], then: Iterable[Any]) -> Iterator[Any]:
    yield from first
    yield from then


class Pool:
    """Children, and a thread for each that waits for its answers."""

    def __init__(self, function: str, size: int) -> None:
        """`function` is `module:name`: of one argument, in a module that can be imported."""
        self.children = [Child(function) for _ in range(size)]
        self.idle: SimpleQueue[Child] = SimpleQueue()
        for child in self.children:
            self.idle.put(child)
        self.threads = ThreadPoolExecutor(size)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for child in self.children:
            child.end()
        self.threads.shutdown(cancel_futures=True)
        for child in self.children:
            child.close()

    def ask(self, question: object) -> Future[Any]:
        """The answer of the child that is free first; a `DiedError` when it gives none, and the next starts anew."""
        return self.threads.submit(self._ask, question)

    def _ask(self, question: object) -> Any:
        child = self.idle.get()
        try:
            return child.ask(question)
        finally:
            self.idle.put(child)


class Child:
    """A process that answers what it is asked."""

    def __init__(self, function: str) -> None:
        self.function = function
        self.started: subprocess.Popen[bytes] | None = None
        self.ended = False
        self.lock = Lock()
        """A child that is ended while it starts must not stay."""

    def ask(self, question: object) -> Any:
        """Its answer.

        Raises:
            DiedError: there is none.
        """
        try:
            into, out = self._pipes()
            _send(into, question)
            return _received(out)
        except (OSError, EOFError, ValueError, pickle.UnpicklingError) as error:
            self._bury()
            raise DiedError from error

    def _pipes(self) -> tuple[IO[bytes], IO[bytes]]:
        with self.lock:
            if self.ended:
                raise EOFError
            if self.started is None:
                command = [sys.executable, "-c", CHILD, json.dumps(sys.path), self.function]
                pipe = subprocess.PIPE
                self.started = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL)
        assert self.started.stdin is not None
        assert self.started.stdout is not None
        return self.started.stdin, self.started.stdout

    def _bury(self) -> None:
        """Let go of a process that talks no more, so that the next question starts another."""
        with self.lock:
            if self.ended or self.started is None:
                return
            gone, self.started = self.started, None
        gone.kill()
        gone.wait()
        _close(gone)

    def end(self) -> None:
        """Stop it at once; whoever waits for its answer gets none."""
        with self.lock:
            self.ended, last = True, self.started
        if last is not None:
            last.kill()
            last.wait()

    def close(self) -> None:
        """Close its pipes, once nobody waits at them any more."""
        if self.started is not None:
            _close(self.started)


def _close(process: subprocess.Popen[bytes]) -> None:
    for pipe in (process.stdin, process.stdout):
        try:
            if pipe:
                pipe.close()
        except OSError:  # what was not yet sent goes nowhere
            continue


def serve(function: str) -> None:
    """The child: answer until the parent is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides what an interrupt ends
    source = sys.stdin.buffer
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no answer
    module, _, name = function.partition(":")
    answer = getattr(import_module(module), name)
    while True:
        try:
            question = _received(source)
        except EOFError:
            return
        _send(answers, answer(question))


_LENGTH = 8
"""Bytes that tell how long what follows is."""

_LONGEST = 2_000_000_000
"""Bytes of a message; more is none, but something that an interpreter printed as it started."""


def _send(pipe: IO[bytes], what: object) -> None:
    data = pickle.dumps(what, pickle.HIGHEST_PROTOCOL)
    pipe.write(len(data).to_bytes(_LENGTH, "big"))
    pipe.write(data)
    pipe.flush()


def _received(pipe: IO[bytes]) -> Any:
    """What the other side sent; both are this program.

    Raises:
        EOFError: it is gone, or talks of something else.
    """
    told = pipe.read(_LENGTH)
    length = int.from_bytes(told, "big")
    if len(told) < _LENGTH or length > _LONGEST:
        raise EOFError
    return pickle.loads(pipe.read(length))

"""Many articles shared out among processes, each with models of its own; the findings are those of one process.

A process is a plain child with two pipes: it is sent a few articles, answers with what it found, and ends when the
pipe does, so also when this process is killed. It runs nothing of the caller's main module. Should one die, or fail at
anything, this process goes on alone from there: what was at fault then shows itself here, as it would without children.
"""

import json
import os
import pickle
import signal
import subprocess
import sys
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import chain, islice
from queue import SimpleQueue
from threading import Lock
from typing import IO, Any, Self

from builder.analyse import nlp
from builder.analyse.briefing import analyse
from builder.records import Article, Briefing

Answer = tuple[list[Briefing], dict[str, str]]
"""What was found, and the faults of models that showed."""

FEWEST = 24
"""Articles for each process beside the first. Starting one and its model costs what 15 to 25 articles do (of 1,200
characters, on the machine of development), and the first is started too."""

_CHUNK = 8
"""Articles that a process is sent at a time: half a second's work, so that none waits long for the others."""

_AHEAD = 3
"""Chunks for each process that are worked on, or done and not yet asked for; no more is kept."""

_CHILD = "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from builder.analyse.processes import serve; serve()"


def analyse_on_cores(articles: Iterable[Article], processes: int | None = None) -> Iterator[Briefing]:
    """The same as `analyse`, in so many processes, at most one for each core; None for one a core.

    Few articles are analysed in this process.
    """
    most = min(processes or _cores(), _cores())
    waiting = iter(articles)
    first = list(islice(waiting, FEWEST * most)) if most > 1 else []
    most = min(most, len(first) // FEWEST)
    whole = chain(first, waiting)
    return _shared_out(whole, most) if most > 1 else analyse(whole)


def _cores() -> int:
    """Cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class _DiedError(Exception):
    """A child gives no answer."""


class _Child:
    """A process that analyses what it is sent."""

    def __init__(self) -> None:
        self.started: subprocess.Popen[bytes] | None = None
        self.ended = False
        self.lock = Lock()
        """A child that is ended while it starts must not stay."""

    def ask(self, articles: Sequence[Article]) -> Answer:
        """Its answer.

        Raises:
            _DiedError: there is none.
        """
        try:
            into, out = self._pipes()
            _send(into, articles)
            answer: Answer = _received(out)
        except (OSError, EOFError, ValueError, pickle.UnpicklingError) as error:
            raise _DiedError from error
        return answer

    def _pipes(self) -> tuple[IO[bytes], IO[bytes]]:
        with self.lock:
            if self.ended:
                raise EOFError
            if self.started is None:
                command = [sys.executable, "-c", _CHILD, json.dumps(sys.path)]
                pipe = subprocess.PIPE
                self.started = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL)
        assert self.started.stdin is not None
        assert self.started.stdout is not None
        return self.started.stdin, self.started.stdout

    def end(self) -> None:
        """Stop it at once; whoever waits for its answer gets none."""
        with self.lock:
            self.ended = True
        if self.started is not None:
            self.started.kill()
            self.started.wait()

    def close(self) -> None:
        """Close its pipes, once nobody waits at them any more."""
        for pipe in (self.started.stdin, self.started.stdout) if self.started else ():
            try:
                if pipe:
                    pipe.close()
            except OSError:  # what was not yet sent goes nowhere
                continue


class _Pool:
    """Children, and a thread for each that waits for its answers."""

    def __init__(self, size: int) -> None:
        self.children = [_Child() for _ in range(size)]
        self.idle: SimpleQueue[_Child] = SimpleQueue()
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

    def ask(self, articles: Sequence[Article]) -> Future[Answer]:
        """The answer of the child that is free first."""
        return self.threads.submit(self._ask, articles)

    def _ask(self, articles: Sequence[Article]) -> Answer:
        child = self.idle.get()
        try:
            return child.ask(articles)
        finally:
            self.idle.put(child)


def _shared_out(articles: Iterator[Article], processes: int) -> Iterator[Briefing]:
    """The findings in order, while children work ahead."""
    asked: deque[tuple[list[Article], Future[Answer]]] = deque()
    with _Pool(processes) as pool:
        while True:
            while len(asked) < _AHEAD * processes and (chunk := list(islice(articles, _CHUNK))):
                asked.append((chunk, pool.ask(chunk)))
            if not asked:
                return
            try:
                briefings, faults = asked[0][1].result()
            except _DiedError:
                break
            asked.popleft()
            nlp.note(faults)
            yield from briefings
    rest = [article for chunk, _ in asked for article in chunk]
    yield from analyse(chain(rest, articles))


def serve() -> None:
    """The child: answer until the parent is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides what an interrupt ends
    source = sys.stdin.buffer
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no answer
    while True:
        try:
            articles = _received(source)
        except EOFError:
            return
        _send(answers, (list(analyse(articles)), nlp.faults()))


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

"""Parsers that a hostile file can make run or eat memory for ever: run in a child that is stopped in time.

One child serves file after file, so that a file costs a pipe's round trip and not the start of an interpreter; it is
replaced when it had to be stopped, and now and then against leaks. It takes bytes and answers in JSON, never in
pickles: a child that a file has taken over can lie about that file, and run nothing here. It ends with its parent.

Memory is limited as address space (`RLIMIT_AS`) where the system keeps to it: Linux does; elsewhere time alone counts.
"""

import atexit
import errno
import importlib
import json
import os
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from typing import IO, Any

_FILES = 500
"""Files of one child; its start is spread over as many."""

_MAX_ANSWER = 500_000_000
"""Characters."""

_START_SECONDS = 60
"""Added for the first file of a child: a busy machine starts slowly, and that is no fault of the file."""

_GRACE_SECONDS = 2
"""After which a child whose parent did not stop it stops by itself."""

_CHILD = "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from builder.read.confined import serve; serve()"


class StoppedError(Exception):
    """The child was stopped or stopped by itself; the message says of the file why: `took over 60 s`."""


class FailedError(Exception):
    """The function raised; the message is the name of the exception's class."""


def confined(function: Callable[..., Any], data: bytes, seconds: int, megabytes: int, *given: int | str) -> Any:
    """`function(data, *given)`, worked out in a child: a function of a module's top level whose answer is JSON.

    Raises:
        StoppedError: it took too long, needed too much memory, or brought the child down.
        FailedError: it raised.
    """
    global _worker
    with _lock:
        # A child of the process that this one was forked from is not ours to talk to.
        if _worker is None or _worker.owner != os.getpid() or _worker.files >= _FILES:
            stop()
            _worker = _Worker()
        try:
            kind, answer = _worker.ask(function, data, seconds, megabytes, given)
        except BaseException:  # an interrupt too must not leave a child that still works on the old question
            stop()
            raise
    if kind == "raised":
        raise FailedError(answer)
    return answer


class _Worker:
    """A child and the thread that waits for its answers."""

    def __init__(self) -> None:
        command = [sys.executable, "-c", _CHILD, json.dumps(sys.path)]
        pipe = subprocess.PIPE
        self.child = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL)
        self.owner = os.getpid()
        self.files = 0
        self.answers: queue.Queue[str] = queue.Queue()
        self.thread = threading.Thread(target=self._listen, daemon=True)
        self.thread.start()

    def _listen(self) -> None:
        """Pass answers on; "" when the child is gone."""
        out = self.child.stdout
        assert out is not None
        while line := out.readline(_MAX_ANSWER):
            self.answers.put(line.decode("utf-8", "replace"))
        self.answers.put("")

    def ask(
        self, function: Callable[..., Any], data: bytes, seconds: int, megabytes: int, given: tuple[int | str, ...]
    ) -> tuple[str, Any]:
        """`returned` and the answer, or `raised` and the exception's name."""
        place = self.child.stdin
        assert place is not None
        question = [function.__module__, function.__qualname__, seconds, megabytes, given, len(data)]
        try:
            place.write(json.dumps(question).encode() + b"\n" + data)
            place.flush()
            line = self.answers.get(timeout=seconds + (_START_SECONDS if self.files == 0 else 0))
        except queue.Empty:
            raise StoppedError(f"took over {seconds} s to read") from None
        except OSError:
            line = ""
        self.files += 1
        try:
            kind, answer = json.loads(line)
        except ValueError:
            self.child.kill()
            if self.child.wait() == -getattr(signal, "SIGALRM", 0):  # it started late, so that it stopped first
                raise StoppedError(f"took over {seconds} s to read") from None
            raise StoppedError(f"broke its reader: damaged, or it needs over {megabytes:,} MB of memory") from None
        if kind == "raised" and answer == "MemoryError":
            raise StoppedError(f"needs over {megabytes:,} MB of memory to read")
        return kind, answer

    def close(self) -> None:
        """End the child and wait until it is gone."""
        self.child.kill()
        self.child.wait()
        self.thread.join()
        for pipe in (self.child.stdin, self.child.stdout):
            _close(pipe)


def _close(pipe: IO[bytes] | None) -> None:
    try:
        if pipe:
            pipe.close()
    except OSError:  # what was not yet written goes nowhere
        pass


_worker: _Worker | None = None
_lock = threading.RLock()


@atexit.register
def stop() -> None:
    """End the child, if there is one; the next file starts another."""
    global _worker
    worker, _worker = _worker, None
    if worker and worker.owner == os.getpid():
        worker.close()


def _no_room(fault: Exception) -> bool:
    """Whether memory was what a library wanted: one that cannot be loaded says so in words alone."""
    return isinstance(fault, OSError) and (fault.errno == errno.ENOMEM or "map segment" in str(fault))


def serve() -> None:
    """The child: answer questions until the parent is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides what an interrupt ends
    answers = os.fdopen(os.dup(1), "w", encoding="ascii")
    with open(os.devnull, "w") as nowhere:  # noqa: PTH123 - `os.devnull` is a name
        os.dup2(nowhere.fileno(), 1)  # what a parser prints is no answer
    source = sys.stdin.buffer
    while line := source.readline():
        module, name, seconds, megabytes, given, length = json.loads(line)
        data = source.read(length)
        function = getattr(importlib.import_module(module), name)
        _limit(seconds, megabytes)
        try:
            answer = json.dumps(["returned", function(data, *given)])
        except Exception as fault:  # noqa: BLE001 - the parent is told
            answer = json.dumps(["raised", "MemoryError" if _no_room(fault) else type(fault).__name__])
        answers.write(answer + "\n")
        answers.flush()
        if hasattr(signal, "alarm"):
            signal.alarm(0)


def _limit(seconds: int, megabytes: int) -> None:
    """Let the system itself stop this process, which also holds when the parent is gone."""
    if hasattr(signal, "alarm"):
        signal.alarm(seconds + _GRACE_SECONDS)
    try:
        import resource

        most = resource.getrlimit(resource.RLIMIT_AS)[1]
        limit = megabytes * 1_000_000
        resource.setrlimit(resource.RLIMIT_AS, (limit if most == resource.RLIM_INFINITY else min(limit, most), most))
    except (ImportError, OSError, ValueError):  # Windows has no such limit, macOS refuses this one
        return

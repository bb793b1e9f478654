"""What was made of what: who builds again and again makes only that anew which is made of other things than before.

Nothing is ever given out unless all that it was made of is equal to what it would be made of now, so that a build with
a memory gives what a build without one gives.
"""

import os
import time
from collections.abc import Callable, Hashable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple, TypeVar

Value = TypeVar("Value")

FRESH = 50_000_000
"""Nanoseconds for which a file that was just changed may change again without looking other than it did."""


class _Made(NamedTuple):
    given: object
    value: Any


class Memory:
    """What the builds of one process made; a new one knows nothing."""

    def __init__(self, *, keeps: bool = True) -> None:
        """One that keeps nothing is for who builds once: what was made is let go of as soon as nobody needs it."""
        self.keeps = keeps
        self._known: dict[Hashable, _Made] = {}
        self._asked: dict[Hashable, _Made] = {}
        self._looked: dict[str, object] | None = None

    def made(
        self, what: Hashable, given: object, make: Callable[[], Value], holds: Callable[[Value], bool] | None = None
    ) -> Value:
        """What `make` gives, or gave when `what` was last made of something equal to `given`.

        `holds` tells whether a value of before is good still, where that depends on more than on what is given.
        """
        known = self._known.get(what)
        if known is None or known.given != given or (holds and not holds(known.value)):
            known = _Made(given, make())
        if self.keeps:
            self._known[what] = self._asked[what] = known
        value: Value = known.value
        return value

    def read(
        self,
        what: Hashable,
        given: object,
        files: Sequence[str],
        make: Callable[[], Value],
        holds: Callable[[Value], bool] | None = None,
    ) -> Value:
        """As `made`, where the value is also made of what lies in these files; they may be missing."""
        if not self.keeps:
            return make()
        return self.made(what, (given, [self._stamp(file) for file in files]), make, holds)

    def part(self, what: Hashable) -> "Memory":
        """A memory for what is not made in every build: it forgets when it is told to, and not before."""
        return self.made(("part", what), None, Memory) if self.keeps else self

    @contextmanager
    def one_look(self) -> Iterator[None]:
        """Inside, each file is looked at once: what changes after that counts as changed after the build."""
        self._looked = {}
        try:
            yield
        finally:
            self._looked = None

    def same(self, what: Hashable, value: Value) -> Value:
        """The value, or the equal one of before: the same object is compared in no time."""
        return self.made(what, value, lambda: value)

    def forget(self) -> None:
        """Let go of what nobody asked for since the last time, at the end of a build."""
        self._known, self._asked = self._asked, {}

    def _stamp(self, file: str) -> object:
        if self._looked is None:
            return _stamp(file)
        if file not in self._looked:
            self._looked[file] = _stamp(file)
        return self._looked[file]


def _stamp(file: str) -> object:
    """What is other when the file is; the time of a change of its record (ctime) is one that no program can set."""
    try:
        found = os.lstat(file)
    except OSError:
        return None
    if found.st_ctime_ns > time.time_ns() - FRESH:
        return object()  # equal to nothing
    return found.st_ctime_ns, found.st_mtime_ns, found.st_size, found.st_ino, found.st_mode


NO_MEMORY = Memory(keeps=False)
"""Makes everything anew."""

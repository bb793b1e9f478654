"""What browsers are told: that something may have changed, and what is wrong."""

import threading
from collections.abc import Callable, Sequence

from builder.records import Finding

SHOWN = 20
"""Findings that the panel and the terminal spell out."""


class Board:
    """Findings by who found them; news wake whoever waits."""

    def __init__(self, say: Callable[[str], None]) -> None:
        self.say = say
        self._changed = threading.Condition()
        self._version = 0
        self._closed = False
        self._by: dict[str, tuple[Finding, ...]] = {}

    def post(self, finder: str, findings: Sequence[Finding]) -> None:
        """What `finder` finds wrong now, in place of what it found before; new findings are said in the terminal."""
        with self._changed:
            before = self._by.get(finder, ())
            self._by[finder] = tuple(findings)
            self._version += 1
            self._changed.notify_all()
        fresh = [one for one in findings if one not in before]
        for one in fresh[:SHOWN]:
            self.say(f"error: {one}")
        if len(fresh) > SHOWN:
            self.say(f"error: and {len(fresh) - SHOWN} more: builder check lists all")
        if before and not findings:
            self.say("mended: nothing is wrong any more" if not self.findings() else "mended")

    def findings(self) -> tuple[Finding, ...]:
        """All that is wrong now."""
        with self._changed:
            return tuple(dict.fromkeys(one for findings in self._by.values() for one in findings))

    def wait(self, version: int, seconds: float) -> int | None:
        """The number of the news, when they are others than `version` or time is up; None at the end."""
        with self._changed:
            self._changed.wait_for(lambda: self._closed or self._version != version, seconds)
            return None if self._closed else self._version

    def close(self) -> None:
        """Let everybody go."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()

"""The processes that work is shared out to, seen by a test."""

import pytest

from builder import processes


def seen(monkeypatch: pytest.MonkeyPatch) -> list[processes.Child]:
    """The processes that are started from now on."""
    made: list[processes.Child] = []

    class Seen(processes.Child):
        def __init__(self, function: str) -> None:
            super().__init__(function)
            made.append(self)

    monkeypatch.setattr(processes, "Child", Seen)
    return made

"""Events of earlier runs, so that articles that tell what they told are not compared again.

An entry is known by what is compared (the briefings, under the names that they have across all of them) and by the
program. It holds what comparing found, without the briefings. The entries are disposable, as those of findings are
(`cache.py`).
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from pydantic import TypeAdapter

from builder.entries import Entries
from builder.memory import NO_MEMORY, Memory
from builder.program import digest_of
from builder.records import Briefing, Event, Group

_BRIEFING, _EVENT = TypeAdapter(Briefing), TypeAdapter(Event)


class Comparisons:
    """What comparing the groups of one run gave: looked up, or made and kept."""

    def __init__(self, folder: Path, memory: Memory = NO_MEMORY, *, keep: bool = True) -> None:
        """Events kept in a folder, or with `keep` false only looked up there."""
        self._entries, self._memory = Entries(folder, _EVENT, keep=keep), memory

    def kept(self, group: Group, make: Callable[[], Event]) -> Event:
        """The event of a group, by itself: as it was found then, or made."""
        digest = self._known_by(group)
        if digest is None:
            return make()
        found = self._entries.get(digest)
        if found is None:
            found = make()
            self._entries.put(digest, replace(found, members=()))
        return replace(found, members=group.members)

    def tidy(self, groups: Iterable[Group]) -> None:
        """Remove what is of none of these groups."""
        for group in groups:
            if digest := self._known_by(group):
                self._entries.want(digest)
        self._entries.tidy()

    def _known_by(self, group: Group) -> str | None:
        return self._memory.made(("compared", group.id), group, lambda: _digest(group))


def _digest(group: Group) -> str | None:
    """Of all that comparing asks for: not how the articles came together. None for what no file holds."""
    program = digest_of("events", "records", "confidence.py", "letters.py", "periods.py")
    summed = sha256(program + repr((group.id, group.absorbs)).encode())
    try:
        for one in group.members:
            summed.update(_BRIEFING.dump_json(one) + b"\n")
    except ValueError:  # half of a character
        return None
    return summed.hexdigest()

"""Events of earlier runs, so that articles that tell what they told are not compared again.

An entry is known by what is compared (the briefings, under the names that they have across all of them) and by the
program. It holds what comparing found, without the briefings. The entries are disposable, as those of findings are
(`cache.py`).
"""

from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from pydantic import TypeAdapter

from builder.entries import Entries
from builder.program import digest_of
from builder.records import Briefing, Event, Group

_BRIEFING, _EVENT = TypeAdapter(Briefing), TypeAdapter(Event)


class Comparisons:
    """What comparing the groups of one run gave: looked up, or made and kept."""

    def __init__(self, folder: Path, *, keep: bool = True) -> None:
        """Events kept in a folder, or with `keep` false only looked up there."""
        self._entries = Entries(folder, _EVENT, keep=keep)

    def kept(self, group: Group, make: Callable[[], Event]) -> Event:
        """The event of a group, by itself: as it was found then, or made."""
        try:
            digest = _digest(group)
        except ValueError:  # half of a character, which no file holds
            return make()
        found = self._entries.get(digest)
        if found is None:
            found = make()
            self._entries.put(digest, replace(found, members=()))
        return replace(found, members=group.members)

    def tidy(self) -> None:
        """Remove what no group of this run asked for."""
        self._entries.tidy()


def _digest(group: Group) -> str:
    """Of all that comparing asks for: not how the articles came together."""
    program = digest_of("events", "records", "confidence.py", "letters.py", "periods.py")
    summed = sha256(program + repr((group.id, group.absorbs)).encode())
    for one in group.members:
        summed.update(_BRIEFING.dump_json(one) + b"\n")
    return summed.hexdigest()

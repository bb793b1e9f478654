"""Digests of what pages are made of: equal ones in every process, for records that tell the same."""

from collections.abc import Mapping
from dataclasses import replace
from hashlib import sha256

from builder.records import Briefing, Dossier, Event
from builder.write.plain_json import as_json


class Digests:
    """Digests of one run; a briefing, an event or a table that stands on many pages is summed up once.

    Nothing that was summed up may change meanwhile.
    """

    def __init__(self) -> None:
        self._known: dict[int, tuple[object, bytes]] = {}
        """By identity, which lasts since the records are held here."""

    def of(self, value: object) -> bytes:
        """The digest of records, tables and plain values.

        Raises:
            ValueError: a text has half of a character in it.
        """
        match value:
            case Briefing() | Event() | Dossier() | Mapping():
                known = self._known.get(id(value))
                if known is None:
                    known = self._known[id(value)] = value, self._summed(value)
                return known[1]
            case tuple() | list():
                return sha256(b"".join(map(self.of, value))).digest()
        return _plain(value)

    def _summed(self, value: object) -> bytes:
        match value:
            case Event(members=members):
                return self.of((_plain(replace(value, members=())).hex(), members))
            case Dossier():
                named = tuple((one.briefing, _plain(one.actor).hex()) for one in value.appearances)
                return self.of((value.kind, value.name, named, value.maybe))
            case Mapping():
                return self.of(tuple(value.items()))
        return _plain(value)


def _plain(value: object) -> bytes:
    return sha256(as_json(value)).digest()

"""Articles of one file: each is a part of it, under a name that stays when others are added or taken out."""

import re
from collections.abc import Iterable, Sequence
from hashlib import sha256

from builder.errors import ReadError
from builder.read.format import Seed
from builder.records import Statement

TEXT = "text/plain"
"""What an extracted text is handed on as."""

_SHORT = re.compile(r"\w[\w.-]{0,39}", re.ASCII)
"""Matches `2023-05-30_harbour` and `41733`, not an address."""


class Entries:
    """Makes the parts of one file, and counts them."""

    def __init__(self, seed: Seed) -> None:
        self._seed = seed
        self._names: set[str] = set()

    def part(
        self, keys: Iterable[str | None], data: str | bytes, stated: Sequence[Statement] = (), media_type: str = TEXT
    ) -> Seed:
        """An article, named by the first of the keys that it has, else by its text.

        Raises:
            ReadError: there are more than the limit.
        """
        if len(self._names) >= self._seed.limits.parts:
            what = f"more than {self._seed.limits.parts:,} articles: the rest is left out"
            raise ReadError(self._seed.path, what, fix="split the file, or raise limits.parts")
        raw = data.encode("utf-8", "replace") if isinstance(data, str) else data
        key = next((key.strip() for key in keys if key and key.strip()), None)
        name = _name(key) if key else _digest(raw)
        if name in self._names:  # two of one key
            name = f"{name}-{_digest(raw)}"
        self._names.add(name)
        return self._seed.part(name, raw, stated, media_type)


def _name(key: str) -> str:
    return key if _SHORT.fullmatch(key) else _digest(key.encode("utf-8", "replace"))


def _digest(data: bytes) -> str:
    return sha256(data).hexdigest()[:10]

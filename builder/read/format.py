"""What a reader is given, and how it registers."""

import io
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from builder.config import Extract, Limits
from builder.errors import ReadError
from builder.read.files import open_regular, read_bytes, too_large
from builder.records import Document, Statement

HEAD_BYTES = 4_096
"""As much of a seed as `Format.knows` is shown."""

_OF_ONE = frozenset({"title", "url"})
"""Facts of one article: stated of a file with several, they are nobody's."""

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]+")

_MAX_NAME, _MAX_ENDING = 200, 12


@dataclass
class Budget:
    """What may still come out of an archive and of those in it, in bytes: a bomb is small until it is unpacked."""

    left: int


@dataclass(frozen=True)
class Seed:
    """A file that is read, or a part of one: a member of an archive, an entry of a feed."""

    path: PurePosixPath
    """Relative to the project; of a part the path of its file, then its own name: `seeds/news.zip/may/port.html`."""

    source: Path | bytes | Callable[[], BinaryIO]
    """Where its bytes are; a function opens those that are unpacked while they are read."""

    limits: Limits = field(default_factory=Limits)

    stated: tuple[Statement, ...] = ()
    """What the sidecar, and the file a part lies in, state of it; most trusted first."""

    defaults: tuple[Statement, ...] = ()
    """What the folders it lies in state: the least trusted."""

    media_type: str = ""
    """What the file it lies in says of its kind: `text/html`; "" when nothing does."""

    beside: bytes | None = None
    """Bytes of the sidecar, for the digest."""

    depth: int = 0
    """How many files it lies in."""

    budget: Budget | None = None
    """Of the archive it lies in."""

    optional: bool = False
    """Whether it is left out without a word when no format knows it: a logo in a mail."""

    extract: Extract = "consensus"
    """How the main text is found, where the format has more than that."""

    @cached_property
    def data(self) -> bytes:
        """All its bytes.

        Raises:
            ReadError: there are more than the limit.
        """
        if isinstance(self.source, bytes):
            return self.source
        limit = self.limits.seed_mb * 1_000_000
        if isinstance(self.source, Path):
            return read_bytes(self.source, self.path, limit)
        with self.open() as file:
            data = file.read(limit + 1)
        if len(data) > limit:
            raise too_large(self.path, "more bytes when unpacked", limit)
        return data

    @cached_property
    def digest(self) -> str:
        """SHA-256 of its bytes and of its sidecar's, in hex."""
        digest = sha256(self.data)
        if self.beside is not None:
            # The length keeps apart seeds whose bytes only differ in where the one file ends and the other starts.
            digest.update(b"\0%d\0" % len(self.data) + self.beside)
        return digest.hexdigest()

    @cached_property
    def head(self) -> bytes:
        """Its first bytes, `HEAD_BYTES` at most."""
        with self.open() as file:
            return file.read(HEAD_BYTES)

    def open(self) -> BinaryIO:
        """Its bytes one after another, for those that are too many to hold."""
        if isinstance(self.source, Path):
            return open_regular(self.source, self.path)
        return io.BytesIO(self.source) if isinstance(self.source, bytes) else self.source()

    def part(
        self,
        name: str,
        data: bytes,
        stated: Sequence[Statement] = (),
        media_type: str = "",
        *,
        optional: bool = False,
    ) -> "Seed":
        """One of the several things in it; a name that would lead out of it does not."""
        inherited = tuple(fact for fact in self.stated if fact.key not in _OF_ONE)
        part = self.content(data, (*inherited, *stated), media_type)
        return replace(part, path=self.path / _portable(name), optional=optional)

    def content(self, data: bytes, stated: Sequence[Statement] = (), media_type: str = "") -> "Seed":
        """The one thing in it, unwrapped."""
        return replace(self, source=data, stated=tuple(stated), media_type=media_type, depth=self.depth + 1)


def _portable(name: str) -> PurePosixPath:
    """A name as it can stand in a path and on one line."""
    parts = (_CONTROL.sub("", part).strip() for part in re.split(r"[/\\]", name))
    safe = PurePosixPath(*(_shortened(part) for part in parts if part.strip(".")))
    return safe if safe.parts else PurePosixPath("unnamed")


def _shortened(name: str) -> str:
    """A name of bounded length, with the ending that tells its format."""
    stem, dot, ending = name.rpartition(".")
    if len(name) <= _MAX_NAME or not dot or len(ending) > _MAX_ENDING:
        return name[:_MAX_NAME]
    return f"{stem[: _MAX_NAME - len(ending) - 1]}.{ending}"


Item = Document | Seed | ReadError
"""What a reader may give: an article; a part, to be read by the format that knows it; a part that cannot be used."""


def _never(_seed: Seed) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file that can be read."""

    name: str
    """For people: `HTML page`."""

    endings: tuple[str, ...]
    """Lower case, with the dot."""

    read: Callable[[Seed], Iterator[Item]]
    """What is in a seed, with what the format itself states; may raise anything, see the room's door."""

    knows: Callable[[Seed], bool] = _never
    """Whether the first bytes (`seed.head`), or what the file it lies in says, leave no doubt that it is one."""

    streams: bool = False
    """Whether it reads a seed piece by piece, whatever its size."""

"""Seeds -> articles: read and cleaned; or as they were, when neither the file nor what reads it is other than then.

An entry is known by the bytes of the seed, by what stands beside it, and by the program: our rules and tables and every
library that is installed. What could come out otherwise another time (a seed with faults, one too large to be looked at
twice) is read each time. The entries are disposable, as those of findings are (`cache.py`).
"""

import sysconfig
from collections.abc import Iterator, Mapping
from functools import cache, partial
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from pydantic import TypeAdapter

from builder import clean, read
from builder.config import Settings
from builder.entries import Entries
from builder.errors import ReadError, SeedError
from builder.memory import NO_MEMORY, Memory
from builder.records import Article, Document, Problem

KEPT = 4_000_000
"""Characters of the articles of one seed that are kept; a larger archive is read each time, a part at a time."""

_ARTICLES = TypeAdapter(tuple[Article, ...])
_BESIDE = ".yml"
"""Sidecars and defaults, which may tell of any seed in or below their folder."""


class _Read(NamedTuple):
    articles: tuple[Article, ...]
    problems: tuple[Problem, ...]


class Seeds:
    """The articles of a project's seeds."""

    def __init__(
        self,
        root: Path,
        settings: Settings,
        *,
        keep: bool = True,
        memory: Memory = NO_MEMORY,
        stamps: Mapping[str, object] | None = None,
    ) -> None:
        """Articles are looked up in the project's cache, and kept there unless `keep` is false.

        Who builds again and again gives a memory, and for each path below `root` a stamp that changes when the file
        does: a seed that bears the same one as the last time is not even looked at.
        """
        self._root, self._settings, self._memory = root, settings, memory
        self._stamps = {path: one for path, one in (stamps or {}).items() if path.startswith("seeds/")}
        self._beside = tuple(sorted(path for path in self._stamps.items() if path[0].endswith(_BESIDE)))
        self._entries = Entries(root / ".builder" / "cache" / "seeds", _ARTICLES, keep=keep)

    def articles(self, path: Path, problems: list[Problem]) -> Iterator[Article]:
        """The articles of one seed; what of it cannot be used becomes a line in `problems`."""
        where = path.relative_to(self._root).as_posix()
        stamp = self._stamps.get(where)
        if stamp is None:
            yield from self._looked_up(path, problems)
            return
        given = (stamp, self._beside, self._settings)
        known = self._memory.made(("seed", where), given, partial(self._whole, path))
        problems += known.problems
        yield from known.articles

    def tidy(self) -> None:
        """Remove the entries that no seed of this run asked for."""
        if not self._stamps:
            self._entries.tidy()

    def _whole(self, path: Path) -> _Read:
        problems: list[Problem] = []
        return _Read(tuple(self._looked_up(path, problems)), tuple(problems))

    def _looked_up(self, path: Path, problems: list[Problem]) -> Iterator[Article]:
        entry = self._digest(path)
        known = self._entries.get(entry) if entry else None
        if known is not None:
            yield from known
            return
        before, kept, length = len(problems), list[Article](), 0
        for article in read_articles(path, self._root, problems, self._settings):
            length += len(article.text)
            if length <= KEPT:
                kept.append(article)
            yield article
        # A seed that was written while it was read is another one.
        if entry and length <= KEPT and len(problems) == before and entry == self._digest(path):
            self._entries.put(entry, tuple(kept))

    def _digest(self, path: Path) -> str | None:
        """Of all that the articles of a seed are made of; None for one that cannot be looked at, or not quickly."""
        try:
            seed = read.fingerprint(path, self._root, self._settings.limits.seed_mb * 1_000_000)
        except ReadError:  # reading it will tell
            return None
        if seed is None:
            return None
        asked = repr((path.relative_to(self._root).as_posix(), self._settings.limits, self._settings.extract))
        return sha256(_rules() + f"{seed} {asked}".encode("utf-8", "backslashreplace")).hexdigest()


def read_articles(
    path: Path, root: Path, problems: list[Problem], settings: Settings | None = None
) -> Iterator[Article]:
    """The articles of one seed, cleaned; a seed, or a part of one, that cannot be used becomes a line in `problems`."""
    settings = settings or Settings()
    try:
        for item in read.read(path, root, settings.limits, settings.extract):
            if isinstance(item, SeedError):
                problems.append(problem_of(item))
            elif (article := cleaned(item, problems)) is not None:
                yield article
    except SeedError as error:
        problems.append(problem_of(error))
    except Exception as bug:
        bug.add_note(f"while building from {path}")
        raise


def problem_of(error: SeedError) -> Problem:
    """A line of the report."""
    return Problem(str(error.path), error.what, error.fix)


def cleaned(document: Document, problems: list[Problem]) -> Article | None:
    """The article in a document; None, and a line in `problems`, when there is none."""
    try:
        return clean.clean(document)
    except SeedError as error:
        problems.append(problem_of(error))
        return None


@cache
def _rules() -> bytes:
    """A digest of all that shapes articles: our rules and tables, the records, the libraries."""
    here = Path(__file__).parent
    libraries = {path.name for kind in ("purelib", "platlib") for path in Path(sysconfig.get_path(kind)).glob("*-info")}
    summed = sha256(" ".join((sysconfig.get_python_version(), *sorted(libraries))).encode())
    code = (path for room in ("read", "clean", "records") for path in (here / room).rglob("*.py"))
    for path in sorted([*code, here / "periods.py", *(here / "data").rglob("*.*")]):
        if path.suffix != ".pyc":
            summed.update(path.relative_to(here).as_posix().encode() + b"\0" + path.read_bytes())
    return summed.digest()

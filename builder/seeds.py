"""Seeds -> articles: read and cleaned; or as they were, when neither the file nor what reads it is other than then.

An entry is known by the bytes of the seed, by what stands beside it, and by the program: our rules and tables and every
library that is installed. What could come out otherwise another time (a seed with faults, one too large to be looked at
twice) is read each time. The entries are disposable, as those of findings are (`cache.py`).
"""

import time
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from pydantic import TypeAdapter

from builder import clean, read
from builder.config import Settings
from builder.entries import Entries
from builder.errors import ReadError, SeedError
from builder.memory import NO_MEMORY, Memory
from builder.processes import DiedError, cores, shared_out
from builder.program import digest_of
from builder.records import Article, Document, Problem

KEPT = 4_000_000
"""Characters of the articles of one seed that are kept; a larger archive is read each time, a part at a time."""

WORTH = 1.5
"""Seconds of reading after which children are thought of, if what is left is twice as much by the same rate: to start
two and load their libraries takes about one. Small projects are read before that."""

CHUNK = 4
"""Seeds that a process is sent at a time: some take a second, most a hundredth."""

_ARTICLES = TypeAdapter(tuple[Article, ...])
_BESIDE = ".yml"
"""Sidecars and defaults, which may tell of any seed in or below their folder."""


class _Read(NamedTuple):
    articles: tuple[Article, ...]
    problems: tuple[Problem, ...]


_Question = tuple[Path, Path, Settings]
"""A seed, the project, its settings."""


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
        self.deaths = 0
        """Processes that died over their work, which was then done here."""

        self._stamps = {path: one for path, one in (stamps or {}).items() if path.startswith("seeds/")}
        self._beside = tuple(sorted(path for path in self._stamps.items() if path[0].endswith(_BESIDE)))
        self._entries = Entries(root / ".builder" / "cache" / "seeds", _ARTICLES, keep=keep)

    def each(
        self, paths: Sequence[Path], problems: list[Problem], processes: int | None = 1
    ) -> Iterator[tuple[Article, ...]]:
        """The articles of each seed, in order; what of it cannot be used becomes a line in `problems`.

        Once it shows that much is to be read it is shared out among so many processes, None for one a core.
        """
        most = min(processes or cores(), cores())
        waiting, begin = iter(paths), time.perf_counter()
        for done, path in enumerate(waiting, start=1):
            found = self._whole(path)
            problems += found.problems
            yield found.articles
            spent = time.perf_counter() - begin
            if most > 1 and spent > WORTH and spent / done * (len(paths) - done) > 2 * WORTH:
                break
        else:
            return
        for found in self._shared_out(waiting, most):
            problems += found.problems
            yield found.articles

    def articles(self, path: Path, problems: list[Problem]) -> tuple[Article, ...]:
        """The articles of one seed; what of it cannot be used becomes a line in `problems`."""
        found = self._whole(path)
        problems += found.problems
        return found.articles

    def tidy(self) -> None:
        """Remove the entries that no seed of this run asked for."""
        if not self._stamps:
            self._entries.tidy()

    def _shared_out(self, paths: Iterator[Path], processes: int) -> Iterator[_Read]:
        """What each seed gives, in order: what is not known and not too large is read by children, ahead."""
        order: deque[tuple[Path, str | None, _Read | None]] = deque()

        def unread() -> Iterator[_Question]:
            for path in paths:
                known, entry = self._known(path)
                order.append((path, entry, known))
                if known is None and entry is not None:
                    yield path, self._root, self._settings

        def until_sent() -> Iterator[_Read]:
            while order and (order[0][1] is None or order[0][2] is not None):
                path, _, known = order.popleft()
                yield known or self._whole(path)

        try:
            for answers in shared_out(f"{__name__}:answer", unread(), processes, CHUNK):
                for found in answers:
                    yield from until_sent()
                    path, entry, _ = order.popleft()
                    yield self._noted(path, entry, found)
        except DiedError:  # what it died of shows itself here
            self.deaths += 1
            yield from (known or self._whole(path) for path, _, known in order)
            yield from map(self._whole, paths)
            return
        yield from until_sent()

    def _whole(self, path: Path) -> _Read:
        """What a seed gives: as it was, or read."""
        known, entry = self._known(path)
        return known or self._noted(path, entry, _read(path, self._root, self._settings))

    def _known(self, path: Path) -> tuple[_Read | None, str | None]:
        """What a seed gave if it is as it was then, and its entry; no entry for one that is not to be kept."""
        if known := self._remembered(path, None):
            return known, ""
        entry = self._digest(path)
        found = self._entries.get(entry) if entry else None
        return (None if found is None else self._remembered(path, _Read(found, ()))), entry

    def _noted(self, path: Path, entry: str | None, found: _Read) -> _Read:
        """What was read, kept for the next time."""
        small = sum(len(one.text) for one in found.articles) <= KEPT
        # A seed that was written while it was read is another one.
        if entry and small and not found.problems and entry == self._digest(path):
            self._entries.put(entry, found.articles)
        return self._remembered(path, found) or found

    def _remembered(self, path: Path, found: _Read | None) -> _Read | None:
        """What is known of a seed by its stamp; or that this is what it gives."""
        where = path.relative_to(self._root).as_posix()
        stamp = self._stamps.get(where)
        if stamp is None:
            return found
        given = (stamp, self._beside, self._settings)
        return self._memory.made(("seed", where), given, lambda: found, lambda known: known is not None)

    def _digest(self, path: Path) -> str | None:
        """Of all that the articles of a seed are made of; None for one that cannot be looked at, or not quickly."""
        try:
            seed = read.fingerprint(path, self._root, self._settings.limits.seed_mb * 1_000_000)
        except ReadError:  # reading it will tell
            return None
        if seed is None:
            return None
        asked = repr((path.relative_to(self._root).as_posix(), self._settings.limits, self._settings.extract))
        program = digest_of("read", "clean", "records", "letters.py", "periods.py")
        return sha256(program + f"{seed} {asked}".encode("utf-8", "backslashreplace")).hexdigest()


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


def answer(questions: list[_Question]) -> list[_Read]:
    """What a child reads."""
    return [_read(*one) for one in questions]


def _read(path: Path, root: Path, settings: Settings) -> _Read:
    problems: list[Problem] = []
    return _Read(tuple(read_articles(path, root, problems, settings)), tuple(problems))

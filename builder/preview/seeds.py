"""Articles of seeds that have not changed since the last build: reading and cleaning them takes most of a build."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from builder import pipeline
from builder.config import Settings
from builder.preview.watching import Stamp, State
from builder.records import Article, Problem

_BESIDE = ".yml"
"""Sidecars and defaults, which may tell of any seed in or below their folder."""


class _Read(NamedTuple):
    key: tuple[Stamp | None, tuple[tuple[str, Stamp], ...], Settings]
    articles: tuple[Article, ...]
    problems: tuple[Problem, ...]


class Seeds:
    """What each seed gave when it was last read."""

    def __init__(self) -> None:
        self._known: dict[str, _Read] = {}

    def reading(self, state: State) -> pipeline.Reader:
        """Reads the seeds of a project that is in this state, each only if it is other than it was."""
        seeds = {path: stamp for path, stamp in state.items() if path.startswith("seeds/")}
        beside = tuple(sorted((path, stamp) for path, stamp in seeds.items() if path.endswith(_BESIDE)))
        before, self._known = self._known, {}

        def read(path: Path, root: Path, problems: list[Problem], settings: Settings) -> Iterator[Article]:
            name = path.relative_to(root).as_posix()
            key = (seeds.get(name), beside, settings)
            known = before.get(name)
            if known is None or known.key != key or key[0] is None:
                found: list[Problem] = []
                known = _Read(key, tuple(pipeline.read_articles(path, root, found, settings)), tuple(found))
            self._known[name] = known
            problems += known.problems
            yield from known.articles

        return read

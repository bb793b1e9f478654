"""The loop that shows: what is in `docs/` becomes the site, and what is wrong with it a finding."""

import re
import time
from collections.abc import Callable, Collection
from pathlib import Path
from tempfile import TemporaryDirectory

from builder import write
from builder.errors import PublishError
from builder.memory import Memory
from builder.preview.board import Board
from builder.preview.watching import SETTINGS, State, Watch, changes, look
from builder.publish.live import Answer, Live
from builder.publish.pages import Checker
from builder.records import Finding

UNREADABLE = frozenset({"front matter", "encoding", "conflict marker", "nesting"})
"""Findings by which a page cannot be shown; the others are shown beside it."""

PROBED = 2
"""Changed pages that are rendered at once, so that a fault of theirs is told."""

_QUIET_KINDS = (".md", ".json", ".ics")
"""No page shows what is in other pages or data files: only those who look at a page that changed are told."""

_PLACED = re.compile(
    r"^(?P<path>[\w./-]+\.(?:yml|html|md))(?::(?P<line>\d+)(?::(?P<column>\d+))?)?: (?P<what>.*)$", re.DOTALL
)
"""`mkdocs.yml:2:12: what is wrong`."""


class Show:
    """The site as it is now."""

    def __init__(self, root: Path, watch: Watch, board: Board, say: Callable[[str], None]) -> None:
        self._root, self._watch, self._board, self._say = root, watch, board, say
        self._folder = TemporaryDirectory(prefix="builder-serve-")
        self._checker = Checker(root)
        self._memory = Memory()
        self._live: Live | None = None
        self._seen: State = {}
        self.generation = 0
        """Counts changes that any page may show: settings, theme, pictures."""

    @property
    def base(self) -> str:
        """The folder of the host where the site stands, `/` while that is unknown."""
        return self._live.base if self._live else "/"

    def answer(self, address: str) -> Answer | str | None:
        """As `Live.answer`.

        Raises:
            PublishError: it cannot be shown; says why.
        """
        if self._live is None:
            raise PublishError("the site cannot be shown yet")
        return self._live.answer(address)

    def missing(self) -> Answer:
        """As `Live.missing`."""
        if self._live is None:
            raise PublishError("the site cannot be shown yet")
        return self._live.missing()

    def follow(self) -> bool:
        """Take over what changed since the last call that came to its end; whether anything did."""
        now = look(self._root)
        changed = changes(self._seen, now)
        if not changed:
            return False
        start = time.monotonic()
        first = not self._seen
        shapes = [path for path in changed if path == SETTINGS or path.startswith("overrides/")]
        pages = {path.removeprefix("docs/") for path in changed if path.startswith("docs/")}
        if shapes or self._live is None:
            self._board.post("settings", self._settings(now, fresh=self._live is None))
            if self._live and not pages and first:
                pages = {path.removeprefix("docs/") for path in now if path.startswith("docs/")}
        if any(path.startswith("docs/") and not path.endswith(_QUIET_KINDS) for path in changed):
            self.generation += 1
        if pages or shapes:
            self._pages(pages)
            if not first:
                self._say(f"{_named(changed)}: shown after {time.monotonic() - start:.2f} s")
        self._seen = now  # not before: what a fault of ours came in the way of is tried again
        return True

    def close(self) -> None:
        """Take away what was rendered."""
        self._folder.cleanup()

    def _settings(self, now: State, *, fresh: bool) -> list[Finding]:
        self._checker = Checker(self._root)  # settings decide which Markdown anchors are looked up in
        try:
            if fresh:
                live = Live(self._root, Path(self._folder.name))
                live.refresh([path.removeprefix("docs/") for path in now if path.startswith("docs/")], (), {})
                self._live = live
            elif self._live:
                self._live.reload()
        except PublishError as error:
            return [found(error)]
        self.generation += 1
        return []

    def _pages(self, paths: Collection[str]) -> None:
        faults = self._checker.look()
        if self._live:  # shown first, checked then
            wrong = {path for path, own in faults.items() if any(one.rule in UNREADABLE for one in own)}
            self._live.refresh(paths, wrong, write.provenance(self._root, self._memory))
            self._memory.forget()
        findings = self._checker.findings(looked=True)
        if self._live:
            named = {one.path for one in findings}
            for path in [path for path in sorted(paths) if path.endswith(".md")][:PROBED]:
                try:
                    self._live.answer(f"{path.removesuffix('.md')}.html")
                except PublishError as error:
                    if f"docs/{path}" not in named:
                        findings.append(found(error))
        self._board.post("pages", findings)


def found(error: Exception) -> Finding:
    """An error as a finding, with the place that it names."""
    text = " ".join(str(error).split())
    placed = _PLACED.match(text)
    if placed is None:
        path, line, column, what = "builder", 0, 0, text
    else:
        path, what = placed["path"], placed["what"]
        line, column = int(placed["line"] or 0), int(placed["column"] or 0)
    return Finding(path, line, column, "serve", what, "" if what.endswith(")") else "correct it and save")


def _named(paths: Collection[str]) -> str:
    first = min(paths)
    return first if len(paths) == 1 else f"{first} and {len(paths) - 1} more"

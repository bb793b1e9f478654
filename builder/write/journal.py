"""Makes a page and everything that belongs to it change as one step, for all pages of a run.

A run decides first and writes then. `.builder/journal` says what is to come; the pages are put in place and synced,
then what belongs to them (base, review record, data), then the journal goes. After a crash at any moment each page is
the old one or the new one, and `replay` finishes what belongs to the new ones. An old page is left to the next
run, which decides anew; so is a page that a person changed in between: their text and the old base stay.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

from builder.errors import PageError
from builder.records import Problem
from builder.write import files

_HEAD = "briefing builder journal 1 sha256:"
"""First line, with the digest of all that follows; the number goes up when the shape of the rest changes."""

_FOLDERS = ("docs", ".builder")
"""The only folders of a project that a journal may speak of: it could have come with a project of unknown origin."""


@dataclass(frozen=True, slots=True)
class Change:
    """A page and what changes with it: all of it, or nothing. Every path lies below the project folder."""

    page: Path | None
    """None when no page is concerned: what is beside it changes in any case."""

    seen: bytes | None
    """The page when the change was decided, None when there was none. If it is another by now, nothing changes."""

    text: bytes | None
    """The page to come: `seen` itself when it stays as it is, None when it goes."""

    beside: Mapping[Path, bytes | None] = field(default_factory=dict)
    """Base, review record, data -> their bytes to come, None when they go; written in this order, after all pages."""


class _Entry(NamedTuple):
    """A change as the journal knows it."""

    page: Path | None
    digest: str | None
    """SHA-256 of the page to come; None when it goes."""

    beside: dict[Path, bytes | bool | None]
    """Bytes to come; True: the same as the page; None: to go."""


class Journal:
    """The changes of one run, written so that a crash loses none and splits none."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.path = root / ".builder" / "journal"

    def is_pending(self) -> bool:
        """Whether a killed run left work for `replay`."""
        return self.path.exists()

    def commit(self, plan: Sequence[Change]) -> tuple[Problem, ...]:
        """Make the changes; gives those that were not made: a page is protected, or changed since it was seen.

        The path of each problem is that of the page, below the project folder.

        Raises:
            BuilderError: the disk refuses. Either nothing has changed, or the next `replay` finishes what has.
        """
        problems = []
        with files.Batch() as pages, files.Batch() as rest:
            ready = []
            for change in plan:
                try:
                    _stage(change, pages, rest)
                except PageError as error:
                    _drop(change, pages, rest)
                    problems.append(self._problem(change, error))
                else:
                    ready.append(change)
            if not ready:
                return tuple(problems)
            files.replace(self.path, self._encoded(ready))
            overtaken = pages.put()
            for change in ready:
                if change.page and change.page in overtaken:
                    _drop(change, pages, rest)
                    what = "was changed while the build was running, and left alone"
                    problems.append(Problem(self._name(change.page), what, "run again"))
            rest.put()
            files.remove(self.path)
        return tuple(problems)

    def replay(self) -> tuple[Problem, ...]:
        """Finish what a killed run began; to be called at every start, under the lock.

        Gives a problem when the journal is damaged; it is dropped then.

        Raises:
            BuilderError: the disk refuses.
        """
        for folder in _FOLDERS:
            files.sweep(self.root / folder)
        data = files.read(self.path)
        if data is None:
            return ()
        problems = []
        try:
            entries = list(self._decoded(data))
        except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
            what = "was damaged and has been dropped; no page is lost"
            fix = "look through `git diff`: a page of the broken run may show as changed by a person"
            problems.append(Problem(self._name(self.path), what, fix))
            entries = []
        with files.Batch() as pages, files.Batch() as rest:
            for entry in entries:
                _finish(entry, pages, rest)
            pages.put()
            rest.put()
            files.remove(self.path)
        return tuple(problems)

    def _encoded(self, plan: Sequence[Change]) -> bytes:
        rows = [
            {
                "page": change.page and self._name(change.page),
                "sha256": None if change.text is None else _digest(change.text),
                "beside": {self._name(path): _packed(data, change.text) for path, data in change.beside.items()},
            }
            for change in plan
            if change.beside
        ]
        body = json.dumps(rows, indent=0).encode()
        return f"{_HEAD}{_digest(body)}\n".encode() + body

    def _decoded(self, data: bytes) -> Iterator[_Entry]:
        """The entries of a journal; whatever is wrong with it raises one of the errors that `replay` knows."""
        head, _, body = data.partition(b"\n")
        if head.decode() != _HEAD + _digest(body):
            raise ValueError("digest")
        for row in json.loads(body):
            beside = {self._place(name): _unpacked(value) for name, value in row["beside"].items()}
            yield _Entry(row["page"] and self._place(row["page"]), row["sha256"], beside)

    def _name(self, path: Path) -> str:
        return path.relative_to(self.root).as_posix()

    def _place(self, name: str) -> Path:
        pure = PurePosixPath(name)
        path = self.root / pure
        inside = pure.parts[0] in _FOLDERS and ".." not in pure.parts
        if not inside or not path.parent.resolve().is_relative_to(self.root.resolve()):
            raise ValueError("path")
        return path

    def _problem(self, change: Change, error: PageError) -> Problem:
        """The problem under the name of the page, though it may lie in its folder or its base."""
        if change.page is None or error.path == change.page:
            return Problem(self._name(Path(error.path)), error.what, error.fix)
        return Problem(self._name(change.page), f"{error.path} {error.what}", error.fix)


def _stage(change: Change, pages: files.Batch, rest: files.Batch) -> None:
    if change.page and change.text != change.seen:
        _prepare(pages, change.page, change.text, partial(_is, change.page, change.seen))
    for path, data in change.beside.items():
        if files.read(path) != data:
            _prepare(rest, path, data)


def _prepare(batch: files.Batch, path: Path, data: bytes | None, guard: files.Guard | None = None) -> None:
    if data is None:
        batch.remove(path, guard)
    else:
        batch.replace(path, data, guard)


def _drop(change: Change, pages: files.Batch, rest: files.Batch) -> None:
    if change.page:
        pages.drop(change.page)
    for path in change.beside:
        rest.drop(path)


def _finish(entry: _Entry, pages: files.Batch, rest: files.Batch) -> None:
    """Prepare what belongs to a page that is the new one; of any other page, nothing."""
    try:
        now = files.read(entry.page) if entry.page else None
    except PageError:
        return
    if entry.digest != (None if now is None else _digest(now)):
        return
    if entry.page and now is None:
        pages.remove(entry.page)
    elif entry.page:
        pages.touch(entry.page)
    for path, data in entry.beside.items():
        _prepare(rest, path, now if isinstance(data, bool) else data)


def _is(path: Path, data: bytes | None) -> bool:
    return files.read(path) == data


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _packed(data: bytes | None, page: bytes | None) -> str | bool | None:
    """Bytes as JSON can hold them; the page itself, which is what most bases are, need not be said again."""
    if data is None:
        return None
    return True if data == page else data.decode(errors="surrogateescape")


def _unpacked(value: Any) -> bytes | bool | None:
    return value.encode(errors="surrogateescape") if isinstance(value, str) else value

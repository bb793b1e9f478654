"""What a person does between two builds: see what is open, take a side, bring a page back.

Beside `pipeline.py`: it joins what the room `write` knows of pages, bases and review records. It needs no seed and no
language model, parses only the pages it must, and prints nothing. `lookup.py` says which page a name means,
`explaining.py` why a line is on it.
"""

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from difflib import unified_diff
from pathlib import Path, PurePosixPath
from typing import Literal, NamedTuple

from builder.desk.lookup import Target, find
from builder.errors import PageError
from builder.records import Problem
from builder.write import review
from builder.write.files import read
from builder.write.journal import Change, Journal
from builder.write.lock import lock
from builder.write.merge import Conflict, markers
from builder.write.merge.page import take_apart
from builder.write.merge.records import KEY

Side = Literal["mine", "new"]


class Difference(NamedTuple):
    """Two versions of one unit or page, compared."""

    place: str
    """Where it is on the page; empty for the page itself."""

    lines: tuple[str, ...]
    """A unified diff."""


class Accepted(NamedTuple):
    """What `accept` did."""

    path: PurePosixPath
    ended: tuple[Conflict, ...]
    left: tuple[Conflict, ...]
    problems: tuple[Problem, ...]


class Restored(NamedTuple):
    """What `restore` did."""

    path: PurePosixPath
    copy: PurePosixPath | None
    """Where the person's version went; None when there was none to lose."""

    changed: bool
    problems: tuple[Problem, ...]


def open_conflicts(root: Path, page: Target) -> tuple[Conflict, ...]:
    """The conflicts of a page that nothing has ended yet, in the order of the record.

    Raises:
        PageError: the record or the page cannot be read.
    """
    path = record_of(root, page)
    data = read(path) if page.text is not None and page.id else None
    if not data or page.text is None:
        return ()
    try:
        recorded = review.parse(data.decode())[1]
    except ValueError as error:
        fix = "mend it, or delete it: your text is on the page, and stays there"
        raise PageError(path.relative_to(root), str(error), fix=fix) from error
    try:
        return review.still_open(page.text, recorded)
    except ValueError as error:
        raise PageError(page.path, str(error), fix="mend it: until then the builder leaves it alone") from error


def record_of(root: Path, page: Target) -> Path:
    """Where the conflicts of a page are recorded."""
    return root / ".builder" / "review" / f"{page.id}.md"


def differences(root: Path, page: Target) -> Iterator[Difference]:
    """For each open conflict what the person and what the builder made of it; without one, what the person changed."""
    refuse_markers(page)
    conflicts = open_conflicts(root, page)
    for one in _at(conflicts, page) if conflicts else ():
        yield Difference(one.where, (*compared(one.base, one.mine, "before", "yours"),))
        yield Difference(one.where, (*compared(one.base, one.new, "before", "new"),))
    if not conflicts:
        yield from changes(page)


def changes(page: Target) -> Iterator[Difference]:
    """What a person changed since the builder wrote the page, or the place of it that was asked for.

    Raises:
        PageError: there is no such place.
    """
    if page.base is None or page.text is None or page.text == page.base:
        return
    old, new = (_at_place(text, page) if page.place else text for text in (page.base, page.text))
    if old is None and new is None:
        raise PageError(page.path, f"has no part {page.place!r}", fix=f"`builder explain {page.id}` lists its parts")
    lines = tuple(compared(old or "", new or "", f"{page.path} (builder)", f"{page.path} (yours)"))
    if lines:
        yield Difference(page.place or "", lines)


def compared(old: str, new: str, old_name: str, new_name: str) -> Iterator[str]:
    """A unified diff of two texts, line by line without line ends."""
    return unified_diff(_lines(old), _lines(new), old_name, new_name, lineterm="")


def accept(root: Path, name: str, side: Side) -> Accepted:
    """End the open conflicts of a page, or of the place named after `#`: keep `mine`, or put the `new` text there.

    Page and record change in one step.

    Raises:
        PageError: there is no such page, no such conflict, or the page must be mended first.
        BuilderError: another run is writing, or the file system refuses.
    """
    with _alone(root) as problems:
        page = find(root, name)
        refuse_markers(page)
        conflicts = open_conflicts(root, page)
        ended = _at(conflicts, page)
        text = page.text or ""
        for one in ended if side == "new" else ():
            text = review.taken(text, one) or text
        if markers(text):
            raise PageError(page.path, "the builder's text holds a conflict marker", fix="keep yours with --mine")
        left = review.still_open(text, [one for one in conflicts if one not in ended])
        record = review.render(str(page.path), left).encode() if left else None
        seen = (page.text or "").encode()
        _commit(root, Change(root / page.path, seen, text.encode(), {record_of(root, page): record}))
        return Accepted(page.path, ended, left, problems)


def restore(root: Path, name: str, *, force: bool = False) -> Restored:
    """Bring a page back as the builder last wrote it; a person's version goes to `.builder/replaced/`.

    Raises:
        PageError: the builder never wrote it; another file has its place; or it exists, changed, without `force`.
        BuilderError: another run is writing, or the file system refuses.
    """
    with _alone(root) as problems:
        page = find(root, name)
        if page.place:
            raise PageError(page.path, "is restored as a whole", fix=f"leave out #{page.place}")
        if page.base is None:
            raise PageError(page.path, "was written by hand: there is nothing to restore it from")
        if page.text == page.base:
            return Restored(page.path, None, changed=False, problems=problems)
        if page.text is not None and not force:
            raise PageError(page.path, "has changes of a person", fix="`--force` replaces them and keeps a copy")
        if page.text is None and read(root / page.path) is not None:
            raise PageError(page.path, f"is in the place of {page.id}", fix="move it elsewhere, then restore again")
        beside: dict[Path, bytes | None] = {}
        copy = None
        seen = None
        if page.text is not None:
            seen = page.text.encode()
            copy = PurePosixPath(".builder/replaced", f"{page.id}-{hashlib.sha256(seen).hexdigest()[:8]}.md")
            _commit(root, Change(None, None, None, {root / copy: seen}))  # safe on disk before anything else
            beside[record_of(root, page)] = None
        _commit(root, Change(root / page.path, seen, page.base.encode(), beside))
        return Restored(page.path, copy, changed=True, problems=problems)


def refuse_markers(page: Target) -> None:
    """Make sure that nobody works on a page that git or another tool left half merged.

    Raises:
        PageError: it holds a conflict marker; names the line.
    """
    if page.text is not None and (line := markers(page.text)):
        raise PageError(page.path, "conflict marker", fix="choose one side and delete the marker lines", line=line)


@contextmanager
def _alone(root: Path) -> Iterator[tuple[Problem, ...]]:
    """No other run writes meanwhile, and what a killed one began is finished."""
    with lock(root):
        yield Journal(root).replay()


def _commit(root: Path, change: Change) -> None:
    for problem in Journal(root).commit([change]):
        raise PageError(problem.path, problem.what, fix=problem.fix)


def _at(conflicts: Sequence[Conflict], page: Target) -> tuple[Conflict, ...]:
    """The conflicts at the place that was asked for; all when none was.

    Raises:
        PageError: there are none.
    """
    if not conflicts:
        raise PageError(page.path, "has no open conflict", fix="`builder status` lists the pages that have")
    if page.place is None:
        return tuple(conflicts)
    for place in (page.place, f"{KEY}{page.place}"):
        if found := tuple(one for one in conflicts if one.where == place):
            return found
    places = ", ".join(dict.fromkeys(one.where for one in conflicts))
    raise PageError(page.path, f"no open conflict at {page.place!r}", fix=f"there is one at: {places}")


def _at_place(text: str, page: Target) -> str | None:
    """A section or a front matter key as it is written; None when there is none, or the text cannot be read."""
    try:
        apart = take_apart(text)
    except ValueError:
        return None
    for section in apart.sections:
        if section.anchor == page.place and section.raw:
            return section.raw
    entry = apart.front.entries.get((page.place or "").removeprefix(KEY))
    return entry.raw if entry else None


def _lines(text: str) -> list[str]:
    return text.removesuffix("\n").split("\n") if text else []

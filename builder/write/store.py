"""The pages as they lie in `docs/`, and beside them what the builder last wrote.

The base, `.builder/base/ID.md`, holds exactly the page the machine wrote last. A page that differs from its base was
changed by a person and is left alone. A page is written before its base: after a crash between the two, the page
equals the new text, and the next run only finishes the base.
"""

import fcntl
import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import Any

from builder.errors import BuilderError
from builder.records import Page, PageState, Problem
from builder.write import front_matter

_ID = re.compile(r"^id:[ \t]*[\"']?([a-z0-9][a-z0-9-]*)[\"']?[ \t]*$", re.MULTILINE)

_SEED = re.compile(r"^seed: '?(.+) sha256:([0-9a-f]+)'?$", re.MULTILINE)

DIGEST_SHOWN = 16
"""Hex digits of a seed's digest in front matter."""


class Store:
    """Pages by id, wherever a person has moved them, and their bases."""

    def __init__(self, root: Path) -> None:
        self.docs = root / "docs"
        self.base = root / ".builder" / "base"
        self.problems: list[Problem] = []
        self._paths: dict[str, PurePosixPath] = {}
        self._seeds: dict[str, str] = {}
        self._corrected: list[str] = []
        self._scan()

    def path(self, page_id: str) -> PurePosixPath | None:
        """Where the page lies now, relative to `docs/`; None when it is not there."""
        return self._paths.get(page_id)

    def is_taken(self, path: PurePosixPath) -> bool:
        """Whether a file stands at a path below `docs/`."""
        return os.path.lexists(self.docs / path)

    def was_deleted(self, page_id: str) -> bool:
        """Whether a person deleted a page that the machine wrote: it must not come back."""
        return page_id not in self._paths and self._base_of(page_id).exists()

    def metadata(self, page_id: str) -> dict[str, Any]:
        """Front matter of the page as it is now; empty when there is no page or it cannot be read."""
        path = self.path(page_id)
        if path is None:
            return {}
        try:
            return front_matter.read(_text(self.docs / path))[0]
        except ValueError:
            return {}

    def written(self, page_id: str) -> dict[str, Any]:
        """Front matter of the page as the machine last wrote it; empty when it never did."""
        base = self._base_of(page_id)
        try:
            return front_matter.read(_text(base))[0] if base.exists() else {}
        except ValueError:
            return {}

    def id_of_seed(self, path: str, digest: str) -> str | None:
        """Id of the page made from a seed, known by its path, or by its digest when the file was renamed."""
        return self._seeds.get(path) or self._seeds.get(digest[:DIGEST_SHOWN])

    def corrected(self) -> tuple[dict[str, Any], ...]:
        """Front matter of the pages that list corrections, by id."""
        return tuple(self.metadata(page_id) for page_id in sorted(self._corrected))

    def is_untouched(self, page_id: str) -> bool:
        """Whether the page is exactly what the machine wrote."""
        path = self.path(page_id)
        base = self._base_of(page_id)
        return path is not None and base.exists() and base.read_bytes() == (self.docs / path).read_bytes()

    def put(self, page: Page, *, dry: bool = False) -> PageState:
        """Write a page and its assets, unless a person changed it; `dry` only says what would happen."""
        if self.was_deleted(page.id):
            return "kept"
        path = self.docs / (self.path(page.id) or page.path)
        base = self._base_of(page.id)
        new = page.text.encode()
        old = path.read_bytes() if os.path.lexists(path) else None
        state: PageState = "new" if old is None else "unchanged" if old == new else "changed"
        if state == "changed" and not (base.exists() and base.read_bytes() == old):
            return "kept"
        if not dry:
            if state != "unchanged":
                replace(path, new)
            if not base.exists() or base.read_bytes() != new:
                replace(base, new)
            for name, text in page.assets.items():
                beside = path.with_name(name)
                if not beside.exists() or beside.read_bytes() != text.encode():
                    replace(beside, text.encode())
                    state = "changed" if state == "unchanged" else state
            self._paths[page.id] = PurePosixPath(path.relative_to(self.docs).as_posix())
        return state

    def remove(self, page_id: str, *, dry: bool = False) -> PageState:
        """Take away a page that has nothing to tell any more, unless a person changed it."""
        if not self.is_untouched(page_id):
            return "kept"
        if not dry:
            path = self.docs / self._paths.pop(page_id)
            path.unlink()
            path.with_suffix(".json").unlink(missing_ok=True)
            self._base_of(page_id).unlink()
        return "removed"

    def written_ids(self) -> tuple[str, ...]:
        """Ids of all pages the machine ever wrote and that were not removed since, sorted."""
        return tuple(sorted(path.stem for path in self.base.glob("*.md")))

    def _base_of(self, page_id: str) -> Path:
        return self.base / f"{page_id}.md"

    def _scan(self) -> None:
        for folder, folders, files in os.walk(self.docs):
            folders.sort()
            for name in sorted(files):
                path = Path(folder, name)
                if not name.endswith(".md") or path.is_symlink():
                    continue
                where = PurePosixPath(path.relative_to(self.docs).as_posix())
                try:
                    head = _head(_text(path))
                except ValueError as error:
                    self.problems.append(Problem(f"docs/{where}", str(error), "save it as UTF-8"))
                    continue
                found = _ID.search(head)
                if found is None:
                    continue
                page_id = found.group(1)
                if page_id in self._paths:
                    other = self._paths[page_id]
                    what = f"has the id {page_id} of docs/{other}"
                    self.problems.append(Problem(f"docs/{where}", what, "delete the line `id:` in the copy"))
                    continue
                self._paths[page_id] = where
                if seed := _SEED.search(head):
                    self._seeds[seed.group(1).replace("''", "'")] = page_id
                    self._seeds.setdefault(seed.group(2), page_id)
                if "\ncorrections:" in head:
                    self._corrected.append(page_id)


def _text(path: Path) -> str:
    return path.read_bytes().decode()


def _head(text: str) -> str:
    """The front matter as text: every page is looked at in every run, and parsing YAML is slow."""
    end = text.find("\n---", 3) if text.startswith("---") else -1
    return text[: max(end, 0)]


def replace(path: Path, data: bytes) -> None:
    """Put the bytes at the path in one atomic step: whoever looks sees all of the old or all of the new.

    Raises:
        BuilderError: the file system refuses; names the path.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".", suffix=".tmp", dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            Path(name).chmod(path.stat().st_mode & 0o7777 if path.exists() else 0o644)
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
        _sync_folder(path.parent)
    except OSError as error:
        raise BuilderError(f"{path}: cannot be written: {error.strerror} (free space or permission?)") from error


def _sync_folder(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def lock(root: Path) -> Iterator[None]:
    """Keep a second run out while this one writes.

    Raises:
        BuilderError: another run holds the lock.
    """
    path = root / ".builder" / "lock"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise BuilderError(f"{path}: another build is running (wait for it to end, then run again)") from None
        yield

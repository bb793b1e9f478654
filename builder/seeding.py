"""The folder of seeds as `builder add` sees it: what is there, and new files beside it."""

import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date
from functools import cached_property
from itertools import count
from pathlib import Path, PurePosixPath
from typing import Any

import yaml

from builder import fetch, read
from builder.errors import BuilderError, FetchError, ReadError
from builder.read.sidecar import MAX_SIDECAR_BYTES, SIDECAR, read_sidecar, sidecar_of
from builder.write.refusals import explained

Facts = dict[str, Any]
"""Keys of a sidecar with what is stated for them: a text, or for `authors` a list of them."""


def stated(facts: Mapping[str, str | None]) -> Facts:
    """The facts that are given, each on one line.

    Raises:
        ReadError: one of them is impossible, such as a 31 June.
    """
    found = {key: " ".join(value.split()) for key, value in facts.items() if value and value.strip()}
    read_sidecar(PurePosixPath("sidecar.yml"), dumped(found))
    return found


def dumped(facts: Facts) -> bytes:
    """The sidecar that states the facts."""
    order = {key: facts[key] for key in ("source", "url", "date", "title", "lang", "authors") if facts.get(key)}
    with suppress(KeyError, ValueError):
        order["date"] = date.fromisoformat(order["date"])  # YAML writes a whole day without quotes
    return yaml.safe_dump(order, allow_unicode=True, sort_keys=False, width=10_000).encode() if order else b""


class Folder:
    """A folder below `seeds/`, and all the seeds of its project."""

    def __init__(self, root: Path, into: Path) -> None:
        """Take a folder, given below `root`; it need not exist.

        Raises:
            BuilderError: the build would not look there.
        """
        self._root, self._path = root, root / into
        parts = Path(os.path.normpath(into)).parts
        if not parts or parts[0] != "seeds" or any(part.startswith(".") for part in parts):
            raise BuilderError(f"{into}: not a folder of seeds (use seeds/, or a folder below it)")
        for number in range(2, len(parts) + 1):
            if root.joinpath(*parts[:number]).is_symlink():
                raise BuilderError(f"{into}: a link, which a build does not follow (use a folder)")

    def of_url(self, url: str) -> PurePosixPath | None:
        """The seed whose sidecar states this address."""
        return self._urls.get(url)

    def of_bytes(self, body: bytes) -> PurePosixPath | None:
        """The seed that holds exactly these bytes."""
        for path in self._sizes.get(len(body), ()):
            with suppress(OSError):
                if path.read_bytes() == body:
                    return self._below(path)
        return None

    def save(self, name: str, ending: str, body: bytes, facts: Facts, *, sidecar: bytes | None = None) -> PurePosixPath:
        """Put a seed and its sidecar under a name of their own, which gets a number when it is taken.

        The sidecar comes first: a run that is killed leaves one that the next build names, and never a seed without
        its facts.

        Raises:
            BuilderError: the file system refuses.
        """
        sidecar = dumped(facts) if sidecar is None else sidecar
        with explained(self._path, "written"):
            self._path.mkdir(parents=True, exist_ok=True)
            for stem in self._free(name):
                path = self._path / (stem + ending)
                beside = path.with_name(stem + SIDECAR)
                if sidecar and not _put(beside, sidecar):
                    continue
                if _put(path, body):
                    break
                if sidecar:
                    beside.unlink()
        self._sizes.setdefault(len(body), []).append(path)
        if "url" in facts:
            self._urls[facts["url"]] = self._below(path)
        return self._below(path)

    def _free(self, name: str) -> Iterator[str]:
        """Names that no seed or sidecar has, whatever its ending: a sidecar belongs to every seed of its name."""
        taken = {path.stem.casefold() for path in self._path.iterdir()}
        for number in count(1):
            stem = name if number == 1 else f"{name}-{number}"
            if stem.casefold() not in taken:
                yield stem

    @cached_property
    def _seeds(self) -> tuple[Path, ...]:
        folder = self._root / "seeds"
        return read.find(folder, self._root).seeds if folder.is_dir() else ()

    @cached_property
    def _sizes(self) -> dict[int, list[Path]]:
        found: dict[int, list[Path]] = {}
        for path in self._seeds:
            found.setdefault(path.lstat().st_size, []).append(path)
        return found

    @cached_property
    def _urls(self) -> dict[str, PurePosixPath]:
        found: dict[str, PurePosixPath] = {}
        for path in self._seeds:
            with suppress(OSError, ReadError):
                data = sidecar_of(path).read_bytes()[: MAX_SIDECAR_BYTES + 1]
                for one in read_sidecar(self._below(path), data):
                    if one.key == "url":
                        found[_plain(one.value)] = self._below(path)
        return found

    def _below(self, path: Path) -> PurePosixPath:
        return PurePosixPath(path.relative_to(self._root).as_posix())


def _plain(url: str) -> str:
    """An address as it is recorded; one that cannot be fetched, as it is."""
    try:
        return fetch.recorded(fetch.parse(url))
    except FetchError:
        return url


def _put(path: Path, data: bytes) -> bool:
    """Write a new file in one step; False, and nothing done, when there is one of that name."""
    handle, name = tempfile.mkstemp(".builder.tmp", ".adding.", path.parent)
    waiting = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fchmod(handle, 0o644)
            os.fsync(handle)
        try:
            path.hardlink_to(waiting)
        except FileExistsError:
            return False
        except OSError:  # a file system without links
            if path.exists():
                return False
            waiting.replace(path)
    finally:
        waiting.unlink(missing_ok=True)
    return True

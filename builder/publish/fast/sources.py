"""What the files of `docs/` say, each read only once: pages that are in order, their front matter, digests of all.

A file that is as it was (place, size, times) is not read; one with other times and the same bytes is read and not
looked through. Whether all is in order is told for certain only if it is: if not, `check` says what is wrong.
"""

import json
import os
import time
from collections import defaultdict
from collections.abc import Mapping
from hashlib import sha256
from itertools import repeat
from pathlib import Path
from posixpath import dirname, normpath
from typing import Any, NamedTuple, cast
from urllib.parse import unquote, urlsplit

from builder.publish.fast import rows
from builder.publish.fast.code import code
from builder.publish.front_matter import FrontMatter, Place
from builder.publish.links import Scan
from builder.publish.names import check_names
from builder.publish.page import Page
from builder.publish.pages import look_at, walk
from builder.publish.reading import Told
from builder.publish.references import check_ids, check_link
from builder.publish.tables.database import gist
from builder.publish.twins import check_twins

_SETTLED = 2.0
"""Seconds after which a file can no longer have changed within one tick of the disk's clock."""


class Source(NamedTuple):
    """A file as it was when it was read."""

    stamp: list[int]
    """Mode, size, times, number of the file; empty while it is so new that a change might not show."""

    digest: str
    fine: bool
    """Whether nothing is wrong with it alone."""

    values: Mapping[str, Any] | None = None
    """Front matter of a page."""

    links: str = ""
    """JSON, as thousands taken apart would fill the memory: the anchors of a page, and file that it links to -> the
    anchors in it."""

    gist: str | None = None
    """JSON: what tables hold of a data file."""


class Sources:
    """The files of `docs/` now."""

    def __init__(self, root: Path, folder: Path | None) -> None:
        """Looks at all files; what earlier runs saw is in `folder`, if one is given."""
        self._root, self._docs = root, root / "docs"
        table = folder / "sources.sqlite" if folder else None
        known = {key: Source(*told) for key, told in rows.read(table) if _is_source(told)} if table else {}
        before = known.pop(_CODE, None)
        if before is None or before.digest != code():
            known = {}
        self.files: dict[str, Source] = {}
        changed: dict[str, Source] = {}
        if self._docs.is_dir():
            for path, found in walk(self._docs):
                source = _look(self._docs, path, found, known.get(path))
                self.files[path] = source
                if source is not known.get(path):
                    changed[path] = source
        if table:
            changed[_CODE] = Source([], code(), True)
            rows.write(table, changed, known.keys() - self.files.keys())

    @property
    def digests(self) -> dict[str, str]:
        """Of all files."""
        return {path: source.digest for path, source in self.files.items()}

    def are_fine(self) -> bool:
        """Whether `check` would find nothing for certain."""
        if not self._docs.is_dir() or not all(source.fine for source in self.files.values()):
            return False
        pages = [page for path, source in self.files.items() if (page := _as_page(path, source))]
        if any(check_twins(self.files)) or any(check_ids(pages)) or any(check_names(pages, self._root)):
            return False
        return all(map(self._leads_somewhere, self.files.values(), repeat({})))

    def _leads_somewhere(self, source: Source, known: dict[str, frozenset[str]]) -> bool:
        """Whether all links of a page do; `known` holds the anchors of pages that were looked up."""
        for goal, wanted in (json.loads(source.links)[1] if source.links else {}).items():
            if goal not in self.files:
                return False
            if wanted and goal.endswith(".md"):
                if goal not in known:
                    links = self.files[goal].links
                    known[goal] = frozenset(json.loads(links)[0] if links else ())
                if not known[goal].issuperset(wanted):
                    return False
        return True

    @property
    def sound(self) -> set[str]:
        """Drawings and data in which a look at the finished site would find nothing."""
        return {
            path
            for path, source in self.files.items()
            if source.fine and (path.endswith(".svg") or source.gist is not None)
        }

    def told(self) -> dict[str, Told]:
        """What `reading.told` gives, of pages that are fine."""
        found = {}
        for path, source in self.files.items():
            if source.values is not None:
                data = self.files.get(f"{path.removesuffix('.md')}.json")
                found[path] = Told(source.values, self._docs / path, gist=data.gist if data else None)
        return dict(sorted(found.items(), key=lambda one: Path(one[0])))


_CODE = "\n"
"""Key of the row that says by which code the others were made; no file has this name."""


def _look(docs: Path, path: str, found: os.stat_result, known: Source | None) -> Source:
    stamp = [found.st_mode, found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino]
    if known and known.stamp == stamp:
        return known
    if time.time() - found.st_ctime < _SETTLED:
        stamp = []
    try:
        data = (docs / path).read_bytes() if (docs / path).is_file() else b""
    except OSError:
        return Source([], "", False)
    digest = sha256(data).hexdigest()
    if known and known.digest == digest and known.stamp[:1] == stamp[:1]:
        return known._replace(stamp=stamp)
    page, faults = look_at(docs, path, found)
    if faults:
        return Source(stamp, digest, False)
    if page is not None:
        return _page(stamp, digest, page)
    return Source(stamp, digest, True, gist=_gist(data) if path.endswith(".json") else None)


def _page(stamp: list[int], digest: str, page: Page) -> Source:
    values = page.matter.values
    needs = _needs(page)
    try:
        same = json.loads(json.dumps(values)) == values
    except (TypeError, ValueError):
        same = False
    if needs is None or not same:
        return Source(stamp, digest, False)
    return Source(stamp, digest, True, values, json.dumps([sorted(page.scan.anchors), needs], separators=(",", ":")))


def _needs(page: Page) -> Mapping[str, list[str]] | None:
    """Where the links of a page lead; None if one is wrong whatever other pages hold."""
    needs: dict[str, set[str]] = {}
    own = {page.path: page}
    for link in page.scan.links:
        if link.target[:1] == "#" and link.target[1:] in page.scan.anchors:
            continue
        if check_link(page.path, link, own, _ALL, _NOBODY):
            return None
        parts = urlsplit(link.target)
        if parts.scheme or not parts.path:
            continue
        goal = normpath(f"{dirname(page.path)}/{unquote(parts.path)}".lstrip("/"))
        if link.raw and goal.endswith(".html"):
            goal = f"{goal.removesuffix('.html')}.md"
        if goal != page.path:
            needs.setdefault(goal, set()).update(filter(None, [unquote(parts.fragment)]))
    return {goal: sorted(anchors) for goal, anchors in sorted(needs.items())}


def _gist(data: bytes) -> str | None:
    try:
        told = json.loads(data)
        return json.dumps(gist(told if isinstance(told, dict) else {}), ensure_ascii=False, separators=(",", ":"))
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError):
        return None


def _is_source(told: object) -> bool:
    return isinstance(told, list) and len(told) == len(Source._fields) and isinstance(told[0], list)


def _as_page(path: str, source: Source) -> Page | None:
    if source.values is None:
        return None
    matter = FrontMatter(dict(source.values), defaultdict(lambda: _SOMEWHERE), _Everywhere())
    return Page(path, matter, _NOTHING)


_SOMEWHERE = Place(0, 0)
_NOTHING = Scan([], [], [], set(), [])


class _Everywhere(dict[str, tuple[Place, ...]]):
    """Places for as many items as a list has: where something stands matters only if it is wrong."""

    def get(self, key: str, default: object = None) -> Any:
        return repeat(_SOMEWHERE)


class _All(set[str]):
    """Every name."""

    def __contains__(self, name: object) -> bool:
        return True


class _Nobody:
    """Renders nothing: who would have to ask is not certain."""

    def anchors(self, path: str) -> frozenset[str]:
        return frozenset()


_ALL = _All()
_NOBODY = cast("Any", _Nobody())

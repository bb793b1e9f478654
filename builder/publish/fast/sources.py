"""What the files of `docs/` say, each read only once: pages that are in order, their front matter, digests of all.

A file that is as it was (place, size, times) is not read; one with other times and the same bytes is read and not
looked through. Links are followed of the pages that changed, and of all where something that they led to may have gone.
Whether all is in order is told for certain only if it is: if not, `check` says what is wrong.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator
from hashlib import sha256
from itertools import repeat
from pathlib import Path
from typing import Any

from builder.publish.collector import collecting
from builder.publish.fast import rows
from builder.publish.fast.code import code
from builder.publish.fast.source import Beside, Source, look, stamp_of
from builder.publish.front_matter import FrontMatter, Place
from builder.publish.links import Scan
from builder.publish.names import check_names
from builder.publish.page import Page
from builder.publish.pages import walk
from builder.publish.reading import Told
from builder.publish.references import check_ids
from builder.publish.spread import spread
from builder.publish.twins import check_twins


class Sources:
    """The files of `docs/` now."""

    def __init__(self, root: Path, folder: Path | None, processes: int | None = 1) -> None:
        """Looks at all files; what earlier runs saw is in `folder`, if one is given. None: one process a core."""
        self._root, self._docs = root, root / "docs"
        self._table = folder / "sources.sqlite" if folder else None
        self._more = folder / "links.sqlite" if folder else None
        with collecting(wanted=False):
            known, whole = self._read()
        self.files: dict[str, Source] = {}
        self._beside: dict[str, Beside] = {}
        changed: dict[str, Source] = {}
        if self._docs.is_dir():
            there = list(walk(self._docs))
            new = [one for one in there if not (one[0] in known and known[one[0]].stamp == stamp_of(one[1]))]
            looked = spread(lambda one: look(self._docs, *one, known.get(one[0])), new, processes)
            for (path, _), (changed[path], beside) in zip(new, looked, strict=True):
                if beside:
                    self._beside[path] = beside
            self.files = {path: changed.get(path) or known[path] for path, _ in there}
        gone = known.keys() - self.files.keys()
        other = {path for path, now in changed.items() if path not in known or not _says_same(known[path], now)}
        self._whole = whole and not other and not gone
        self._unsure = other if whole and not gone and self._keep_anchors(other & known.keys()) else self.files.keys()
        if self._table and self._more:
            rows.write(self._more, self._beside, gone)
            rows.write(self._table, changed if self._whole else {**changed, _MARK: [code(), 0]}, gone)

    def _read(self) -> tuple[dict[str, Source], bool]:
        """What was known of files, and whether all links of all of them led somewhere."""
        told = dict(rows.read(self._table)) if self._table else {}
        match told.pop(_MARK, None):
            case [made_by, int(count)] if made_by == code():
                known = {path: Source(*one) for path, one in told.items() if _is_source(one)}
                return known, count == len(known) > 0
        return {}, False

    def _keep_anchors(self, changed: Collection[str]) -> bool:
        """Whether files that changed have all places still that links could lead to."""
        before = dict(self._kept(changed))
        return all(
            path in before and path in self._beside and set(before[path].anchors) <= set(self._beside[path].anchors)
            for path in changed
        )

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
        if not self._lead_somewhere(self._unsure):
            return False
        if self._table and not self._whole:
            rows.write(self._table, {_MARK: [code(), len(self.files)]}, ())
        return True

    def _lead_somewhere(self, paths: Collection[str]) -> bool:
        """Whether all links of these files do."""
        wanted: dict[str, set[str]] = {}
        for _, beside in self._besides(paths):
            for goal, anchors in beside.needs.items():
                if goal not in self.files:
                    return False
                if anchors and goal.endswith(".md"):
                    wanted.setdefault(goal, set()).update(anchors)
        return all(wanted[goal].issubset(beside.anchors) for goal, beside in self._besides(wanted))

    def _besides(self, paths: Collection[str]) -> Iterator[tuple[str, Beside]]:
        """More of each of these files; what nobody remembers is looked up."""
        left = set(paths)
        for path in left & self._beside.keys():
            yield path, self._beside[path]
        left -= self._beside.keys()
        for path, beside in self._kept(left):
            if beside.digest == self.files[path].digest:
                left.discard(path)
                yield path, beside
        lost = {path: look(self._docs, path, (self._docs / path).lstat(), None)[1] for path in left}
        found = {path: beside for path, beside in lost.items() if beside}
        yield from found.items()
        if self._more:
            rows.write(self._more, found, ())

    def _kept(self, paths: Collection[str]) -> Iterator[tuple[str, Beside]]:
        if self._more and paths:
            for path, told in rows.read(self._more, paths):
                if isinstance(told, list) and len(told) == len(Beside._fields):
                    yield path, Beside(*told)

    @property
    def sound(self) -> set[str]:
        """Drawings and data in which a look at the finished site would find nothing."""
        return {
            path
            for path, source in self.files.items()
            if source.fine and (path.endswith(".svg") or (source.said and source.values is None))
        }

    def said(self) -> str:
        """A digest of what feeds and tables are made of: all files, but of briefings only what these take from them."""
        summed = sha256(code().encode())
        for path, source in self.files.items():
            page = source if source.values is not None else self.files.get(f"{path.removesuffix('.json')}.md")
            briefing = page and page.values and page.values.get("type") == "briefing"
            told = source.said or source.digest if briefing else source.digest
            summed.update(f"{path}\0{told}\n".encode("utf-8", "surrogatepass"))
        return summed.hexdigest()

    def told(self, *, gists: bool = False) -> dict[str, Told]:
        """What `reading.told` gives, of pages that are fine; with `gists` what tables hold of their data, too."""
        data = [path for path, source in self.files.items() if source.values is None and source.said] if gists else []
        known = {path: beside.gist for path, beside in self._besides(data)}
        found = {}
        for path, source in self.files.items():
            if source.values is not None:
                gist = known.get(f"{path.removesuffix('.md')}.json")
                found[path] = Told(source.values, Path(f"{self._docs}/{path}"), gist=gist)
        return dict(sorted(found.items(), key=lambda one: one[0].split("/")))


_MARK = "\n"
"""Key of the row that says by which code the others were made, and how many of them there were when all links led
somewhere; no file has this name."""


def _says_same(one: Source, other: Source) -> bool:
    return one._replace(stamp=other.stamp) == other


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

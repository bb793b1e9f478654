"""Names in front matter that no page bears: of actors, sources and events, with the nearest that one does."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path

from builder.publish.front_matter import Fault, Place, read_front_matter
from builder.publish.page import Page

_NEAR = 75.0
"""Likeness in percent (rapidfuzz's ratio) from which a name is offered: `Lloyd Austn`, not `Lloyd George`."""

_KEYS = (("actors", "actor"), ("source", "source"), ("via", "source"), ("event", "event"))
"""Key of a briefing -> type of the pages that bear its values."""

_FIXES = {
    "actor": "write it as on its page, or make its page: `builder new actor`",
    "source": "run `builder build`: it makes the page",
    "event": "write the id of an event, or none; `builder build` makes the page of a new one",
}
_MERGED = ("actor", "source", "event")
_NO_NAMES = {"actor": (), "source": ("unknown",), "event": ("none",)}


def check_names(pages: Iterable[Page], root: Path) -> Iterator[tuple[str, Fault]]:
    """Each name without a page, with the path of the page that has it.

    A name whose page a person deleted is known: the builder will not make it again.
    """
    pages = list(pages)
    known = _Known(pages, root)
    yield from _check_same(pages, known)
    for page in pages:
        if page.path.partition("/")[0] != "briefings":
            continue
        for key, kind in _KEYS:
            for name, (line, column) in _written(page, key):
                if not known.has(kind, name):
                    near = known.nearest(kind, name)
                    fix = f"did you mean {near}?" if near else _FIXES[kind]
                    yield page.path, Fault(kind, line, f"`{key}`: no page of the {kind} {name}", fix, column)


def _check_same(pages: Sequence[Page], known: "_Known") -> Iterator[tuple[str, Fault]]:
    """Each `same_as` that leads nowhere or back to where it began: the old address would lead there too."""
    merged = {page.path: (page, kind) for page in pages for kind in _MERGED if _kind(page) == kind and _same(page)}
    ways = {(kind, str(page.matter.values.get(key))): page for page, kind in merged.values() for key in ("id", "title")}
    for path, (page, kind) in merged.items():
        line, column = page.matter.places["same_as"]
        if not known.has(kind, _same(page)) and not known.is_id(_same(page)):
            near = known.nearest(kind, _same(page))
            fix = f"did you mean {near}?" if near else f"write the title of the {kind} that it is in truth"
            yield path, Fault(kind, line, f"`same_as`: no page of the {kind} {_same(page)}", fix, column)
        passed: list[str] = []
        step: Page | None = page
        while step is not None and step.path not in passed:
            passed.append(step.path)
            step = ways.get((kind, _same(step)))
        if step is page and len(passed) > 1:
            what = f"`same_as` leads in a circle by way of docs/{passed[1]}"
            yield path, Fault(kind, line, what, "take out one of these lines", column)


def _kind(page: Page) -> str:
    return str(page.matter.values.get("type"))


def _same(page: Page) -> str:
    return str(page.matter.values.get("same_as") or "")


def _written(page: Page, key: str) -> Sequence[tuple[str, Place]]:
    value = page.matter.values.get(key)
    if isinstance(value, str):
        return [(value, page.matter.places[key])]
    if isinstance(value, list):
        places = page.matter.items.get(key, ())
        return [(name, place) for name, place in zip(value, places, strict=False) if isinstance(name, str)]
    return []


class _Known:
    """The names that pages bear."""

    def __init__(self, pages: Sequence[Page], root: Path) -> None:
        self._bases = root / ".builder" / "base"
        self._ids = {str(page.matter.values.get("id")) for page in pages}
        self._names: dict[str, dict[str, str]] = {kind: {} for _, kind in _KEYS}
        for page in pages:
            values = page.matter.values
            kind = values.get("type")
            if kind == "event":
                self._names["event"][str(values.get("id"))] = str(values.get("id"))
            elif kind in self._names:
                title = str(values.get("title"))
                aliases = values.get("aliases")
                for name in (title, *(aliases if isinstance(aliases, list) else ())):
                    self._names[str(kind)].setdefault(str(name), title)

    def has(self, kind: str, name: str) -> bool:
        return name in self._names[kind] or name in _NO_NAMES[kind] or name in self._deleted

    def is_id(self, name: str) -> bool:
        return name in self._ids

    def nearest(self, kind: str, name: str) -> str | None:
        from rapidfuzz import fuzz, process

        found = process.extractOne(name, list(self._names[kind]), scorer=fuzz.ratio, score_cutoff=_NEAR)
        return self._names[kind][found[0]] if found else None

    @cached_property
    def _deleted(self) -> frozenset[str]:
        """Titles and ids of all pages that the machine ever wrote, those that are gone among them."""
        found = set()
        for path in self._bases.glob("*.md"):
            if path.stem[:1] != "b":  # briefings bear no names; there are many of them
                found.add(path.stem)
                found.add(str(read_front_matter(path.read_text("utf-8", errors="replace")).values.get("title")))
        return frozenset(found)

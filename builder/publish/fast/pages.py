"""One page, from its Markdown to the bytes in the site, with what the checks of a finished site want to know of it."""

import json
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property, lru_cache
from hashlib import sha256
from pathlib import Path
from posixpath import dirname
from typing import Any
from urllib.parse import unquote
from zlib import crc32

import jinja2
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.toc import TableOfContents

from builder.publish import engine
from builder.publish.fast.bodies import Bodies
from builder.publish.fast.store import Kept, Store, stamp_of
from builder.publish.gate import look
from builder.publish.goals import Goal, NoGoalError, goal
from builder.publish.metadata import with_lines
from builder.publish.owners import Owner, edit_address, linked
from builder.publish.search import is_index
from builder.publish.search_text import digest_of, text_of
from builder.publish.tongues import Foreign, told_apart
from builder.publish.words import language
from builder.saying import saying


class NotCleanError(Exception):
    """Something is to be said of a page or of the site: the plain way says it."""


@dataclass(frozen=True)
class Maker:
    """All that the pages of a site share while they are rendered."""

    config: MkDocsConfig
    files: Files
    nav: Navigation
    env: jinja2.Environment
    scripts: frozenset[str]
    digests: Mapping[str, str]
    """Path of a page -> digest of the file, when it was looked at."""

    lines: Mapping[str, Sequence[str]]
    """Path of a page -> what is to stand in its head."""

    edits: Mapping[str, Owner]
    """Place of each page in the site -> its editor; empty on a site without edit buttons."""

    foreign: Mapping[str, Foreign]
    """Place of each page about words in another language than the site's."""

    def make(self, path: str, target: Path) -> tuple[Kept, str]:
        """Render a page of `docs/` into a file; what is known of it, and its `Goals` as JSON.

        Raises:
            NotCleanError: there is something to be said of it, or its rendering failed.
        """
        file = self.files.src_uris[path]
        with engine.listening() as messages:
            try:
                html, own_ids, links = self._html(file)
            except Exception as error:  # whatever stops MkDocs is told by the plain way
                raise NotCleanError(path) from error
        if messages or not html.strip() or sha256(file.content_bytes).hexdigest() != self.digests.get(path):
            raise NotCleanError(path)
        place = file.dest_uri
        if edit_address(html) != (self.edits[place].edit if place in self.edits else ""):
            raise NotCleanError(path)
        html = with_lines(html, self.lines.get(path, ()))
        if self.edits:
            html, _ = linked(html, place, self.edits, saying(language(self.config)))
        if self.foreign:
            html = told_apart(html, place, self.foreign)
        data = html.encode("utf-8")
        ids, needs = self._looked(place, data, own_ids, links)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
        kept = Kept(
            place,
            len(data),
            crc32(data),
            self.owners(place, needs),
            digest_of(text_of(data)),
            stamp_of(target.stat()),
        )
        return kept, json.dumps([sorted(ids), needs], ensure_ascii=False, separators=(",", ":"))

    @cached_property
    def shown(self) -> str:
        """A digest of what pages may show of the editors and the words of others."""
        sources = {file.dest_uri: self.digests.get(path) for path, file in self.files.src_uris.items()}
        told = [(place, one.lang, one.title, sources.get(place)) for place, one in self.foreign.items()]
        return sha256(repr((sorted(self.edits.items()), sorted(told))).encode()).hexdigest()

    def shows_the_same(self, store: Store, pages: Mapping[str, str]) -> Set[str]:
        """Keys of the pages that would show now what they showed of the editors and the words of others.

        Args:
            store: what is known of pages that were rendered before.
            pages: place of each page -> its key.

        Raises:
            LostError: something of a page is not known any more.
        """
        if store.was_whole(shown=self.shown):
            return frozenset(pages.values())
        known = {key: kept for key in pages.values() if (kept := store.get(key))}
        if not (self.edits or self.foreign):
            return {key for key, kept in known.items() if not kept.owners}
        told = store.goals(known.keys())
        return {key for key, goals in told if known[key].owners == self.owners(known[key].place, goals.needs)}

    def owners(self, place: str, needs: Mapping[str, Sequence[str]]) -> str:
        """A digest of what a page shows of the editors and the words of others, which it links to."""
        if not (self.edits or self.foreign):
            return ""
        shown: list[object] = []
        for one in (place, *needs):
            names = (one, f"{one}/index.html")
            shown.append((one, *(known.get(name) for known in (self.edits, self.foreign) for name in names)))
        return sha256(repr(shown).encode()).hexdigest()

    def _html(self, file: File) -> tuple[str, set[str], Mapping[File, Mapping[str, str]]]:
        config = self.config
        page = file.page
        assert page is not None
        try:
            if page.content is None:
                self._bodies.fill(page)
            config._current_page = page
            page.active = True
            context = get_context(self.nav, _NOBODY, config, page)
            template = self.env.get_template(page.meta.get("template", "main.html"))
            html = template.render(context)
            html.encode("utf-8")
            return html, set(page.present_anchor_ids or ()), page.links_to_anchors or {}
        finally:
            page.active = False
            config._current_page = None
            if file.src_uri not in self._in_menu:  # whose titles all pages show
                page.content = page.markdown = page.present_anchor_ids = page.links_to_anchors = None
                page.toc, page.meta = TableOfContents([]), {}

    @cached_property
    def _bodies(self) -> Bodies:
        return Bodies(self.config, self.files)

    @cached_property
    def _in_menu(self) -> frozenset[str]:
        return frozenset(page.file.src_uri for page in self.nav.pages)

    def _looked(
        self, place: str, data: bytes, own_ids: set[str], links: Mapping[File, Mapping[str, str]]
    ) -> tuple[set[str], Mapping[str, Sequence[str]]]:
        """What links can lead to, for MkDocs and for a browser, and where the page's own lead."""
        page = look(place, data)
        if any(page.find_unsafe(self.scripts)):
            raise NotCleanError(place)
        ids = set(page.ids)
        needs: dict[str, set[str]] = {}
        base, folder = engine.base_path(self.config), dirname(place)
        for target in dict.fromkeys(page.links + page.loads):
            if target.startswith("#"):
                if target != "#" and unquote(target[1:]) not in ids:
                    raise NotCleanError(place)
                continue
            one = goal(place, target, base) if target[:1] in ("", "?") else _goal(folder, target, base)
            if one is not None:
                needs.setdefault(one.place, set()).update((one.anchor,) if one.anchor else ())
        if not ids.issuperset(needs.pop(place, ())):
            raise NotCleanError(place)
        for file, anchors in links.items():  # what MkDocs looks up
            if file.dest_uri != place:
                needs.setdefault(file.dest_uri, set()).update(anchors)
            elif not own_ids.issuperset(anchors):
                raise NotCleanError(place)
        if any(map(is_index, needs)):  # whose names follow from the pages
            raise NotCleanError(place)
        # An id that only one of the two knows is none for others: the plain way would find fault with one of them.
        return ids & own_ids, {one: sorted(anchors) for one, anchors in sorted(needs.items())}


_NOBODY: Sequence[Any] = ()


@lru_cache(100_000)
def _goal(folder: str, target: str, base: str) -> Goal | None:
    """Where a link from any page of a folder leads; pages of a folder link to the same things."""
    try:
        return goal(f"{folder}/x.html" if folder else "x.html", target, base)
    except NoGoalError as error:
        raise NotCleanError(target) from error

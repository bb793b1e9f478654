"""The site while somebody works on it: a page is rendered when it is asked for, by MkDocs' own functions.

Nothing is rendered at a change but what changed, so that a change costs the same whatever the size of the site. What a
page depends on (menu, settings, marks of edits) needs no list for this: after a change no page counts as rendered.
The search index is made when it is asked for (`live_index`); only pages that changed are rendered for it again.
"""

import threading
import zlib
from collections.abc import Collection, Mapping
from mimetypes import guess_type
from pathlib import Path
from typing import Any, NamedTuple

import jinja2
from mkdocs.commands.build import _build_page, _build_theme_template
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from builder.errors import PublishError
from builder.publish import engine
from builder.publish.fast.bodies import Bodies
from builder.publish.fast.seam import why_plain
from builder.publish.frame import Frame, explained, frame
from builder.publish.live_index import LiveIndex
from builder.publish.policy import policy, theme_scripts
from builder.publish.search import FOLDER

MISSING = "404.html"


class Answer(NamedTuple):
    """What stands at an address."""

    body: bytes
    kind: str
    """As in `Content-Type`."""

    path: str = ""
    """Of the page below `docs/`; empty for what is no page."""


class Live:
    """The pages of `root/docs` under the settings they were last given."""

    def __init__(self, root: Path, folder: Path) -> None:
        """A site whose rendered pages are kept in `folder`, which is empty.

        Raises:
            PublishError: the settings cannot be used.
        """
        self._root, self._folder = root, folder
        self._lock = threading.RLock()  # MkDocs renders one page at a time
        self._sources: dict[str, bytes] = {}
        self._held: set[str] = set()
        self._rendered: set[str] = set()
        self._found = LiveIndex(folder / ".search")
        self._edited: Mapping[str, Mapping[str, Any]] = {}
        self._frame: Frame
        self._load()

    @property
    def base(self) -> str:
        """The folder of the host where the site will stand, as `/` or `/briefings/`."""
        return engine.base_path(self._config)

    def reload(self) -> None:
        """Take over settings and theme anew; if they cannot be used, all stays as it is.

        Raises:
            PublishError: says where and why.
        """
        with self._lock:
            names = ("_config", "_env", "_theme_files", "_frame", "_rendered", "_quick", "_bodies")
            before = {name: getattr(self, name) for name in names}
            try:
                self._load()
                self.page("index.html")
            except PublishError:
                for name, value in before.items():
                    setattr(self, name, value)
                raise
            self._found.forget()

    def refresh(self, paths: Collection[str], broken: Collection[str], edited: Mapping[str, Mapping[str, Any]]) -> None:
        """Follow a change of files below `docs/`: written anew, new, or gone.

        Args:
            paths: of what changed.
            broken: of all pages that cannot be shown; they stay as they were when they last could.
            edited: what `publish` is told of people's words.
        """
        with self._lock:
            self._edited = edited
            self._rendered.clear()
            known = self._frame.files.src_uris
            docs = self._root / "docs"
            if any((path in known) != (docs / path).is_file() for path in paths):
                self._reframe()
            addresses = {file.src_uri: place for place, file in self._frame.by_address.items()}
            self._found.forget([addresses[path] for path in paths if path in addresses])
            self._remember(set(paths) | self._held, broken)

    def answer(self, address: str) -> Answer | str | None:
        """What stands at an address below the site; a string is the address to go to instead, None: nothing is there.

        Raises:
            PublishError: the page cannot be rendered.
        """
        place = address + "index.html" if address.endswith("/") or not address else address
        if place.startswith(f"{FOLDER}/"):
            return self._search(place)
        with self._lock:
            file = self._frame.by_address.get(place)
            if file is None:
                return f"{address}/" if f"{place}/index.html" in self._frame.by_address else None
            if file.is_documentation_page():
                return Answer(self.page(place), "text/html; charset=utf-8", file.src_uri)
        return self._static(file)

    def missing(self) -> Answer:
        """The page for addresses where nothing stands."""
        with self._lock, explained("404.html"):
            if MISSING not in self._rendered:
                self._settle_menu()
                frame = self._frame
                _build_theme_template(MISSING, self._env, frame.files, self._config, frame.nav)
                self._rendered.add(MISSING)
            return Answer((self._folder / MISSING).read_bytes(), "text/html; charset=utf-8")

    def page(self, place: str) -> bytes:
        """The HTML of the page at an address that is known to be there, or of an earlier one of the same name.

        Raises:
            PublishError: it cannot be rendered.
        """
        with self._lock:
            file = self._frame.by_address.get(place)
            if file is None or file.page is None:
                raise PublishError(f"docs/: there is no page for {place}")
            if place not in self._rendered:
                with explained(file.src_uri):
                    self._settle_menu()
                    self._read(file.page)
                    self._mark()
                    docs = self._frame.files.documentation_pages()
                    _build_page(file.page, self._config, docs, self._frame.nav, self._env)
                    self._rendered.add(place)
            return Path(file.abs_dest_path).read_bytes()

    def _load(self) -> None:
        config = engine.load(self._root)
        config.site_dir = str(self._folder)
        with explained("mkdocs.yml"):
            config.plugins.on_startup(command="serve", dirty=False)
            config = config.plugins.on_config(config)
            config.plugins.on_pre_build(config=config)
            env = config.theme.get_env()
            theme = Files([])
            theme.add_files_from_theme(env, config)
            config.extra["csp"] = policy(theme_scripts(config))
        self._quick = not why_plain(self._root, config)
        self._config: MkDocsConfig = config
        self._env: jinja2.Environment = env
        self._theme_files = list(theme)
        self._rendered = set()
        self._reframe()

    def _reframe(self) -> None:
        self._frame = frame(self._root, self._config, self._theme_files)
        with explained("mkdocs.yml"):
            self._env = self._config.plugins.on_env(self._env, config=self._config, files=self._frame.files)
        self._bodies = Bodies(self._config, self._frame.files, quick=self._quick)
        self._rendered.clear()

    def _remember(self, paths: Collection[str], broken: Collection[str]) -> None:
        """Keep the text of pages as they are, or put those that are broken back to what they were."""
        self._held = {path for path in broken if path in self._sources}
        for path in paths:
            file = self._frame.files.get_file_from_path(path)
            if file is None or file.page is None:
                self._sources.pop(path, None)
                continue
            file.page.markdown = None
            if path in broken:
                continue
            try:
                text = (self._root / "docs" / path).read_bytes()
            except OSError:  # gone again; the next change tells
                continue
            self._sources[path] = zlib.compress(text, 1)
            file._content = None
        for path in self._held:
            file = self._frame.files.get_file_from_path(path)
            if file is not None:
                file._content = zlib.decompress(self._sources[path])

    def _read(self, page: Page) -> None:
        if page.markdown is None:
            self._bodies.fill(page)

    def _settle_menu(self) -> None:
        """Pages of the menu have titles only when they have been read."""
        for page in self._frame.nav.pages:
            self._read(page)

    def _mark(self) -> None:
        self._config.extra["edited"] = engine.by_address(self._config, self._edited)

    def _search(self, place: str) -> Answer | None:
        """A file of the search index; the first takes as long as to render all pages."""
        with self._lock:
            pages = [at for at, file in self._frame.by_address.items() if file.is_documentation_page()]
        body = self._found.file(place, pages, self.page)
        return None if body is None else Answer(body, guess_type(place)[0] or "application/octet-stream")

    def _static(self, file: File) -> Answer | None:
        if file._content is None:
            source = Path(str(file.abs_src_path))
            if not source.is_file():
                return None
        return Answer(file.content_bytes, guess_type(file.src_uri)[0] or "application/octet-stream")

"""The site as readers get it: the committed pages, published, served below a folder of a host, opened in Chromium.

`BUILDER_SKIP_BROWSER=1` skips these tests, for machines that cannot have a browser; nothing else does.
"""

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Page

from builder.config import Admin
from builder.publish import Engine, publish

REPOSITORY = Path(__file__).parents[2]
FOLDER = "/sub/path/"

Scheme = Literal["light", "dark"]


@pytest.fixture(autouse=True, scope="session")
def _wanted() -> None:
    if os.environ.get("BUILDER_SKIP_BROWSER") == "1":
        pytest.skip("BUILDER_SKIP_BROWSER=1")


@dataclass(frozen=True)
class Site:
    """The published site and where it is served."""

    docs: Path
    folder: Path
    url: str
    """Ends in a slash."""

    def pages(self) -> dict[str, str]:
        """An address below `url` for each type of page."""
        return {
            "home": "index.html",
            "briefing": self.first("briefings/*/*.html"),
            "actor": self.first("actors/*.html"),
            "source": self.first("sources/*.html"),
            "year": self.first("dates/????.html"),
            "month": self.first("dates/????-??.html"),
            "dates": "dates/index.html",
            "events": "events/index.html",
            "actors": "actors/index.html",
            "sources": "sources/index.html",
            "method": "method.html",
            "corrections": "corrections.html",
            "since": "since.html",
            "404": "404.html",
        }

    def first(self, pattern: str) -> str:
        """The first page of a kind, by name."""
        return self.all(pattern)[0]

    def all(self, pattern: str) -> list[str]:
        """The pages of a kind, indexes left out; fails when there is none."""
        found = sorted(path for path in self.folder.glob(pattern) if path.name != "index.html")
        assert found, f"the site has no page {pattern}: run make build"
        return [path.relative_to(self.folder).as_posix() for path in found]


class _Handler(SimpleHTTPRequestHandler):
    """Serves a folder below `FOLDER`, with its 404 page, in silence."""

    def translate_path(self, path: str) -> str:
        inside = path.removeprefix(FOLDER) if path.startswith(FOLDER) else "outside/the/site"
        return super().translate_path(f"/{inside}")

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory, "404.html").read_bytes()
        self.send_response(code)
        self.send_header("content-type", "text/html; charset=utf-8")
        self.send_header("content-length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The committed pages, published and served."""
    with served(tmp_path_factory.mktemp("project"), "mkdocs") as found:
        yield found


@pytest.fixture(scope="session")
def zensical_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The same, made by the other engine."""
    with served(tmp_path_factory.mktemp("project"), "zensical") as found:
        yield found


@contextmanager
def served(
    root: Path, engine: Engine = "mkdocs", *, repository: bool = False, admin: Admin | None = None
) -> Iterator[Site]:
    """The pages in `root/docs`, or the committed ones where there are none, published by an engine and served.

    So are the settings in `root`, or the repository's.

    With a repository they have edit buttons.
    """
    if not (root / "docs").exists():
        shutil.copytree(REPOSITORY / "docs", root / "docs")
    shutil.copytree(REPOSITORY / "overrides", root / "overrides", dirs_exist_ok=True)
    if not (root / "mkdocs.yml").exists():
        shutil.copy(REPOSITORY / "mkdocs.yml", root)
    if repository or admin:
        settings = root / "mkdocs.yml"
        text = settings.read_text("utf-8").replace("# repo_url:", "repo_url:").replace("# edit_uri:", "edit_uri:")
        settings.write_text(text, "utf-8")
    if admin:
        (root / "node_modules").symlink_to(REPOSITORY / "node_modules")
    server = ThreadingHTTPServer(
        ("127.0.0.1", 0),
        lambda *args: _Handler(*args, directory=str(root / "site")),
    )
    url = f"http://127.0.0.1:{server.server_port}{FOLDER}"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SITE_URL", url)
        published = publish(root, by=engine, admin=admin)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield Site(root / "docs", published.site, url)
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="session")
def axe() -> str:
    """The source of axe-core."""
    file = REPOSITORY / "node_modules" / "axe-core" / "axe.min.js"
    if not file.exists():
        pytest.fail("axe-core is missing: run make test, or npm install", pytrace=False)
    return file.read_text("utf-8")


@dataclass
class Tab:
    """A page in the browser, and everything it did that no page may do."""

    page: Page
    url: str
    wrong: list[str] = field(default_factory=list)

    def open(self, address: str, *, idle: bool = False) -> None:
        """Go to an address below the site; if idle, wait until it has nothing more to fetch."""
        response = self.page.goto(f"{self.url}{address}", wait_until="networkidle" if idle else "load")
        assert response is None or response.status == HTTPStatus.OK, f"{address}: {response.status}"

    def watch(self) -> None:
        """Record errors, and requests to another host."""
        self.page.on("console", lambda m: self.wrong.append(f"console: {m.text}") if m.type != "log" else None)
        self.page.on("pageerror", lambda error: self.wrong.append(f"error: {error}"))
        self.page.on("request", lambda request: self._check(request.url))

    def _check(self, url: str) -> None:
        if not url.startswith((self.url, "data:", "blob:")):
            self.wrong.append(f"request: {url}")


OpenTab = Callable[..., Tab]


@pytest.fixture
def tab(browser: Browser, request: pytest.FixtureRequest) -> Iterator[OpenTab]:
    """Opens a tab: `tab(scheme="dark", width=360)`; at the end no tab may have done anything wrong."""
    tabs: list[Tab] = []

    def new(*, scheme: Scheme = "light", width: int = 1280, url: str = "") -> Tab:
        context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 800})
        made = Tab(context.new_page(), url or request.getfixturevalue("site").url)
        made.watch()
        tabs.append(made)
        return made

    yield new
    for made in tabs:
        made.page.context.close()
    assert [wrong for made in tabs for wrong in made.wrong] == []

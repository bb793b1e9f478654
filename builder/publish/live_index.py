"""The search index of a site that is shown a page at a time: made when a browser asks for it, of what changed since."""

import threading
import time
from collections.abc import Callable, Collection
from pathlib import Path
from shutil import rmtree

from builder.publish.search import FOLDER, write_index
from builder.publish.search_pack import ENTRY


class LiveIndex:
    """Pages as they were when they were last rendered for the search, and the index of them."""

    def __init__(self, folder: Path) -> None:
        """An index of nothing, kept in a folder of its own."""
        self._pages, self._index = folder / "pages", folder / FOLDER
        self._known: set[str] = set()
        self._made = False
        self._lock = threading.Lock()

    def forget(self, addresses: Collection[str] | None = None) -> None:
        """Have these pages, or all, rendered anew for the next search."""
        self._known = set() if addresses is None else self._known.difference(addresses)

    def file(self, address: str, pages: Collection[str], render: Callable[[str], bytes]) -> bytes | None:
        """A file of the index, which is brought up to date when a browser begins to search; None: there is none.

        Args:
            address: below the site.
            pages: addresses of all pages.
            render: the HTML of the page at an address.

        Raises:
            PublishError: Pagefind is not installed, or stopped, or a page cannot be rendered.
        """
        name = address.removeprefix(f"{FOLDER}/")
        with self._lock:
            if name == ENTRY:  # asked for before all else, each time a page is opened and searched
                self._follow(pages, render)
            path = self._index / name
            return path.read_bytes() if path.is_file() and ".." not in path.parts else None

    def _follow(self, pages: Collection[str], render: Callable[[str], bytes]) -> None:
        gone = self._known.difference(pages)
        new = [address for address in pages if address not in self._known]
        if self._made and not gone and not new:
            return
        there = {path.relative_to(self._pages).as_posix() for path in self._pages.rglob("*.html")}
        for address in there.difference(pages):
            (self._pages / address).unlink()
        for address in new:
            (self._pages / address).parent.mkdir(parents=True, exist_ok=True)
            self._known.add(address)  # before it is rendered: who changes it meanwhile takes it away again
            (self._pages / address).write_bytes(render(address))
            time.sleep(0)  # who waits for a page goes first
        self._known -= gone
        rmtree(self._index, ignore_errors=True)
        write_index(self._pages, into=self._index)
        self._made = True

"""The preview as a whole: what is started, in which order, and ended."""

import threading
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

from builder import pipeline
from builder.preview.addresses import listening
from builder.preview.board import Board
from builder.preview.building import Build
from builder.preview.server import Server
from builder.preview.showing import Show
from builder.preview.watching import Watch
from builder.records import Finding


def _unheard(_text: str) -> None:
    """Say nothing."""


def _today() -> date:
    return datetime.now(UTC).date()


class Preview:
    """A live preview of a project."""

    def __init__(
        self,
        root: Path,
        *,
        host: str = "127.0.0.1",
        port: int | None = None,
        say: Callable[[str], None] = _unheard,
        today: Callable[[], date] = _today,
        progress: pipeline.Progress = pipeline.silent,
    ) -> None:
        """Take a place to listen at; nothing is served before `start`.

        Raises:
            BuilderError: there is none to be had.
        """
        self._root, self._say = root, say
        found = listening(host, port)
        self._watch = Watch(root)
        self._board = Board(say)
        self._show = Show(root, self._watch, self._board, say)
        self._build = Build(root, self._board, say, today, progress)
        self._server = Server(found, host, self._show, self._board)
        self._port = self._server.socket.getsockname()[1]
        self._stopped = threading.Event()
        self._started = False
        self._host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)
        self._threads = (
            threading.Thread(target=self._server.serve_forever, args=(0.1,), name="serve", daemon=True),
            threading.Thread(target=self._follow, name="show", daemon=True),
        )

    @property
    def url(self) -> str:
        """Where the site is served; ends in a slash."""
        host = f"[{self._host}]" if ":" in self._host else self._host
        return f"http://{host}:{self._port}{self._show.base}"

    def start(self) -> None:
        """Serve what is there, then follow changes; a project without pages is built first."""
        self._watch.start()
        if not (self._root / "docs").is_dir():
            self._build.once()
        self._took()
        self._started = True
        for thread in self._threads:
            thread.start()
        self._build.start()

    def wait(self) -> None:
        """Return when the preview has ended."""
        while not self._stopped.wait(1):
            pass

    def settled(self, seconds: float = 600) -> None:
        """Return when the builder has nothing to do; for measuring.

        Raises:
            TimeoutError: it still had.
        """
        self._watch.ring()
        if not self._build.idle.wait(seconds):
            raise TimeoutError

    def close(self) -> None:
        """Serve no more, and let the build that runs come to its end."""
        self._stopped.set()
        self._watch.ring()
        self._board.close()
        if self._started:
            self._server.shutdown()
        self._server.server_close()
        self._build.stop()
        self._watch.stop()
        for thread in self._threads if self._started else ():
            thread.join(5)
        self._show.close()

    def _follow(self) -> None:
        while not self._stopped.is_set():
            self._watch.wait()
            if not self._stopped.is_set() and self._took():
                self._build.ask()

    def _took(self) -> bool:
        try:
            changed = self._show.follow()
        except Exception as bug:  # noqa: BLE001 - the server outlives a fault of ours
            what = f"a fault of the builder: {type(bug).__name__}: {bug}"
            fix = "it is tried again; start it anew if this stays"
            self._board.post("preview", [Finding("builder serve", 0, 0, "serve", what, fix)])
            return True
        if changed:
            self._board.post("preview", [])
        return changed

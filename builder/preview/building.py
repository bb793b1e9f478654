"""The loop that builds: seeds and pages that are other than at its last run go through the builder."""

import gc
import threading
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path, PurePosixPath

from builder import analyse, config, pipeline
from builder.errors import BuilderError, BusyError
from builder.memory import Memory
from builder.preview.board import Board
from builder.preview.showing import found
from builder.preview.watching import SETTINGS, State, is_passing, look
from builder.records import Finding

RETRY = 1.0
"""Seconds after which is tried again while another build is at work."""


class Build:
    """Runs the builder when that would change something."""

    def __init__(
        self,
        root: Path,
        board: Board,
        say: Callable[[str], None],
        today: Callable[[], date],
        progress: pipeline.Progress = pipeline.silent,
    ) -> None:
        self._root, self._board, self._say, self._today, self._progress = root, board, say, today, progress
        self._built: State | None = None
        self._memory = Memory()
        self._asked = threading.Event()
        self._stopped = False
        self._waiting = False
        self._thread = threading.Thread(target=self._run, name="build", daemon=True)
        self.idle = threading.Event()
        """Set while there is nothing to do."""

    def start(self) -> None:
        """Begin to follow."""
        self.ask()
        self._thread.start()

    def ask(self) -> None:
        """Have it compared what lies there with what was built."""
        self.idle.clear()
        self._asked.set()

    def stop(self, seconds: float = 5.0) -> None:
        """End after the build that runs, or leave it to end with the process: the next build tidies up."""
        self._stopped = True
        self._asked.set()
        if self._thread.is_alive():
            self._thread.join(seconds)

    def _run(self) -> None:
        while not self._stopped:
            self._asked.wait()
            self._asked.clear()
            if not self._stopped and self.once():
                time.sleep(RETRY)
                self._asked.set()
            elif not self._asked.is_set():
                self.idle.set()
                analyse.ready()

    def once(self) -> bool:
        """Build if anything is other than it was; whether to try again because another build is at work."""
        before = _inputs(look(self._root))
        if before == self._built:
            return False
        start = time.monotonic()
        gc.disable()  # to look through all that a build makes, again and again, takes a tenth of its time
        try:
            report = pipeline.build(
                self._root,
                config.load(self._root),
                today=self._today(),
                progress=self._progress,
                memory=self._memory,
                stamps=before,
            )
        except BusyError as error:
            if not self._waiting:
                self._say(f"waiting: {error}")
            self._waiting = True
            return True
        except BuilderError as error:
            self._failed(before, found(error))
            return False
        except Exception as bug:  # noqa: BLE001 - the server outlives a fault of ours
            notes = "; ".join(getattr(bug, "__notes__", ()))
            what = f"the build failed, which is a fault of the builder: {type(bug).__name__}: {bug} {notes}".strip()
            self._failed(before, Finding("builder build", 0, 0, "build", what, "run it by hand to see where"))
            return False
        finally:
            gc.enable()
        self._waiting = False
        if self._built is None:
            gc.freeze()  # what the first build made mostly stays
        own = {path for path, state in report.pages.items() if state not in ("unchanged", "kept")}
        now = _inputs(look(self._root))
        # What another hand changed during the build was perhaps not seen by it: it stays different, so is built next.
        self._built = {path: stamp for path, stamp in before.items() if path not in own}
        self._built |= {path: now[path] for path in own if path in now}
        findings = [
            Finding(str(one.path), 0, 0, "build", one.what, one.fix)
            for one in report.problems
            if not is_passing(PurePosixPath(one.path).name)
        ]
        self._board.post("build", findings)
        if own:
            self._say(f"built in {time.monotonic() - start:.1f} s: {len(own)} of {len(report.pages)} pages are other")
        return False

    def _failed(self, inputs: State, finding: Finding) -> None:
        self._waiting = False
        self._built = inputs
        self._board.post("build", [finding])


def _inputs(state: State) -> State:
    """What a build depends on."""
    return {
        path: stamp
        for path, stamp in state.items()
        if path.startswith("seeds/") or path == SETTINGS or (path.startswith("docs/") and path.endswith(".md"))
    }

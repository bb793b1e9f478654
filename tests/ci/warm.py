"""A `builder` that starts at once: one process imports it and loads its tables, and each call is a fork of that.

Run as a program with a socket's path and the folder of the web. A call sends its standard streams, its folder, words
and variables over the socket, and gets the exit status back. It analyses by rule of thumb and fetches from the folder.
"""

import json
import os
import signal
import socket
import sys
import tempfile
import traceback
from pathlib import Path
from typing import Any

CALL = """\
#!{python} -IS
import json, os, socket, sys
line = socket.socket(socket.AF_UNIX)
line.connect({socket!r})
told = json.dumps([os.getcwd(), sys.argv[1:], dict(os.environ)]).encode()
socket.send_fds(line, [told], [0, 1, 2])
sys.exit(int(line.recv(9)))
"""


def main() -> None:
    path, web = sys.argv[1:]
    from builder import fetch

    fetch.Client = _web(Path(web))  # type: ignore[assignment,misc]
    _warm_up()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    with socket.socket(socket.AF_UNIX) as door:
        door.bind(path)
        door.listen()
        while True:
            line, _ = door.accept()
            with line:
                told, streams, _, _ = socket.recv_fds(line, 1_000_000, 3)
                if not os.fork():
                    line.send(str(_call(json.loads(told), streams)).encode())
                    os._exit(0)
            for stream in streams:
                os.close(stream)


def _web(folder: Path) -> type:
    """The class of a client that finds pages in a folder."""
    from builder import fetch
    from builder.errors import FetchError

    class Web:
        def __init__(self, *_: Any, **__: Any) -> None: ...

        def get(self, url: str) -> fetch.Fetched:
            page = folder / f"{url.rpartition('/')[2]}.html"
            if not page.exists():
                raise FetchError(url, "not found (404)", fix="check the address")
            return fetch.Fetched(fetch.parse(url), "text/html; charset=utf-8", ".html", page.read_bytes())

    return Web


def _warm_up() -> None:
    """Load what builds and publishing load."""
    from builder import analyse
    from builder.publish import engine, gate  # noqa: F401 - loaded for the forks
    from tests.survival.projects import build, sow, thumbed

    analyse.analyse = thumbed
    analyse.model_name = lambda lang="en": "rule of thumb"
    with tempfile.TemporaryDirectory() as name:
        sow(Path(name), "a", "A port reopens\n\nThe port of Brockel reopened in May. Ada Lund cut the ribbon.\n")
        sow(Path(name), "b", "A ferry returns\n\nThe ferry to Agder came back in June. It carried 200 people.\n")
        build(Path(name))


def _call(told: tuple[str, list[str], dict[str, str]], streams: list[int]) -> int:
    """The exit status of one call, in a fork."""
    from builder import cli

    folder, words, variables = told
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(variables)
    status = 99
    try:
        cli.main(words, prog_name="builder")
    except SystemExit as ended:
        status = int(ended.code or 0)
    except Exception:  # noqa: BLE001 - the last place that can say it
        traceback.print_exc()
    sys.stdout.flush()
    sys.stderr.flush()
    return status


if __name__ == "__main__":
    main()

"""The preview over HTTP: pages and files of the site, and a stream of news to each page that is open.

Only what the site knows can be asked for, by its address: no path of the machine is ever made of a request.
"""

import json
import socket
import sys
from hashlib import sha256
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import NamedTuple
from urllib.parse import parse_qs, quote, unquote, urlsplit

from builder.errors import PublishError
from builder.preview.addresses import is_known
from builder.preview.board import Board
from builder.preview.showing import Show

OURS = "/_preview/"
CLIENT = {"reload.js": "text/javascript", "panel.css": "text/css"}
BEAT = 10.0
"""Seconds after which a stream says something, so that one whose reader has gone is noticed."""

_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{title}</title>
<link rel="stylesheet" href="/_preview/panel.css"></head>
<body><h1>{title}</h1><p>{what}</p></body></html>"""


class Reply(NamedTuple):
    """What is sent."""

    status: HTTPStatus
    kind: str
    body: bytes
    goes_to: str = ""


class Server(ThreadingHTTPServer):
    """Serves until it is shut down."""

    daemon_threads = True

    def __init__(self, listening: socket.socket, host: str, show: Show, board: Board) -> None:
        self.address_family = listening.family
        super().__init__(listening.getsockname()[:2], _Handler, bind_and_activate=False)
        self.socket.close()
        self.socket = listening
        self.host, self.show, self.board = host, show, board

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that goes away in the middle is none; anything else is told, and ends that request alone."""
        fault = sys.exc_info()[1]
        if not isinstance(fault, OSError):
            self.board.say(f"error: a request failed: {type(fault).__name__}: {fault}")

    def reply(self, path: str) -> Reply:
        """What stands at a path of the host."""
        if path.startswith(OURS):
            return _client(path.removeprefix(OURS))
        base = self.show.base
        if path == "/" != base:
            return Reply(HTTPStatus.FOUND, "text/plain", b"", base)
        try:
            found = self.show.answer(path.removeprefix(base)) if path.startswith(base) else None
            if isinstance(found, str):
                return Reply(HTTPStatus.FOUND, "text/plain", b"", quote(base + found))
            if found is None:
                missing = self.show.missing()
                return Reply(HTTPStatus.NOT_FOUND, missing.kind, missing.body)
        except PublishError:
            page = _PAGE.format(
                title="This page cannot be shown yet",
                what="What is wrong stands above. It is shown once that is mended.",
            )
            return Reply(HTTPStatus.INTERNAL_SERVER_ERROR, "text/html; charset=utf-8", page.encode())
        return Reply(HTTPStatus.OK, found.kind, found.body)

    def mark(self, reply: Reply) -> str:
        """Another text when a browser that shows this page should load it anew."""
        told = f"{self.show.generation} {reply.status} {reply.goes_to} ".encode()
        return sha256(told + reply.body).hexdigest()[:16]


class _Handler(BaseHTTPRequestHandler):
    server: Server
    protocol_version = "HTTP/1.1"
    timeout = 30

    def do_GET(self) -> None:
        """Answer a request."""
        if not is_known(self.headers.get("Host", ""), self.server.host):
            what = b"This name is not known here: start the preview with --host and this name, or use localhost.\n"
            self._send(Reply(HTTPStatus.FORBIDDEN, "text/plain; charset=utf-8", what))
            return
        try:
            parts = urlsplit(self.path)
            path = unquote(parts.path, errors="strict")
        except ValueError:
            self._send(Reply(HTTPStatus.BAD_REQUEST, "text/plain", b"no address\n"))
            return
        if path == f"{OURS}events":
            self._stream(parse_qs(parts.query))
            return
        self._send(self.server.reply(path))

    do_HEAD = do_GET  # noqa: N815 - the name is the library's

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: the terminal is for what is wrong."""

    def _send(self, reply: Reply) -> None:
        body = reply.body
        etag = f'"{self.server.mark(reply)}"'
        if reply.kind.startswith("text/html"):
            body = _with_client(body, etag.strip('"'))
        same = reply.status == HTTPStatus.OK and self.headers.get("If-None-Match") == etag
        self.send_response(HTTPStatus.NOT_MODIFIED if same else reply.status)
        self.send_header("Content-Type", reply.kind)
        self.send_header("ETag", etag)
        self.send_header("Cache-Control", "no-cache")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        self.send_header("Content-Security-Policy", "frame-ancestors 'none'")
        if reply.goes_to:
            self.send_header("Location", reply.goes_to)
        if not same:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD" and not same:
            self.wfile.write(body)

    def _stream(self, asked: dict[str, list[str]]) -> None:
        """Tell what is wrong, now and whenever that changes, and when the page that is looked at has become another."""
        page, seen = asked.get("page", ["/"])[0], asked.get("seen", [""])[0]
        self.close_connection = True
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Connection", "close")
        self.end_headers()
        version: int | None = -1
        told = None
        try:
            while (version := self.server.board.wait(-1 if version is None else version, BEAT)) is not None:
                news = json.dumps([one._asdict() | {"text": str(one)} for one in self.server.board.findings()])
                if news != told:
                    self._tell("findings", news)
                    told = news
                mark = self.server.mark(self.server.reply(page))
                if mark != seen:
                    self._tell("reload", mark)
                    seen = mark
                self.wfile.write(b": here\n\n")
        except OSError:  # the reader has gone
            return

    def _tell(self, what: str, data: str) -> None:
        self.wfile.write(f"event: {what}\ndata: {data}\n\n".encode())


def _client(name: str) -> Reply:
    if name not in CLIENT:
        return Reply(HTTPStatus.NOT_FOUND, "text/plain", b"nothing here\n")
    return Reply(HTTPStatus.OK, CLIENT[name], (Path(__file__).parent / "client" / name).read_bytes())


def _with_client(page: bytes, mark: str) -> bytes:
    """The page with our script, which its policy lets run: it is a file of the same host."""
    script = f'<script src="{OURS}reload.js" data-seen="{mark}" defer></script>'.encode()
    head, end, rest = page.rpartition(b"</body>")
    return head + script + end + rest if end else page + script

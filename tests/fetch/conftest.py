"""A web of our own: names, their public addresses, and one local server that plays all of them.

The client under test has its real rules. Only the last step is ours: whoever dials a public address of this web is
connected to the local server, and every address dialled is written down.
"""

import ssl
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import httpcore
import pytest
import trustme

from builder.fetch import Client, Limits, Network
from builder.fetch.network import NoSuchHostError

PUBLIC = "93.184.215.14"
PAGE = b"<!doctype html><title>Port reopens</title><p>The port of Brockel reopened on Monday, Mayor Ada Lund said.</p>"
AUTHORITY = trustme.CA()

Route = Callable[[BaseHTTPRequestHandler], None]


def answer(status: int = 200, body: bytes = PAGE, **headers: str) -> Route:
    def route(request: BaseHTTPRequestHandler) -> None:
        request.send_response(status)
        for name, value in {"Content_Type": "text/html", "Content_Length": str(len(body)), **headers}.items():
            if value:
                request.send_header(name.replace("_", "-"), value)
        request.end_headers()
        request.wfile.write(body)

    return route


def redirect(location: str, status: int = 302) -> Route:
    return answer(status, b"", Location=location)


@dataclass
class Web:
    port: int
    tls_port: int
    routes: dict[str, Route] = field(default_factory=dict)
    """By path, or by host and path; what is not there is 404."""

    names: dict[str, list[list[str]]] = field(default_factory=dict)
    """What a name resolves to, time after time; the last answer stays. Any other name is public."""

    asked: list[tuple[str, str, dict[str, str]]] = field(default_factory=list)
    """Host, path and headers of each request."""

    dialled: list[str] = field(default_factory=list)
    slept: list[float] = field(default_factory=list)
    certificate: ssl.SSLContext | None = None

    def resolve(self, host: str, port: int) -> list[str]:
        if host == "nowhere.example":
            raise NoSuchHostError
        answers = self.names.get(host, [[PUBLIC]])
        return answers.pop(0) if len(answers) > 1 else answers[0]

    def dial(self, ip: str, port: int, timeout: float) -> httpcore.NetworkStream:
        self.dialled.append(ip)
        if ip != PUBLIC:
            raise httpcore.ConnectError("refused")
        return httpcore.SyncBackend().connect_tcp("127.0.0.1", self.tls_port if port == 443 else self.port, timeout)

    def now(self) -> float:
        return time.monotonic() + sum(self.slept)

    def client(self, cache: Path | None = None, ports: tuple[int, ...] = (), **limits: Any) -> Client:
        trust = ssl.create_default_context()
        AUTHORITY.configure_trust(trust)
        network = Network(self.resolve, dial=self.dial, now=self.now, sleep=self.slept.append, trust=trust)
        return Client("briefing-builder/1", cache=cache, ports=ports, limits=Limits(**limits), network=network)

    def paths(self) -> list[str]:
        return [path for _, path, _ in self.asked if path != "/robots.txt"]


@pytest.fixture
def web() -> Iterator[Web]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            host = self.headers["Host"]
            found.asked.append((host, self.path, dict(self.headers)))
            route = found.routes.get(host + self.path) or found.routes.get(self.path) or answer(404, b"")
            try:
                route(self)
            except OSError:  # the client hung up, as it should
                self.close_connection = True

        def log_message(self, *_: object) -> None: ...

    class Server(ThreadingHTTPServer):
        daemon_threads = True
        block_on_close = False

        def handle_error(self, *_: object) -> None: ...

    plain, secure = Server(("127.0.0.1", 0), Handler), Server(("127.0.0.1", 0), Handler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    AUTHORITY.issue_cert("news.example").configure_cert(context)
    secure.socket = context.wrap_socket(secure.socket, server_side=True)
    found = Web(plain.server_port, secure.server_port, certificate=context)
    threads = [threading.Thread(target=one.serve_forever, args=(0.01,), daemon=True) for one in (plain, secure)]
    for thread in threads:
        thread.start()
    yield found
    for one, thread in zip((plain, secure), threads, strict=True):
        one.shutdown()
        thread.join()
        one.server_close()

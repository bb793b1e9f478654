"""The client: one page at a time, by the rules on the room's door."""

import ssl
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

import certifi
import httpcore

from builder.errors import FetchError
from builder.fetch import bodies, faults
from builder.fetch.addresses import Address, follow, parse
from builder.fetch.cache import Cache, Entry
from builder.fetch.limits import Limits
from builder.fetch.network import CheckedBackend, Network
from builder.fetch.pace import Pace
from builder.fetch.robots import Robots, RobotsAnswer

_REDIRECTS = frozenset({301, 302, 303, 307, 308})


class Fetched(NamedTuple):
    """A page, as its server gave it."""

    address: Address
    """Where it was in the end, after redirects."""

    content_type: str
    ending: str
    """Of the file it can be kept in, as `.html`."""

    body: bytes


class _Answer(NamedTuple):
    status: int
    entry: Entry
    """With an empty body unless the status is 200."""

    location: str = ""
    retry_after: str = ""


class Client:
    """Fetches pages, politely; remembers for one run what sites asked for."""

    def __init__(
        self,
        agent: str,
        *,
        cache: Path | None = None,
        ports: Collection[int] = (),
        limits: Limits | None = None,
        network: Network | None = None,
    ) -> None:
        self._agent, self._ports = agent, frozenset(ports)
        self._limits, self._network = limits or Limits(), network or Network()
        self._cache, self._pace = Cache(cache), Pace(self._network, self._limits)
        self._robots = Robots(self._robots_txt, self._pace)

    def get(self, url: str) -> Fetched:
        """The page at an address.

        Raises:
            FetchError: it cannot be had, or must not; says why and what to do.
        """
        address, answer = self._walk(parse(url, self._ports))
        if answer.status != 200:
            raise faults.of_status(address, answer.status, answer.retry_after)
        kind, body = answer.entry.content_type, answer.entry.body
        ending = bodies.ending(kind)
        if ending is None:
            raise faults.of_type(address, kind)
        if not body.strip():
            raise FetchError(str(address), "an empty answer", fix=faults.BY_HAND)
        return Fetched(address, kind, ending, body)

    def _walk(self, address: Address, *, robots: bool = False) -> tuple[Address, _Answer]:
        """The answer at the end of the redirects, and where that is."""
        start = address
        for _ in range(self._limits.redirects + 1):
            if not robots:
                self._robots.check(address)
            answer = self._ask(address, robots=robots)
            if answer.status not in _REDIRECTS or not answer.location:
                return address, answer
            address = follow(address, answer.location, self._ports)
        what = f"more than {self._limits.redirects} redirects, at last to {address}"
        raise FetchError(str(start), what, fix="open it in a browser, and use the address it ends at")

    def _robots_txt(self, address: Address) -> RobotsAnswer:
        _, answer = self._walk(address, robots=True)
        return RobotsAnswer(answer.status, answer.entry.body)

    def _ask(self, address: Address, *, robots: bool) -> _Answer:
        """One request and its answer; nothing of an answer is read that is not wanted."""
        self._pace.wait(address)
        known = self._cache.get(address)
        try:
            with faults.explained(address, self._limits), self._open(address, known) as response:
                return self._read(address, response, known, robots=robots)
        finally:
            self._pace.done(address)

    @contextmanager
    def _open(self, address: Address, known: Entry | None) -> Iterator[httpcore.Response]:
        backend = CheckedBackend(self._network, self._limits.total)
        scheme, host = address.scheme.encode(), address.host.encode()
        origin = httpcore.Origin(scheme, host, address.port)
        url = httpcore.URL(scheme=scheme, host=host, port=address.port, target=address.target.encode())
        headers = {
            "Host": address.origin.partition("://")[2],
            "User-Agent": self._agent,
            "Accept": bodies.ACCEPT,
            "Accept-Encoding": bodies.ENCODINGS,
            "Connection": "close",
        }
        if known and known.etag:
            headers["If-None-Match"] = known.etag
        if known and known.modified:
            headers["If-Modified-Since"] = known.modified
        times = {"connect": self._limits.connect, "read": self._limits.read, "write": self._limits.read}
        sent = [(name.encode(), value.encode("latin-1", "replace")) for name, value in headers.items()]
        with (
            httpcore.HTTPConnection(origin, ssl_context=self._trust, network_backend=backend) as connection,
            connection.stream("GET", url, headers=sent, extensions={"timeout": times}) as response,
        ):
            yield response

    def _read(self, address: Address, response: httpcore.Response, known: Entry | None, *, robots: bool) -> _Answer:
        given = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in response.headers}
        entry = Entry(given.get("content-type", ""), given.get("etag", ""), given.get("last-modified", ""), b"")
        if response.status == 304 and known:
            return _Answer(200, known)
        retry_after = given.get("retry-after", "")
        if response.status in (429, 503):
            self._pace.rest(address, faults.later(response.status, retry_after))
        if response.status != 200:
            # Headers come byte by byte; a path in them is UTF-8.
            location = given.get("location", "").encode("latin-1").decode("utf-8", "replace")
            return _Answer(response.status, entry, location, retry_after)
        if not robots and bodies.ending(entry.content_type) is None:
            raise faults.of_type(address, entry.content_type)
        limit = self._limits.robots if robots else self._limits.size
        length = given.get("content-length", "")
        if not robots and length.isdecimal() and int(length) > limit:
            raise bodies.TooLargeError
        packed = given.get("content-encoding", "")
        entry = replace(entry, body=bodies.unpacked(response.iter_stream(), packed, limit, cut=robots))
        self._cache.put(address, entry)
        return _Answer(200, entry)

    @cached_property
    def _trust(self) -> ssl.SSLContext:
        """Certificates that the system trusts, and those of certifi where it has none."""
        if self._network.trust:
            return self._network.trust
        context = ssl.create_default_context()
        context.load_verify_locations(certifi.where())
        return context

"""Connections that go to a checked address, and end when their time is up."""

import socket
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from ssl import SSLContext
from typing import Any

import httpcore

from builder.fetch.ranges import refusal

_TICK = 0.01
"""Seconds by which the system's timers may end a step too early."""


class AddressRefusedError(Exception):
    """The name stands for an address that is not public."""

    def __init__(self, address: str, why: str) -> None:
        super().__init__(f"{address} is {why}")
        self.address, self.why = address, why


class NoSuchHostError(Exception):
    """Nobody knows an address for the name."""


class TimeUpError(Exception):
    """The whole request took too long."""


def resolve(host: str, port: int) -> Sequence[str]:
    """All IP addresses of a host, as the system knows them; `127.1` and its kin come out in plain spelling.

    The system's own time limit holds here, usually some ten seconds.

    Raises:
        NoSuchHostError: there are none.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise NoSuchHostError(str(error)) from error
    return list(dict.fromkeys(str(one[4][0]) for one in found))


def dial(ip: str, port: int, timeout: float) -> httpcore.NetworkStream:
    """A connection to an IP address."""
    return httpcore.SyncBackend().connect_tcp(ip, port, timeout)


@dataclass(frozen=True, slots=True)
class Network:
    """What a client does to the outside; tests put something else in its place, nothing else may."""

    resolve: Callable[[str, int], Sequence[str]] = resolve
    refusal: Callable[[str], str | None] = refusal
    dial: Callable[[str, int, float], httpcore.NetworkStream] = dial
    now: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    trust: SSLContext | None = None
    """Whose certificates count; None means those the system and certifi trust."""


@dataclass(slots=True)
class CheckedBackend(httpcore.NetworkBackend):
    """Opens the connection of one request. Each name is resolved once, and what was checked is what is dialled."""

    network: Network
    total: float
    deadline: float = field(init=False)

    def __post_init__(self) -> None:
        self.deadline = self.network.now() + self.total

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """A connection to the first of the host's addresses that answers.

        Raises:
            AddressRefusedError: one of them is not public; no connection is tried then.
        """
        addresses = self.network.resolve(host, port)
        for address in addresses:
            if why := self.network.refusal(address):
                raise AddressRefusedError(address, why)
        failure: Exception = NoSuchHostError(host)
        for address in addresses:
            try:
                return _Timed(self.network.dial(address, port, self.left(timeout)), self)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
        raise failure

    def left(self, timeout: float | None) -> float:
        """Seconds for the next step: no more than are left of the whole."""
        left = self.deadline - self.network.now()
        if left <= _TICK:
            raise TimeUpError
        return left if timeout is None else min(left, timeout)


class _Timed(httpcore.NetworkStream):
    """A stream whose every step also counts against the whole."""

    def __init__(self, stream: httpcore.NetworkStream, clock: CheckedBackend) -> None:
        self._stream, self._clock = stream, clock

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        with self._counted():
            return self._stream.read(max_bytes, self._clock.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        with self._counted():
            self._stream.write(buffer, self._clock.left(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        with self._counted():
            stream = self._stream.start_tls(ssl_context, server_hostname, self._clock.left(timeout))
        return _Timed(stream, self._clock)

    @contextmanager
    def _counted(self) -> Iterator[None]:
        """Tells a step that met its own limit from one that met the end of the whole."""
        try:
            yield
        except httpcore.TimeoutException:
            self._clock.left(None)
            raise

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)

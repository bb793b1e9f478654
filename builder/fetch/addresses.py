"""Web addresses: which may be asked for at all, and how one is written down.

One parser for all: what is checked here is, part by part, what the connection is made of.
"""

import re
from collections.abc import Collection
from typing import NamedTuple
from urllib.parse import quote, unquote, urljoin, urlsplit

import idna

from builder import data
from builder.errors import FetchError

PORTS = {"http": 80, "https": 443}

MAX_LENGTH = 4_000
"""Servers refuse longer ones, most from 8,000."""

_FORBIDDEN = re.compile(r"[\x00-\x1f\x7f]")
"""Matches a tab or line feed, which parsers drop silently."""

_HOST = re.compile(r"[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*")
"""Matches `news.example`, `127.1` (to be resolved, then checked) and `my_shop.example`, not `a..b` and not `-a.b`."""

_IPV6 = re.compile(r"[0-9a-f:.]+")
"""Matches `::ffff:127.0.0.1`, not `fe80::1%eth0`: zones name a network card of this machine."""

_SAFE = "/%:@!$&'()*+,;=~-._"


class Address(NamedTuple):
    """A checked web address."""

    scheme: str
    host: str
    """Lower case ASCII; an IPv6 address without brackets."""

    port: int
    target: str
    """Path and query, as sent."""

    @property
    def origin(self) -> str:
        """`https://news.example`, with the port when it is not the usual one."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}" + ("" if self.port == PORTS[self.scheme] else f":{self.port}")

    def __str__(self) -> str:
        return self.origin + self.target


def parse(url: str, allowed_ports: Collection[int] = ()) -> Address:
    """The address in its parts; what follows `#` is left out.

    Raises:
        FetchError: it is no web address, or none that may be asked for.
    """
    url = url.strip()
    if len(url) > MAX_LENGTH:
        raise FetchError(url[:60] + "…", f"longer than {MAX_LENGTH:,} characters", fix="use the article's own address")
    if _FORBIDDEN.search(url):
        raise FetchError(url, "control characters in the address", fix="copy it anew")
    if " " in url:
        raise FetchError(url, "a blank in the address", fix="write it as %20, or copy the address anew")
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise FetchError(url, "not a web address", fix="write it as https://host/path") from error
    if parts.scheme not in PORTS:
        raise FetchError(url, "not a web address that can be fetched", fix="only http:// and https:// can")
    if "@" in parts.netloc:
        raise FetchError(url, "a user or password in the address", fix="leave out what stands before the @")
    port = PORTS[parts.scheme] if port is None else port
    if port not in (*PORTS.values(), *allowed_ports):
        raise FetchError(url, f"port {port} is not one of the web", fix=f"if you mean it: --allow-port {port}")
    host = _host(url, host, bracketed="[" in parts.netloc)
    target = quote(parts.path, safe=_SAFE) or "/"
    query = quote(parts.query, safe=_SAFE + "?")
    return Address(parts.scheme, host, port, target + (f"?{query}" if query else ""))


def _host(url: str, host: str, *, bracketed: bool) -> str:
    if bracketed:
        if not _IPV6.fullmatch(host):
            raise FetchError(url, "no usable IPv6 address", fix="check the part in brackets")
        return host
    try:
        if not host.isascii():
            host = idna.encode(host, uts46=True).decode("ascii")
    except UnicodeError as error:
        raise FetchError(url, "no possible host name", fix="copy the address anew") from error
    host = host.lower().removesuffix(".")
    if not _HOST.fullmatch(host) or len(host) > 253:
        raise FetchError(url, "no possible host name", fix="write it as https://host/path")
    return host


def follow(here: Address, location: str, allowed_ports: Collection[int] = ()) -> Address:
    """Where a redirect leads, checked like any address.

    Raises:
        FetchError: it leads where nothing may be asked for.
    """
    try:
        # Servers write blanks as they are, and browsers take them.
        return parse(urljoin(str(here), location.strip().replace(" ", "%20")), allowed_ports)
    except FetchError as error:
        raise FetchError(str(here), f"redirects to {error.path}: {error.what}", fix=error.fix) from error
    except ValueError as error:
        raise FetchError(str(here), "redirects to something that is no address", fix="check the address") from error


def recorded(address: Address) -> str:
    """The address as a seed's sidecar states it: without the parameters that follow a reader around.

    Nothing else changes, neither the order nor the spelling of the rest: it must still lead to the article.
    """
    path, mark, query = address.target.partition("?")
    kept = [part for part in query.split("&") if not _follows(unquote(part.partition("=")[0]))]
    return address.origin + path + (mark + "&".join(kept) if any(kept) else "")


def _follows(name: str) -> bool:
    known = data.load("tracking")
    return name.lower() in known["names"] or name.lower().startswith(tuple(known["beginnings"]))

"""Which outlet an address belongs to, by the table `publishers.yml`."""

import re
from typing import NamedTuple
from urllib.parse import urlsplit

from builder.data import load

_ARCHIVED = re.compile(r"^https?://web\.archive\.org/web/\d{4,14}[a-z_]*/", re.IGNORECASE)
"""Matches the start of `https://web.archive.org/web/20130307194448/http://courier.example/a`."""


class Publisher(NamedTuple):
    """An outlet of the table."""

    name: str
    names: tuple[str, ...]
    domain: str
    """The key of the table that fits the address."""


def find_publisher(url: str | None) -> Publisher | None:
    """The outlet at an address, by the longest key that fits; None when the table has none."""
    table = load("publishers")
    host = host_of(url)
    if not host:
        return None
    labels = host.split(".")
    section = urlsplit(original(url or "")).path.strip("/").partition("/")[0]
    for at in range(len(labels) - 1):
        domain = ".".join(labels[at:])
        for key in (f"{domain}/{section}", domain):
            if row := table.get(key):
                whole = {"name": row} if isinstance(row, str) else row
                return Publisher(whole["name"], tuple(whole.get("names", ())), key)
    return None


def host_of(url: str | None) -> str:
    """The host that an address names, in lower case and without `www.`; empty when there is none."""
    try:
        return (urlsplit(original(url or "")).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def original(url: str) -> str:
    """The address that a web archive keeps a copy of; any other address as it is."""
    inner = _ARCHIVED.sub("", url)
    return inner if inner == url or "://" in inner[:10] else f"http://{inner}"

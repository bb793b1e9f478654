"""What is known of one file of `docs/`: light enough to be there for all at once, and what lies beside for few."""

import json
import os
import time
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from posixpath import dirname, normpath
from typing import Any, NamedTuple, cast
from urllib.parse import unquote, urlsplit

from builder.publish.page import Page
from builder.publish.pages import look_at
from builder.publish.references import check_link
from builder.publish.tables.database import gist

_SETTLED = 2.0
"""Seconds after which a file can no longer have changed within one tick of the disk's clock."""


class Source(NamedTuple):
    """A file as it was when it was read."""

    stamp: list[int]
    """Mode, size, times, number of the file; empty while it is so new that a change might not show."""

    digest: str
    fine: bool
    """Whether nothing is wrong with it alone."""

    values: Mapping[str, Any] | None = None
    """Front matter of a page."""

    said: str = ""
    """Digest of the front matter of a page, or of what tables hold of a data file."""


class Beside(NamedTuple):
    """More of the file with this digest: thousands would fill the memory."""

    digest: str
    anchors: list[str]
    needs: dict[str, list[str]]
    """File that a page links to -> the anchors in it."""

    gist: str | None = None
    """JSON: what tables hold of a data file."""


def stamp_of(found: os.stat_result) -> list[int]:
    """What tells a file from one that was written later."""
    return [found.st_mode, found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino]


def look(docs: Path, path: str, found: os.stat_result, known: Source | None) -> tuple[Source, Beside | None]:
    """A file as it is now; nothing beside where it says what it is known to have said."""
    stamp = stamp_of(found)
    if time.time() - found.st_ctime < _SETTLED:
        stamp = []
    try:
        data = (docs / path).read_bytes() if (docs / path).is_file() else b""
    except OSError:
        return Source([], "", False), None
    digest = sha256(data).hexdigest()
    if known and known.digest == digest and known.stamp[:1] == stamp[:1]:
        return known._replace(stamp=stamp), None
    page, faults = look_at(docs, path, found)
    if faults:
        return Source(stamp, digest, False), None
    if page is not None:
        return _page(stamp, digest, page)
    told = _gist(data) if path.endswith(".json") else None
    said = "" if told is None else _sum(told)
    return Source(stamp, digest, True, said=said), Beside(digest, [], {}, told)


def _page(stamp: list[int], digest: str, page: Page) -> tuple[Source, Beside | None]:
    values = page.matter.values
    needs = _needs(page)
    try:
        same = json.loads(json.dumps(values)) == values
    except (TypeError, ValueError):
        same = False
    if needs is None or not same:
        return Source(stamp, digest, False), None
    return Source(stamp, digest, True, values, _sum(json.dumps(values))), Beside(
        digest, sorted(page.scan.anchors), needs
    )


def _sum(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def _needs(page: Page) -> dict[str, list[str]] | None:
    """Where the links of a page lead; None if one is wrong whatever other pages hold."""
    needs: dict[str, set[str]] = {}
    own = {page.path: page}
    for link in page.scan.links:
        if link.target[:1] == "#" and link.target[1:] in page.scan.anchors:
            continue
        if check_link(page.path, link, own, _ALL, _NOBODY):
            return None
        parts = urlsplit(link.target)
        if parts.scheme or not parts.path:
            continue
        goal = normpath(f"{dirname(page.path)}/{unquote(parts.path)}".lstrip("/"))
        if link.raw and goal.endswith(".html"):
            goal = f"{goal.removesuffix('.html')}.md"
        if goal != page.path:
            needs.setdefault(goal, set()).update(filter(None, [unquote(parts.fragment)]))
    return {goal: sorted(anchors) for goal, anchors in sorted(needs.items())}


def _gist(data: bytes) -> str | None:
    try:
        told = json.loads(data)
        return json.dumps(gist(told if isinstance(told, dict) else {}), ensure_ascii=False, separators=(",", ":"))
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError):
        return None


class _All(set[str]):
    """Every name."""

    def __contains__(self, name: object) -> bool:
        return True


class _Nobody:
    """Renders nothing: who would have to ask is not certain."""

    def anchors(self, path: str) -> frozenset[str]:
        return frozenset()


_ALL = _All()
_NOBODY = cast("Any", _Nobody())

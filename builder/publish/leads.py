"""Where the links of a page in `docs/` lead, as far as the page alone can tell."""

import re
from collections.abc import Mapping
from functools import lru_cache
from posixpath import dirname, normpath
from typing import NamedTuple
from urllib.parse import SplitResult, unquote, urlsplit

from builder.publish.front_matter import Fault
from builder.publish.page import Page

SCHEMES = {"http", "https", "mailto"}
_HOST = re.compile(r"(?=.{1,253}\Z)\w(?:[\w-]*\w)?(?:\.\w(?:[\w-]*\w)?)*\.?", re.DOTALL)
"""A name in any script, or four numbers; addresses in brackets are the parser's to judge."""


class Leads(NamedTuple):
    """Where the links of a page lead, each place once: a preview looks at those of all pages at each change."""

    goals: frozenset[str]
    """Files below `docs/`."""

    anchors: Mapping[str, frozenset[str]]
    """What is sought in them."""

    is_doubtful: bool
    """Some link has to be looked at by itself: it is wrong whatever lies there, or written in HTML."""

    def meet(self, pages: Mapping[str, Page], names: set[str]) -> bool:
        """Whether all that is sought is certainly there."""
        return (
            not self.is_doubtful
            and self.goals <= names
            and all(goal not in pages or sought <= pages[goal].scan.anchors for goal, sought in self.anchors.items())
        )


def leads(page: Page) -> Leads:
    """Those of a page."""
    folder, doubtful = dirname(page.path), False
    anchors: dict[str, set[str]] = {}
    for link in page.scan.links:
        if is_own(link.target, page):
            continue
        led = goal_of(folder, link.target)
        if link.raw or isinstance(led, Fault):
            doubtful = True
        elif led is not None:
            anchors.setdefault(led[0] or page.path, set()).add(led[1])
    sought = {goal: frozenset(own - {""}) for goal, own in anchors.items()}
    return Leads(frozenset(sought), {goal: own for goal, own in sought.items() if own}, doubtful)


def is_own(target: str, page: Page) -> bool:
    """Whether a link leads to a place in its own page that is there; most are citations of its sentences."""
    return target[:1] == "#" and target[1:] in page.scan.anchors


@lru_cache(maxsize=1 << 17)
def goal_of(folder: str, target: str) -> tuple[str, str] | Fault | None:
    """The file below `docs/` that a link in a folder leads to, empty for its own page, and the anchor there.

    None for a good link out of the site, else what is wrong with it. Remembered: most links stand on several pages.
    """
    if not target:
        return Fault("link", 0, "a link to nothing", "say between the brackets where it leads")
    try:
        parts = urlsplit(target)
    except ValueError:
        return Fault("link", 0, f"link to {target}: no address", "correct or remove it")
    if parts.netloc and not parts.scheme:
        return Fault("link", 0, f"link to {target}: how to get there is not said", "begin it with https://")
    if parts.scheme:
        if parts.scheme == "mailto" or (parts.scheme in SCHEMES and _is_host(parts)):
            return None
        if parts.scheme in SCHEMES:
            return Fault("link", 0, f"link to {target}: no host can have this name", "correct or remove it")
        return Fault("link", 0, f"link to {target}: {parts.scheme} is not allowed", "use http, https or mailto")
    if target.startswith("/"):
        return Fault("link", 0, f"link to {target}: breaks when the site moves", "write it relative to this page")
    goal = normpath(f"{folder}/{unquote(parts.path)}".lstrip("/")) if parts.path else ""
    return goal, unquote(parts.fragment)


def _is_host(parts: SplitResult) -> bool:
    """Whether host and port of an address can be there at all; nobody is asked."""
    try:
        host = parts.hostname or ""
        return parts.port != 0 and (":" in host or _HOST.fullmatch(host) is not None)
    except ValueError:  # a port that is none
        return False

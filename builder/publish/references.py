"""Ids and links: what pages call themselves, and where they point."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from posixpath import dirname, normpath
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, unquote, urlsplit

from builder.publish.front_matter import Fault
from builder.publish.links import Link
from builder.publish.page import Page

if TYPE_CHECKING:
    from builder.publish.render import Renderer

SCHEMES = {"http", "https", "mailto"}
_HOST = re.compile(r"(?=.{1,253}\Z)\w(?:[\w-]*\w)?(?:\.\w(?:[\w-]*\w)?)*\.?", re.DOTALL)
"""A name in any script, or four numbers; addresses in brackets are the parser's to judge."""

CITATION = re.compile(r"s\d+")


def check_ids(pages: Iterable[Page]) -> Iterator[tuple[str, Fault]]:
    """Ids that two pages have; each fault with the path of its page."""
    first: dict[str, str] = {}
    for page in pages:
        page_id = page.matter.values.get("id")
        if not isinstance(page_id, str):
            continue
        other = first.setdefault(page_id, page.path)
        if other != page.path:
            line, column = page.matter.places["id"]
            fix = "delete the line in the copy; the next build gives it a new one"
            yield page.path, Fault("id", line, f"id {page_id} is also that of docs/{other}", fix, column)


def check_links(pages: dict[str, Page], names: set[str], renderer: "Renderer") -> Iterator[tuple[str, Fault]]:
    """Every dead link; suspicions are looked up in the rendered page first."""
    for page in pages.values():
        for link in page.scan.links:
            if link.target[:1] == "#" and link.target[1:] in page.scan.anchors:
                continue  # most links are citations of the page's own sentences
            fault = check_link(page.path, link, pages, names, renderer)
            if fault and link.target in renderer.targets(page.path):
                yield page.path, fault._replace(line=link.line, column=link.column)


def check_link(path: str, link: Link, pages: dict[str, Page], names: set[str], renderer: "Renderer") -> Fault | None:
    """What is wrong with one link, as far as can be told without rendering; the place is yet to be filled in."""
    target = link.target
    led = _led(dirname(path), target)
    if led is None or isinstance(led, Fault):
        return led
    goal, anchor = led[0] or path, led[1]
    if link.raw and goal not in names:
        goal = next((page for page in (f"{goal.removesuffix('.html')}.md", f"{goal}/index.md") if page in pages), goal)
    if goal not in names:
        return Fault("link", 0, f"link to {target}: there is no docs/{goal}", "correct or remove it")
    if not anchor or goal not in pages or anchor in pages[goal].scan.anchors or anchor in renderer.anchors(goal):
        return None
    if CITATION.fullmatch(anchor):
        where = "" if goal == path else f" of docs/{goal}"
        what = f"citation of sentence {anchor[1:]}, which is not in the source text{where}"
        return Fault("citation", 0, what, "correct the number")
    return Fault("anchor", 0, f"link to {target}: docs/{goal} has no section #{anchor}", "correct the part after #")


@lru_cache(maxsize=1 << 17)
def _led(folder: str, target: str) -> tuple[str, str] | Fault | None:
    """The file below `docs/` that a link in a folder leads to, empty for its own page, and the anchor there.

    None for a good link out of the site, else what is wrong with it. Remembered: most links stand on several pages, and
    a preview looks at all of them at each change.
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

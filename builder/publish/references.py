"""Ids and links: what pages call themselves, and where they point."""

import re
from collections.abc import Iterable, Iterator, Mapping
from posixpath import dirname
from typing import TYPE_CHECKING

from builder.publish.front_matter import Fault
from builder.publish.leads import Leads, goal_of, is_own
from builder.publish.links import Link
from builder.publish.page import Page

if TYPE_CHECKING:
    from builder.publish.render import Renderer

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


def check_links(
    pages: Mapping[str, Page], leads: Mapping[str, Leads], names: set[str], renderer: "Renderer"
) -> Iterator[tuple[str, Fault]]:
    """Every dead link; suspicions are looked up in the rendered page first."""
    for page in pages.values():
        if leads[page.path].meet(pages, names):
            continue
        for link in page.scan.links:
            fault = None if is_own(link.target, page) else check_link(page.path, link, pages, names, renderer)
            if fault and link.target in renderer.targets(page.path):
                yield page.path, fault._replace(line=link.line, column=link.column)


def check_link(path: str, link: Link, pages: Mapping[str, Page], names: set[str], renderer: "Renderer") -> Fault | None:
    """What is wrong with one link, as far as can be told without rendering; the place is yet to be filled in."""
    target = link.target
    led = goal_of(dirname(path), target)
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

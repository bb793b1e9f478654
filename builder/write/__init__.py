"""Room: briefings and events -> pages in `docs/`.

`pages/` makes each kind of page, `sections/` the parts of a briefing, `event_sections/` those of an event, `pictures/`
its drawings; `pages/lists.py` over `paging.py` keeps lists in pages of bounded size, `kin.py` finds related briefings,
`find_news.py` tells what is new since the last build that had news (`news.py`). `escape.py` turns untrusted text into
Markdown, `front_matter.py` into YAML. `rendering.py` gives all pages (`known_pages.py` those that need not be made
again), `found.py` knows those on disk, and `store.py` puts them there without touching what a person changed.
"""

from collections.abc import Sequence
from pathlib import Path

from builder.records import Page, PageState, Problem
from builder.write.escape import front_matter as in_front_matter
from builder.write.files import replace as put_file
from builder.write.found import Found
from builder.write.journal import Journal
from builder.write.known_pages import Pages
from builder.write.listing import begun as whole_page
from builder.write.lock import lock
from builder.write.names import slug
from builder.write.person import ActorEdit, EventEdit, HandPage, NameEdit, as_day, strings
from builder.write.provenance import provenance
from builder.write.rendering import render
from builder.write.store import Store

__all__ = [
    "ActorEdit",
    "EventEdit",
    "Found",
    "HandPage",
    "NameEdit",
    "Pages",
    "Store",
    "as_day",
    "in_front_matter",
    "lock",
    "provenance",
    "put_file",
    "recover",
    "render",
    "slug",
    "strings",
    "unfinished",
    "whole_page",
    "write",
]


def recover(root: Path) -> tuple[Problem, ...]:
    """Finish what a killed run began; to be called under the lock, before the pages are looked at."""
    return Journal(root).replay()


def unfinished(root: Path) -> tuple[Problem, ...]:
    """What to know before looking at pages that a killed run left; nothing when none did."""
    what = "a build was cut short: this shows the pages as it left them"
    return (Problem(".builder/journal", what, "run `builder build`"),) if Journal(root).is_pending() else ()


def write(pages: Sequence[Page], store: Store, *, dry: bool = False) -> dict[str, PageState]:
    """Put the pages into `docs/` and take away those that have nothing to tell any more; `dry` writes nothing.

    Gives what became of each page, by its path below the project folder.
    """
    states: dict[str, PageState] = {}
    for page in pages:
        states[f"docs/{store.path(page.id) or page.path}"] = store.put(page)
    wanted = {page.id for page in pages}
    for page_id in store.written_ids():
        if page_id not in wanted and (path := store.path(page_id)) is not None:
            states[f"docs/{path}"] = store.remove(page_id)
    if not dry:
        states |= dict.fromkeys(store.commit(), "kept")
    return states

"""Pages to site: `docs/` is checked, rendered by MkDocs with Material or by Zensical, checked again, put up as `site/`.

`check` reads the pages alone and names file, line and fix; it needs no engine, so that an editor can run it at
every save. `publish` runs it first, then MkDocs in this process into a folder beside `site/`, then a gate over the
finished HTML (no script but the theme's, no request to another host, no dead link). Only a site that passes
replaces the one before. `live` is the site while somebody works on it, a page at a time.

Files: `pages` (checks them, with `values`, `references`, `names`, `bodies`, `twins`, `quotes`), `page`, `front_matter`
and `links` (how they are read), `schema` (what front matter may say), `settings` (where `mkdocs.yml` is wrong),
`render` (looks up what is suspected), `safe_markdown` (loaded by `mkdocs.yml`, so this door must import nothing
heavy), `making` (the plain way through all that follows, and the fast one), `engine` (MkDocs), `fast` (only what
changed, quickly), `zensical`, `owners` (edit links of lines), `policy` (what pages may load), `feeds` and `tables` (for
programs, of what `reading` takes from the pages), `metadata` (JSON-LD, link previews, cards), `search` (the index, by
`search_text`, `search_pagefind`, `search_part`, `search_shelf`, `search_join`, `search_pack`), `gate` (the HTML, with
`goals`), `live` with `frame` and `live_index` (a page at a time), `hosting` (what servers and search engines read),
`admin` (editing in the browser, with `forms`), `swap` (the folders, with `below`), `stamp` (whether anything changed),
`collector` (when memory is cleaned up). This room alone knows MkDocs, Zensical and Pagefind.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from builder.config import Admin, Cards
from builder.errors import PublishError
from builder.records import Finding, Problem

Engine = Literal["mkdocs", "zensical"]

SHOWN = 20
"""How many findings an error spells out."""


@dataclass(frozen=True, slots=True)
class Published:
    """A site that stands."""

    site: Path
    """The folder, absolute."""

    pages: int
    """HTML pages in it, the 404 page included."""

    fresh: bool = True
    """False when nothing had changed since it was published, so that nothing was done."""

    problems: tuple[Finding | Problem, ...] = ()
    """What a strict run would have refused."""

    rendered: int | None = None
    """How many pages were not taken over from earlier runs; None where none could be."""

    slow: str = ""
    """Why every page was rendered, where the fast way does not know a version, setting or template."""


def check(root: Path) -> list[Finding]:
    """What is wrong with the pages in `root/docs`, in order of path and line; empty when all is well."""
    from builder.publish.pages import check_pages

    return check_pages(root)


def publish(
    root: Path,
    *,
    strict: bool = True,
    force: bool = False,
    edited: Mapping[str, Mapping[str, Any]] | None = None,
    by: Engine = "mkdocs",
    admin: Admin | None = None,
    cards: Cards = "events",
    plain: bool = False,
    store: Path | None = None,
    processes: int | None = 1,
) -> Published:
    """Build `root/site` from `root/docs`; nothing is done when the site there is already that.

    Args:
        root: the project folder, which holds `mkdocs.yml`.
        strict: refuse a site with dead links or with anything else that `check` or MkDocs warns about. What
            would be unsafe for readers is refused in any case.
        force: build even if nothing changed.
        edited: path of a page below `docs/` -> `day` since when it holds a person's words, and `sections`: anchor ->
            `edited` or `person`. Marked in the page.
        by: the program that renders the pages.
        admin: how pages can be edited in the browser; None if they cannot.
        cards: which pages have a picture of their own beside links to them.
        plain: have MkDocs render every page, one after the other: the same bytes, later.
        store: folder that holds rendered pages from one run to the next; disposable.
        processes: how many render pages; None for one a core.

    Raises:
        PublishError: nothing was changed; the message lists up to 20 findings.
    """
    from builder.publish import stamp
    from builder.publish.fast.sources import Sources

    fast = by == "mkdocs" and not plain
    sources = Sources(root, store, processes) if fast else None
    inputs = stamp.digest_inputs(root, edited or {}, by, sources.digests if sources else None)
    if not force and (pages := stamp.pages_of(root / "site", inputs)) is not None:
        return Published(root / "site", pages, fresh=False)

    from builder.publish import engine, reading
    from builder.publish.admin import FOLDER, admin_policy, write_admin
    from builder.publish.hosting import write_hosting
    from builder.publish.making import Wanted, make_fast, make_plain
    from builder.publish.policy import policy
    from builder.publish.redirects import write_redirects
    from builder.publish.swap import replace

    problems: list[Finding | Problem] = []
    if sources is None or not sources.are_fine():
        problems += check(root)
    _refuse_if(strict, problems)
    config = engine.load(root)
    site = Path(config.site_dir)
    wanted = Wanted(root, edited or {}, cards, site, store, processes)
    slow = ""
    with replace(site) as fresh:
        done = make_fast(wanted, config, sources, fresh) if sources and not problems else ""
        if isinstance(done, str):
            slow = done
            config = engine.load(root)
            done = make_plain(wanted, config, reading.told(root / "docs"), fresh, by)
        problems += done.problems
        _refuse_if(strict, problems)
        _refuse_if(True, done.found.unsafe)
        problems += done.found.broken
        _refuse_if(strict, problems)
        write_redirects(root, fresh)
        exceptions = {}
        if admin and admin.service != "none":
            write_admin(root, fresh, admin, config.repo_url or "")
            exceptions = {FOLDER: admin_policy(admin, config.repo_url or "")}
        write_hosting(fresh, policy(done.scripts), config.site_url or "", exceptions)
        if not problems:
            stamp.leave(fresh, inputs, done.found.pages)
    return Published(site, done.found.pages, problems=tuple(problems), rendered=done.rendered, slow=slow)


def _refuse_if(strict: bool, problems: Sequence[Finding | Problem]) -> None:
    if not strict or not problems:
        return
    lines = [f"  {problem}" for problem in problems[:SHOWN]]
    if len(problems) > SHOWN:
        lines.append(f"  and {len(problems) - SHOWN} more")
    count = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
    raise PublishError("\n".join([f"the site was not published: {count}", *lines]))

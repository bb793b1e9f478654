"""Pages to site: `docs/` is checked, rendered by MkDocs with Material or by Zensical, checked again, put up as `site/`.

`check` reads the pages alone and names file, line and fix; it needs no engine, so that an editor can run it at
every save. `publish` runs it first, then MkDocs in this process into a folder beside `site/`, then a gate over the
finished HTML (no script but the theme's, no request to another host, no dead link). Only a site that passes
replaces the one before. `live` is the site while somebody works on it, a page at a time.

Files: `pages` (checks them, with `values`, `references`, `names`, `bodies`, `twins`, `quotes`), `page`, `front_matter`
and `links` (how they are read), `schema` (what front matter may say), `settings` (where `mkdocs.yml` is wrong),
`render` (looks up what is suspected), `safe_markdown` (loaded by `mkdocs.yml`, so this door must import nothing
heavy), `engine` (MkDocs), `zensical`, `owners` (edit links of lines), `policy` (what pages may load), `feeds` and
`tables` (for programs, of what `reading` takes from the pages), `metadata` (JSON-LD, link previews, cards), `search`
(the index, with `search_pack`), `gate` (the HTML), `live` with `frame` and `live_index` (a page at a time), `hosting`
(what servers and search engines read), `admin` (editing in the browser, with `forms`), `swap` (the folders), `stamp`
(whether anything changed). This room alone knows MkDocs, Zensical and Pagefind.
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

    Raises:
        PublishError: nothing was changed; the message lists up to 20 findings.
    """
    from builder.publish import stamp

    inputs = stamp.digest_inputs(root, edited or {}, by)
    if not force and (pages := stamp.pages_of(root / "site", inputs)) is not None:
        return Published(root / "site", pages, fresh=False)

    from builder.publish import engine, reading
    from builder.publish.admin import FOLDER, admin_policy, write_admin
    from builder.publish.feeds import write_feeds
    from builder.publish.gate import inspect
    from builder.publish.hosting import write_hosting
    from builder.publish.metadata import write_metadata
    from builder.publish.metadata.cards import Cards as Drawn
    from builder.publish.metadata.site import Site
    from builder.publish.owners import facts, link_owners
    from builder.publish.policy import policy
    from builder.publish.redirects import write_redirects
    from builder.publish.search import write_index
    from builder.publish.swap import replace
    from builder.publish.tables import write_tables

    problems: list[Finding | Problem] = [*check(root)]
    _refuse_if(strict, problems)
    config = engine.load(root)
    marks = engine.by_address(config, edited or {})
    told: Sequence[Finding | Problem]
    with replace(Path(config.site_dir)) as fresh:
        if by == "zensical":
            from builder.publish import zensical

            told, scripts = zensical.build(root, fresh, marks)
        else:
            told, scripts = engine.build(root, config, fresh, marks)
        problems += told
        _refuse_if(strict, problems)
        said = reading.told(root / "docs")
        write_feeds(said, fresh, name=config.site_name, address=config.site_url or "")
        write_tables(said, fresh)
        known = engine.by_address(config, {path: {"path": path} for path in said})
        urls = {one["path"]: url for url, one in known.items()}
        whole = Site(config.site_name, config.site_url or "", said, urls, config.site_description or "")
        write_metadata(whole, fresh, Drawn(whole, fresh, Path(config.site_dir), cards))
        if config.repo_url and (config.edit_uri or config.edit_uri_template):
            link_owners(fresh, engine.by_address(config, facts(root / "docs")))
        write_index(fresh)
        found = inspect(fresh, scripts=scripts, base=engine.base_path(config))
        _refuse_if(True, found.unsafe)
        problems += found.broken
        _refuse_if(strict, problems)
        write_redirects(root, fresh)
        exceptions = {}
        if admin and admin.service != "none":
            write_admin(root, fresh, admin, config.repo_url or "")
            exceptions = {FOLDER: admin_policy(admin, config.repo_url or "")}
        write_hosting(fresh, policy(scripts), config.site_url or "", exceptions)
        if not problems:
            stamp.leave(fresh, inputs, found.pages)
    return Published(Path(config.site_dir), found.pages, problems=tuple(problems))


def _refuse_if(strict: bool, problems: Sequence[Finding | Problem]) -> None:
    if not strict or not problems:
        return
    lines = [f"  {problem}" for problem in problems[:SHOWN]]
    if len(problems) > SHOWN:
        lines.append(f"  and {len(problems) - SHOWN} more")
    count = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
    raise PublishError("\n".join([f"the site was not published: {count}", *lines]))

"""The two ways to a finished site in an empty folder: the plain one, and the fast one that gives the same bytes."""

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from shutil import rmtree
from typing import TYPE_CHECKING, Any

from builder.config import Cards
from builder.publish import engine
from builder.publish.below import below
from builder.publish.collector import collecting
from builder.publish.fast.outputs import stand
from builder.publish.fast.pages import NotCleanError
from builder.publish.fast.seam import why_plain
from builder.publish.fast.site import build
from builder.publish.fast.sources import Sources
from builder.publish.fast.store import LostError, Store
from builder.publish.feeds import write_feeds
from builder.publish.gate import Inspection, inspect
from builder.publish.metadata import write_metadata
from builder.publish.metadata.cards import Cards as Drawn
from builder.publish.metadata.site import Site
from builder.publish.owners import facts, link_owners
from builder.publish.reading import Told
from builder.publish.search import write_index
from builder.publish.tables import write_tables
from builder.publish.tongues import foreign, tell_languages
from builder.publish.words import language
from builder.records import Finding, Problem
from builder.saying import saying

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the site is to be made of."""

    root: Path
    edited: Mapping[str, Mapping[str, Any]]
    cards: Cards
    before: Path
    """The site that stands now."""

    store: Path | None
    """Folder of what earlier runs rendered; None to keep nothing."""

    processes: int | None


@dataclass(frozen=True, slots=True)
class Done:
    """A site, and what there is to be said of it."""

    scripts: frozenset[str]
    found: Inspection
    problems: Sequence[Finding | Problem] = ()
    """What the engine warned about."""

    rendered: int | None = None
    """How many pages were not taken over from earlier runs; None on the plain way, which takes none."""


@collecting(wanted=False)
def make_fast(wanted: Wanted, config: "MkDocsConfig", sources: Sources, folder: Path) -> Done | str:
    """The site, if nothing is to be said of it; else, with the folder empty, why it has to go the plain way.

    The reason is one that lies in versions, settings or templates; it is empty where there is something to be said.
    """
    if reason := why_plain(wanted.root, config):
        return reason
    store, pages = Store(wanted.store), sources.told()
    site, drawn = _site(wanted, config, pages, folder)
    marks = engine.by_address(config, wanted.edited)
    said: dict[str, str] | None = None
    try:
        made = build(wanted.root, config, folder, marks, site, sources.digests, drawn, store, wanted.processes)
        with ThreadPoolExecutor(1) as beside:
            told = {place: kept.found for place, kept in made.kept.items()}
            shelf = wanted.store and wanted.store / "search"
            # A program of its own, which reads nothing but pages.
            index = beside.submit(write_index, folder, known=told, store=shelf, processes=wanted.processes)
            shared = sha256(f"{sources.said()} {config.site_name}\0{config.site_url}".encode()).hexdigest()[:32]
            stand(
                wanted.store and wanted.store / "told",
                shared,
                folder,
                lambda place: _tell(place, config, sources.told(gists=True)),
            )
            index.result()

        def ids_of(place: str) -> Sequence[str]:
            return next(store.goals([made.keys[place]]))[1].ids

        base = engine.base_path(config)
        found = inspect(
            folder, scripts=made.scripts, base=base, known=made.kept.keys(), ids_of=ids_of, sound=sources.sound
        )
        files = {name for name, entry in below(folder) if entry.is_file()}
        said = made.check(found, store, files)
    except NotCleanError:
        _empty(folder)
        return ""
    except LostError:
        _empty(folder)
        return make_fast(replace(wanted, store=None), engine.load(wanted.root), sources, folder)
    finally:
        store.close(said)  # a run that was broken off left pages that are good
    return Done(made.scripts, found, rendered=len(made.new))


def make_plain(wanted: Wanted, config: "MkDocsConfig", said: Mapping[str, Told], folder: Path, by: str) -> Done:
    """The site as MkDocs or Zensical renders it, a page after the other."""
    site, drawn = _site(wanted, config, said, folder)
    marks = engine.by_address(config, wanted.edited)
    told: Sequence[Finding | Problem]
    if by == "zensical":
        from builder.publish import zensical

        told, scripts = zensical.build(wanted.root, folder, marks)
    else:
        told, scripts = engine.build(wanted.root, config, folder, marks)
    _tell(folder, config, said)
    write_metadata(site, folder, drawn)
    if config.repo_url and (config.edit_uri or config.edit_uri_template):
        link_owners(folder, engine.by_address(config, facts(wanted.root / "docs")), saying(language(config)))
    strange = {path: {"page": one} for path, one in foreign(said, language(config)).items()}
    known = {url: one["page"] for url, one in engine.by_address(config, strange).items()}
    tell_languages(folder, known, engine.by_address(config, {path: {} for path in said}))
    write_index(folder, store=wanted.store and wanted.store / "search" if by == "zensical" else None)
    found = inspect(folder, scripts=scripts, base=engine.base_path(config))
    return Done(scripts, found, told)


def _empty(folder: Path) -> None:
    for path in folder.iterdir():
        rmtree(path) if path.is_dir() else path.unlink()


def _tell(folder: Path, config: "MkDocsConfig", said: Mapping[str, Told]) -> None:
    """What programs read of the pages."""
    write_feeds(said, folder, name=config.site_name, address=config.site_url or "", say=saying(language(config)))
    write_tables(said, folder)


def _site(wanted: Wanted, config: "MkDocsConfig", said: Mapping[str, Told], folder: Path) -> tuple[Site, Drawn]:
    known = engine.by_address(config, {path: {"path": path} for path in said})
    urls = {one["path"]: url for url, one in known.items()}
    site = Site(config.site_name, config.site_url or "", said, urls, config.site_description or "")
    return site, Drawn(site, folder, wanted.before, wanted.cards)

"""All pages of a site: taken from the store, or rendered."""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from posixpath import dirname
from typing import Any
from urllib.parse import unquote

from mkdocs.commands.build import _build_theme_template, _populate_page
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, get_files, set_exclusions
from mkdocs.structure.nav import get_navigation
from mkdocs.structure.pages import Page

from builder.publish import engine
from builder.publish.fast.frame import remember
from builder.publish.fast.heads import Heads
from builder.publish.fast.leads import lead_somewhere, names_of
from builder.publish.fast.pages import Maker, NotCleanError
from builder.publish.fast.store import Kept, LostError, Store
from builder.publish.fast.surroundings import surroundings
from builder.publish.fast.templates import Compiled
from builder.publish.fast.workers import make_all
from builder.publish.gate import Inspection
from builder.publish.metadata.cards import Cards
from builder.publish.metadata.site import Site
from builder.publish.owners import Owner
from builder.publish.policy import policy, theme_scripts
from builder.publish.reading import Told
from builder.publish.settings import lost_files
from builder.publish.tongues import foreign
from builder.publish.words import language


@dataclass(slots=True)
class Made:
    """The pages of a site that stand there."""

    scripts: frozenset[str]
    shown: str
    """`Maker.shown`."""

    kept: dict[str, Kept] = field(default_factory=dict)
    """Place in the site -> what is known of the page."""

    keys: dict[str, str] = field(default_factory=dict)
    """Place in the site -> key of the page in the store."""

    new: list[str] = field(default_factory=list)
    """Places of those that were not known from before."""

    def check(self, found: Inspection, store: Store, files: Collection[str]) -> dict[str, str]:
        """See that nothing was found in the site, and that all links lead to its files; what to say of it in the store.

        Raises:
            NotCleanError: it is not so.
            LostError: the store does not know where links of a page lead.
        """
        names = names_of(files)
        if found.unsafe or found.broken or not lead_somewhere(store, self.keys, self.new, files, names):
            raise NotCleanError
        return {"shown": self.shown, "names": names}


def build(
    root: Path,
    config: MkDocsConfig,
    folder: Path,
    edited: Mapping[str, Mapping[str, Any]],
    site: Site,
    digests: Mapping[str, str],
    cards: Cards,
    store: Store,
    processes: int | None,
) -> Made:
    """Put all pages into an empty folder, with what heads say and with the links of lines; and what MkDocs copies.

    Args:
        root: the project folder.
        config: as it was loaded.
        folder: of the site.
        edited: address of a page -> its mark.
        site: what all pages say.
        digests: of the files in `docs/`, by path.
        cards: draws the cards.
        store: pages of earlier runs; those of this one go there.
        processes: at most so many; None for one a core.

    Raises:
        NotCleanError: something is to be said of the site; the folder holds half of it.
        LostError: the store does not know what it should of a page; so does it.
    """
    config.site_dir, before = str(folder), config.site_dir
    try:
        with (
            engine.listening() as messages,
            engine.clock_of(engine.newest(page.values for page in site.pages.values())),
        ):
            made = _build(root, config, edited, site, digests, cards, store, processes)
        return _if_silent([*messages, *map(str, lost_files(root, config))], made)
    except (NotCleanError, LostError):
        raise
    except Exception as error:  # MkDocs, a plugin or a template: the plain way meets it too, and says where
        raise NotCleanError(str(error)) from error
    finally:
        config.site_dir = before


def _if_silent(messages: Sequence[str], made: Made) -> Made:
    if messages:
        raise NotCleanError(messages[0])
    return made


def _build(
    root: Path,
    config: MkDocsConfig,
    edited: Mapping[str, Mapping[str, Any]],
    site: Site,
    digests: Mapping[str, str],
    cards: Cards,
    store: Store,
    processes: int | None,
) -> Made:
    folder = Path(config.site_dir)
    env = config.theme.get_env()
    env.bytecode_cache = Compiled()
    scripts = theme_scripts(config, env)
    config.extra |= {"csp": policy(scripts), "edited": dict(edited)}
    config = config.plugins.on_config(config)
    config.plugins.on_pre_build(config=config)
    files = get_files(config)
    files.add_files_from_theme(env, config)
    files = config.plugins.on_files(files, config=config)
    set_exclusions(files, config)
    nav = config.plugins.on_nav(get_navigation(files, config), config=config, files=files)
    docs = list(files.documentation_pages())
    for file in docs:
        if file.page is None:
            Page(None, file, config)
    for page in nav.pages:
        page.read_source(config)
        if "title" not in page.meta:
            _populate_page(page, config, files)
    env = config.plugins.on_env(env, config=config, files=files)
    remember(env, frozenset(page.file.src_uri for page in nav.pages))
    _copy(files, root / "docs", folder, digests, store)
    for template in config.theme.static_templates:
        _build_theme_template(template, env, files, config, nav)
    strange = {
        unquote(files.src_uris[path].dest_uri): one
        for path, one in foreign(site.pages, language(config)).items()
        if path in files.src_uris
    }
    heads = Heads(site, cards, digests)
    edits = dict(_editors(config, docs, site.pages))
    maker = Maker(config, files, nav, env, scripts, digests, heads.lines, edits, strange)
    around = surroundings(root, config, nav)
    made = Made(scripts, maker.shown)
    told = {}
    for file in docs:
        path, before = file.src_uri, store.known(file.dest_uri)
        told[path] = heads.told(path, before.head if before else ())
        said = told[path][1:2]
        made.keys[file.dest_uri] = _key(around, path, digests.get(path, ""), edited.get(file.url), said)
    new = []
    parents: set[str] = set()
    shows = maker.shows_the_same(store, made.keys)
    for file in docs:
        place, key = file.dest_uri, made.keys[file.dest_uri]
        target = f"{folder}/{place}"
        if (parent := dirname(target)) not in parents:
            Path(parent).mkdir(parents=True, exist_ok=True)
            parents.add(parent)
        kept = store.get(key)
        known = kept and kept.place == place and key in shows
        if kept and known and store.take(key, kept := kept._replace(head=told[file.src_uri]), target):
            made.kept[place] = kept
        else:
            heads.make(file.src_uri)
            new.append((file.src_uri, Path(target)))
    for (path, made_at), (kept, goals) in zip(new, make_all(maker, new, processes), strict=True):
        kept = kept._replace(head=told[path])
        store.keep(made.keys[kept.place], kept, goals, made_at)
        made.kept[kept.place] = kept
        made.new.append(kept.place)
    config.plugins.on_post_build(config=config)
    return made


def _copy(files: Files, docs: Path, folder: Path, digests: Mapping[str, str], store: Store) -> None:
    """Have all files stand in the site that are no pages."""
    for file in files:
        if file.is_documentation_page() or not file.inclusion.is_included():  # type: ignore[no-untyped-call]
            continue
        if not store.copy(file.src_uri, digests.get(file.src_uri, ""), docs, f"{folder}/{file.dest_uri}"):
            file.copy_file()


def _key(around: str, path: str, digest: str, mark: Mapping[str, Any] | None, lines: Sequence[str]) -> str:
    """A digest of what the HTML of a page is made of."""
    made_of = [around, path, digest, json.dumps(mark, sort_keys=True), *lines]
    return sha256("\0".join(made_of).encode("utf-8", "surrogatepass")).hexdigest()


def _editors(config: MkDocsConfig, docs: Sequence[File], told: Mapping[str, Told]) -> Iterator[tuple[str, Owner]]:
    """Place of each page that has an edit button -> its editor, as `owners` reads it off the finished page."""
    if not (config.repo_url and (config.edit_uri or config.edit_uri_template)):
        return
    for file in docs:
        page, said = file.page, told.get(file.src_uri)
        if page and page.edit_url and said and (kind := str(said.values.get("type") or "")):
            yield (
                unquote(file.dest_uri),
                Owner(kind, str(said.values.get("title") or Path(file.src_uri).stem), page.edit_url),
            )

"""All pages of a site: taken from the store, or rendered."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from mkdocs.commands.build import _build_theme_template, _populate_page
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, get_files, set_exclusions
from mkdocs.structure.nav import get_navigation
from mkdocs.structure.pages import Page

from builder.publish import engine
from builder.publish.fast.frame import remember
from builder.publish.fast.pages import Maker, NotCleanError
from builder.publish.fast.store import Kept, Store
from builder.publish.fast.surroundings import surroundings
from builder.publish.fast.workers import make_all
from builder.publish.gate import Inspection
from builder.publish.goals import file_at
from builder.publish.metadata import head_lines
from builder.publish.metadata.cards import Cards
from builder.publish.metadata.site import Site
from builder.publish.owners import Owner
from builder.publish.policy import policy, theme_scripts
from builder.publish.reading import Told
from builder.publish.settings import lost_files


@dataclass(slots=True)
class Made:
    """The pages of a site that stand there."""

    scripts: frozenset[str]
    kept: dict[str, Kept] = field(default_factory=dict)
    """Place in the site -> what is known of the page."""

    rendered: int = 0
    """How many were not known from before."""

    def check(self, found: Inspection, files: set[str]) -> None:
        """See that nothing was found in the site, and that all links of the pages lead somewhere among its files.

        Raises:
            NotCleanError: it is not so.
        """
        if found.unsafe or found.broken or not self._holds(files):
            raise NotCleanError

    def _holds(self, files: set[str]) -> bool:
        ids: dict[str, frozenset[str]] = {}
        for kept in self.kept.values():
            for place, anchors in kept.needs.items():
                file = file_at(place, files)
                if file is None:
                    return False
                if anchors and file in self.kept:
                    if file not in ids:
                        ids[file] = frozenset(self.kept[file].ids)
                    if not ids[file].issuperset(anchors):
                        return False
        return True


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
    """
    config.site_dir, before = str(folder), config.site_dir
    try:
        with (
            engine.listening() as messages,
            engine.clock_of(engine.newest(page.values for page in site.pages.values())),
        ):
            made = _build(root, config, edited, site, digests, cards, store, processes)
        return _if_silent([*messages, *map(str, lost_files(root, config))], made)
    except NotCleanError:
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
    scripts = theme_scripts(config)
    config.extra |= {"csp": policy(scripts), "edited": dict(edited)}
    config = config.plugins.on_config(config)
    config.plugins.on_pre_build(config=config)
    files = get_files(config)
    env = config.theme.get_env()
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
    files.copy_static_files()
    for template in config.theme.static_templates:
        _build_theme_template(template, env, files, config, nav)
    lines = {path: head_lines(site, path, page, cards) for path, page in site.pages.items() if path in files.src_uris}
    maker = Maker(config, files, nav, env, scripts, digests, lines, dict(_editors(config, docs, site.pages)))
    around = surroundings(root, config, nav)
    keys = {}
    for file in docs:
        path = file.src_uri
        keys[path] = _key(around, path, digests.get(path, ""), edited.get(file.url), lines.get(path, ()))
    made = Made(scripts)
    new = []
    for file in docs:
        target = folder / file.dest_uri
        target.parent.mkdir(parents=True, exist_ok=True)
        kept = store.get(keys[file.src_uri])
        known = kept is not None and kept.place == file.dest_uri and maker.holds(kept)
        if kept and known and store.take(keys[file.src_uri], kept, target):
            made.kept[kept.place] = kept
        else:
            new.append((file.src_uri, target))
    for (path, target), kept in zip(new, make_all(maker, new, processes), strict=True):
        store.keep(keys[path], kept, target)
        made.kept[kept.place] = kept
    made.rendered = len(new)
    config.plugins.on_post_build(config=config)
    return made


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

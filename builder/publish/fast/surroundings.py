"""One digest of all that shapes every page: settings, theme, menu, versions, our own code."""

import json
import os
import re
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure import StructureItem
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from builder.publish.fast.code import code

_VARIABLE = re.compile(rb"!ENV\s+\[?\s*(\w+)")
_SHOWN = ("icon", "subtitle", "status", "hide", "template")
"""Front matter by which the theme shows a page in the menu."""


def surroundings(root: Path, config: MkDocsConfig, nav: Navigation) -> str:
    """The digest: pages that were made under another one are made anew."""
    summed = sha256(code().encode())
    settings = (root / "mkdocs.yml").read_bytes()
    names = [name.decode() for name in _VARIABLE.findall(settings)]
    said = [config.site_url, config.extra.get("csp"), {name: os.environ.get(name) for name in names}]
    summed.update(settings + b"\0" + json.dumps(said).encode())
    summed.update(json.dumps(list(_menu(nav)), default=str).encode())
    for folder in map(Path, config.theme.dirs):
        if "site-packages" in folder.parts:
            continue  # a package: its version counts
        for path in sorted(folder.rglob("*.html")):
            summed.update(f"{path.relative_to(folder)}\0".encode() + sha256(path.read_bytes()).digest())
    return summed.hexdigest()


def _menu(nav: Navigation) -> Iterator[Any]:
    """What pages show of those in the menu."""

    def told(item: StructureItem, depth: int) -> Iterator[Any]:
        meta = item.meta or {} if isinstance(item, Page) else {}
        yield [depth, item.title, getattr(item, "url", None), {key: meta[key] for key in _SHOWN if key in meta}]
        for child in getattr(item, "children", None) or ():
            yield from told(child, depth + 1)

    for item in nav.items:
        yield from told(item, 0)
    yield nav.homepage.url if nav.homepage else None

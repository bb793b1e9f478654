"""Whether the site still is what the pages would give, so that a run with nothing new ends at once."""

import json
import os
import re
from collections.abc import Iterator, Mapping
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

from builder.publish.below import below

NAME = ".published.json"
"""A file in the site: it goes where the site goes, and away with it."""

MAKERS = (
    *("mkdocs", "mkdocs-material", "markdown", "pymdown-extensions", "jinja2", "nh3", "lxml"),
    *("pillow", "fontpkg-noto-sans", "pagefind", "pagefind-bin"),
)
"""Packages whose next version may give another site from the same pages."""

_VARIABLE = re.compile(rb"!ENV\s+\[?\s*(\w+)")


def pages_of(site: Path, inputs: str) -> int | None:
    """How many pages the site has, if it was made from these inputs and is whole; else None."""
    try:
        stamp = json.loads((site / NAME).read_bytes())
        if stamp["inputs"] != inputs or stamp["files"] != _inventory(site):
            return None
        return int(stamp["pages"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def leave(site: Path, inputs: str, pages: int) -> None:
    """Say in a site what it was made from."""
    stamp = {"inputs": inputs, "pages": pages, "files": _inventory(site)}
    (site / NAME).write_text(f"{json.dumps(stamp, indent=1)}\n", "utf-8")


def digest_inputs(
    root: Path, edited: Mapping[str, Mapping[str, Any]], engine: str, docs: Mapping[str, str] | None = None
) -> str:
    """One digest of everything that shapes the site: pages, settings, overrides, environment, versions, our code.

    `docs` are the digests of the files in `docs/` by path, where they are known.
    """
    summed = sha256(json.dumps([engine, edited], sort_keys=True).encode())
    settings = root / "mkdocs.yml"
    names = [name.decode() for name in _VARIABLE.findall(settings.read_bytes())] if settings.is_file() else []
    for name in (*names, "SOURCE_DATE_EPOCH"):
        summed.update(f"{name}={os.environ.get(name)}\n".encode())
    for package in (*MAKERS, *((engine,) if engine == "zensical" else ())):
        summed.update(f"{package} {version(package)}\n".encode())
    ours = Path(__file__).parent
    for base, parts in (
        (root, ("mkdocs.yml", "docs", "overrides", ".builder/addresses", "node_modules/@sveltia/cms/package.json")),
        (ours.parent, ("publish", "data")),
    ):
        for part in parts:
            known = docs or {} if part == "docs" else {}
            for name, path, is_link in _files(base / part):
                data = known.get(name) or _digest(Path(path))
                summed.update(f"{part}/{name} {data} {is_link}\n".encode("utf-8", "surrogateescape"))
    return summed.hexdigest()


def _inventory(site: Path) -> str:
    """A digest of the names and sizes of a site's files; reading 20,000 pages to compare them would cost too much."""
    summed = sha256()
    for name, entry in below(site):
        if name != NAME:
            summed.update(f"{name} {entry.stat().st_size}\n".encode("utf-8", "surrogateescape"))
    return summed.hexdigest()


def _files(top: Path) -> Iterator[tuple[str, str, bool]]:
    """Name and path of all below a folder that is no folder itself, or of a file alone; and whether it is a link."""
    if not top.is_dir():
        yield "", str(top), top.is_symlink()
        return
    for name, entry in below(top):
        if "__pycache__/" not in name:
            yield name, entry.path, entry.is_symlink()


def _digest(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest() if path.is_file() else ""

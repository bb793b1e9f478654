"""Zensical, the other engine: it reads the same `docs/`, `mkdocs.yml` and `overrides/`.

It runs as a program of its own, on a settings file that inherits `mkdocs.yml` and adds what `engine` sets in MkDocs'
record: the folder, the content policy, the marks of edits and the site's own words. That file stands in the project
folder while it runs, since Zensical takes the folder of its settings for the project's.
"""

import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from shutil import rmtree
from tempfile import NamedTemporaryFile, TemporaryDirectory
from typing import Any

import yaml

from builder.errors import PublishError
from builder.publish import engine
from builder.publish.policy import inline_scripts, policy
from builder.records import Problem

_BARE = "---\ntitle: x\n---\n\n# x\n"
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_WARNING = re.compile(r"^(?:Warning|Error): (.+)\n\s*╭─\[ (.+?) \]", re.MULTILINE)
"""`Warning: page does not exist`, and on the next line `╭─[ method.md:7:5 ]`."""


def build(root: Path, folder: Path, edited: Mapping[str, Mapping[str, Any]]) -> tuple[list[Problem], frozenset[str]]:
    """Render all pages into a folder below `root`; what Zensical warned about, and the digests of the theme's scripts.

    Raises:
        PublishError: Zensical is not installed, or a page or a template stopped it.
    """
    if find_spec("zensical") is None:
        raise PublishError("the engine zensical is not installed (make site ENGINE=zensical installs it)")
    spoken = dict(engine.load(root).extra["words"])
    scripts = _theme_scripts(root, spoken)
    marks = {path: dict(told) for path, told in edited.items()}
    extra = {"csp": policy(scripts), "edited": marks, "words": spoken}
    with (
        _without_cache(root),
        _settings(root, {"INHERIT": "mkdocs.yml", "strict": False, "site_dir": folder.name, "extra": extra}) as file,
    ):
        problems = _run(file)
    (folder / "search.json").unlink(missing_ok=True)  # of its own search, which is off
    return problems, scripts


@contextmanager
def _without_cache(root: Path) -> Iterator[None]:
    """Leave no folder in the project that was not there: each build renders all pages, so what it keeps is no use."""
    cache = root / ".cache"
    before = cache.exists()
    try:
        yield
    finally:
        if not before:
            rmtree(cache, ignore_errors=True)


def _theme_scripts(root: Path, spoken: Mapping[str, Any]) -> frozenset[str]:
    """Digests of the inline scripts that stand in every page, taken from a site of one empty page."""
    with TemporaryDirectory(prefix=".zensical-", dir=root) as name:
        empty = Path(name)
        (empty / "docs").mkdir()
        (empty / "docs" / "index.md").write_text(_BARE)
        inherited: dict[str, Any] = {"INHERIT": "../mkdocs.yml", "extra": {"words": dict(spoken)}}
        inherited |= {"docs_dir": "docs", "site_dir": "site", "nav": [{"x": "index.md"}]}
        with _settings(empty, inherited) as file:
            if (root / "overrides").is_dir():
                (empty / "overrides").symlink_to(root / "overrides")
            _run(file)
        return inline_scripts((empty / "site" / "index.html").read_bytes())


@contextmanager
def _settings(folder: Path, values: Mapping[str, Any]) -> Iterator[Path]:
    """A settings file in a folder, for as long as the block takes."""
    with NamedTemporaryFile("w", encoding="utf-8", prefix=".zensical-", suffix=".yml", dir=folder) as file:
        yaml.safe_dump(dict(values), file, allow_unicode=True)
        file.flush()
        yield Path(file.name)


def _run(settings: Path) -> list[Problem]:
    """The warnings of one build."""
    command = [sys.executable, "-m", "zensical", "build", "--clean", "--config-file", str(settings)]
    environment = {**os.environ, "PYTHONUTF8": "1"}
    done = subprocess.run(
        command, cwd=settings.parent, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
    )
    told = _COLOUR.sub("", done.stderr)
    if done.returncode:
        raise PublishError(f"Zensical stopped: {' '.join(told.split()[-30:]) or 'it does not say why'}")
    return [Problem(f"docs/{place}", what) for what, place in _WARNING.findall(told)]

"""Deliberately broken sites: how `cases/broken_sites.md` says what to break, and what plain MkDocs makes of it."""

import logging
from pathlib import Path
from typing import Any

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.utils import CountHandler


def break_site(root: Path, change: str) -> None:
    """Change a project as a case says: the name of a file, then `-` what goes, `+` what comes.

    `@ 9` stands for "before line 9"; lines that come with neither are the whole file, which may be new.
    """
    path, gone, come, before = root, [], [], 0
    for line in [*change.split("\n"), ""]:
        mark = line[:1]
        if mark == "-":
            gone.append(line[1:])
        elif mark == "+":
            come.append(line[1:])
        elif mark == "@":
            before = int(line[1:])
        else:
            if path != root:
                _write(path, gone, come, before)
            path, gone, come, before = root / line, [], [], 0


def _write(path: Path, gone: list[str], come: list[str], before: int) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    new = "".join(f"{line}\n" for line in come)
    if before:
        lines = path.read_text("utf-8").splitlines(keepends=True)
        new = "".join([*lines[: before - 1], new, *lines[before - 1 :]])
    elif gone:
        old, text = "".join(f"{line}\n" for line in gone), path.read_text("utf-8")
        assert text.count(old) >= 1, f"{path.name} has no {old!r}"
        new = text.replace(old, new, 1)
    path.write_text(new, "utf-8")


def plain_mkdocs(root: Path, *, light: bool) -> str:
    """What `mkdocs build --strict` does with the project by its own settings: `passes` or `refuses`.

    Light: with a theme of a few words and without the search, which have no say in what a page may hold.
    """
    instead: dict[str, Any] = {}
    if light:
        (root / "light").mkdir(exist_ok=True)
        for name in ("main.html", "404.html", "sitemap.xml"):
            (root / "light" / name).write_text("{{ page.content }}", "utf-8")
        instead = {"theme": {"name": None, "custom_dir": str(root / "light")}, "plugins": []}
    counter, logger = CountHandler(), logging.getLogger("mkdocs")
    counter.setLevel(logging.WARNING)
    logger.addHandler(counter)
    logger.propagate = False
    try:
        config = load_config(config_file=str(root / "mkdocs.yml"), strict=True, site_dir=str(root / "plain"), **instead)
        build(config)
    except Exception:  # noqa: BLE001 - a traceback is a refusal too
        return "refuses"
    finally:
        logger.removeHandler(counter)
        logger.propagate = True
    return "refuses" if counter.get_counts() else "passes"

"""Old addresses lead on: of pages that a person moved, and of actors and sources made one with another."""

import posixpath
from collections.abc import Iterator
from html import escape
from pathlib import Path, PurePosixPath

from builder.publish.front_matter import read_front_matter

_PAGE = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="content-security-policy" content="default-src 'none'">
<title>Moved</title>
<meta name="robots" content="noindex">
<link rel="canonical" href="{target}">
<meta http-equiv="refresh" content="0; url={target}">
</head>
<body><p>This page has moved: <a href="{target}">{target}</a></p></body>
</html>
"""


def write_redirects(root: Path, site: Path) -> int:
    """Put a page that leads on at every old address whose page has gone elsewhere; how many there are.

    Called after the gate has looked at the site: these pages are all the same, and use what the gate forbids others.
    """
    count = 0
    merged = (pair for folder in ("actors", "sources", "events") for pair in _merged(root, folder))
    for old, new in (*_moved(root), *merged):
        source, target = site / old.with_suffix(".html"), site / new.with_suffix(".html")
        if target.exists() and source != target:
            source.parent.mkdir(parents=True, exist_ok=True)
            link = posixpath.relpath(new.with_suffix(".html"), old.parent)
            source.write_text(_PAGE.format(target=escape(link, quote=True)), encoding="utf-8")
            count += 1
    return count


def _moved(root: Path) -> Iterator[tuple[PurePosixPath, PurePosixPath]]:
    """Old and new place of each page that moved; a place that another page took leads nowhere."""
    docs = root / "docs"
    for file in sorted((root / ".builder" / "addresses").glob("*")):
        new, *olds = map(PurePosixPath, file.read_text(encoding="utf-8").splitlines())
        for old in olds:
            if _is_inside(old) and _is_inside(new) and not (docs / old).exists():
                yield old, new


def _merged(root: Path, folder: str) -> Iterator[tuple[PurePosixPath, PurePosixPath]]:
    """Page of an actor, source or event whose page says `same_as`, and the page of the one that it is in truth."""
    docs = root / "docs"
    texts = {path: path.read_text(encoding="utf-8-sig") for path in sorted((docs / folder).rglob("*.md"))}
    if not any("\nsame_as:" in text for text in texts.values()):
        return
    pages = {
        PurePosixPath(path.relative_to(docs).as_posix()): read_front_matter(text).values for path, text in texts.items()
    }
    named = {str(values.get(key)): path for path, values in pages.items() for key in ("id", "title")}
    for path, values in pages.items():
        target = named.get(str(values.get("same_as")))
        if target and target != path:
            yield path, target


def _is_inside(path: PurePosixPath) -> bool:
    """Whether a recorded place is one below `docs/`: the record is a file that anyone may have edited."""
    return not path.is_absolute() and ".." not in path.parts and path.suffix == ".md"

"""What is wrong with the pages, by file and line, before any engine sees them."""

import json
import os
import re
import stat
from collections.abc import Iterator
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path, PurePosixPath
from posixpath import normpath
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import unquote, urlsplit

from builder.publish.drawings import check_drawing
from builder.publish.front_matter import Fault, FrontMatter, read_front_matter
from builder.publish.links import Link, Scan, scan
from builder.publish.quotes import check_quotes
from builder.records import Problem

if TYPE_CHECKING:
    from builder.publish.render import Renderer

SCHEMES = {"http", "https", "mailto"}

RUNNABLE = {".html", ".htm", ".xhtml", ".xht", ".shtml", ".svgz", ".js", ".mjs", ".xsl", ".xslt", ".swf"}
"""A browser runs script in these; they would be copied into the site as they are."""

ALSO_PAGES = {".markdown", ".mdown", ".mkdn", ".mkd"}
"""MkDocs takes them for pages, the builder does not."""

CONFLICT = re.compile(r"^(?:<{7}|>{7}|\|{7}) ", re.MULTILINE)
CITATION = re.compile(r"s\d+")


class _Page(NamedTuple):
    """A page that could be read."""

    path: str
    """Below `docs/`, with slashes."""

    matter: FrontMatter
    scan: Scan


def check_pages(root: Path) -> list[Problem]:
    """All problems of the folder `docs`, in order of path and line."""
    from builder.publish.render import Renderer

    docs = root / "docs"
    if not docs.is_dir():
        return [Problem("docs", "there is no such folder", "run builder build first")]
    found: list[tuple[str, Fault]] = []
    pages: dict[str, _Page] = {}
    names: set[str] = set()
    for path, mode in _files(docs):
        names.add(path)
        faults = list(_check_kind(docs, path, mode))
        if not faults and path.endswith(".md"):
            page, more = _read(docs, path)
            faults += more
            if page:
                pages[path] = page
        found += [(path, fault) for fault in faults]
    found += _check_ids(pages.values())
    found += _check_links(pages, names, Renderer(root))
    found.sort(key=lambda item: (item[0], item[1].line))
    return [Problem(f"docs/{path}" + (f":{line}" if line else ""), what, fix) for path, (line, what, fix) in found]


def _files(folder: Path, below: str = "") -> Iterator[tuple[str, int]]:
    """Every file that the engine would see, with its mode; hidden ones are not published."""
    with os.scandir(folder) as entries:
        ordered = sorted(entries, key=lambda entry: entry.name)
    for entry in ordered:
        if entry.name.startswith("."):
            continue
        path = f"{below}{entry.name}"
        if entry.is_dir(follow_symlinks=False):
            yield from _files(Path(entry.path), f"{path}/")
        else:
            yield path, entry.stat(follow_symlinks=False).st_mode


def _check_kind(docs: Path, path: str, mode: int) -> Iterator[Fault]:
    suffix = PurePosixPath(path).suffix.lower()
    if stat.S_ISLNK(mode):
        yield Fault(0, "a link to another place: it could publish files from outside docs/", "copy the file instead")
    elif not stat.S_ISREG(mode):
        yield Fault(0, "not a file (a device, pipe or socket)", "delete it")
    elif suffix in RUNNABLE:
        yield Fault(0, f"browsers run script in {suffix} files", "keep only pages, images and data in docs/")
    elif suffix == ".svg":
        for what in check_drawing((docs / path).read_bytes()):
            yield Fault(0, f"a drawing with {what}: browsers run script in SVG", "use a PNG, or take it out")
    elif suffix in ALSO_PAGES or (suffix == ".md" and not path.endswith(".md")):
        yield Fault(0, "pages end in .md", "rename it")


def _read(docs: Path, path: str) -> tuple[_Page | None, list[Fault]]:
    """The page, unless it cannot be read at all, and what is wrong with it alone."""
    try:
        text = (docs / path).read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        return None, [Fault(line, f"not UTF-8 (byte {error.start})", "save the page as UTF-8")]
    except OSError as error:
        return None, [Fault(0, f"cannot be read: {error.strerror}", "make it readable")]
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    matter = read_front_matter(text)
    faults = list(matter.faults)
    for mark in CONFLICT.finditer(text):
        line = text.count("\n", 0, mark.start()) + 1
        faults.append(Fault(line, "a conflict marker of git", "decide for one version and delete the markers"))
    if not faults:
        faults += _check_values(matter)
    body, first_line = text[matter.body :], text.count("\n", 0, matter.body) + 1
    faults += check_quotes(body, first_line)
    return _Page(path, matter, scan(body, first_line)), faults


def _check_values(matter: FrontMatter) -> Iterator[Fault]:
    """The keys against the schema; dates are tried as days, which a schema cannot do."""
    day = matter.values.get("date")
    bad_day = day is not None and not _is_day(day)
    if bad_day:
        yield Fault(matter.lines["date"], f"`date: {day}` is not a day", "write it as 2023-05-30")
    for error in _validator().iter_errors(matter.values):
        key = str(error.absolute_path[0]) if error.absolute_path else ""
        if key == "date" and bad_day:
            continue
        if error.validator == "not" and not key:
            what = "a key that the theme would obey (template, icon, status, subtitle, hide, search, boost ...)"
            yield Fault(1, what, "use another name for it")
            continue
        value = f"`{key}`: " if key else ""
        fix = str(error.schema.get("description", "")) if isinstance(error.schema, dict) and key else ""
        yield Fault(matter.lines.get(key, 1), f"{value}{_short(error.message)}", fix)


def _short(message: str) -> str:
    """A message of the schema checker, which quotes whole values, in one readable line."""
    line = " ".join(message.split())
    return line if len(line) <= 160 else f"{line[:80]} … {line[-75:]}"


def _is_day(value: object) -> bool:
    try:
        return isinstance(value, str) and len(value) == 10 and bool(date.fromisoformat(value))
    except ValueError:
        return False


@cache
def _validator() -> Any:
    """The schema that editors use, ready to check with."""
    from jsonschema import Draft202012Validator

    schema = json.loads(files("builder.data").joinpath("front_matter.schema.json").read_text("utf-8"))
    return Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)


def _check_ids(pages: Any) -> Iterator[tuple[str, Fault]]:
    first: dict[str, str] = {}
    for page in pages:
        page_id = page.matter.values.get("id")
        if not isinstance(page_id, str):
            continue
        other = first.setdefault(page_id, page.path)
        if other != page.path:
            fix = "delete the line in the copy; the next build gives it a new one"
            yield page.path, Fault(page.matter.lines["id"], f"id {page_id} is also that of docs/{other}", fix)


def _check_links(pages: dict[str, _Page], names: set[str], renderer: "Renderer") -> Iterator[tuple[str, Fault]]:
    """Every dead link; suspicions are looked up in the rendered page first."""
    for page in pages.values():
        for link in page.scan.links:
            fault = _check_link(page.path, link, pages, names, renderer)
            if fault and link.target in renderer.targets(page.path):
                yield page.path, fault


def _check_link(path: str, link: Link, pages: dict[str, _Page], names: set[str], renderer: "Renderer") -> Fault | None:
    line, target = link
    try:
        parts = urlsplit(target)
    except ValueError:
        return Fault(line, f"link to {target}: no address", "correct or remove it")
    if parts.scheme or parts.netloc:
        if parts.scheme in SCHEMES or not parts.scheme:
            return None
        return Fault(line, f"link to {target}: {parts.scheme} is not allowed", "use http, https or mailto")
    if target.startswith("/"):
        return Fault(line, f"link to {target}: breaks when the site moves", "write it relative to this page")
    goal = normpath(f"{PurePosixPath(path).parent}/{unquote(parts.path)}") if parts.path else path
    if goal not in names:
        return Fault(line, f"link to {target}: there is no docs/{goal}", "correct or remove it")
    anchor = unquote(parts.fragment)
    if not anchor or goal not in pages or anchor in pages[goal].scan.anchors or anchor in renderer.anchors(goal):
        return None
    if goal == path and CITATION.fullmatch(anchor):
        return Fault(line, f"citation of sentence {anchor[1:]}, which is not in the source text", "correct the number")
    return Fault(line, f"link to {target}: docs/{goal} has no section #{anchor}", "correct the part after #")

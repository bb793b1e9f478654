"""What is wrong with the pages, by file and line, before any engine sees them."""

import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path
from posixpath import splitext

from builder.publish.bodies import check_body
from builder.publish.drawings import check_drawing
from builder.publish.front_matter import Fault, read_front_matter
from builder.publish.links import scan
from builder.publish.names import check_names
from builder.publish.page import Page
from builder.publish.quotes import check_quotes
from builder.publish.references import check_ids, check_links
from builder.publish.twins import check_twins
from builder.publish.values import check_values
from builder.records import Finding

RUNNABLE = {".html", ".htm", ".xhtml", ".xht", ".shtml", ".svgz", ".js", ".mjs", ".xsl", ".xslt", ".swf"}
"""A browser runs script in these; they would be copied into the site as they are."""

ALSO_PAGES = {".markdown", ".mdown", ".mkdn", ".mkd"}
"""MkDocs takes them for pages, the builder does not."""

CONFLICT = re.compile(r"^(?:<{7}|>{7}|\|{7}) ", re.MULTILINE)


def check_pages(root: Path) -> list[Finding]:
    """All that is wrong in the folder `docs`, in order of path and line."""
    from builder.publish.render import Renderer

    docs = root / "docs"
    if not docs.is_dir():
        return [Finding("docs", 0, 0, "file", "there is no such folder", "run builder build first")]
    found: list[tuple[str, Fault]] = []
    pages: dict[str, Page] = {}
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
    found += check_twins(names)
    found += check_ids(pages.values())
    found += check_names(pages.values(), root)
    found += check_links(pages, names, Renderer(root))
    found.sort(key=lambda item: (item[0], item[1].line, item[1].column))
    return [Finding(f"docs/{path}", one.line, one.column, one.rule, one.what, one.fix) for path, one in found]


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
    suffix = splitext(path)[1].lower()
    if stat.S_ISLNK(mode):
        what = "a link to another place: it could publish files from outside docs/"
        yield Fault("file", 0, what, "copy the file instead")
    elif not stat.S_ISREG(mode):
        yield Fault("file", 0, "not a file (a device, pipe or socket)", "delete it")
    elif not path.isprintable():
        yield Fault("file", 0, "a name with characters that cannot be printed", "rename it")
    elif suffix in RUNNABLE:
        fix = "keep only pages, images and data in docs/"
        yield Fault("file", 0, f"browsers run script in {suffix} files", fix)
    elif suffix == ".svg":
        for what in check_drawing((docs / path).read_bytes()):
            fix = "use a PNG, or take it out"
            yield Fault("file", 0, f"a drawing with {what}: browsers run script in SVG", fix)
    elif suffix in ALSO_PAGES or (suffix == ".md" and not path.endswith(".md")):
        yield Fault("file", 0, "pages end in .md", "rename it")


def _read(docs: Path, path: str) -> tuple[Page | None, list[Fault]]:
    """The page, unless it cannot be read at all, and what is wrong with it alone."""
    try:
        text = (docs / path).read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        return None, [Fault("encoding", line, f"not UTF-8 (byte {error.start})", "save the page as UTF-8")]
    except OSError as error:
        return None, [Fault("file", 0, f"cannot be read: {error.strerror}", "make it readable")]
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    matter = read_front_matter(text)
    faults = list(matter.faults)
    for mark in CONFLICT.finditer(text):
        line = text.count("\n", 0, mark.start()) + 1
        fix = "decide for one version and delete the markers"
        faults.append(Fault("conflict marker", line, "a conflict marker of git", fix, 1))
    if not faults:
        faults += check_values(matter)
    body, first_line = text[matter.body :], text.count("\n", 0, matter.body) + 1
    faults += check_quotes(body, first_line)
    faults += check_body(body, first_line)
    page = Page(path, matter, scan(body, first_line))
    for anchor in page.scan.twice:
        what, fix = f"the id #{anchor.target} stands twice in this page", "give one of them another"
        faults.append(Fault("anchor", anchor.line, what, fix, anchor.column))
    for picture in page.scan.away:
        what, fix = f"the picture {picture.target} is on another host, which no page may ask", "save it in docs/"
        faults.append(Fault("picture", picture.line, what, fix, picture.column))
    for picture in page.scan.silent:
        what = f"the picture {picture.target} has no words for those who do not see it"
        fix = f"say what it shows: ![A map of the port]({picture.target})"
        faults.append(Fault("alt text", picture.line, what, fix, picture.column))
    return page, faults

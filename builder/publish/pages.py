"""What is wrong with the pages, by file and line, before any engine sees them."""

import os
import re
import stat
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from posixpath import splitext
from typing import TYPE_CHECKING, NamedTuple

from builder.publish.bodies import check_body
from builder.publish.drawings import check_drawing
from builder.publish.front_matter import Fault, read_front_matter
from builder.publish.leads import Leads, leads
from builder.publish.links import scan
from builder.publish.names import check_names
from builder.publish.page import Page
from builder.publish.quotes import check_quotes
from builder.publish.references import check_ids, check_links
from builder.publish.spread import spread
from builder.publish.twins import check_twins
from builder.publish.values import check_values
from builder.records import Finding

if TYPE_CHECKING:
    from builder.publish.render import Renderer

RUNNABLE = {".html", ".htm", ".xhtml", ".xht", ".shtml", ".svgz", ".js", ".mjs", ".xsl", ".xslt", ".swf"}
"""A browser runs script in these; they would be copied into the site as they are."""

ALSO_PAGES = {".markdown", ".mdown", ".mkdn", ".mkd"}
"""MkDocs takes them for pages, the builder does not."""

CONFLICT = re.compile(r"^(?:<{7}|>{7}|\|{7}) ", re.MULTILINE)


def check_pages(root: Path) -> list[Finding]:
    """All that is wrong in the folder `docs`, in order of path and line."""
    return Checker(root, processes=None).findings()


class _Looked(NamedTuple):
    """A file as it was when it was last looked at."""

    stamp: tuple[int, ...]
    page: Page | None
    leads: Leads | None
    faults: Sequence[Fault]


class Checker:
    """Checks the pages again and again; a file that has not changed since is not read again."""

    def __init__(self, root: Path, processes: int | None = 1) -> None:
        """`processes` is how many look at files; None for one a core. They are forked: for who has no threads."""
        self._root, self._processes = root, processes
        self._looked: dict[str, _Looked] = {}
        self._renderer: Renderer | None = None

    def findings(self, *, looked: bool = False) -> list[Finding]:
        """All that is wrong in the folder `docs` now, or when it was last `looked` at, in order of path and line."""
        from builder.publish.render import Renderer

        docs = self._root / "docs"
        if not docs.is_dir():
            return [Finding("docs", 0, 0, "file", "there is no such folder", "run builder build first")]
        if not looked:
            self.look()
        pages = {path: one.page for path, one in self._looked.items() if one.page}
        found = [(path, fault) for path, one in self._looked.items() for fault in one.faults]
        found += check_twins(self._looked)
        found += check_ids(pages.values())
        found += check_names(pages.values(), self._root)
        self._renderer = self._renderer or Renderer(self._root)
        self._renderer.forget()
        leading = {path: one.leads for path, one in self._looked.items() if one.leads}
        found += check_links(pages, leading, set(self._looked), self._renderer)
        found.sort(key=lambda item: (item[0], item[1].line, item[1].column))
        return [Finding(f"docs/{path}", one.line, one.column, one.rule, one.what, one.fix) for path, one in found]

    def look(self) -> Mapping[str, Sequence[Fault]]:
        """What is wrong with each file alone, by its path: far quicker than `findings` where most are as they were."""
        docs = self._root / "docs"
        there = [(path, _stamp(found), found) for path, found in walk(docs)] if docs.is_dir() else []
        known = {
            path: before for path, stamp, _ in there if (before := self._looked.get(path)) and before.stamp == stamp
        }
        new = [one for one in there if one[0] not in known]
        looked = spread(lambda one: _looked(docs, *one), new, self._processes)
        known |= dict(zip((path for path, *_ in new), looked, strict=True))
        self._looked = {path: known[path] for path, *_ in there}
        return {path: one.faults for path, one in self._looked.items()}


def _looked(docs: Path, path: str, stamp: tuple[int, ...], found: os.stat_result) -> _Looked:
    page, faults = look_at(docs, path, found)
    return _Looked(stamp, page, leads(page) if page else None, faults)


def _stamp(found: os.stat_result) -> tuple[int, ...]:
    return (found.st_mode, found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino)


def look_at(docs: Path, path: str, found: os.stat_result) -> tuple[Page | None, list[Fault]]:
    """The page at a path, if it is one that can be read, and what is wrong with the file alone."""
    faults = list(_check_kind(docs, path, found.st_mode))
    return _read(docs, path) if not faults and path.endswith(".md") else (None, faults)


def walk(folder: Path, below: str = "") -> Iterator[tuple[str, os.stat_result]]:
    """Every file that the engine would see, as the system knows it; hidden ones are not published."""
    with os.scandir(folder) as entries:
        ordered = sorted(entries, key=lambda entry: entry.name)
    for entry in ordered:
        if entry.name.startswith("."):
            continue
        path = f"{below}{entry.name}"
        if entry.is_dir(follow_symlinks=False):
            yield from walk(Path(entry.path), f"{path}/")
        else:
            try:
                yield path, entry.stat(follow_symlinks=False)
            except FileNotFoundError:
                continue  # gone since the folder was listed: somebody works here


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

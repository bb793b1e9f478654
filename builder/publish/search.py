"""The index that readers search in, made by Pagefind of the finished HTML of either engine.

It is a folder of small files, of which a browser fetches those that a query needs, so that it costs a phone as much at
twenty thousand pages as a picture does. Facets, order and what a result shows come from front matter by attributes
`data-pagefind-*`, which `overrides/main.html` and `overrides/partials/find_meta.html` write; what readers see of it is
`overrides/assets/javascripts/search.js`. Pagefind is a program of its own, which comes as a package.
"""

import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from builder.errors import PublishError
from builder.publish.search_order import put_in_order

FOLDER = "search"
"""Of the site; nothing else lies in it."""

ENTRY = "pagefind-entry.json"
"""What a browser asks for first: which index is the newest, and how many pages it knows."""

KINDS = (".pf_fragment", ".pf_index", ".pf_filter", ".pf_meta", ".pagefind")
"""How files of the index are named, beside the entry and the scripts."""

SCRIPTS = ("pagefind.js", "pagefind-worker.js")
"""What fetches and reads it; the interfaces that come with it are not ours."""

_NO_TEXT = (".headerlink", ".md-content__button", ".follow", ".edited", ".data", ".s", ".review", ".owner", ".cite")
_CITATIONS = tuple(f'a[href*="#s{digit}"]' for digit in range(1, 10))
"""`[3]`, which stands behind every line and says nothing."""


_FRENCH = re.compile(rb"<html[^>]* lang=\"?fr\b")

_ELISION = re.compile(r"(?<![\w/])(?:[cdjlmnst]|qu)(?:['’]|&#39;|&rsquo;)(?=\w)(?![^<>]*>)", re.IGNORECASE)
"""`l’` of `l’Iran`, outside of tags; not `aujourd’` of `aujourd’hui`."""


def write_index(site: Path, *, into: Path | None = None) -> None:
    """Put the index of a finished site into its folder `search/`, or into another folder.

    Raises:
        PublishError: Pagefind is not installed, or stopped.
    """
    target = into or site / FOLDER
    selectors = ", ".join((*_NO_TEXT, *_CITATIONS))
    program = str(_program())
    with _readable(site) as pages:
        command = [program, "--site", str(pages), "--output-path", str(target), "--quiet", "--keep-index-url"]
        done = subprocess.run(
            [*command, "--exclude-selectors", selectors],
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
    if done.returncode or not (target / ENTRY).is_file():
        told = " ".join(f"{done.stderr} {done.stdout}".split()[-30:])
        raise PublishError(f"the search index was not made: {told or 'Pagefind does not say why'}")
    put_in_order(target, ENTRY)
    for path in target.iterdir():
        if path.is_file() and not is_index(path.name):
            path.unlink()


@contextmanager
def _readable(site: Path) -> Iterator[Path]:
    """The pages of a site as Pagefind should read them: it takes `l’Iran` for one word, so French ones part it."""
    pages = sorted(site.rglob("*.html"))
    if not pages or not _FRENCH.search(pages[0].read_bytes()):
        yield site
        return
    with TemporaryDirectory(prefix=".site-", dir=site.parent) as folder:
        for page in pages:
            copy = Path(folder) / page.relative_to(site)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_text(_ELISION.sub(r"\g<0> ", page.read_text("utf-8")), "utf-8")
        yield Path(folder)


def is_index(name: str) -> bool:
    """Whether a file of the site, named by its path below it, is of the index."""
    file = name.removeprefix(f"{FOLDER}/")
    return file in (*SCRIPTS, ENTRY) or Path(file).suffix in KINDS


def _program() -> Path:
    """Where Pagefind lies."""
    found = find_spec("pagefind_bin")
    program = Path(found.origin).parent / "pagefind" if found and found.origin else None
    for one in (program, program and program.with_suffix(".exe")):
        if one and one.is_file():
            return one
    raise PublishError("the search index was not made: Pagefind is not installed (pip install 'pagefind[bin]')")

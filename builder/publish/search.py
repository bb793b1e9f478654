"""The index that readers search in, made by Pagefind of the finished HTML of either engine.

It is a folder of small files, of which a browser fetches those that a query needs, so that it costs a phone as much at
twenty thousand pages as a picture does. Facets, order and what a result shows come from front matter by attributes
`data-pagefind-*`, which `overrides/main.html` and `overrides/partials/find_meta.html` write; what readers see of it is
`overrides/assets/javascripts/search.js`, which has `search-worker.js` read the index in the form of `search_pack`.
Pagefind is a program of its own, which comes as a package; nothing of it runs in a browser.
"""

import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from builder.errors import PublishError
from builder.publish.search_pack import ENTRY, pack

FOLDER = "search"
"""Of the site; nothing else lies in it."""

KINDS = {"": (".pf_meta",), "index": (".pf_index",), "facet": (".pf_facet",), "fragment": (".pf_fragment",)}
"""How files of the index are named, beside the entry, by folder."""

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
        # Words as they stand: what belongs together (`country`, `countries`) the reader's side knows.
        command += ["--force-language", "unknown"]
        done = subprocess.run(
            [*command, "--exclude-selectors", selectors],
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
    if done.returncode or not (target / "pagefind-entry.json").is_file():
        told = " ".join(f"{done.stderr} {done.stdout}".split()[-30:])
        raise PublishError(f"the search index was not made: {told or 'Pagefind does not say why'}")
    pack(target)
    for path in target.rglob("*"):
        if path.is_file() and not is_index(path.relative_to(target).as_posix()):
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
    path = PurePosixPath(name.removeprefix(f"{FOLDER}/"))
    folder = path.parent.as_posix()
    return str(path) == ENTRY or path.suffix in KINDS.get("" if folder == "." else folder, ())


def _program() -> Path:
    """Where Pagefind lies."""
    found = find_spec("pagefind_bin")
    program = Path(found.origin).parent / "pagefind" if found and found.origin else None
    for one in (program, program and program.with_suffix(".exe")):
        if one and one.is_file():
            return one
    raise PublishError("the search index was not made: Pagefind is not installed (pip install 'pagefind[bin]')")

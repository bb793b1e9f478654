"""Articles into `seeds/`: web pages, files, text. What is there stays as it is; nothing is ever overwritten."""

from codecs import BOM_UTF8
from collections.abc import Callable
from dataclasses import dataclass
from email.message import Message
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import NamedTuple

from builder import fetch, read
from builder.errors import ReadError, SeedError
from builder.read.encoding import decode
from builder.read.sidecar import MAX_SIDECAR_BYTES, read_sidecar, sidecar_of
from builder.seeding import Facts, Folder, dumped
from builder.write.names import slug

TEXT = (".txt", ".text")
"""Endings of seeds that state nothing about themselves."""

Ask = Callable[[str, Facts], Facts]
"""Gives what a person knows of a text; the first argument names it to them."""


def unasked(_what: str, facts: Facts) -> Facts:
    """The facts as they are: nobody is there to ask."""
    return facts


class Added(NamedTuple):
    """What became of one thing given."""

    path: PurePosixPath
    """The seed, below the project's folder."""

    fresh: bool
    """False: it was there already."""


@dataclass(slots=True)
class Intake:
    """Takes articles into one folder of a project."""

    folder: Folder
    client: fetch.Client
    ports: tuple[int, ...] = ()
    ask: Ask = unasked

    def address(self, url: str, facts: Facts, *, again: bool = False) -> Added:
        """The page at a web address; one that a seed already states as its own is fetched only `again`.

        Raises:
            FetchError: it cannot be had, or must not.
            SeedError: there is no article in it.
        """
        there = self.folder.of_url(fetch.recorded(fetch.parse(url, self.ports)))
        if there and not again:
            return Added(there, fresh=False)
        page = self.client.get(url)
        final, body = fetch.recorded(page.address), _marked(page)
        there = self.folder.of_bytes(body) or (None if again else self.folder.of_url(final))
        if there:
            return Added(there, fresh=False)
        _check(url, page.ending, body)
        facts = facts | {"url": final}
        if page.ending in TEXT:
            facts = self.ask(url, facts)
        return Added(self.folder.save(_name(page.address), page.ending, body, facts), fresh=True)

    def file(self, path: Path, facts: Facts) -> Added:
        """A copy of a file, with the sidecar beside it; facts given here outrank it.

        Raises:
            SeedError: it cannot be used; says why and what to do.
        """
        try:
            _usable(path)
            body, beside = path.read_bytes(), sidecar_of(path)
            stated = beside.read_bytes()[:MAX_SIDECAR_BYTES] if beside.is_file() else b""
        except ReadError as error:
            raise SeedError(path, error.what, fix=error.fix) from error
        there = self.folder.of_bytes(body)
        if there:
            return Added(there, fresh=False)
        known = _facts(stated)
        merged = known | facts
        if path.suffix.lower() in TEXT:
            merged = self.ask(str(path), merged)
        sidecar = stated if merged == known else dumped(merged)
        name = path.stem
        if name.startswith((".", "_")) or not name.isprintable():
            name = slug(name, fallback="article")
        return Added(self.folder.save(name, path.suffix, body, merged, sidecar=sidecar), fresh=True)

    def text(self, body: bytes, facts: Facts) -> Added:
        """A text as a new seed, named by its first line.

        Raises:
            SeedError: there are no words in it.
        """
        there = self.folder.of_bytes(body)
        if there:
            return Added(there, fresh=False)
        _check("-", ".txt", body)
        first = body.decode("utf-8", "replace").strip().partition("\n")[0]
        facts = self.ask(f"“{first[:60].strip()}”", facts)
        return Added(self.folder.save(slug(first, fallback="text"), ".txt", body, facts), fresh=True)


def _check(what: str, ending: str, body: bytes) -> None:
    """Refuse what the next build would."""
    with TemporaryDirectory(prefix="builder-") as folder:
        path = Path(folder, f"seed{ending}")
        path.write_bytes(body)
        try:
            _usable(path)
        except ReadError as error:
            raise SeedError(what, error.what, fix=error.fix) from error


def _usable(path: Path) -> None:
    """Raise what the next build would say, unless there is an article in it."""
    first: ReadError | None = None
    for item in read.read(path, path.parent):
        if not isinstance(item, ReadError):
            return
        first = first or item
    if first:
        raise first


def _facts(sidecar: bytes) -> Facts:
    """What a sound sidecar states."""
    found: Facts = {}
    for one in read_sidecar(PurePosixPath("sidecar.yml"), sidecar) if sidecar else ():
        if one.key == "authors":
            found[one.key] = [*found.get(one.key, []), one.value]
        else:
            found[one.key] = one.value
    return found


def _marked(page: fetch.Fetched) -> bytes:
    """The bytes of a page; if only its server says in which encoding they are, in UTF-8 with the mark that says so."""
    header = Message()
    header["content-type"] = page.content_type
    charset = header.get_content_charset()
    if charset is None or page.ending not in (".html", *TEXT):
        return page.body
    try:
        page.body.decode("utf-8")
    except UnicodeDecodeError:
        return BOM_UTF8 + decode(PurePosixPath(str(page.address)), page.body, charset).encode()
    return page.body


def _name(address: fetch.Address) -> str:
    """A name for the seed: the last part of the address with a word in it, else the host."""
    path = address.target.partition("?")[0]
    for part in reversed(path.split("/")):
        name = slug(part.rpartition(".")[0] or part, fallback="")
        if any(len(word) > 3 and word.isalpha() for word in name.split("-")) and name not in _EMPTY:
            return name
    return slug(address.host, fallback="page")


_EMPTY = frozenset({"index-x", "article", "articles", "story", "news", "default", "content", "html"})
"""Parts of addresses that name no article."""

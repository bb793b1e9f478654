"""Plain text (.txt, .text): an article as copied or scraped; the sidecar alone states facts about it."""

from collections.abc import Iterator

from builder.errors import ReadError
from builder.read.encoding import decode
from builder.read.format import Format, Seed
from builder.records import Document

_PAGE = ("<!doctype html", "<html")


def read_text(seed: Seed) -> Iterator[Document]:
    """The whole file is one article.

    Raises:
        ReadError: it is a web page under the wrong name, and its tags would become the article.
    """
    text = decode(seed.path, seed.data)
    if text[:1000].lstrip().lower().startswith(_PAGE):
        raise ReadError(seed.path, "an HTML page named as text", fix=f"rename it to {seed.path.stem}.html")
    yield Document(seed.path, seed.digest, text, whole_page=True)


FORMAT = Format("plain text", (".txt", ".text"), read_text)

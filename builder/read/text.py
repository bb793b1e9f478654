"""Plain text (.txt, .text): an article as copied or scraped; the sidecar alone states facts about it."""

from collections.abc import Iterator

from builder.read.encoding import decode
from builder.read.format import Format, Seed
from builder.records import Document


def read_text(seed: Seed) -> Iterator[Document]:
    """The whole file is one article, or the page that it was copied from."""
    yield Document(seed.path, seed.digest, decode(seed.path, seed.data), whole_page=True)


def _knows(seed: Seed) -> bool:
    return seed.media_type == "text/plain"


FORMAT = Format("plain text", (".txt", ".text"), read_text, _knows)

"""Documents that are ZIP files of XML parts: their parts, no larger than the limits allow, whatever the file claims."""

import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager

from lxml import etree

from builder.errors import ReadError
from builder.read.format import Seed

_MAGIC = b"PK\x03\x04"
_PIECE = 1_000_000


class Container:
    """An office document or a book."""

    def __init__(self, seed: Seed) -> None:
        self.seed = seed
        self.left = seed.limits.unpacked_mb * 1_000_000
        with self._readable():
            self.zip = zipfile.ZipFile(io.BytesIO(seed.data))
        self.names = frozenset(self.zip.namelist())

    def read(self, name: str) -> bytes:
        """The bytes of a part.

        Raises:
            ReadError: it is not there, is damaged or locked, or holds more than a seed may.
        """
        most = min(self.seed.limits.seed_mb * 1_000_000, self.left)
        pieces, size = [], 0
        # The size that the file claims is the attacker's; what comes out is counted.
        with self._readable(), self.zip.open(name) as part:
            while piece := part.read(_PIECE):
                size += len(piece)
                if size > most:
                    fix = "save it without pictures, or save its text as a .txt file"
                    raise ReadError(self.seed.path, f"{name} unpacks to over {most:,} bytes", fix=fix)
                pieces.append(piece)
        self.left -= size
        return b"".join(pieces)

    def xml(self, name: str) -> etree._Element:
        """The tree of a part; entities are not expanded, nothing else is loaded, 256 levels are the limit."""
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
        )
        with self._readable():
            return etree.fromstring(self.read(name), parser=parser)

    @contextmanager
    def _readable(self) -> Iterator[None]:
        try:
            yield
        except ReadError:
            raise
        except Exception as fault:  # zipfile and its decompressors raise a dozen kinds of them
            locked = isinstance(fault, RuntimeError) and "password" in str(fault)
            what = "it has a password" if locked else f"damaged, or another kind of file ({type(fault).__name__})"
            raise ReadError(self.seed.path, what, fix="open it and save it anew, without a password") from fault


def is_container(seed: Seed, media_type: bytes, *parts: str) -> bool:
    """Whether a seed is a document of this kind: its member `mimetype` says so, or it has all of the parts.

    An archive that shows no part of a document at its start is not opened: its directory may be long.
    """
    head = seed.head
    if not head.startswith(_MAGIC):
        return False
    if head[30:38] == b"mimetype":
        return head[38:].startswith(media_type) if media_type else False
    if not parts or not any(
        mark in head for mark in (b"[Content_Types].xml", b"_rels/", b"META-INF/", b"mimetype", b"docProps/")
    ):
        return False
    try:
        with seed.open() as file, zipfile.ZipFile(file) as archive:
            return set(parts) <= set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return False


def text_of(tree: etree._Element | None, path: str) -> str:
    """The words of the first element at an `{namespace}name` path; "" when there is none."""
    found = None if tree is None else tree.find(path)
    return "" if found is None else "".join(str(part) for part in found.itertext())

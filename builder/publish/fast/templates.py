"""Templates of the theme as they were compiled before: half a second for what a page takes ten milliseconds of.

They are programs, so they lie in the cache of the user and not in the project, which may have come from anywhere; and
only those of packages are kept, which all projects share.
"""

from contextlib import suppress
from hashlib import sha256
from pathlib import Path

import mkdocs
from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket
from platformdirs import user_cache_path

from builder.publish.fast.code import code

PACKAGES = Path(mkdocs.__file__).resolve().parents[1]
"""Where MkDocs is installed, and its themes."""


class Compiled(BytecodeCache):
    """A folder with a file for each template, which is believed while it is whole and the template what it was."""

    def __init__(self, packages: Path = PACKAGES, folder: Path | None = None) -> None:
        """Of templates below `packages`; the folder is the user's, unless one is given."""
        self._folder = folder or user_cache_path("briefing-builder", appauthor=False) / "templates"
        self._packages, self._others = packages.resolve(), set[str]()

    def get_bucket(self, environment: Environment, name: str, filename: str | None, source: str) -> Bucket:
        """What is known of a template."""
        if filename is None or not Path(filename).resolve().is_relative_to(self._packages):
            self._others.add(self.get_cache_key(name, filename))
        return super().get_bucket(environment, name, filename, source)

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill in what is known of a template."""
        if bucket.key in self._others:
            return
        with suppress(OSError):
            kept = self._file(bucket).read_bytes()
            if _sum(kept[32:]) == kept[:32]:  # before the interpreter sees it: damage could stop that
                bucket.bytecode_from_string(kept[32:])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what is known of it."""
        if bucket.key in self._others:
            return
        data = bucket.bytecode_to_string()
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            self._file(bucket).write_bytes(_sum(data) + data)

    def _file(self, bucket: Bucket) -> Path:
        return self._folder / bucket.key


def _sum(data: bytes) -> bytes:
    """Tells damage, and what other versions of the programs made."""
    return sha256(code().encode() + data).digest()

"""Compressed file (.gz): one file, `news.jsonl.gz`, unpacked while it is read."""

import gzip
import zlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any, BinaryIO, cast

from builder.errors import ReadError
from builder.read.format import Format, Seed


def read_gzip(seed: Seed) -> Iterator[Seed]:
    """What is in it, under its name without the ending.

    Raises:
        ReadError: it cannot be unpacked.
    """

    def unpack() -> BinaryIO:
        raw = seed.open()
        file = gzip.GzipFile(fileobj=raw, mode="rb")  # of one within another it would not know the mode
        file.myfileobj = cast(Any, raw)  # closed with it
        return cast(BinaryIO, file)

    name = seed.path.stem if seed.path.suffix.lower() == ".gz" else seed.path.name
    inner = replace(seed.content(b"", seed.stated), path=PurePosixPath(seed.path, name), source=unpack)
    try:
        inner.head  # noqa: B018 - whoever asks for it next may not expect it to fail
    except (OSError, EOFError, zlib.error) as fault:
        raise ReadError(seed.path, "a damaged gzip archive", fix="fetch it anew, or unpack it") from fault
    yield inner


def _knows(seed: Seed) -> bool:
    return seed.head.startswith(b"\x1f\x8b\x08")


FORMAT = Format("gzip archive", (".gz",), read_gzip, _knows, streams=True)

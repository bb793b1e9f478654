"""Rows of data (.json, .jsonl, .ndjson): what scrapers, APIs, JSON Feed and schema.org give, an article for each.

No shape is asked for: an article is an object with a text, wherever it lies. Its words and facts: `row.py`.
"""

import json
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from builder.errors import ReadError
from builder.read.encoding import decode
from builder.read.entries import Entries
from builder.read.format import Format, Item, Seed
from builder.read.row import find_rows

_FEED = re.compile(
    rb'(?:\xef\xbb\xbf)?\s*\{.{0,2000}?"version"\s*:\s*"https?:\\?/\\?/jsonfeed\.org\\?/version', re.DOTALL
)
"""How a JSON Feed starts, whatever its name."""

_MEDIA_TYPES = frozenset({"application/json", "application/ld+json", "application/feed+json"})

_FIX = "give each article as an object with `text`, and `title`, `date`, `url`, `source`"


def read_json(seed: Seed) -> Iterator[Item]:
    """An article for each object that has a text; a row of a list without one costs one error.

    Raises:
        ReadError: no JSON, or no article in it.
    """
    if _is_lines(seed):
        yield from read_lines(seed)
        return
    if not seed.data.strip():
        raise _empty(seed)
    try:
        top = json.loads(decode(seed.path, seed.data), strict=False)
    except json.JSONDecodeError as fault:
        fix = "save it anew; rows of their own belong in a .jsonl file"
        raise ReadError(seed.path, f"broken JSON: {fault.msg}", fix=fix, line=fault.lineno) from fault
    entries = Entries(seed)
    if not isinstance(top, list):
        rows = list(find_rows(top))
        if not rows:
            raise ReadError(seed.path, "no article in it", fix=_FIX)
        for row in rows:
            yield entries.part(*row)
        return
    for number, one in enumerate(top, start=1):
        try:
            rows, what = list(find_rows(one)), "no article"
        except ValueError as fault:
            rows, what = [], str(fault)
        if not rows:
            yield ReadError(seed.path, f"{what} in row {number:,}", fix=_FIX)
        for row in rows:
            yield entries.part(*row)


def read_lines(seed: Seed) -> Iterator[Item]:
    """A row a line, one held at a time; one that is broken, or no article, costs one error with its line."""
    limit = seed.limits.seed_mb * 1_000_000
    entries = Entries(seed)
    number = 0
    with seed.open() as file:
        while line := _line(file, limit):
            number += 1
            if not line.strip():
                continue
            try:
                if len(line) > limit:
                    raise ReadError(seed.path, f"over {limit:,} bytes")  # noqa: TRY301 - told with its line below
                rows = list(find_rows(json.loads(decode(seed.path, line), strict=False)))
            except (ReadError, ValueError, RecursionError) as fault:
                what = getattr(fault, "what", "") or getattr(fault, "msg", "") or type(fault).__name__
                yield ReadError(seed.path, f"broken row: {what}", fix="mend or delete the line", line=number)
                continue
            if not rows:
                yield ReadError(seed.path, "no article in the row", fix=_FIX, line=number)
            for row in rows:
                yield entries.part(*row)
    if not number:
        raise _empty(seed)


def _empty(seed: Seed) -> ReadError:
    return ReadError(seed.path, "empty file", fix="put the articles in it, or delete it")


def _is_lines(seed: Seed) -> bool:
    """Whether it is rows in a file that is named as if it were one value."""
    with seed.open() as file:
        first = file.readline(seed.limits.seed_mb * 1_000_000)
        following = file.read(1)
    return bool(following) and first.lstrip().startswith(b"{") and isinstance(_value(first), dict)


def _value(line: bytes) -> Any:
    """What a line of JSON holds; None when it is none."""
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        return None


def _line(file: BinaryIO, limit: int) -> bytes:
    """The next line, empty at the end; of one that is too long its start, and the rest is passed over."""
    line = rest = file.readline(limit + 1)
    while len(rest) > limit and not rest.endswith(b"\n"):
        rest = file.readline(limit + 1)
    return line


def _knows(seed: Seed) -> bool:
    return seed.media_type in _MEDIA_TYPES or bool(_FEED.match(seed.head))


FORMAT = Format("JSON file", (".json",), read_json, _knows, streams=True)
LINES = Format("JSON lines", (".jsonl", ".ndjson"), read_lines, streams=True)

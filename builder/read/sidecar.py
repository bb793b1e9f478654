"""Sidecar (NAME.yml beside NAME.*): facts a person states of a seed, which outrank everything found in it.

Read as YAML nodes and never built into objects: no tag runs, `lang: no` stays Norwegian, `2023-05` stays a month,
and an alias is a second look at one node, so a bomb of them costs nothing.
"""

import difflib
import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

import yaml

from builder.errors import ReadError
from builder.read.encoding import decode
from builder.records import Statement

SIDECAR = ".yml"
DEFAULTS = "_defaults.yml"
"""Facts for a whole folder; no sidecar of a seed named `_defaults`."""

MAX_SIDECAR_BYTES = 64_000
"""Six facts fit a hundred times; parsing much more would be slow."""

KEYS = ("source", "url", "date", "title", "lang", "authors")

DEFAULT_KEYS = ("source", "lang", "date", "authors")
"""What several articles can have in common."""

_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)
"""Matches `2023`, `2023-05` and `2023-05-30`, not `30.5.2023` and not `2023-5`."""

_LANG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
"""Matches `en` and `pt-BR`, not `English`."""

_TEXT = "tag:yaml.org,2002:str"


def sidecar_of(path: Path) -> Path:
    """Where the seed's sidecar lies, if it has one; two seeds of one stem share it."""
    return path.with_suffix(SIDECAR)


def read_sidecar(path: PurePosixPath, data: bytes, keys: Sequence[str] = KEYS) -> tuple[Statement, ...]:
    """The facts, in the order of the file; an empty value states nothing.

    Raises:
        ReadError: bad YAML, an unknown or repeated key, a value of the wrong kind; with the line.
    """
    try:
        top = yaml.compose(decode(path, data), Loader=yaml.BaseLoader)
    except yaml.MarkedYAMLError as fault:
        line = fault.problem_mark.line + 1 if fault.problem_mark else None
        raise ReadError(
            path, f"broken YAML: {fault.problem}", fix='put values with : or # in "quotes"', line=line
        ) from fault
    except (yaml.YAMLError, RecursionError) as fault:
        raise ReadError(path, "broken YAML", fix='write lines like `source: "The Daily"`') from fault
    if top is None:
        return ()
    if not isinstance(top, yaml.MappingNode):
        raise ReadError(path, "no keys in it", fix=f"write lines like `source: The Daily`; keys: {' '.join(keys)}")
    found: list[Statement] = []
    seen: set[str] = set()
    for left, right in top.value:
        line = left.start_mark.line + 1
        key = left.value if isinstance(left, yaml.ScalarNode) else ""
        if key not in keys:
            near = difflib.get_close_matches(key, keys, n=1)
            fix = f"did you mean `{near[0]}`?" if near else f"known keys: {' '.join(keys)}"
            raise ReadError(path, f"unknown key `{key}`", fix=fix, line=line)
        if key in seen:
            raise ReadError(path, f"`{key}` is there twice", fix="keep one of them", line=line)
        seen.add(key)
        values = right.value if key == "authors" and isinstance(right, yaml.SequenceNode) else [right]
        for node in values:
            if not isinstance(node, yaml.ScalarNode) or node.tag != _TEXT:
                kind = "one text, or a list of names" if key == "authors" else "one text"
                raise ReadError(path, f"`{key}` must be {kind}", line=node.start_mark.line + 1)
            value = node.value.strip()
            if value not in ("", "~", "null"):
                _check(path, key, value, node.start_mark.line + 1)
                found.append(Statement(key, value, "sidecar"))
    return tuple(found)


def _check(path: PurePosixPath, key: str, value: str, line: int) -> None:
    """Refuse a value that its key cannot have: a typing slip here would be believed over everything else."""
    if key == "date":
        parts = _DATE.fullmatch(value)
        try:
            if not parts:
                raise ValueError(value)  # noqa: TRY301 - one message for both ways of being wrong
            day = date(int(parts[1]), int(parts[2] or 1), int(parts[3] or 1))
        except ValueError as fault:
            fix = "write YYYY, YYYY-MM or YYYY-MM-DD"
            raise ReadError(path, f"impossible date `{value}`", fix=fix, line=line) from fault
        if not 1800 <= day.year <= 2100:
            raise ReadError(path, f"impossible date `{value}`", fix="a year from 1800 to 2100", line=line)
    elif key == "lang" and not _LANG.fullmatch(value):
        raise ReadError(path, f"unknown language `{value}`", fix="write its ISO 639-1 code, such as `en`", line=line)
    elif key == "url":
        try:
            parts_of = urlsplit(value)
            sound = parts_of.scheme in ("http", "https") and bool(parts_of.hostname)
        except ValueError:
            sound = False
        if not sound:
            fix = "write the whole address, with https://"
            raise ReadError(path, f"`{value}` is no web address", fix=fix, line=line)

"""What holds of a built site whatever its sources were, looked at in its files; each fault is a line of words.

Nothing here asks the product: pages are parsed by Chromium (`pages.py`), data by the standard library.
"""

import csv
import io
import json
import re
import sqlite3
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree

from tests.hostile.project import CANARY, OUTPUT

_PORTABLE = re.compile(r"\.?[A-Za-z0-9_][A-Za-z0-9._-]*")
_DEVICES = {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10))}
_FORMULA = re.compile(r"[\s\"]*[=+\-@＝＋－＠]")
_TAG = re.compile(r"<[a-zA-Z/!?]")
_ADDRESS_KEYS = {"url", "external_url", "home_page_url", "feed_url", "source_url", "address", "image", "avatar"}
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
LONGEST = 120
"""Characters of a file's name that every file system and every copy of a site bears."""


def of_names(site: Path) -> Iterator[str]:
    """Names that some machine cannot hold, or takes for another's."""
    taken: dict[str, str] = {}
    for path in sorted(site.rglob("*")):
        name = path.relative_to(site).as_posix()
        other = taken.setdefault(unicodedata.normalize("NFKC", name).casefold(), name)
        if other != name:
            yield f"{name}: the same name as {other} on some machines"
        if not _PORTABLE.fullmatch(path.name) or path.name.partition(".")[0].lower() in _DEVICES:
            yield f"{name}: not portable"
        if len(path.name) > LONGEST:
            yield f"{name}: too long"
        if path.is_symlink() or not (path.is_file() or path.is_dir()):
            yield f"{name}: neither file nor folder"


def of_data(site: Path) -> Iterator[str]:
    """Data that is damaged, or holds markup, addresses or formulas that it should not."""
    for path in sorted(site.rglob("*")):
        name = path.relative_to(site).as_posix()
        if path.is_file() and not name.startswith("assets/"):
            look = _LOOKS.get(path.suffix)
            try:
                yield from (f"{name}: {what}" for what in (look(path.read_bytes(), name) if look else ()))
            except (ValueError, ElementTree.ParseError, csv.Error, sqlite3.Error) as fault:
                yield f"{name}: damaged: {fault}"


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is no JSON")


def _json(data: bytes, name: str) -> Iterator[str]:
    content = json.loads(data.decode("utf-8"), parse_constant=_refuse)
    if "search" in name:
        texts = content.get("docs") or content.get("items") or []
        for entry in texts:
            for key, value in entry.items():
                if isinstance(value, str) and re.search(r"<(?!/?(?:p|code|pre|li|ol|ul|sub|sup)>)", value):
                    yield f"markup in {key}: {value[:80]}"
        return
    yield from _walk(content)


def _walk(value: Any, key: str = "") -> Iterator[str]:
    if isinstance(value, Mapping):
        for name, one in value.items():
            yield from _walk(one, name)
    elif isinstance(value, list):
        for one in value:
            yield from _walk(one, key)
    elif isinstance(value, str):
        if key in _ADDRESS_KEYS and not is_web(value):
            yield f"{key}: {value[:80]}"
        if _CONTROL.search(value):
            yield f"control characters in {key}: {value[:80]!r}"


def is_web(address: str) -> bool:
    """Whether an address is relative, or of the web; `mailto:` aside."""
    try:
        parts = urlsplit(address)
        return parts.scheme in ("", "http", "https") and not re.search(r"[\s<>\"\\]", address)
    except ValueError:
        return False


def _lines(data: bytes, name: str) -> Iterator[str]:
    for line in data.decode("utf-8").splitlines():
        yield from _walk(json.loads(line, parse_constant=_refuse))


def _csv(data: bytes, name: str) -> Iterator[str]:
    rows = list(csv.reader(io.StringIO(data.decode("utf-8"), newline=""), strict=True))
    for row in rows:
        if len(row) != len(rows[0]):
            yield f"a row of {len(row)} cells: {row[:2]}"
        yield from (f"a formula: {cell[:80]}" for cell in row if _FORMULA.match(cell))
    # A spreadsheet of another country takes another mark for the end of a cell.
    for mark in ";\t":
        for row in csv.reader(io.StringIO(data.decode("utf-8"), newline=""), delimiter=mark):
            yield from (f"a formula for {mark!r}: {cell[:80]}" for cell in row if _FORMULA.match(cell))


def _xml(data: bytes, name: str) -> Iterator[str]:
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data or b"xml-stylesheet" in data:
        yield "a document type or a style sheet"
    tree = ElementTree.fromstring(data)
    for element in tree.iter():
        tag = str(element.tag).rpartition("}")[2]
        for key, value in element.items():
            if key in ("href", "src") and not is_web(value):
                yield f"{tag} {key}: {value[:80]}"
            if key.startswith("on"):
                yield f"{tag} {key}"
        if tag in ("script", "foreignObject", "iframe"):
            yield f"<{tag}>"
        if tag in ("link", "loc", "id", "uri") and (element.text or "").strip():
            text = (element.text or "").strip()
            if not is_web(text) and not text.startswith(("urn:", "tag:")):
                yield f"{tag}: {text[:80]}"


def _calendar(data: bytes, name: str) -> Iterator[str]:
    lines = data.decode("utf-8").replace("\r\n ", "").split("\r\n")
    if lines[:1] != ["BEGIN:VCALENDAR"] or lines[-2:] != ["END:VCALENDAR", ""]:
        yield "no calendar"
    for line in lines:
        if line and not re.match(r"[A-Z-]+[;:]", line):
            yield f"a forged line: {line[:80]}"
        if line.startswith(("URL", "ATTACH")) and not is_web(line.partition(":")[2]):
            yield f"an address: {line[:80]}"


def _database(data: bytes, name: str) -> Iterator[str]:
    with closing(sqlite3.connect(":memory:")) as base:
        base.deserialize(data)
        yield from (f"{row[0]}" for row in base.execute("PRAGMA integrity_check") if row[0] != "ok")
        for (table,) in base.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            cursor = base.execute(f"SELECT * FROM {table}")
            names = [column[0] for column in cursor.description]
            for row in cursor:
                yield from _walk(dict(zip(names, row, strict=True)))


_LOOKS = {
    ".json": _json,
    ".jsonl": _lines,
    ".csv": _csv,
    ".xml": _xml,
    ".svg": _xml,
    ".ics": _calendar,
    ".sqlite": _database,
}


def of_output(text: str) -> Iterator[str]:
    """What a terminal or a log must not be told."""
    for line in text.split("\n"):
        if _CONTROL.search(line):
            yield f"control characters: {line[:120]!r}"
        if not re.match(r"(skipped|doubtful|slower|joined|new|error:|published:|\d+ pages?:|docs/\S+:\d|  |$)", line):
            yield f"a line that is not ours: {line[:120]!r}"
        if CANARY in line:
            yield f"a secret: {line[:120]}"


def of_secrets(root: Path) -> Iterator[str]:
    """Outputs of a project that hold what only the canaries do."""
    for folder in OUTPUT:
        yield from of_secrets_in(root / folder)


def of_secrets_in(folder: Path) -> Iterator[str]:
    """Files below a folder that hold what only the canaries do."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink() and CANARY.encode() in path.read_bytes():
            yield f"{path.relative_to(folder)}: a secret"

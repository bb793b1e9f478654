"""The pages as data, for the files that other programs read."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from posixpath import splitext
from typing import Any

from builder.publish.front_matter import read_front_matter

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""Characters that XML has no way to say."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a page says; all but its front matter is read when it is asked for, as thousands would fill the memory."""

    values: Mapping[str, Any]
    """Its front matter, as it is now: with what people changed."""

    text: str | Path
    """What stands below it, or the file where it stands."""

    beside: Mapping[str, Any] | None = None
    """The data of the page; None when they lie beside the file."""

    gist: str | None = None
    """JSON: what tables hold of its data, where that is known already."""

    @property
    def body(self) -> str:
        """The Markdown below the front matter."""
        if isinstance(self.text, str):
            return self.text
        text = _text(self.text)
        return text[read_front_matter(text).body :]

    @property
    def data(self) -> Mapping[str, Any]:
        """The JSON file beside it; empty for a page without one."""
        if self.beside is not None or isinstance(self.text, str):
            return self.beside or {}
        try:
            data = json.loads(self.text.with_suffix(".json").read_bytes())
        except (OSError, ValueError):
            return {}  # a page that a person wrote has none
        return data if isinstance(data, dict) else {}

    @property
    def id(self) -> str:
        """The id of the page, which never changes; empty for none."""
        return plain(self.values.get("id"))

    @property
    def kind(self) -> str:
        """`briefing`, `event`, `actor`, `source` or `page`."""
        return plain(self.values.get("type"))

    @property
    def title(self) -> str:
        """On one line."""
        return plain(self.values.get("title"))


def told(docs: Path) -> dict[str, Told]:
    """Path below `docs/` -> what the page says, in order of path. The pages have passed the check."""
    found = {}
    for path in sorted(docs.rglob("*.md")):
        name = path.relative_to(docs).as_posix()
        if not f"/{name}".count("/."):  # engines pass over hidden files
            found[name] = Told(read_front_matter(_text(path)).values, path)
    return found


def _text(page: Path) -> str:
    return page.read_text("utf-8-sig").replace("\r\n", "\n")


def address(path: str) -> str:
    """Where a page stands in the site."""
    return f"{splitext(path)[0]}.html"


def day(value: object) -> date | None:
    """The day that a value begins with."""
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError:
        return None


def web(value: object) -> str:
    """An address that a browser may be sent to, else nothing."""
    found = plain(value)
    return found if found.startswith(("https://", "http://")) else ""


def plain(value: object) -> str:
    """A value as one line of text."""
    if type(value) is str and value.isprintable() and "  " not in value and value == value.strip(" "):
        return value  # nearly all are; what is taken out of others cannot be printed
    return "" if value is None else " ".join(_CONTROL.sub(" ", str(value)).split())


def strings(value: object) -> list[str]:
    """The values of a list as lines of text; none when it is no list."""
    return list(map(plain, value)) if isinstance(value, list) else []

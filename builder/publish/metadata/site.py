"""The pages of the site with their addresses, and how precisely something is dated."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import Any

from builder.publish.reading import Told, plain

_EXACT = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")


@dataclass(frozen=True)
class Site:
    """All that is said about pages rests on."""

    name: str
    address: str
    """Where the site will stand, with a `/` at its end; empty when nobody said."""

    pages: Mapping[str, Told]
    """By path below `docs/`."""

    urls: Mapping[str, str]
    """Path of a page -> its address below the site, as in links."""

    description: str = ""

    def url(self, path: str) -> str:
        """The full address of a page; empty when nobody said where the site stands."""
        here = self.urls.get(path, "")
        return f"{self.address}{'' if here in ('index.html', './') else here}" if self.address else ""

    @cached_property
    def actors(self) -> Mapping[str, str]:
        """Name of each actor that has a page of its own -> path of the page."""
        return {
            page.title: path
            for path, page in self.pages.items()
            if page.kind == "actor" and not page.values.get("same_as")
        }

    @cached_property
    def by_id(self) -> Mapping[str, str]:
        """Id of each page -> its path."""
        return {page.id: path for path, page in self.pages.items() if page.id}

    @cached_property
    def looked_up(self) -> str:
        """A digest of all that the head of a page may say of others: by its `actors` and `by_id`."""
        said: list[object] = [self.name, self.address, self.description]
        for name, path in self.actors.items():
            said.append((name, self.urls.get(path), self.pages[path].values.get("kind")))
        for one, path in self.by_id.items():
            page = self.pages[path]
            said.append((one, self.urls.get(path), page.title if page.kind == "event" else ""))
        return sha256(repr(said).encode("utf-8", "surrogatepass")).hexdigest()

    def is_home(self, path: str) -> bool:
        """Whether a page is the front page, of which alone the head lists others."""
        return self.urls.get(path) in ("", "./", "index.html")


def published(values: Mapping[str, Any]) -> str:
    """When an article appeared, no more precisely than is known: `2023-05-30`, `2023-05`, `2023`, or nothing.

    Between 30 and 31 May 2023 is `2023-05`; "about" a day is nothing, as the month may be another one.
    """
    if plain(values.get("date_basis")) == "retrieved":
        return ""
    edges = (plain(values.get("date_edtf")) or plain(values.get("date"))).split("/")
    if not all(map(_EXACT.fullmatch, edges)):
        return ""
    return _shared(edge.split("-") for edge in edges)


def _shared(edges: Iterable[list[str]]) -> str:
    parts: list[str] = []
    for at in zip(*edges, strict=False):
        if len(set(at)) > 1:
            break
        parts.append(at[0])
    return "-".join(parts)

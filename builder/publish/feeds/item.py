"""A feed and what is in it, before it is written down."""

from datetime import date
from typing import NamedTuple
from uuid import NAMESPACE_URL, uuid5


class Item(NamedTuple):
    """A briefing, or a piece of news, as a feed tells of it."""

    id: str
    """A `urn:uuid:`, for ever that of the page's id, or of the news."""

    title: str
    address: str
    """Of its page, below the site."""

    day: date
    """When the article appeared, or was taken in."""

    changed: date
    """The day of its newest correction, else `day`."""

    summary: str
    source: str
    """Who put it out, or that nobody says so."""

    original: str
    """Address of the article; empty for none."""

    actors: tuple[str, ...]
    lang: str


class Feed(NamedTuple):
    """A list that can be followed."""

    id: str
    title: str
    address: str
    """Of its page, below the site."""

    files: tuple[str, ...]
    """Where it stands below the site, without its ending: where it is, then where it was under other ids."""

    items: tuple[Item, ...]
    """Newest first."""

    @property
    def changed(self) -> date:
        """The day of the newest item."""
        return max((item.changed for item in self.items), default=date(1970, 1, 1))


def urn(name: str) -> str:
    """The `urn:uuid:` of an id, which is for ever that."""
    return uuid5(NAMESPACE_URL, f"briefing:{name}").urn

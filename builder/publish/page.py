"""A page of `docs/` as it was read."""

from typing import NamedTuple

from builder.publish.front_matter import FrontMatter
from builder.publish.links import Scan


class Page(NamedTuple):
    """A page that could be read."""

    path: str
    """Below `docs/`, with slashes."""

    matter: FrontMatter
    scan: Scan

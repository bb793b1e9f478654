"""Where the links of finished pages lead, and whether something stands there."""

from collections.abc import Callable, Collection, Iterable, Iterator
from posixpath import dirname, join, normpath
from typing import NamedTuple
from urllib.parse import unquote, urlsplit


class Goal(NamedTuple):
    """A place in the site."""

    place: str
    """Path of a file, or of a folder with an `index.html`."""

    anchor: str = ""


class NoGoalError(ValueError):
    """A link that cannot lead anywhere; the message says why."""


def goal(page: str, target: str, base: str) -> Goal | None:
    """Where a link of a page of the site leads; None for another host.

    Args:
        page: path of the page below the site.
        target: the address as it stands in the page.
        base: the folder of the host where the site will stand; links that begin with `/` start there.

    Raises:
        NoGoalError: nowhere.
    """
    try:
        parts = urlsplit(target)
    except ValueError:
        raise NoGoalError("no address") from None
    if parts.scheme or parts.netloc:
        return None
    place = page
    if parts.path.startswith("/"):
        if not parts.path.startswith(base):
            raise NoGoalError(f"outside {base}")
        place = unquote(parts.path[len(base) :])
    elif parts.path:
        place = normpath(join(dirname(page), unquote(parts.path)))
    return Goal("index.html" if place in ("", ".") else place, unquote(parts.fragment))


def file_at(place: str, files: Iterable[str]) -> str | None:
    """The file that a browser gets at a place; None for none."""
    if place in files:
        return place
    index = f"{place.rstrip('/')}/index.html"
    return index if index in files else None


class Resolver:
    """Says which links lead nowhere; the menu's links are the same on every page, so answers are kept."""

    def __init__(self, files: set[str], ids: Callable[[str], Collection[str] | None], base: str) -> None:
        """Links among these files; `ids` gives those of a page, None for what is none, and `base` is as for `goal`."""
        self._files, self._ids, self._base = files, ids, base
        self._known: dict[tuple[str, str], str | None] = {}

    def dead(self, page: str, targets: Iterable[str]) -> Iterator[tuple[str, str]]:
        """Each target without a place, and why."""
        folder = dirname(page)
        for target in dict.fromkeys(targets):
            key = (page if target.startswith("#") else folder, target)
            if key not in self._known:
                self._known[key] = self._why_dead(page, target)
            if why := self._known[key]:
                yield target, why

    def _why_dead(self, page: str, target: str) -> str | None:
        try:
            found = goal(page, target, self._base)
        except NoGoalError as error:
            return str(error)
        if found is None:
            return None
        file = file_at(found.place, self._files)
        if file is None:
            return "no such file in the site"
        ids = self._ids(file) if found.anchor else None
        if ids is not None and found.anchor not in ids:
            return f"no place #{found.anchor} in it"
        return None

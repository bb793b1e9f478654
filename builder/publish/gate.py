"""The last look at the finished site: is every page harmless, and does every link lead somewhere?

Whatever went wrong before (a page, an override, a new version of the theme), it must show here. Each page
is walked once, since there may be twenty thousand.
"""

import json
import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import cast
from urllib.parse import urlsplit

import lxml.etree

from builder.publish.below import below
from builder.publish.drawings import check_drawing
from builder.publish.goals import Resolver
from builder.publish.policy import digest, is_data_block
from builder.publish.search import FOLDER, is_index
from builder.records import Problem

SCHEMES = {"http", "https", "mailto"}
POLICY_NAME = "content-security-policy"

_FORBIDDEN = ("iframe", "frame", "frameset", "object", "embed", "applet", "base", "style", "math", "portal")
"""Elements that load, frame or restyle; the theme has none."""

_NOT_IN_ARTICLE = (
    *("script", "link", "meta", "form", "input", "button", "textarea", "select"),
    *("video", "audio", "source", "template"),
)
"""Elements that the theme may use around an article, but no page may hold."""

_DRAWING = {"svg", "path", "g", "circle", "rect", "polygon", "title"}
"""What the theme's icons are made of."""

_LOADS = {"src", "srcset", "poster", "data", "background"}
_LEADS = {"href", "action", "formaction", "xlink:href", "cite", "ping"}

_HARMLESS = {"class", "title", "for", "type", "rel", "viewbox", "d", "data-md-component"}
"""The commonest attributes, skipped early."""


_CONTROL = re.compile(r"[\x00-\x1f]")


@dataclass(slots=True)
class Inspection:
    """What was found, in order of path."""

    pages: int = 0
    unsafe: list[Problem] = field(default_factory=list)
    """Would harm readers: the site must not stand."""

    broken: list[Problem] = field(default_factory=list)
    """Dead links and anchors."""


def inspect(
    site: Path,
    *,
    scripts: frozenset[str],
    base: str = "/",
    known: Collection[str] = (),
    ids_of: Callable[[str], Collection[str]] = frozenset,
    sound: Collection[str] = frozenset(),
) -> Inspection:
    """Look at every file of a built site.

    Args:
        site: the folder.
        scripts: digests of the inline scripts that may stand in a page.
        base: the folder of the host where the site will stand; links that begin with `/` start there.
        known: pages that were looked at already, all of whose links and anchors are in order.
        ids_of: what links can lead to in one of these.
        sound: drawings and data that were looked at already.
    """
    found = Inspection()
    files = {name: entry.path for name, entry in below(site) if entry.is_file()}
    ids: dict[str, frozenset[str]] = {}
    links: dict[str, list[str]] = {}
    for name, path in files.items():
        if name in known:
            found.pages += 1
        elif name.endswith(".html"):
            page = look(name, Path(path).read_bytes())
            found.unsafe += page.find_unsafe(scripts)
            ids[name], links[name] = frozenset(page.ids), page.links + page.loads
            found.pages += 1
        elif name in sound:
            pass
        elif name.endswith(".svg") and not name.startswith("assets/"):
            fix = "delete it and build again"
            found.unsafe += [
                Problem(name, f"a drawing with {what}", fix) for what in check_drawing(Path(path).read_bytes())
            ]
        elif name.endswith((".json", ".xml")):
            found.unsafe += _check_data(name, Path(path))
        if name.startswith(f"{FOLDER}/") and not is_index(name):
            found.unsafe.append(
                Problem(name, "a file that is no part of the search index", "move it to another folder")
            )

    def there(name: str) -> Collection[str] | None:
        return ids_of(name) if name in known else ids.get(name)

    resolver = Resolver(set(files), there, base)
    for name, targets in links.items():
        for target, why in resolver.dead(name, targets):
            found.broken.append(Problem(name, f"link to {_short(target)}: {why}", "correct or remove it"))
    return found


def look(name: str, html: bytes) -> "Looked":
    """What is in a page whose path in the site is `name`."""
    # huge_tree: a long article is no attack; without it lxml cuts deep pages silently.
    parser = lxml.etree.HTMLParser(encoding="utf-8", huge_tree=True)
    return Looked(name, lxml.etree.fromstring(html or b"<p>", parser))  # nothing at all would give no tree


class Looked:
    """A page and, from one walk over it, its attributes by what they do."""

    def __init__(self, name: str, tree: lxml.etree._Element) -> None:
        self.name, self._tree = name, tree
        self.ids: list[str] = []
        self.links: list[str] = []
        """Where a reader can go from here."""

        self.loads: list[str] = []
        """What a browser fetches by itself."""

        self._bad: list[str] = []
        for element in tree.iter(lxml.etree.Element):
            for key, value in cast("list[tuple[str, str]]", element.items()):
                if key not in _HARMLESS:
                    self._sort(element, key, value)

    def _sort(self, element: lxml.etree._Element, key: str, value: str) -> None:
        if key == "id" or (key == "name" and element.tag == "a"):
            self.ids.append(value)
        elif key in _LOADS or (key == "href" and element.tag == "link"):
            if element.get("rel") != "canonical":
                self.loads.append(value)
        elif key in _LEADS:
            self.links.append(value)
        elif key.startswith("on"):
            self._bad.append(f"an attribute that runs script: {key}={_short(value)}")
        elif key == "style":
            self._bad.append(f"an inline style, which the content policy refuses: {_short(value)}")

    def find_unsafe(self, scripts: frozenset[str]) -> Iterator[Problem]:
        """What no page may hold."""
        for what in (*self._bad, *self._bad_elements(), *self._bad_scripts(scripts)):
            yield Problem(self.name, what, "remove it from the page or from overrides/")
        for address in self.loads:
            if not _is_inside(address):
                what = f"loads from another place: {_short(address)}"
                yield Problem(self.name, what, "keep the file in docs/ or overrides/")
        for address in self.links:
            if not _is_allowed(address):
                what = f"a link that is not allowed: {_short(address)}"
                yield Problem(self.name, what, "use http, https or mailto")

    def _bad_elements(self) -> Iterator[str]:
        for element in self._tree.iter(*_FORBIDDEN):
            yield f"<{element.tag}>, which loads or restyles"
        for element in self._tree.iter("meta"):
            if element.get("http-equiv", POLICY_NAME).lower() != POLICY_NAME:
                yield f"<meta http-equiv={element.get('http-equiv')}>, which steers the browser"
        for element in self._tree.iter("form"):
            if element.get("data-md-component") != "palette":
                yield "<form> that is not the theme's"
        for drawing in self._tree.iter("svg"):
            for element in drawing.iter(lxml.etree.Element):
                if element.tag not in _DRAWING:
                    yield f"<{element.tag}> in a drawing, which could run script"
        for article in self._tree.iter("article"):
            for element in article.iter(*_NOT_IN_ARTICLE):
                yield f"<{element.tag}>, which does not belong in an article"
            for element in article.iterfind(".//*[@id]"):
                if element.get("id", "").startswith("_") and not _is_skip_target(element):
                    yield f"id {element.get('id')}, which belongs to the theme"

    def _bad_scripts(self, known: frozenset[str]) -> Iterator[str]:
        for script in self._tree.iter("script"):
            source, text = script.get("src"), script.text or ""
            settings = script.get("id") == "__config" and script.get("type") == "application/json"
            if source is not None:
                if "assets/javascripts/" not in source:
                    yield f"a script that is not the theme's: {_short(source)}"
            elif not settings and digest(text) not in known and not is_data_block(script):
                yield f"an unknown script: {_short(text)}"


@lru_cache(maxsize=100_000)
def _is_inside(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return not parts.scheme and not parts.netloc and "\\" not in address


@lru_cache(maxsize=100_000)
def _is_allowed(address: str) -> bool:
    # Browsers drop these before they look for a scheme: `java<tab>script:`.
    if _CONTROL.search(address):
        return False
    try:
        scheme = urlsplit(address.strip()).scheme
    except ValueError:
        return False
    return not scheme or scheme in SCHEMES


def _check_data(name: str, path: Path) -> Iterator[Problem]:
    """Data files must be what their names say."""
    try:
        if name.endswith(".xml"):
            lxml.etree.fromstring(path.read_bytes(), lxml.etree.XMLParser(resolve_entities=False, no_network=True))
            return
        json.loads(path.read_bytes())
    except (ValueError, lxml.etree.XMLSyntaxError) as error:
        yield Problem(name, f"damaged: {error}", "delete it and build again")
        return


def _is_skip_target(element: lxml.etree._Element) -> bool:
    """Whether it is the empty anchor at the top of an article that Zensical's link "Skip to content" leads to."""
    return element.get("id") == "__skip" and element.tag == "a" and not len(element) and not element.text


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 80 else f"{line[:77]}..."

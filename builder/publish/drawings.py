"""Which drawings may stand in the site: SVG runs script in a browser, so only what the builder draws passes.

The builder draws boxes, lines, dots and words (`builder/write/pictures/`). Whatever else a file holds, by whomever it
was put there, is refused: no script, no link, nothing that loads.
"""

import re
from collections.abc import Iterator

import lxml.etree

_NAMESPACE = "{http://www.w3.org/2000/svg}"

_ALLOWED = {
    "svg": {"viewBox", "width", "height", "role"},
    "title": set[str](),
    "style": set[str](),
    "rect": {"class", "x", "y", "width", "height", "rx"},
    "circle": {"class", "cx", "cy", "r"},
    "path": {"class", "d"},
    "text": {"x", "y", "text-anchor"},
}
"""Element -> attributes."""

_VALUE = re.compile(r"[A-Za-z0-9 .-]*")
"""`M8 4.5L10 12`, `box open`; nothing with a colon, a bracket or a reference in it."""

_LOADS = re.compile(r"[\\@<&]|url|import|expression|//|/\*", re.IGNORECASE)
"""What a style sheet needs to load or hide something: `@import`, `url(`; `@media` is taken out before."""

_MEDIA = "@media (prefers-color-scheme:dark)"


def check_drawing(data: bytes) -> Iterator[str]:
    """What a drawing holds that the builder never draws; nothing for one of its own."""
    parser = lxml.etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = lxml.etree.fromstring(data, parser)
    except lxml.etree.XMLSyntaxError as error:
        yield f"no XML: {error}"
        return
    if b"<!DOCTYPE" in data:
        yield "a document type"
    if root.tag != f"{_NAMESPACE}svg":
        yield f"<{root.tag}> at its root"
    if root.getprevious() is not None or root.getnext() is not None:
        yield "something beside its root"
    for element in root.iter():
        yield from _check(element)


def _check(element: lxml.etree._Element) -> Iterator[str]:
    if not isinstance(element.tag, str):
        yield "a comment or an instruction"
        return
    name = element.tag.removeprefix(_NAMESPACE)
    if not element.tag.startswith(_NAMESPACE) or name not in _ALLOWED:
        yield f"<{name}>"
        return
    for key, value in element.items():
        if str(key) not in _ALLOWED[name] or not _VALUE.fullmatch(str(value)):
            yield f"an attribute {key!s}={str(value)[:40]}"
    if name == "style" and _LOADS.search((element.text or "").replace(_MEDIA, "")):
        yield "a style that could load something"

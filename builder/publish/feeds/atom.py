"""A feed as Atom. Source: RFC 4287."""

from datetime import date

from lxml import etree

from builder.publish.feeds.item import Feed, Item

_ATOM = "http://www.w3.org/2005/Atom"


def as_atom(feed: Feed, up: str, here: str) -> bytes:
    """The file: `up` is what leads from it to the top of the site, `here` its own full address, empty when unknown."""
    top = etree.fromstring(f'<feed xmlns="{_ATOM}"/>')
    _add(top, "id", feed.id)
    _add(top, "title", feed.title)
    _add(top, "updated", _moment(feed.changed))
    _add(top, "link", rel="alternate", type="text/html", href=f"{up}{feed.address}")
    if here:
        _add(top, "link", rel="self", type="application/atom+xml", href=here)
    for item in feed.items:
        _add_item(top, item, up)
    etree.indent(top, " ")
    return etree.tostring(top, xml_declaration=True, encoding="utf-8") + b"\n"


def _add_item(top: etree._Element, item: Item, up: str) -> None:
    entry = etree.SubElement(top, f"{{{_ATOM}}}entry")
    if item.lang:
        entry.set("{http://www.w3.org/XML/1998/namespace}lang", item.lang)
    _add(entry, "id", item.id)
    _add(entry, "title", item.title)
    _add(entry, "published", _moment(item.day))
    _add(entry, "updated", _moment(item.changed))
    author = etree.SubElement(entry, f"{{{_ATOM}}}author")
    _add(author, "name", item.source)
    _add(entry, "link", rel="alternate", type="text/html", href=f"{up}{item.address}")
    if item.original:
        _add(entry, "link", rel="via", href=item.original)
    for actor in item.actors:
        _add(entry, "category", term=actor)
    _add(entry, "summary", item.summary)


def _add(parent: etree._Element, name: str, text: str | None = None, **attributes: str) -> None:
    etree.SubElement(parent, f"{{{_ATOM}}}{name}", attributes).text = text


def _moment(day: date) -> str:
    """Midnight of a day: an article states no more."""
    return f"{day}T00:00:00Z"

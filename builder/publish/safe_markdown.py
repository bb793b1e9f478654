"""The one Python-Markdown extension of ours: whatever a page holds, what comes out is harmless.

`mkdocs.yml` loads it last, and both engines run it. It works in two steps:

- on the tree, before an engine looks at ids and links: ids that would take over a part of the theme go, links that
  cannot be parsed become plain text (such a link stops MkDocs), headings get portable ids;
- on the finished HTML, after every other step: an allow-list of elements, attributes and link schemes.

Its one option, `html`, says what becomes of HTML that a person wrote into a page: `basic` lets through what is on the
list, `none` shows it as it was typed.
"""

import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

import nh3
from markdown import Markdown
from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor
from markdown.treeprocessors import Treeprocessor

from builder.headings import slug

SCHEMES = {"http", "https", "mailto"}

TAGS = {
    *("h1", "h2", "h3", "h4", "h5", "h6", "p", "div", "section", "span", "blockquote", "pre", "code", "hr", "br"),
    *("a", "em", "strong", "b", "i", "sup", "sub", "del", "ins", "mark", "abbr", "cite", "q", "small", "time", "kbd"),
    *("ul", "ol", "li", "dl", "dt", "dd", "details", "summary", "figure", "figcaption", "img"),
    *("table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td"),
}

ATTRIBUTES = {
    "*": {"id", "class", "title", "lang", "dir", "data-search-exclude"},
    "a": {"href"},
    "img": {"src", "alt", "width", "height", "loading"},
    "details": {"open"},
    "ol": {"start", "type"},
    "time": {"datetime"},
    "th": {"colspan", "rowspan", "scope", "align"},
    "td": {"colspan", "rowspan", "align"},
}

_ALLOWED = re.compile(r"(?:https?|mailto):|[^:/?#]*(?:[/?#]|$)", re.IGNORECASE)
"""Addresses that begin with a good scheme or with none; `java script:x`, which no browser takes for one, goes too."""

_OUTSIDE = re.compile(r'<a (?=[^>]*\bhref="(?:https?:)?//)', re.IGNORECASE)
"""Start of a link to another host, in cleaned HTML: there `<` and `>` stand only around tags."""

_THEME_CLASS = re.compile(r"(?:md|mdx|mkdocs)-|(?:no-)?js$")
"""`md-overlay` would lay content over the whole page; `metadata` is not one."""


HTML = ("basic", "none")
"""What the option `html` may be."""


class SafeMarkdown(Extension):
    """Registers both steps."""

    def __init__(self, **options: Any) -> None:
        """Take the option `html`.

        Raises:
            ValueError: there is no such option, or it cannot be that.
        """
        self.config = {"html": [HTML[0], "what becomes of raw HTML"]}
        for name, value in options.items():
            if name not in self.config or value not in HTML:
                given = f"{name}: {value}"
                raise ValueError(f"{given} is no setting of builder.publish.safe_markdown (html: {' or '.join(HTML)})")
        super().__init__(**options)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the name is Python-Markdown's
        """Put the first step before the table of contents (5), the second after everything."""
        if self.getConfig("html") == "none":
            without_html(md)
        md.treeprocessors.register(_SafeTree(md), "builder_safe_tree", 6)
        md.postprocessors.register(_SafeHtml(md), "builder_safe_html", -1000)


class _SafeTree(Treeprocessor):
    """Repairs what an engine would trip over before the HTML is cleaned."""

    def run(self, root: Element) -> None:
        """Change the tree in place."""
        # At this point, not when loading: the order of extensions in mkdocs.yml must not matter.
        if "toc" in self.md.treeprocessors:
            self.md.treeprocessors["toc"].slugify = _toc_slug  # type: ignore[attr-defined]
        for element in root.iter():
            if element.get("id", "").startswith("_"):
                del element.attrib["id"]
            if element.tag in ("a", "img"):
                _check_address(element)


def without_html(md: Markdown) -> None:
    """Have raw HTML read as words. To be called when all other extensions are there: some look for these by name."""
    md.preprocessors.deregister("html_block", strict=False)
    md.inlinePatterns.deregister("html", strict=False)


def _check_address(element: Element) -> None:
    """Turn a link or image whose address no parser takes (`http://[x`) into plain text."""
    key = "href" if element.tag == "a" else "src"
    address = element.get(key)
    if address is not None and _parses(address):
        return
    # MkDocs asserts that every `a` has an address, so the element itself has to go.
    if element.tag == "img":
        element.text = element.get("alt")
    element.tag = "span"
    element.attrib.pop(key, None)


def _parses(address: str) -> bool:
    try:
        urlsplit(address)
    except ValueError:
        return False
    return True


def _toc_slug(text: str, _separator: str) -> str:
    """`slug` with the arguments that Python-Markdown passes."""
    return slug(text)


class _SafeHtml(Postprocessor):
    """The allow-list."""

    def run(self, text: str) -> str:
        """Clean the page, and what the engines take from its headings for menus."""
        _clean_headings(getattr(self.md, "toc_tokens", ()))
        return clean(text)


def _clean_headings(tokens: Iterable[dict[str, Any]]) -> None:
    """Zensical prints `html` of a heading in its menus, both engines print `name`."""
    for token in tokens:
        for key in ("name", "html", "data-toc-label"):
            if "<" in token.get(key, ""):
                token[key] = clean(token[key])
        _clean_headings(token["children"])


def clean(html: str) -> str:
    """Only what pages need, without anything that runs, loads from afar or poses as the theme."""
    return _OUTSIDE.sub('<a rel="noopener nofollow ugc" ', _CLEANER.clean(html))


def _filter(tag: str, attribute: str, value: str) -> str | None:
    """The value to keep, or None to drop the attribute."""
    if attribute == "id":
        return None if value.startswith("_") or not value.strip() else value
    if attribute == "class":
        return " ".join(name for name in value.split() if not _THEME_CLASS.match(name)) or None
    if attribute == "src" and not _is_relative(value):
        return None
    if attribute == "href" and not (_parses(value) and _ALLOWED.match(value)):
        return None
    return value


def _is_relative(address: str) -> bool:
    r"""Whether a browser would look for it on this host; it takes `/\\host` and `/<tab>/host` for another one."""
    if "\\" in address or any(char <= " " for char in address):
        return False
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return not parts.scheme and not parts.netloc


_CLEANER = nh3.Cleaner(
    tags=TAGS,
    clean_content_tags={"script", "style", "template", "noscript", "iframe", "object", "svg", "math", "textarea"},
    attributes=ATTRIBUTES,
    attribute_filter=_filter,
    url_schemes=SCHEMES,
    link_rel=None,  # it would mark links within the site too
)


def makeExtension(**options: Any) -> SafeMarkdown:  # noqa: N802 - the name is Python-Markdown's
    """What Python-Markdown calls to load the extension."""
    return SafeMarkdown(**options)

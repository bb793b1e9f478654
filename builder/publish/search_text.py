"""What the search is to know of a page: the HTML that Pagefind gets to see, and nothing around it.

Menus, heads and feet are four fifths of a page and no part of the index; without them Pagefind needs half the time, and
a page whose surroundings change keeps its place in the index.
"""

import re
from hashlib import sha256

_ARTICLE = b"<article data-pagefind-body"
_MARK = b"data-pagefind"
_HTML = re.compile(rb"<html[^>]*>")
_META = re.compile(rb"<meta data-pagefind[^>]*>")
_FRENCH = re.compile(rb"<html[^>]* lang=\"?fr\b")

_ELISION = re.compile(r"(?<![\w/])(?:[cdjlmnst]|qu)(?:['’]|&#39;|&rsquo;)(?=\w)(?![^<>]*>)", re.IGNORECASE)
"""`l’` of `l’Iran`, outside of tags; not `aujourd’` of `aujourd’hui`."""


def text_of(html: bytes) -> bytes:
    """The page as Pagefind should read it; empty for one that is not to be found.

    Pagefind takes `l’Iran` for one word, so French pages part it.
    """
    if b"data-pagefind-body" not in html:
        return b""
    made = _cut(html)
    return _ELISION.sub(r"\g<0> ", made.decode("utf-8", "replace")).encode() if _FRENCH.search(html[:2_000]) else made


def digest_of(text: bytes) -> str:
    """Tells one text from another; empty for none."""
    return sha256(text).hexdigest()[:32] if text else ""


def _cut(html: bytes) -> bytes:
    begin, end = html.find(_ARTICLE), html.rfind(b"</article>")
    root = _HTML.search(html)
    if not root or not 0 <= begin < end:
        return html
    head = b"".join(_META.findall(html, 0, begin))
    made = b"<!doctype html>%b<head>%b</head><body>%b</article></body></html>" % (root[0], head, html[begin:end])
    return made if made.count(_MARK) == html.count(_MARK) else html  # something else is marked, too

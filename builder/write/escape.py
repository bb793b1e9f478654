"""The one place that turns untrusted text into Markdown, front matter strings and data.

Article text is data: whatever it holds, a reader sees the same characters and no engine reads syntax from it. No
library does this for Python-Markdown, whose backslash knows only some marks; the others become character references.
The law is tested against the extensions of the real `mkdocs.yml`.
"""

import re
from functools import lru_cache
from urllib.parse import quote, urlsplit, urlunsplit

import idna

from builder.letters import composed

_LINE_ENDS = re.compile(r"\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_SPACES = re.compile(r"[^\S\n]+")

_DROPPED = re.compile(
    "["
    "\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f"  # control characters; tab is white space
    "\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"  # soft hyphen, invisible joiners and fillers
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0"  # zero width, bidi controls
    "\ufff0-\ufffb\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"  # specials, surrogates, non-characters
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"  # format controls, tags
    "]"
)

_BACKSLASHED = re.compile(r"([\\`*_{}])")
_MARKS = re.compile(r"[&<>\[\]|~^$]|={2,}|\+{2,}|:(?=\S)(?!//)|#+$")
_AT_START = re.compile(r"^[#+\-=:!?/\"'%;]", re.MULTILINE)
_ENUMERATION = re.compile(r"^(\w{1,9})([.):])", re.MULTILINE)
"""`1.` and `a)` open a list at a line's start; not the stop of `Washington.`"""

_IN_ADDRESS = "%:/?#@!$&'()*+,;=~"
"""Marks that mean something in an address (RFC 3986); all others are percent-encoded."""

_HOST = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+")

PARAGRAPH_LIMIT = 4_000
"""Characters; inline parsing of one paragraph is quadratic in Python-Markdown."""

_REMEMBERED = 4096
"""Strings whose escaped form is kept: names, titles and sentences return on page after page."""


def visible(text: str) -> str:
    """The characters a reader sees: control, bidi, zero-width and tag characters gone, lines stripped.

    Line separators of any kind become line feeds, runs of white space one space. Doing it twice changes nothing.
    """
    text = _DROPPED.sub("", _LINE_ENDS.sub("\n", text))
    return "\n".join(_SPACES.sub(" ", line).strip() for line in text.split("\n"))


def one_line(text: str) -> str:
    """`visible`, on one line."""
    return " ".join(visible(text).split())


@lru_cache(_REMEMBERED)
def markdown(text: str) -> str:
    """Markdown that shows exactly `one_line(text)`, inside a paragraph, list item, heading or table cell."""
    text = _BACKSLASHED.sub(r"\\\1", one_line(text))
    text = _MARKS.sub(lambda found: "".join(map(_reference, found.group())), text)
    text = _AT_START.sub(lambda found: _reference(found.group()), text)
    return _ENUMERATION.sub(lambda found: found.group(1) + _reference(found.group(2)), text)


def link(words: str, url: str) -> str:
    """Markdown link to an address on the web; `words` are ours, and stand alone where the address is not sound."""
    try:
        parts = urlsplit(visible(url))
        host = parts.hostname or ""
        if not host.isascii():
            host = idna.encode(host, uts46=True).decode()
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return words
    if parts.scheme not in ("http", "https") or not _HOST.fullmatch(host):
        return words
    rest = quote(urlunsplit(("", "", parts.path, parts.query, parts.fragment)), safe=_IN_ADDRESS)
    return f"[{words}](<{parts.scheme}://{host}{port}{rest}>)"


def paragraphs(text: str) -> str:
    """Markdown of a text of several lines: each line that has words is a paragraph.

    A line over 4,000 characters is cut at white space into several.
    """
    pieces: list[str] = []
    for line in visible(text).split("\n"):
        while len(line) > PARAGRAPH_LIMIT:
            cut = line.rfind(" ", 1, PARAGRAPH_LIMIT)
            cut = PARAGRAPH_LIMIT if cut < 0 else cut
            pieces.append(line[:cut])
            line = line[cut:].lstrip()
        if line:
            pieces.append(line)
    return "\n\n".join(markdown(piece) for piece in pieces)


_ENTITY = re.compile(r"&(?=#|\w+;)")
_LOOKALIKE = str.maketrans({"<": "‹", ">": "›"})


@lru_cache(_REMEMBERED)
def front_matter(text: str) -> str:
    """A string safe in front matter, which theme templates print without escaping.

    Angle brackets become their single-quote lookalikes, and an ampersand that would open a character reference the
    full-width one: the page's own heading shows the true text.
    """
    return _ENTITY.sub("＆", composed(one_line(text)).translate(_LOOKALIKE))


def _reference(character: str) -> str:
    """HTML character reference; names for the three that editors know by name."""
    return {"&": "&amp;", "<": "&lt;", ">": "&gt;"}.get(character, f"&#{ord(character)};")

"""Links and anchors in the Markdown of a page, by line.

A quick reading that errs on the side of suspicion: what it takes for a dead link is looked up in the rendered page
before anyone hears of it (`pages`).
"""

import html
import re
from bisect import bisect_right
from typing import NamedTuple

from builder.headings import slug

LINK = re.compile(r"(?<!\\)\]\(\s*(?:<([^<>\n]*)>|((?:[^()\s\\]|\\.|\([^()\s]*\))*))(?:\s+[\"'][^\n]*?[\"'])?\s*\)")
"""`](../a.md#b "title")`; not `\\](a)`, which is text."""

SILENT = re.compile(
    r"(?<!\\)!\[\s*\](?:\(\s*<?|\[)([^\s<>)\]]*)|<img\b(?![^>]*\balt[ \t]*=)[^>]*?\bsrc[ \t]*=[ \t]*[\"']?([^\s\"'>]*)",
    re.IGNORECASE,
)
"""`![](map.png)`, `![][map]`, `<img src="map.png">`; not `![A map](map.png)`."""

AWAY = re.compile(
    r"(?<!\\)!\[[^\]\n]*\]\(\s*<?((?:https?:)?//[^\s)>]+)"
    r"|<img\b[^>]*?\ssrc[ \t]*=[ \t]*[\"']?((?:https?:)?//[^\s\"'>]+)",
    re.IGNORECASE,
)
"""`![A map](https://example.org/map.png)`."""

REFERENCE = re.compile(r"^[ \t]*\[[^\]\n]+\]:[ \t]*<?([^\s<>]+)>?", re.MULTILINE)
"""`[name]: ../a.md`."""

RAW = re.compile(r"""<(?:a|img)\b[^>]*?\s(?:href|src)[ \t]*=[ \t]*["']?([^"'>\s]+)""", re.IGNORECASE)
"""`<a href="../a.html">`: an address in the finished site."""

CODE = re.compile(r"(?<![\\`])(`+)(?!`)(.+?)(?<!`)\1(?!`)")
FENCED = re.compile(r" {0,3}(```+|~~~+)")
HEADING = re.compile(r"^#{1,6}(.*?)#*[ \t]*$", re.MULTILINE)
_LINE_FEED = re.compile("\n")
LIST = re.compile(r"\{:?[^{}\n]*\}\s*$")
"""An attribute list at the end of a line: `{: #id .class }`."""

ID = re.compile(r"\{:?[^{}\n]*?\#([^\s{}]+)")
"""`{#s1 .s}`."""

_OWN_ID = re.compile(r"(?<!\\)\{:?[ \t]*#([^\s{}]+)[^{}\n]*\}")
"""An id that someone gave; not `\\{#if}`, which is text."""

HTML_ID = re.compile(r"""\bid[ \t]*=[ \t]*["']?([^\s"'>}]+)""")
"""`<p id="s1">`."""

_MARKUP = re.compile(r"\\(?=[^\w\s])|[*_`]|\]\([^)]*\)|[\[\]]")
_ESCAPED = re.compile(r"\\([^\w\s])")


class Link(NamedTuple):
    """Where a page points."""

    line: int
    column: int
    target: str
    """As the browser would get it, entities and escapes undone: `../actors/china.md#latest`."""

    raw: bool = False
    """Written in HTML, so that no engine makes `.html` of its `.md`."""


class Scan(NamedTuple):
    """What one page offers and asks for."""

    links: list[Link]
    silent: list[Link]
    """Pictures without words for those who do not see them."""

    away: list[Link]
    """Pictures of other hosts, which the content policy of the pages does not let in."""

    anchors: set[str]
    twice: list[Link]
    """Ids that someone gave to two places: a citation of one may lead to the other."""


def scan(body: str, first_line: int) -> Scan:
    """The links and anchors of a page body, whose first line is line `first_line` of the file."""
    text = without_code(body)
    starts = [0, *(place.end() for place in _LINE_FEED.finditer(text))]

    def at(offset: int, target: str) -> Link:
        line = bisect_right(starts, offset)
        return Link(first_line + line - 1, offset - starts[line - 1] + 1, _plain(target))

    links, line = [], 1
    for found in LINK.finditer(text):  # there may be thousands; they come in order
        offset = found.start() + 2
        while line < len(starts) and starts[line] <= offset:
            line += 1
        links.append(Link(first_line + line - 1, offset - starts[line - 1] + 1, _plain(found[1] or found[2] or "")))
    links += [at(found.start(1), found[1]) for found in REFERENCE.finditer(text)]
    if "href" in text or "src" in text:
        links += [at(found.start(1), found[1])._replace(raw=True) for found in RAW.finditer(text)]
    pictured = "![" in text or "<img" in text.casefold() if "<" in text else "![" in text
    silent = [at(found.start(), found[1] or found[2] or "") for found in SILENT.finditer(text)] if pictured else []
    away = (
        [at(found.start(1 if found[1] else 2), found[1] or found[2]) for found in AWAY.finditer(text)]
        if pictured
        else []
    )
    ids = ID.findall(text)
    anchors = set(ids)
    again = len(ids) > len(anchors)
    if "id=" in text or "id =" in text:
        anchors.update(HTML_ID.findall(text))
    counts: dict[str, int] = {}
    for heading in HEADING.finditer(text):
        anchors.add(_new(slug(_text(heading[1])), anchors, counts))
    seen: set[str] = set()
    twice = []
    for own in _OWN_ID.finditer(text) if again else ():
        if own[1] in seen:
            twice.append(at(own.start(1), own[1]))
        seen.add(own[1])
    return Scan(links, silent, away, anchors, twice)


def without_code(body: str) -> str:
    """The body with blanks for code, so that places stay."""
    if "`" not in body and "~~~" not in body:
        return body
    kept, fence = [], ""
    for line in body.split("\n"):
        opened = FENCED.match(line)
        inside = fence or opened
        kept.append(" " * len(line) if inside else CODE.sub(lambda code: " " * len(code[0]), line))
        if fence and opened and opened[1].startswith(fence):
            fence = ""
        elif not fence and opened:
            fence = opened[1]
    return "\n".join(kept)


def _text(heading: str) -> str:
    """A heading without its markup."""
    return html.unescape(_MARKUP.sub("", LIST.sub("", heading)))


def _new(name: str, taken: set[str], counts: dict[str, int]) -> str:
    """The id that Python-Markdown gives to a heading whose own is taken: `name_1`; `counts` holds what was given."""
    count, free = counts.get(name, 0), name
    while free in taken:
        count += 1
        free = f"{name}_{count}"
    counts[name] = max(0, count - 1)
    return free


def _plain(target: str) -> str:
    if "&" not in target and "\\" not in target:
        return target
    return html.unescape(_ESCAPED.sub(r"\1", target))

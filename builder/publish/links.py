"""Links and anchors in the Markdown of a page, by line.

A quick reading that errs on the side of suspicion: what it takes for a dead link is looked up in the rendered page
before anyone hears of it (`pages`).
"""

import html
import re
from typing import NamedTuple

from builder.headings import slug

LINK = re.compile(r"(?<!\\)\]\(\s*(?:<([^<>\n]*)>|((?:[^()\s\\]|\\.|\([^()\s]*\))*))(?:\s+[\"'][^\n]*?[\"'])?\s*\)")
"""`](../a.md#b "title")`; not `\\](a)`, which is text."""

SILENT = re.compile(r"(?<!\\)!\[\s*\]\(\s*<?([^\s<>)]*)")
"""`![](map.png)`; not `![A map](map.png)`."""

REFERENCE = re.compile(r"^ {0,3}\[[^\]\n]+\]:[ \t]*<?([^\s<>]+)>?")
"""`[name]: ../a.md`."""

CODE = re.compile(r"(?<![\\`])(`+)(?!`)(.+?)(?<!`)\1(?!`)")
FENCED = re.compile(r" {0,3}(```+|~~~+)")
HEADING = re.compile(r"#{1,6}(.*?)#*\s*$")
LIST = re.compile(r"\{:?[^{}\n]*\}\s*$")
"""An attribute list at the end of a line: `{: #id .class }`."""

ID = re.compile(r"""\{:?[^{}\n]*?\#([^\s{}]+)|\bid\s*=\s*["']?([^\s"'>}]+)""")
"""`{#s1 .s}`, `<p id="s1">`."""

_MARKUP = re.compile(r"\\(?=[^\w\s])|[*_`]|\]\([^)]*\)|[\[\]]")
_ESCAPED = re.compile(r"\\([^\w\s])")


class Link(NamedTuple):
    """Where a page points."""

    line: int
    column: int
    target: str
    """As the browser would get it, entities and escapes undone: `../actors/china.md#latest`."""


class Scan(NamedTuple):
    """What one page offers and asks for."""

    links: list[Link]
    silent: list[Link]
    """Pictures without words for those who do not see them."""

    anchors: set[str]


def scan(body: str, first_line: int) -> Scan:
    """The links and anchors of a page body, whose first line is line `first_line` of the file."""
    found = Scan([], [], set())
    fence = ""
    for number, line in enumerate(body.split("\n"), start=first_line):
        opened = FENCED.match(line)
        if fence:
            if opened and opened.group(1).startswith(fence):
                fence = ""
            continue
        if opened:
            fence = opened.group(1)
            continue
        _scan_line(number, line, found)
    return found


def _scan_line(number: int, line: str, scanned: Scan) -> None:
    links, silent, anchors = scanned
    if "`" in line:
        line = CODE.sub(lambda code: " " * len(code[0]), line)
    if "](" in line:
        for found in LINK.finditer(line):
            target = _plain(found.group(1) or found.group(2) or "")
            links.append(Link(number, found.start() + 3, target))
    elif line.lstrip().startswith("[") and (reference := REFERENCE.match(line)):
        links.append(Link(number, reference.start(1) + 1, _plain(reference.group(1))))
    if "![" in line:
        silent += [Link(number, found.start() + 1, _plain(found[1])) for found in SILENT.finditer(line)]
    if "{" in line or "id" in line:
        anchors.update(one or two for one, two in ID.findall(line))
    if line.startswith("#") and (heading := HEADING.match(line)):
        anchors.add(_new(slug(_text(heading.group(1))), anchors))


def _text(heading: str) -> str:
    """A heading without its markup."""
    return html.unescape(_MARKUP.sub("", LIST.sub("", heading)))


def _new(name: str, taken: set[str]) -> str:
    """The id that Python-Markdown gives to a heading whose own is taken: `name_1`."""
    count, free = 0, name
    while free in taken:
        count += 1
        free = f"{name}_{count}"
    return free


def _plain(target: str) -> str:
    return html.unescape(_ESCAPED.sub(r"\1", target))

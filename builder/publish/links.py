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
    target: str
    """As the browser would get it, entities and escapes undone: `../actors/china.md#latest`."""


class Scan(NamedTuple):
    """What one page offers and asks for."""

    links: list[Link]
    anchors: set[str]


def scan(body: str, first_line: int) -> Scan:
    """The links and anchors of a page body, whose first line is line `first_line` of the file."""
    links: list[Link] = []
    anchors: set[str] = set()
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
        _scan_line(number, line, links, anchors)
    return Scan(links, anchors)


def _scan_line(number: int, line: str, links: list[Link], anchors: set[str]) -> None:
    if "`" in line:
        line = CODE.sub("", line)
    if "](" in line:
        for found in LINK.finditer(line):
            links.append(Link(number, _plain(found.group(1) or found.group(2) or "")))
    elif line.lstrip().startswith("[") and (reference := REFERENCE.match(line)):
        links.append(Link(number, _plain(reference.group(1))))
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

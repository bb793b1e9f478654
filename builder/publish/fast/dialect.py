"""The Markdown that the builder writes, block by block, as finished HTML.

It is a small dialect: headings, paragraphs, lists in lists, tables, folded blocks, drawings. A page all of whose lines
are of it is rendered here, at a small part of the cost; any other goes through Python-Markdown, whole. The two agree to
the byte on every page that is recognised, which tests hold to with pages of all kinds.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from markdown.extensions.toc import nest_toc_tokens, unique

from builder.headings import slug
from builder.publish.fast.inline import NBSP, Follow, Inline, UnknownError, attributes, opened, sound

_BLANK = re.compile(r"\n\n+")
_HEADING = re.compile(r"(#{1,6}) (\S.*?)(?: +\{ ?#([A-Za-z][\w-]*) ?\})?", re.ASCII)
_BLOCK_LIST = re.compile(r"\n(\{: [^{}\n]+\})\Z")
_FOLDED = re.compile(r"\?\?\? (note) \"([^\W_](?:[\w ,.:()\xa0-]*\w)?)\"")
_ITEM = re.compile(r"((?: {4})*)- (\S.*)")
_CELLS = re.compile(r"\| (?:[^|\n]* )?(?:\| (?:[^|\n]* )?)*\|")
_RULE = re.compile(r"\|(?: (?:---|---:) \|)+")
_BEGINS_OTHERWISE = re.compile(r"(?:[#>+=:|?!~-]|\d+[.)]|\* |\[[^\]]*\]:|\*{3}|&nbsp|```)(?<!!\[)", re.MULTILINE)
"""How a line of a paragraph may not begin: something else could be meant; a picture is asked for before."""

_TAG = re.compile(r"<[^>]*>")


class Rendered(NamedTuple):
    """A page, and what MkDocs wants to know of it."""

    html: str
    toc: Any
    """Headings in headings, as Python-Markdown gives them."""

    ids: frozenset[str]


class _Heading(NamedTuple):
    level: int
    html: str
    own: str


def render(markdown: str, follow: Follow, permalink: str) -> Rendered:
    """The body of a page.

    Args:
        markdown: what is below the front matter.
        follow: says how addresses of links stand in the page.
        permalink: title of the links beside headings, as HTML.

    Raises:
        UnknownError: the page is not of the dialect.
    """
    text = markdown.strip("\n")
    sound(text)
    inline = Inline(follow)
    parts = list(_blocks(text, inline))
    used = set(inline.ids) | {part.own for part in parts if isinstance(part, _Heading) and part.own}
    counters: dict[str, int] = {}
    tokens: list[Any] = []
    out = []
    for part in parts:
        if isinstance(part, str):
            out.append(part)
            continue
        name = " ".join(_TAG.sub("", part.html).split())
        here = part.own or unique(slug(_plain(name)), used, counters)  # type: ignore[call-arg]  # the stubs are older
        follow(f"#{here}")
        tokens.append({"level": part.level, "id": here, "name": name})
        link = f'<a class="headerlink" href="#{here}" title="{permalink}">¶</a>'
        out.append(f'<h{part.level} id="{here}">{part.html}{link}</h{part.level}>')
    return Rendered("\n".join(out), nest_toc_tokens(tokens), frozenset(used))


def _blocks(text: str, inline: Inline) -> Iterator[str | _Heading]:
    blocks = _BLANK.split(text) if text else []
    at, before = 0, ""
    while at < len(blocks):
        block = blocks[at]
        at += 1
        if block.startswith("#"):
            yield _heading(block, inline)
            before = ""
        elif block.startswith("- "):
            if before == "list":
                raise UnknownError  # the two would be one
            yield _list(block.split("\n"), inline)
            before = "list"
        elif block.startswith("| "):
            yield _table(block.split("\n"), inline)
            before = ""
        elif block.startswith("???"):
            first, _, rest = block.partition("\n")
            inside = [rest] if rest else []
            while at < len(blocks) and blocks[at].startswith("    "):
                inside.append(blocks[at])
                at += 1
            yield _folded(first, inside, inline)
            before = ""
        else:
            yield _paragraph(block, inline)
            before = ""


def _heading(block: str, inline: Inline) -> _Heading:
    found = _HEADING.fullmatch(block)
    if found is None or found[2].endswith(("#", " ")) or "\xa0" in block:
        raise UnknownError
    return _Heading(len(found[1]), inline.html(found[2]), found[3] or "")


def _paragraph(block: str, inline: Inline) -> str:
    told = {}
    if found := _BLOCK_LIST.search(block):
        told = attributes(found[1])
        block = block[: found.start()]
        if "id" in told:
            raise UnknownError
    if not block or block[0] == " " or _begins_otherwise(block):
        raise UnknownError
    return f"{opened('p', told)}{inline.html(block)}</p>"


def _begins_otherwise(block: str) -> bool:
    return any(
        line[:1] == " " or (_BEGINS_OTHERWISE.match(line) and not line.startswith("![")) for line in block.split("\n")
    )


def _list(lines: Sequence[str], inline: Inline) -> str:
    out: list[str] = []
    depth = -1
    for line in lines:
        item = _ITEM.fullmatch(line)
        if item is None or _begins_otherwise(item[2]):
            raise UnknownError
        deep = len(item[1]) // 4
        if deep > depth + 1:
            raise UnknownError
        if deep > depth:
            out.append("<ul>\n")
        else:
            out.append("</li>\n" + "</ul>\n</li>\n" * (depth - deep))
        out.append(f"<li>{inline.html(item[2])}")
        depth = deep
    out.append("</li>\n" + "</ul>\n</li>\n" * depth + "</ul>")
    return "".join(out)


def _table(lines: Sequence[str], inline: Inline) -> str:
    if len(lines) < 3 or not _RULE.fullmatch(lines[1]):
        raise UnknownError
    aligned = [' align="right"' if cell.endswith(":") else "" for cell in lines[1][2:-2].split(" | ")]

    def row(line: str, tag: str) -> str:
        if not _CELLS.fullmatch(line):
            raise UnknownError
        cells = [cell.strip(" ") for cell in line[1:-1].split("|")]
        if len(cells) != len(aligned):
            raise UnknownError
        told = zip(cells, aligned, strict=True)
        return "".join(("<tr>\n", *(f"<{tag}{side}>{inline.html(cell)}</{tag}>\n" for cell, side in told), "</tr>\n"))

    head, body = row(lines[0], "th"), "".join(row(line, "td") for line in lines[2:])
    return f"<table>\n<thead>\n{head}</thead>\n<tbody>\n{body}</tbody>\n</table>"


def _folded(first: str, inside: Sequence[str], inline: Inline) -> str:
    found = _FOLDED.fullmatch(first)
    if found is None or not inside:
        raise UnknownError
    parts = []
    before = ""
    for block in inside:
        lines = block.split("\n")
        if not all(line.startswith("    ") for line in lines):
            raise UnknownError
        lines = [line[4:] for line in lines]
        if lines[0].startswith("- "):
            if before == "list":
                raise UnknownError
            parts.append(_list(lines, inline))
            before = "list"
        else:
            parts.append(_paragraph("\n".join(lines), inline))
            before = ""
    html, summary = "\n".join(parts), found[2].replace("\xa0", NBSP)
    return f'<details class="{found[1]}">\n<summary>{summary}</summary>\n{html}\n</details>'


def _plain(name: str) -> str:
    return name.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")

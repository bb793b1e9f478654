"""Markdown (.md, .markdown), as note programs, site generators and web clippers keep articles.

Front matter states facts, in YAML or TOML; one that is broken is read line by line. CommonMark with tables, by
markdown-it.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from typing import Any

import yaml

from builder.read.encoding import decode
from builder.read.facts import find_facts, folded
from builder.read.format import Format, Seed
from builder.read.prose import one_line, paragraphs
from builder.records import Document, Statement

_FRONT = re.compile(
    r"\s*(?:---[ \t]*\n(.{0,64000}?)^(?:---|\.\.\.)|\+\+\+[ \t]*\n(.{0,64000}?)^\+\+\+)[ \t]*$",
    re.MULTILINE | re.DOTALL,
)
"""Matches `---`, lines, `---` at the very top, not a ruler below a first paragraph."""

_LINE = re.compile(r"^(\w[\w -]{0,40}):[ \t]+[\"']?(.+?)[\"']?[ \t]*$", re.MULTILINE)

_NOT_PROSE = re.compile(
    r"!\[\[[^\[\]\n]{0,300}\]\]|\{\{[<%][^{}]{0,500}[%>]\}\}|\{%[^{}]{0,500}%\}|^\[TOC\]$|^\{:[^{}\n]{0,200}\}$",
    re.MULTILINE,
)
"""Matches `![[photo.png]]`, Hugo's `{{< figure >}}`, Jekyll's `{% include x %}`, `[TOC]`, `{: .lead }`."""

_LINK = re.compile(r"\[\[(?:[^\[\]\n|]{0,300}\|)?([^\[\]\n|]{1,300})\]\]")
"""Matches `[[Brockel]]` and `[[places/brockel|the town]]`."""

_MAX_PARAGRAPH = 10_000
"""Characters between two empty lines that are looked through for marks: the time for one grows with its square, and
paragraphs of articles stay below a tenth. So many cells a table may have."""

_MAX_DOTS = 20
"""Of a key in TOML: for one of many parts its parser takes the square of their number."""

_HEADING = re.compile(r"<h1>(.{1,500}?)</h1>")


def read_markdown(seed: Seed) -> Iterator[Document]:
    """The file is one article: its words without the marks, headings and list items as paragraphs."""
    from markdown_it import MarkdownIt

    text = decode(seed.path, seed.data)
    front = _FRONT.match(text)
    stated: tuple[Statement, ...] = ()
    if front and (facts := _facts(front)) is not None:
        stated, text = find_facts(folded(facts), "front matter"), text[front.end() :]
    text = _LINK.sub(r"\1", _NOT_PROSE.sub("", text))
    if any(len(one) > _MAX_PARAGRAPH or _cells(one) > _MAX_PARAGRAPH for one in re.split(r"\n\s*?\n", text)):
        yield Document(seed.path, seed.digest, text, stated)
        return
    page = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(text)
    if heading := _HEADING.search(page):
        stated += (Statement("title", one_line(heading[1]), "h1"),)
    yield Document(seed.path, seed.digest, "\n\n".join(paragraphs(page)), stated)


def _toml(text: str) -> Mapping[str, Any]:
    if any(line.partition("=")[0].count(".") > _MAX_DOTS for line in text.splitlines()):
        raise ValueError("tables in tables in tables")
    return tomllib.loads(text)


def _cells(block: str) -> int:
    """Cells that a table of these lines has: short rows are filled up to the widest."""
    lines = block.split("\n")
    return max(line.count("|") for line in lines) * len(lines)


def _facts(front: re.Match[str]) -> Mapping[str, Any] | None:
    """Keys and values; None when what stands between the marks is no front matter but a text."""
    try:
        # Built of texts, lists and mappings alone: no tag runs, `lang: no` stays Norwegian, a date stays as written.
        found = _toml(front[2]) if front[1] is None else yaml.load(front[1], Loader=yaml.BaseLoader)
    except (yaml.YAMLError, ValueError, RecursionError):
        found = dict(_LINE.findall(front[1] or front[2]))
    if isinstance(found, Mapping):
        return {str(key): value if isinstance(value, list | dict) else str(value) for key, value in found.items()}
    return None


FORMAT = Format("Markdown", (".md", ".markdown"), read_markdown)

"""Edit links of lines that other pages hold: on a list, an event or an actor most lines repeat what a briefing says.

Only where pages have an edit button, which they have when `repo_url` and `edit_uri` are set: the line then ends in a
link to the file that holds its text, since a change to the line itself would change that one page alone. Done to the
finished HTML of either engine, so that neither `docs/` nor the search index knows of it.
"""

import re
from collections.abc import Iterator, Mapping
from html import escape, unescape
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import Any, NamedTuple
from urllib.parse import unquote

from builder.publish.front_matter import read_front_matter
from builder.saying import ENGLISH, Saying

_BUTTON = re.compile(r'<a (?=[^>]*\brel="?edit\b)[^>]*?\bhref="?([^" >]+)')
_ARTICLE = re.compile(r"<article\b.*</article>", re.DOTALL)
_SECTION = re.compile(r"(?=<h2\b)")
_ROW_END = re.compile(r"(?=</(?:li|td)>)")
_BEGINNINGS = ("<li", "<td", "<ul", "<ol")
_LINK = re.compile(r'<a\b[^>]*?\bhref="?([^" >#]+)')


class Owner(NamedTuple):
    """A page that has an edit button."""

    kind: str
    title: str
    edit: str
    """Address of its editor, as HTML says it."""


def facts(docs: Path) -> dict[str, dict[str, str]]:
    """Path of each page below `docs/` -> its type and title."""
    found = {}
    for path in docs.rglob("*.md"):
        values = read_front_matter(path.read_text("utf-8-sig", errors="replace")).values
        name = path.relative_to(docs).as_posix()
        found[name] = {"type": str(values.get("type") or ""), "title": str(values.get("title") or path.stem)}
    return found


def link_owners(site: Path, known: Mapping[str, Mapping[str, Any]], say: Saying = ENGLISH) -> int:
    """Let lines end in a link to the file that holds their text; how many links there are.

    Args:
        site: the folder of the rendered pages.
        known: address of each page, as the engine calls it -> its `type` and `title`.
        say: the words of the site.
    """
    pages, owners = {}, {}
    for address, told in known.items():
        name = unquote(f"{address}index.html" if not address or address.endswith("/") else address)
        file = site / name
        if told["type"] and file.is_file():
            pages[name] = file
            edit = edit_address(file.read_text("utf-8"))
            if edit:
                owners[name] = Owner(told["type"], told["title"], edit)
    count = 0
    for name, file in pages.items() if owners else ():
        before = file.read_text("utf-8")
        after, links = linked(before, name, owners, say)
        if links:
            file.write_text(after, encoding="utf-8", newline="")
            count += links
    return count


def edit_address(html: str) -> str:
    """Where the edit button of a page leads, as HTML says it; empty where it has none."""
    button = _BUTTON.search(html)
    return button[1] if button else ""


def linked(html: str, name: str, owners: Mapping[str, Owner], say: Saying = ENGLISH) -> tuple[str, int]:
    """A page with its links, and how many there are."""
    count = 0

    def article(found: re.Match[str]) -> str:
        nonlocal count
        parts = []
        for section in _SECTION.split(found[0]):
            # What a person wrote stands in this page's own file, whatever it links to.
            if 'data-origin="person"' in section[:200]:
                parts.append(section)
                continue
            *rows, rest = _ROW_END.split(section)
            for row in rows:
                links = [_link(owner, say) for owner in _owners(_innermost(row), name, owners)]
                count += len(links)
                parts += [row, *links]
            parts.append(rest)
        return "".join(parts)

    return _ARTICLE.sub(article, html, count=1), count


def _link(owner: Owner, say: Saying) -> str:
    title = escape(say("edit_owner", title=owner.title))
    return f' <a class="owner" href="{owner.edit}" title="{title}">{say("edit")}</a>'


def _innermost(html: str) -> str:
    """The item or cell that ends where this ends; nothing where that is one with a list inside."""
    start = max(map(html.rfind, _BEGINNINGS))
    return html[start:] if start >= 0 and html.startswith(_BEGINNINGS[:2], start) else ""


def _owners(row: str, name: str, owners: Mapping[str, Owner]) -> Iterator[Owner]:
    """The briefings that a line cites; where it cites none, the page that it names first."""
    here = owners[name].kind if name in owners else ""
    seen = {name: ""}
    for href in _LINK.findall(row):
        target = normpath(join(dirname(name), unquote(unescape(href))))
        target = f"{target}/index.html" if href.endswith("/") else target
        if target in owners and target not in seen:
            seen[target] = owners[target].kind
    cited = [target for target, kind in seen.items() if kind == "briefing"]
    if not cited and here != "briefing":
        cited = [target for target, kind in seen.items() if kind not in ("", "page")][:1]
    return (owners[target] for target in cited)

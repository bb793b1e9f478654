"""Dates that a reader sees on a page: marked elements, lines at the headline; and a guess where there are none."""

import logging
import re
from collections.abc import Iterator, Sequence

from lxml.html import HtmlElement

from builder.records import Statement

_ISO = re.compile(r"(?:19|20)\d\d-?[01]\d-?[0-3]\d", re.ASCII)
"""Matches the day in `2023-05-30T10:00`, which needs no guess."""

_LINE = re.compile(
    r"(?:[^\d:|]{0,30}[:|]?\s*)?(?:\d\d?:\d\d\s*)?(?:"
    r"\d\d?[./-]\s?\d\d?[./-]\s?(?:19|20)\d\d|(?:19|20)\d\d[./-]\d\d?[./-]\d\d?|(?:19|20)\d\d\s?[年년]\s?\d\d?\s?[月월]\s?\d\d?\s?[日일]"
    r"|\d\d?(?:st|nd|rd|th|er|\.)?\s(?:de )?[^\W\d_]{3,12}\.?,?\s(?:de )?(?:19|20)\d\d"
    r"|[^\W\d_]{3,9}\.?\s\d\d?(?:st|nd|rd|th)?,?\s(?:19|20)\d\d"
    r")(?:\D.{0,30})?"
)
"""Matches a line that holds a date and little else: `Published: 30 May 2023, 10:00`, `Stand: 28.04.2020`."""

_CHANGED = re.compile(
    r"updat|modif|revis|edited|aktualisi|geändert|letzte änderung|mis à jour|actuali[sz]|atuali|aggiorna|bijgewerkt"
    r"|opdater|oppdater|uppdater|更新|обновл|оновлен|review|copyright|©",
    re.IGNORECASE,
)
"""Matches what stands before the day of a change: `Last updated`."""

_OTHER = re.compile(r"publi|posted|created|erstellt|veröffentlicht|©|copyright|review", re.IGNORECASE)
"""Matches lines that say more than when something was changed."""

_SHORT = 80
"""Characters of a line that holds a date and little else."""

_NEAR = 40
"""Short lines looked at from the headline on."""

_PASSED = 1_500
"""Characters of text after which the story has begun."""

_TEASERS = ("aside", "footer", "nav", "li")
_COMMENT = re.compile(r"comment|related|sidebar|teaser|recommend", re.IGNORECASE)


def find_dates(tree: HtmlElement) -> Iterator[Statement]:
    """Elements that are marked as the publication, else the only time element in the article, else a line."""
    marked = [
        one
        for one in tree.iterfind(".//*[@itemprop]")
        if one.tag != "meta" and "datePublished" in (one.get("itemprop") or "").split() and not is_aside(one)
    ]
    if len({_value(one)[:10] for one in marked}) == 1:
        yield Statement("date", _value(marked[0]), "itemprop datePublished")
    times = list(tree.iter("time"))
    marked = [time for time in times if time.get("pubdate") is not None]
    if not marked:
        articles = [article for article in tree.iter("article") if article.find(".//h1") is not None]
        inside = list(articles[0].iter("time")) if len(articles) == 1 else times
        # Several may be teasers' or updates': none of them is *the* date.
        marked = inside if len({_value(time)[:10] for time in inside}) == 1 else []
    for time in marked:
        if not _CHANGED.search((time.getparent().text or "") if time.getparent() is not None else ""):
            yield Statement("date", _value(time), "time element")
    if line := _line_at_headline(tree):
        yield Statement("date", line, "line at the headline")


def guessed_date(tree: HtmlElement, found: Sequence[Statement]) -> Iterator[Statement]:
    """What htmldate reads out of the page, where nothing states a day plainly; no day of a change."""
    if any(fact.key == "date" and (_ISO.search(fact.value) or _LINE.fullmatch(fact.value)) for fact in found):
        return
    from htmldate import find_date

    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    changed = "\n".join(_changes(tree))
    for extensive, by in ((False, "htmldate"), (True, "htmldate, whole text")):
        if value := find_date(tree, extensive_search=extensive, original_date=True):
            if value not in changed and not _shown_as_change(tree, value):
                yield Statement("date", value, by)
            return


def _shown_as_change(tree: HtmlElement, day: str) -> bool:
    """Whether a line of an article says that it was changed that day: `Updated on 09/12/25`.

    Pages of other kinds, as in a wiki, have no other day than that of their last change.
    """
    if not any((meta.get("content") or "").lower() == "article" for meta in tree.iter("meta")):
        return False
    year, _, number = day.split("-")
    of_day = re.compile(rf"(?<!\d)0?{int(number)}(?!\d).*(?<!\d)(?:{year}|{year[2:]})(?!\d)|{day}")
    lines = (
        " ".join(element.text_content().split()) for element in tree.iter("p", "div", "span", "time", "li", "small")
    )
    found = [line for line in lines if len(line) <= _SHORT and of_day.search(line)]
    return bool(found) and all(_CHANGED.search(line) and not _OTHER.search(line) for line in found)


def _line_at_headline(tree: HtmlElement) -> str | None:
    """The first short line with a date from the last h1 before the story on, that is not about a change."""
    heading = next((one for one in tree.iter("h1") if one.text_content().strip()), None)
    if heading is None:
        return None
    lines = passed = 0
    before = ""
    for element in _following(heading):
        for text in (
            [element.text] if isinstance(element.tag, str) and element.tag not in ("script", "style") else []
        ) + [element.tail]:
            line = " ".join((text or "").split())
            if not line:
                continue
            if (
                len(line) <= _SHORT
                and _LINE.fullmatch(line)
                and not _CHANGED.search(before + line)
                and not is_aside(element)
            ):
                return line
            before = line if len(line) < 30 else ""
            lines, passed = lines + 1, passed + len(line)
            if lines > _NEAR or passed > _PASSED:
                return None
    return None


def _following(heading: HtmlElement) -> Iterator[HtmlElement]:
    """The elements of the document after the heading, in order."""
    yield from heading.xpath("following::*[not(self::script or self::style)][position() <= 400]")


def _changes(tree: HtmlElement) -> Iterator[str]:
    """Where a page says when it was changed: meta elements and JSON-LD."""
    for meta in tree.iter("meta"):
        name = " ".join((meta.get(key) or "") for key in ("property", "name", "itemprop", "http-equiv")).lower()
        if "modif" in name or "updat" in name:
            yield meta.get("content") or ""
    for script in tree.iter("script"):
        if "json" in (script.get("type") or ""):
            yield from re.findall(r'"dateModified"\s*:\s*"([^"]{8,40})"', script.text or "")


def is_aside(element: HtmlElement) -> bool:
    """Whether it stands in a comment, a teaser or a list of other pages."""
    return any(
        one.tag in _TEASERS[:3] or _COMMENT.search(f"{one.get('class') or ''} {one.get('id') or ''}")
        for one in (element, *element.iterancestors())
        if one.tag not in ("body", "html")
    )


def _value(element: HtmlElement) -> str:
    return element.get("datetime") or element.get("content") or " ".join(element.text_content().split())[:80]

"""What people wrote on pages, as data for the line: it outranks whatever the builder found."""

import re
from collections.abc import Mapping
from dataclasses import replace
from hashlib import sha256
from typing import Any

from builder import analyse, write
from builder.records import Article, Correction, Dating

_MARKS = re.compile(r"^(?:#{1,6}|[-*+]|>|\d+\.)\s+|[*_`]|!?\[|\]\([^)\n]*\)", re.MULTILINE)
"""Matches `## `, `- `, `**` and the marks of `[words](address)`, not the words."""


def corrected(article: Article, by_person: Mapping[str, Any]) -> Article:
    """The article with what a person wrote in its page's front matter: it outranks whatever was found."""
    values: dict[str, Any] = {}
    if by_person.get("title"):
        values["title"] = str(by_person["title"])
    if "source" in by_person:
        source = str(by_person["source"] or "unknown")
        values["source"] = None if source == "unknown" else source
    if "source_url" in by_person:
        values["url"] = by_person["source_url"]
    if isinstance(by_person.get("authors"), list):
        values["authors"] = tuple(map(str, by_person["authors"]))
    if by_person.get("lang"):
        values["lang"] = str(by_person["lang"])
    if day := write.as_day(by_person.get("date")):
        values["dating"] = Dating("stated", day, day.isoformat())
    how = {"date" if name == "dating" else name: "a person" for name in values}
    return replace(article, **values, how={**article.how, **how}) if values else article


def corrections(by_person: Mapping[str, Any], own: Mapping[str, Any]) -> tuple[Correction, ...]:
    """What a person listed under `corrections`, newest first, then which facts differ from the machine's own.

    `own` is the front matter that the machine wrote. Changed words of the text are
    found when the pages are written (`write/text_corrections.py`).
    """
    listed = [
        Correction(str(one["text"]), str(one["date"]))
        for one in by_person.get("corrections") or own.get("corrections") or ()
        if isinstance(one, Mapping) and one.get("text") and one.get("date")
    ]
    changed = [
        Correction(f"{key} changed by hand from “{own[key]}” to “{by_person[key]}”")
        for key in ("title", "date", "source", "event")
        if key in by_person and own.get(key) and by_person[key]
    ]
    if isinstance(by_person.get("actors"), list):
        before, after = list(own.get("actors") or ()), by_person["actors"]
        changed += [Correction(f"actor added by hand: {name}") for name in after if name not in before]
        changed += [Correction(f"actor removed by hand: {name}") for name in left_out(by_person, own)]
    return (*sorted(listed, key=lambda one: one.day or "", reverse=True), *changed)


def left_out(by_person: Mapping[str, Any], own: Mapping[str, Any]) -> tuple[str, ...]:
    """The actors that a person took out of the list in a page's front matter; `own` as in `corrections`."""
    kept = by_person.get("actors")
    return (
        tuple(name for name in write.strings(own.get("actors")) if name not in kept) if isinstance(kept, list) else ()
    )


def redated(article: Article, by_person: Mapping[str, Any]) -> Article:
    """The article with the precision of its date as a person wrote it."""
    edtf = by_person.get("date_edtf")
    if not edtf or article.dating is None:
        return article
    return replace(article, dating=Dating("stated", article.dating.day, str(edtf)))


def from_page(page: write.HandPage) -> Article:
    """A briefing that a person wrote as a page, as an article: its words, without the marks of Markdown."""
    values = page.values
    authors = values.get("authors")
    return Article(
        id=str(values.get("id") or f"b{sha256(str(page.path).encode()).hexdigest()[:10]}"),
        path=page.path,
        digest="",
        text=f"{values['title']}\n\n{_MARKS.sub('', page.body)}".strip(),
        title=str(values["title"]),
        original_title=str(values["title"]),
        dating=Dating("stated", values["date"], str(values.get("date_edtf") or values["date"])),
        source=None if values["source"] == "unknown" else str(values["source"]),
        url=values.get("source_url"),
        authors=tuple(map(str, authors)) if isinstance(authors, list) else (),
        lang=str(values.get("lang") or "en"),
        by_hand=True,
        how={"title": "a person", "date": "a person", "source": "a person"},
    )


def known(store: write.Store) -> list[analyse.Known]:
    """What people wrote on actor pages: new names, more aliases, who is the same and who is not."""
    known = []
    for edit in store.actor_edits():
        forms = tuple(dict.fromkeys((edit.was, *edit.aliases)))
        if edit.same_as:
            known.append(analyse.Known(edit.same_as, edit.kind, (edit.name, *forms)))
        else:
            known.append(analyse.Known(edit.name, edit.kind, forms, edit.apart))
    return known

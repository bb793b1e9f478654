"""The corrections page: what the front matter key `corrections` of any page says, newest first, then other changes."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any

from builder.records import Briefing, Page
from builder.saying import ENGLISH
from builder.write import escape
from builder.write.addresses import Addresses
from builder.write.listing import heading, newest_first, plain_page
from builder.write.news import Corrected

HERE = PurePosixPath("corrections.md")


def corrections(metadata: Iterable[Mapping[str, Any]], briefings: Iterable[Briefing]) -> tuple[Corrected, ...]:
    """All of them, in the order of the page; `metadata` is the front matter of the pages as they are now."""
    stated = [
        Corrected(str(values.get("id", "")), str(values.get("title", "")), str(one["text"]), str(one["date"]))
        for values in metadata
        for one in values.get("corrections") or ()
        if isinstance(one, Mapping) and one.get("date") and one.get("text")
    ]
    found = [
        Corrected(one.article.id, one.article.title, correction.text, correction.since, stated=False)
        for one in newest_first(briefings)
        for correction in one.article.corrections
        if correction.day is None
    ]
    return (*sorted(stated, key=lambda one: (one.day, one.title, one.page, one.text), reverse=True), *found)


def corrections_page(listed: Sequence[Corrected], addresses: Addresses) -> Page:
    """The page, with the same list as data beside it."""
    say = addresses.say

    def told(one: Corrected) -> str:
        return f"{addresses.link(one.title, one.page, HERE)}{say('colon')}{escape.markdown(say.finding(one.text))}"

    stated = [f"- {escape.markdown(one.day)} · {told(one)}" for one in listed if one.stated]
    found = [f"- {told(one)}" for one in listed if not one.stated]
    parts = ["\n".join(stated) or say("no_corrections")]
    if found:
        parts.append(f"## {heading(say('changed_by_hand'), ENGLISH('changed_by_hand'))}\n\n" + "\n".join(found))
    page = plain_page("page-corrections", HERE, say("corrections"), ENGLISH("corrections"), "\n\n".join(parts))
    return replace(page, assets={HERE.with_suffix(".json").name: _data(listed)})


def _data(listed: Sequence[Corrected]) -> str:
    """What a feed is made from: see `publish/feeds`."""
    items = [one._asdict() | {"title": escape.one_line(one.title), "text": escape.one_line(one.text)} for one in listed]
    return json.dumps({"id": "page-corrections", "items": items}, ensure_ascii=False, indent=1) + "\n"

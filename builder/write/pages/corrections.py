"""The corrections page: what the front matter key `corrections` of any page says, newest first, then other changes."""

from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath
from typing import Any

from builder.records import Briefing, Page
from builder.write import escape
from builder.write.addresses import Addresses
from builder.write.listing import newest_first, plain_page

HERE = PurePosixPath("corrections.md")


def corrections_page(
    metadata: Iterable[Mapping[str, Any]], briefings: Iterable[Briefing], addresses: Addresses
) -> Page:
    """`metadata` is the front matter of the pages as they are now."""
    items = []
    for values in metadata:
        for one in values.get("corrections") or ():
            if isinstance(one, Mapping) and one.get("date") and one.get("text"):
                link = addresses.link(str(values.get("title", "")), str(values.get("id", "")), HERE)
                items.append((str(one["date"]), link, escape.markdown(str(one["text"]))))
    lines = [f"- {escape.markdown(day)} · {link}: {text}" for day, link, text in sorted(items, reverse=True)]
    changed = [
        f"- {addresses.link(one.article.title, one.article.id, HERE)}: {escape.markdown(correction.text)}"
        for one in newest_first(briefings)
        for correction in one.article.corrections
        if correction.day is None
    ]
    parts = ["\n".join(lines) or "No corrections so far."]
    if changed:
        parts.append("## Changed by hand\n\n" + "\n".join(changed))
    return plain_page("page-corrections", HERE, "Corrections", "\n\n".join(parts))

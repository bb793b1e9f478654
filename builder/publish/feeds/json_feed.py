"""A feed as JSON Feed, version 1.1. Source: jsonfeed.org."""

import json
from typing import Any

from builder.publish.feeds.item import Feed, Item


def as_json(feed: Feed, up: str, here: str) -> str:
    """The file; `up` and `here` as for Atom."""
    value: dict[str, Any] = {"version": "https://jsonfeed.org/version/1.1", "title": feed.title}
    if here:
        value |= {"home_page_url": f"{up}{feed.address}", "feed_url": here}
    value["items"] = [_item(item, up) for item in feed.items]
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def _item(item: Item, up: str) -> dict[str, Any]:
    value: dict[str, Any] = {"id": item.id, "url": f"{up}{item.address}", "title": item.title}
    if item.original:
        value["external_url"] = item.original
    value |= {
        "content_text": item.summary,
        "date_published": f"{item.day}T00:00:00Z",
        "date_modified": f"{item.changed}T00:00:00Z",
        "authors": [{"name": item.source}],
        "tags": list(item.actors),
    }
    if item.lang:
        value["language"] = item.lang
    return value

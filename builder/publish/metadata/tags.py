"""Tags for programs that show a link: Open Graph, and what of Twitter's cards it does not cover; and the data block."""

import json
from collections.abc import Mapping
from html import escape
from typing import Any

from builder.publish.metadata.card import HEIGHT, WIDTH
from builder.publish.metadata.site import Site, published
from builder.publish.policy import DATA_BLOCK
from builder.publish.reading import Told, plain

_ESCAPES = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}
"""As JSON says them without the characters by which HTML would end a script or begin a comment."""


def tags(site: Site, path: str, page: Told, card: str | None) -> list[str]:
    """The tags of a page, each a line of HTML; `card` is the full address of its picture."""
    home = site.is_home(path)
    article = page.kind in ("briefing", "event")
    said = [
        ("property", "og:site_name", site.name),
        ("property", "og:type", "article" if article else "website"),
        ("property", "og:title", site.name if home else page.title),
        ("property", "og:description", plain(page.values.get("description")) or site.description),
        ("property", "og:url", site.url(path)),
    ]
    if page.kind == "briefing" and len(appeared := published(page.values)) == len("2023-05-30"):
        said.append(("property", "article:published_time", appeared))
    if card:
        said += [
            ("property", "og:image", card),
            ("property", "og:image:type", "image/png"),
            ("property", "og:image:width", str(WIDTH)),
            ("property", "og:image:height", str(HEIGHT)),
            ("property", "og:image:alt", page.title or site.name),
        ]
    said.append(("name", "twitter:card", "summary_large_image" if card else "summary"))
    return [f'<meta {kind}="{name}" content="{escape(value)}">' for kind, name, value in said if value]


def data_block(said: Mapping[str, Any]) -> str:
    """The element that holds JSON-LD."""
    text = json.dumps(said, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)
    return f'<script type="{DATA_BLOCK}">{text}</script>'

"""What search engines and programs that show links read in the head of a page: JSON-LD, tags for link previews, cards.

Made of the front matter and the data files as they are now, and put into the finished HTML of either engine, so that
neither `docs/` nor the search index knows of it. What needs a full address is there only when `site_url` is set.

`site` knows the pages by address, `json_ld` says them in the words of schema.org, `tags` in those of Open Graph, `card`
draws the picture beside a link, `cards` keeps those that were drawn before.
"""

import re
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import unquote

from builder.publish.metadata.cards import Cards
from builder.publish.metadata.json_ld import json_ld
from builder.publish.metadata.site import Site
from builder.publish.metadata.tags import data_block, tags
from builder.publish.reading import Told

_END = re.compile(r"(?=</head>|<body\b)", re.IGNORECASE)


def write_metadata(site: Site, folder: Path, cards: Cards) -> int:
    """Put what is said of the pages into their heads, and the cards beside them; how many pages there are.

    Args:
        site: the pages.
        folder: of the finished site.
        cards: draws them.
    """
    count = 0
    for path, page in site.pages.items():
        url = unquote(site.urls[path])
        file = folder / (f"{url}index.html" if not url or url.endswith("/") else url)
        if not file.is_file():
            continue
        html = file.read_text("utf-8")
        lines = head_lines(site, path, page, cards.card(path, page))
        file.write_text(with_lines(html, lines), encoding="utf-8", newline="")
        count += 1
    return count


def head_lines(site: Site, path: str, page: Told, card: str | None) -> list[str]:
    """What the head of a page says of it, each a line of HTML; `card` is the full address of its picture."""
    lines = tags(site, path, page, card)
    said = json_ld(site, path, page, card)
    return [*lines, data_block(said)] if said else lines


def with_lines(html: str, lines: Sequence[str]) -> str:
    """A page with these lines in its head."""
    end = _END.search(html)
    return "".join((html[: end.start()], *(f"{line}\n" for line in lines), html[end.start() :])) if end else html

"""What the table of briefings has in each row."""

from collections.abc import Iterator, Mapping

from builder.publish.reading import Told, address, plain, strings, web

Value = str | list[str] | None

COLUMNS = {
    "id": "of the briefing, for ever",
    "title": "headline",
    "summary": "the bottom line",
    "date": "day that sorts it, YYYY-MM-DD",
    "date_edtf": "the date with its precision, in EDTF: `2023-05-29/2023-05-30`, `2023-05~`",
    "date_basis": "how the date is known: `stated`, `metadata`, `inferred`, `event`, `retrieved`",
    "source": "outlet; empty when no article says so",
    "source_url": "address of the article",
    "via": "outlets it relays",
    "event": "id of the event it is on",
    "actors": "the actors in front matter, most prominent first",
    "places": "where it happens",
    "lang": "language of the article (ISO 639-1)",
    "confidence": "`low`, `moderate` or `high`, by the rule on the method page",
    "confidence_reason": "why",
    "review": "`draft`, `reviewed`, `needs-review`, `corrected` or `withdrawn`",
    "address": "of its page, below the site",
}
"""Column -> what it means."""

LISTS = ("via", "actors", "places")


def rows(pages: Mapping[str, Told]) -> Iterator[dict[str, Value]]:
    """A row for each briefing, by day, then id."""
    found = [(path, page) for path, page in pages.items() if page.kind == "briefing"]
    for path, page in sorted(found, key=lambda one: (plain(one[1].values.get("date")), one[1].id)):
        values = page.values
        row: dict[str, Value] = {name: plain(values.get(name)) or None for name in COLUMNS}
        row |= {name: strings(values.get(name)) for name in LISTS}
        source = plain(values.get("source"))
        yield row | {
            "summary": plain(values.get("description")) or None,
            "source": source if source != "unknown" else None,
            "source_url": web(values.get("source_url")) or None,
            "address": address(path),
        }

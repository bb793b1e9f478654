"""Facts that the markup of a page states: JSON-LD, Open Graph and other meta elements, time, h1, bylines, title, lang.

Sources: schema.org (NewsArticle), ogp.me, dublincore.org, and the names that publishing systems use. Nothing is judged
here: which of several titles, dates and names is believed, `clean` decides.
"""

from lxml.html import HtmlElement

from builder.read.markup.bylines import find_bylines
from builder.read.markup.dates import find_dates, guessed_date
from builder.read.markup.elements import find_elements, find_links
from builder.read.markup.json_ld import find_json_ld
from builder.read.markup.metas import find_late_metas, find_metas
from builder.records import Statement

__all__ = ["find_statements"]

_MAX_VALUE = 2_000
"""Longer values are no facts but texts gone astray."""


def find_statements(tree: HtmlElement) -> tuple[Statement, ...]:
    """What the page states, for each fact the most trusted first."""
    own, others = find_json_ld(tree)
    found = [
        *find_links(tree),
        *own,
        *find_metas(tree),
        *find_dates(tree),
        *find_late_metas(tree),
        *find_bylines(tree),
        *find_elements(tree),
        *others,
    ]
    found += guessed_date(tree, found)
    tidy = (Statement(key, " ".join(value.split()), by) for key, value, by in found)
    return tuple(dict.fromkeys(fact for fact in tidy if fact.value and len(fact.value) <= _MAX_VALUE))

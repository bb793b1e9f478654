"""What a document's properties state, as far as it can be meant: programs fill them in by themselves.

A title is often a file's name or a template's, an author the name of an account, and the day a file was made is the
day the article was only where nobody went on working on it, and no browser printed it later.
"""

import re
from collections.abc import Iterator

from builder.records import Statement

_NO_TITLE = re.compile(
    r"(?:untitled|unbenannt|sans titre|sin título|senza titolo|document|dokument|doc|layout|presentation|slide|article"
    r"|title|normal|print|microsoft word|pdf|scan|page|book)[\W_]*\d*"
    r"|(?:microsoft (?:word|powerpoint)|word|powerpoint) ?[-–:] ?.*|powerpoint presentation"
    r"|\((?:unspecified|anonymous|untitled)\)|\S*[\\/]\S*|[^\w]*"
    r"|.*\.(?:docx?|odt|rtf|txt|pdf|indd|qxd|qxp|pages|html?|tex|dvi|fm|pmd|xlsx?|pptx?|ps|tmp)",
    re.IGNORECASE,
)
"""Matches `untitled`, `Document1`, `Microsoft Word - x.doc`, `press_v3.indd`; not `Document shows new route`."""

_NO_AUTHOR = re.compile(
    r"\(?(?:unspecified|anonymous|unknown|author|user|owner|admin|administrator|root|guest|default|none|null|pc"
    r"|microsoft.*|windows.*|.*\.(?:docx?|com|net|org)|python-docx|.*@.*|\S*[\d_\\]\S*)\)?|[^\w]*",
    re.IGNORECASE,
)
"""Matches `(anonymous)`, `Administrator`, `Windows User` and `jdoe2`; not `Ida Holm`."""

_DAY = re.compile(r"(?:D:)?(\d{4})-?([01]\d)-?([0-3]\d)(?:\D.*|\d{2}.*)?", re.DOTALL)
"""Matches `D:20240305101500Z` and `2024-03-05T10:15:00Z`, not `5.3.2024`."""

_YEARS = range(1990, 2101)
_MAX_VALUE = 300


def state_properties(
    by: str, *, title: str = "", authors: str = "", created: str = "", changed: str = "", lang: str = ""
) -> Iterator[Statement]:
    """The properties that can be meant; `by` names them: `PDF metadata`."""
    title, authors, lang = (" ".join(value.split()) for value in (title, authors, lang))
    if title and len(title) <= _MAX_VALUE and not _NO_TITLE.fullmatch(title):
        yield Statement("title", title, by)
    if authors and len(authors) <= _MAX_VALUE and not _NO_AUTHOR.fullmatch(authors):
        yield Statement("authors", authors, by)
    first, last = _DAY.fullmatch(created.strip()), _DAY.fullmatch(changed.strip())
    if first and int(first[1]) in _YEARS and (not changed.strip() or (last and first.groups() == last.groups())):
        yield Statement("date", "-".join(first.groups()), f"{by}: day of creation")
    if re.fullmatch(r"[a-z]{2,3}(?:[-_]\w{2,8})*", lang, re.IGNORECASE):
        yield Statement("lang", lang, by)

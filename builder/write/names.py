"""Names: of files, portable on every file system, at most 60 characters, never empty or reserved; of what has none."""

from functools import lru_cache

from slugify import slugify

from builder.saying import LANGUAGES, saying

LIMIT = 60

UNKNOWN = "unknown"
"""The name of the source of articles that state none."""

UNKNOWN_TITLES = frozenset(saying(one)("unknown_source") for one in LANGUAGES)
"""What its page is called, in each language, unless a person calls it otherwise."""

DRAWINGS = ("origins", "over-time", "speech", "timeline", "together")
"""What is drawn of pages: `NAME-origins.svg` beside the page `NAME.md`."""

_RESERVED = frozenset(
    {"index", "readme", "con", "prn", "aux", "nul", "404", "search", "assets", "sitemap", "undated", "tags"}
    | {f"{port}{number}" for port in ("com", "lpt") for number in range(10)}
)
"""Names that Windows, MkDocs or our own layout give a meaning of their own."""


@lru_cache(4096)
def slug(text: str, *, fallback: str) -> str:
    """`[a-z0-9-]` from a text in any script, cut at a word; the fallback when nothing is left of it."""
    name: str = slugify(text[: 8 * LIMIT], max_length=LIMIT, word_boundary=True, save_order=True)
    if not name:
        return fallback
    return f"{name[: LIMIT - 2]}-x" if name in _RESERVED else name

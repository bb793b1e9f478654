"""Front matter: flat, in a fixed order, one list item a line, read back equal."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any

import frontmatter
import yaml
from frontmatter.default_handlers import YAMLHandler

from builder.write import escape

ORDER = (
    "id",
    "type",
    "title",
    "original_title",
    "description",
    "date",
    "date_edtf",
    "date_basis",
    "source",
    "source_url",
    "via",
    "authors",
    "actors",
    "event",
    "places",
    "tags",
    "kind",
    "aliases",
    "same_as",
    "not",
    "lang",
    "translated",
    "confidence",
    "confidence_reason",
    "review",
    "corrections",
    "seed",
)
"""Known keys as they stand in a page; what a person adds follows, in the person's order."""

DESCRIPTION_LIMIT = 200
"""Characters."""


def clean(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values worth writing, in order: strings made safe, empty ones and None left out."""
    kept = {key: _safe(values[key]) for key in ORDER if key in values}
    return {key: value for key, value in kept.items() if value not in (None, "", [], False)}


def lines(values: Mapping[str, Any]) -> int:
    """How many lines the front matter takes, without its two fences."""
    return sum(_lines(value) for value in clean(values).values())


def _lines(value: Any) -> int:
    if not isinstance(value, list):
        return 1
    return 1 + sum(len(item) if isinstance(item, Mapping) else 1 for item in value)


def page(values: Mapping[str, Any], body: str) -> str:
    """A whole page: front matter, an empty line, the body, one line feed at the end."""
    return f"---\n{_dump(clean(values))}---\n\n{body.strip()}\n"


def read(text: str) -> tuple[dict[str, Any], str]:
    """Front matter and body of a page.

    Raises:
        ValueError: there is none, it is not YAML, or it is no mapping.
    """
    values, body = _read(text)
    return dict(values), body


@lru_cache(maxsize=64)
def _read(text: str) -> tuple[Mapping[str, Any], str]:
    """`read`, once for a page and its base, which mostly are one text."""
    if not text.startswith("---"):
        raise ValueError("no front matter: the page must begin with a line `---`")
    try:
        post = frontmatter.loads(text, handler=_Remembering())
    except yaml.YAMLError as error:
        raise ValueError(f"front matter is not YAML: {' '.join(str(error).split())}") from error
    return post.metadata, str(post.content)


class _Remembering(YAMLHandler):
    """Parses front matter once for all pages and all builds of a process that begin alike."""

    def load(self, fm: str, **_: object) -> Any:
        """The values of a block."""
        return _values(fm)


@lru_cache(maxsize=4096)
def _values(block: str) -> Any:
    return YAMLHandler().load(block)


def _dump(values: Mapping[str, Any]) -> str:
    if not values:
        return ""
    post = frontmatter.Post("", **values)
    text = frontmatter.dumps(post, sort_keys=False, allow_unicode=True, width=10**9, default_flow_style=False)
    return str(text).removeprefix("---\n").rstrip().removesuffix("---").rstrip() + "\n"


def _safe(value: Any) -> Any:
    if isinstance(value, str):
        return escape.front_matter(value)
    if isinstance(value, (list, tuple)):
        return [item for item in map(_safe, value) if item not in (None, "")]
    if isinstance(value, (bool, int, float, date)) or value is None:
        return value
    if isinstance(value, Mapping):
        return {str(key): _safe(item) for key, item in value.items()}
    raise TypeError(f"front matter cannot hold {type(value).__name__}")


def description(text: str, *, sentence: bool = False) -> str:
    """At most 200 characters, cut at a word and marked when cut; a `sentence` gets its capital and full stop."""
    text = escape.front_matter(text)
    if sentence and text:
        text = text[0].upper() + text[1:].rstrip(" ,;:")
        text += "" if text.endswith((".", "!", "?", "…", "”", '"')) else "."
    if len(text) <= DESCRIPTION_LIMIT:
        return text
    return text[: DESCRIPTION_LIMIT - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"

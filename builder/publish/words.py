"""The site's own words in its language, for templates and scripts: tables of `builder/data/words/`."""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from builder.data import load
from builder.saying import LANGUAGES, saying

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

SCRIPTS = ("search", "lists", "citing", "age")
"""Parts of a table that a script shows, one each; a page hands them over as JSON."""


def language(config: "MkDocsConfig") -> str:
    """The language of a site."""
    return str(config.theme.get("language") or "en")


@cache
def words(language: str) -> Mapping[str, Any]:
    """The table of a language, as `fr` or `fr-CA`, and what templates need beside it.

    That is, as `script_NAME`, the JSON of what a script shows; as `in_text` and `in_contents` pairs of what stands in a
    finished page or its table of contents, and what readers should see there, since headings in
    `docs/` are English; as `of_event` how the line begins that leads to the event of a briefing, in any language.
    """
    name = language.partition("-")[0].lower()
    english: Mapping[str, Any] = load("words/en")
    table: Mapping[str, Any] = load(f"words/{name if name in LANGUAGES else 'en'}")
    scripts = {f"script_{part}": json.dumps(table[part], ensure_ascii=False) for part in SCRIPTS}
    pairs = {"in_text": list(_in_text(english, table)), "in_contents": list(_in_contents(english, table))}
    openings = [saying(one)("event", event="").strip() for one in LANGUAGES]
    return {**table, **scripts, **pairs, "of_event": openings}


def _in_text(english: Mapping[str, Any], table: Mapping[str, Any]) -> Iterator[list[str]]:
    if table is english:
        return
    for anchor, heading in english["headings"].items():
        yield [f'id="{anchor}">{heading}<', f'id="{anchor}">{table["headings"][anchor]}<']
    for column, head in english["columns"].items():
        yield [f">{head}</th>", f">{table['columns'][column]}</th>"]
    for tag, said in english["tags"].items():
        before, after = f'<strong class="tag {tag.removesuffix("_by")}">', " <" if tag.endswith("_by") else "<"
        yield [f"{before}{said}{after}", f"{before}{table['tags'][tag]}{after}"]


def _in_contents(english: Mapping[str, Any], table: Mapping[str, Any]) -> Iterator[list[str]]:
    """Both engines put an entry of the table of contents on a line of its own."""
    if table is english:
        return
    for anchor, heading in english["headings"].items():
        yield [f"        {heading}\n", f"        {table['headings'][anchor]}\n"]

"""The site's own words in its language, for templates and scripts: tables of `builder/data/words/`."""

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

from builder.data import load

LANGUAGES = ("en", "fr")
"""Each has a table; English stands in for others."""

SCRIPTS = ("search", "lists", "citing", "age")
"""Parts of a table that a script shows, one each; a page hands them over as JSON."""


@cache
def words(language: str) -> Mapping[str, Any]:
    """The table of a language, as `fr` or `fr-CA`, and as `script_NAME` the JSON of what a script shows."""
    name = language.partition("-")[0].lower()
    table: Mapping[str, Any] = load(f"words/{name if name in LANGUAGES else 'en'}")
    scripts = {f"script_{part}": json.dumps(table[part], ensure_ascii=False) for part in SCRIPTS}
    return {**table, **scripts}

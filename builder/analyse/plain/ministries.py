"""Ministries in a language that is read by word lists, under the names that they have in English."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from builder.analyse.gazetteer import plain, tables
from builder.analyse.mentions import Mention, key_of
from builder.analyse.ministries import ministry_name
from builder.analyse.plain.speech import either
from builder.records import Span


@cache
def _pattern(code: str, words: str, links: str, fields: str) -> re.Pattern[str]:
    """A ministry with the state before its field or behind it: groups `own`, `field`, `topic`, `behind`.

    Matches `ministère chinois des Affaires étrangères`, `ministère de la Défense chinois`, `ministère de la Défense de
    la Chine`, `ministère de la Transition écologique`.
    """
    known = tables(code).states
    adjectives = either(form for form in known if form[0].islower())
    states = either(form for form in known if form[0].isupper())
    return re.compile(
        rf"\b(?:{words})\s(?:(?P<own>{adjectives})\s)?(?:{links})"
        rf"(?:(?i:(?P<field>{fields}))|(?P<topic>[A-ZÀ-Ý][\w-]+(?:\s[a-zà-ÿ]+(?:ique|ure|ale|aire|elle|ieur|ive)s?)?))\b"
        rf"(?:\s(?P<behind>{adjectives}))?(?:\s(?:{links})(?P<of>{states})\b)?"
    )


def find_ministries(text: str, code: str, table: dict[str, Any]) -> Iterator[Mention]:
    """Ministries of a text in order, by what the language's table says of them."""
    rows = table.get("ministries")
    if not rows:
        return
    straight, known = plain(text), tables(code).states
    pattern = _pattern(code, either(rows["words"]), either(rows["links"]), either(rows["fields"]))
    for match in pattern.finditer(straight):
        state = known.get(match["own"] or match["behind"] or match["of"] or "")
        span = Span(*match.span())
        field = rows["fields"].get((match["field"] or "").lower())
        if field:
            name, _ = ministry_name(field, state)
            yield Mention(span, span.of(text), "ORG", name, key_of(name), state=state)
        else:
            yield Mention(span, span.of(text), "ORG", span.of(text), state=state)
    for words, (state, field) in rows.get("names", {}).items():
        name, _ = ministry_name(field, f"state:{state}")
        for match in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", straight):
            yield Mention(Span(*match.span()), match.group(), "ORG", name, key_of(name), state=f"state:{state}")

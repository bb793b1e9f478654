"""Ministries, found by pattern, and the names that they get in every language."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from builder.analyse.gazetteer import name_of, plain, tables
from builder.data import load
from builder.records import Span

_TOPIC = (
    r"[A-Z][a-z]+(?: [A-Z][a-z]+){0,2}(?:,? (?:and|&) [A-Z][a-z]+(?: [A-Z][a-z]+)?)?"  # "Information and Broadcasting"
)
_FIELD = (
    r"(?:[Nn]ational )?(?:[Ff]oreign(?: [Aa]ffairs)?|[Dd]efen[cs]e|[Ii]nterior|[Hh]ealth|[Ff]inance|[Jj]ustice|"
    r"[Tt]rade|[Cc]ommerce|[Ee]nergy|[Oo]il|[Ee]conomy|[Ee]ducation|[Tt]ransport|[Aa]griculture|[Cc]ulture|[Ss]ecurity|"
    r"[Ii]nformation|[Ee]nvironment|[Ll]abou?r|[Tt]ourism)"
)
_MINISTRY = re.compile(
    rf"\b(?:(?P<field>{_FIELD}) [Mm]inistry|Ministry (?:of|for) (?:the )?(?P<topic>{_TOPIC}))\b"
    r"(?: of (?P<of>[A-Z]\w+(?: [A-Z]\w+)?))?"
)
"""Matches `Defense Ministry`, `Ministry of Foreign Affairs`, `oil ministry`; not `the ministry`, `prime minister`."""

_STATE_BEFORE = re.compile(r"(?:\b[A-Z][\w.]*(?: [A-Z][\w.]*){0,2})(?='s? $| $)")
"""Words before a ministry: matches `Chinese` in "the Chinese Defense Ministry", `South Korea` in "South Korea's"."""


class Ministry(NamedTuple):
    """A ministry in a text."""

    span: Span
    """With the state's adjective before it."""
    name: str
    topic: str
    """Its field in one word, lower case: `defense`."""
    state: str | None


def find_ministries(text: str) -> Iterator[Ministry]:
    """Ministries, named `Ministry of Defense (China)`; without a state in the words, `Ministry of Defense`."""
    straight = plain(text)
    states = tables().states
    for match in _MINISTRY.finditer(straight):
        start, end = match.span()
        state = states.get(match["of"] or "")
        if match["of"] and not state:
            end = match.start("of") - len(" of ")
        before = _STATE_BEFORE.search(straight, max(0, start - 40), start)
        if not state and before:
            words = before.group().split()
            for cut in range(len(words)):  # the longest tail that is a state: "the South Korean"
                tail = " ".join(words[cut:])
                if tail in states:
                    state = states[tail]
                    possessive = straight[before.end() : before.end() + 1] == "'"
                    start = start if possessive else before.end() - len(tail)
                    break
        name, topic = ministry_name(match["field"] or match["topic"], state)
        yield Ministry(Span(start, end), name, topic, state)


def ministry_name(field: str, state: str | None) -> tuple[str, str]:
    """Canonical name and one-word topic of a ministry."""
    topic = field.lower().removeprefix("national ").removesuffix(" affairs").replace("defence", "defense")
    special = load("institutions")["ministries"].get((state or "").removeprefix("state:"), {}).get(topic.split()[0])
    if special:
        return str(special), topic
    written = {"foreign": "Foreign Affairs", "interior": "the Interior", "defense": "Defense"}
    title = f"Ministry of {written.get(topic, field[0].upper() + field[1:])}"
    return (f"{title} ({name_of(state)})" if state else title), topic

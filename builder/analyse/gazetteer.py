"""States, institutions and media of the tables, found in a text by exact form.

The tables are read once a process into a dictionary from the first word of each form to its forms, longest first:
looking up costs one dictionary access for each capitalised word of the text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal, NamedTuple

from builder.data import load
from builder.records import ActorKind, Span

Form = Literal["name", "adjective", "people", "capital"]
"""How a form names its entry: `China`, `Chinese`, `Americans`, `Beijing`."""

FIRST_WORD = re.compile(r"(?<![\w.])[^\W_]+")
"""Starts of words: matches `US` in "US-led", not `S` in "U.S."."""

_STRAIGHT = str.maketrans("’‘–—‑", "''---")
"""Same length: offsets in the plain text are offsets in the text."""


class Entry(NamedTuple):
    """One form of one row of the tables."""

    text: str
    key: str
    name: str
    kind: ActorKind
    form: Form
    weak: bool = False
    """The form also names something else; it needs other evidence."""
    needs: str | None = None
    """Code of a state that the article must name, or the form means another body ("Congress")."""


class Hit(NamedTuple):
    """A form of the tables in a text."""

    span: Span
    entry: Entry


@dataclass(frozen=True, slots=True)
class _Tables:
    forms: dict[str, tuple[Entry, ...]]
    """First word -> forms that begin with it, longest first."""
    states: dict[str, str]
    """Every strong form of a state, its adjectives too -> its key."""
    texts: frozenset[str]
    """Every form."""


def plain(text: str) -> str:
    """The text with straight quotes and plain hyphens, as long as before."""
    return text.translate(_STRAIGHT)


def find_known(text: str) -> tuple[Hit, ...]:
    """Forms of the tables in a text, longest first where they overlap, in order of the text."""
    straight = plain(text)
    forms = tables().forms
    found: list[Hit] = []
    end = 0
    for word in FIRST_WORD.finditer(straight):
        start = word.start()
        if start < end:
            continue
        for entry in forms.get(word.group(), ()):
            stop = start + len(entry.text)
            if (
                straight.startswith(entry.text, start)
                and not straight[stop : stop + 1].isalnum()
                and not _shouted(straight, start, entry)
            ):
                found.append(Hit(Span(start, stop), entry))
                end = stop
                break
    return tuple(found)


def _shouted(text: str, start: int, entry: Entry) -> bool:
    """Whether a short word in capitals stands in a line of capitals, where "WHO" and "IS" are plain words.

    Matches "WHO IS TO BLAME", not "The WHO said".
    """
    if len(entry.text) > 5 or not entry.text.isupper():
        return False
    line_start = text.rfind("\n", 0, start) + 1
    line_end = text.find("\n", start)
    line = text[max(line_start, start - 60) : min(line_end if line_end >= 0 else len(text), start + 60)]
    letters = [char for char in line if char.isalpha()]
    return len(letters) > 12 and sum(char.isupper() for char in letters) > 0.8 * len(letters)


def name_of(key: str) -> str:
    """Canonical name of a state's key (`state:CN`)."""
    return str(load("states")[key.removeprefix("state:")]["name"])


@cache
def tables() -> _Tables:
    """All forms, indexed."""
    everything = [
        *_states(),
        *_bodies("institutions", "org", load("institutions")["bodies"]),
        *_bodies("media", "media", load("media")),
    ]
    seen: dict[str, Entry] = {}
    for entry in everything:  # the first row wins: a form that two rows claim is not decided by the table
        seen.setdefault(entry.text, entry)
    forms: dict[str, list[Entry]] = {}
    for entry in seen.values():
        first = FIRST_WORD.search(entry.text)
        if first:
            forms.setdefault(first.group(), []).append(entry)
    index = {
        word: tuple(sorted(group, key=lambda entry: (-len(entry.text), entry.text))) for word, group in forms.items()
    }
    states = {
        entry.text: entry.key
        for entry in seen.values()
        if entry.key.startswith("state:") and entry.form in ("name", "adjective")
    }
    return _Tables(index, states, frozenset(seen))


def _states() -> Iterator[Entry]:
    groups: tuple[tuple[str, Form], ...] = (
        ("names", "name"),
        ("adjectives", "adjective"),
        ("peoples", "people"),
        ("capitals", "capital"),
    )
    for code, row in load("states").items():
        key, name, kind = f"state:{code}", row["name"], row["kind"]
        weak = frozenset(row.get("weak", ()))
        yield Entry(name, key, name, kind, "name", name in weak)
        for column, form in groups:
            for text in row.get(column, ()):
                yield Entry(plain(text), key, name, kind, form, text in weak)


def _bodies(table: str, prefix: str, rows: dict[str, dict[str, object]]) -> Iterator[Entry]:
    for code, row in rows.items():
        key, name = f"{prefix}:{code}", str(row["name"])
        yield Entry(plain(name), key, name, "ORG", "name")
        names, when = row.get("names", ()), row.get("when", {})
        if not isinstance(names, list | tuple) or not isinstance(when, dict):
            raise TypeError(f"{table}.yml: row {code}: `names` is a list, `when` a mapping")
        for text in names:
            yield Entry(plain(text), key, name, "ORG", "name")
        for state, forms in when.items():
            for text in forms:
                yield Entry(plain(text), key, name, "ORG", "name", needs=f"state:{state}")


# --- ministries, by pattern ------------------------------------------------------------------------

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
        name, topic = _title(match["field"] or match["topic"], state)
        yield Ministry(Span(start, end), name, topic, state)


def _title(field: str, state: str | None) -> tuple[str, str]:
    """Canonical name and one-word topic of a ministry."""
    topic = field.lower().removeprefix("national ").removesuffix(" affairs").replace("defence", "defense")
    special = load("institutions")["ministries"].get((state or "").removeprefix("state:"), {}).get(topic.split()[0])
    if special:
        return str(special), topic
    written = {"foreign": "Foreign Affairs", "interior": "the Interior", "defense": "Defense"}
    title = f"Ministry of {written.get(topic, field[0].upper() + field[1:])}"
    return (f"{title} ({name_of(state)})" if state else title), topic

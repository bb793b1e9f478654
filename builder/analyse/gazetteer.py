"""States, institutions and media of the tables, found in a text by exact form.

The tables are read once a process into a dictionary from the first word of each form to its forms, longest first:
looking up costs one dictionary access for each capitalised word of the text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, NamedTuple

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


def find_known(text: str, code: str = "en") -> tuple[Hit, ...]:
    """Forms of a language's tables in a text, longest first where they overlap, in order of the text."""
    straight = plain(text)
    forms = tables(code).forms
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
def tables(code: str = "en") -> _Tables:
    """All forms of a language, indexed."""
    everything = list(_english() if code == "en" else _foreign(code))
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


def _english() -> Iterator[Entry]:
    for code, row in load("states").items():
        name = row["name"]
        yield Entry(name, f"state:{code}", name, row["kind"], "name", name in row.get("weak", ()))
        yield from _state(code, row)
    yield from _bodies("institutions", "org", load("institutions")["bodies"])
    yield from _bodies("media", "media", load("media"))


def _foreign(code: str) -> Iterator[Entry]:
    """The forms of `data/XX/states.yml` and `institutions.yml`; names of bodies and media are the English ones too."""
    for state, row in (optional(f"{code}/states") or {}).items():
        yield from _state(state, row)
    own = optional(f"{code}/institutions") or {}
    dropped = frozenset(own.get("not", ()))
    for table, prefix, column in (("institutions", "org", "bodies"), ("media", "media", "media")):
        english = load("institutions")["bodies"] if column == "bodies" else load("media")
        rows = {key: {"name": english.get(key, {}).get("name")} | row for key, row in own.get(column, {}).items()}
        yield from _bodies(f"{code}/institutions", prefix, rows)
        yield from (one for one in _bodies(table, prefix, english) if one.text not in dropped and not one.needs)


def optional(name: str) -> Any:
    """A table that a language may have; None where it has none."""
    try:
        return load(name)
    except FileNotFoundError:
        return None


_COLUMNS: tuple[tuple[str, Form], ...] = (
    ("names", "name"),
    ("adjectives", "adjective"),
    ("peoples", "people"),
    ("capitals", "capital"),
)


def _state(code: str, row: dict[str, Any]) -> Iterator[Entry]:
    """The forms of one row but its canonical name."""
    given = load("states")[code]
    weak = frozenset(row.get("weak", ()))
    for column, form in _COLUMNS:
        for text in row.get(column, ()):
            yield Entry(plain(text), f"state:{code}", given["name"], given["kind"], form, text in weak)


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

"""Which office a role or a description is: `American Secretary of Defense` and `US defence minister` are one."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from spacy.tokens import Doc, Token

from builder.analyse.cast import POSSESSIVES
from builder.analyse.gazetteer import tables
from builder.analyse.titles import titles
from builder.records import Span


class Office(NamedTuple):
    """A role taken apart, to compare it with a description."""

    head: str
    """`minister` for minister and secretary."""
    topics: frozenset[str]
    states: frozenset[str]


def office_of(words: str) -> Office | None:
    """A role taken apart: `American Secretary of Defense` -> minister, {defense}, {United States}."""
    table = titles()
    parts = words.replace("’s", "").replace("'s", "").split()
    heads = [office for part in parts if (office := table.office(part.strip(",.")))]
    if not heads:
        return None
    topics = frozenset(table.topics[part.lower()] for part in parts if part.lower() in table.topics)
    states = frozenset(states_in(words))
    if {"vice", "deputy", "former", "ex", "assistant", "acting"} & {part.lower() for part in parts}:
        return None
    return Office(table.same_office.get(heads[-1], heads[-1]), topics, states)


def states_in(words: str) -> Iterator[str]:
    """Keys of the states that words name."""
    known = tables().states
    parts = words.replace("’s", "").replace("'s", "").replace(",", "").split()
    for size in (1, 2, 3):
        for start in range(len(parts) - size + 1):
            key = known.get(" ".join(parts[start : start + size]))
            if key:
                yield key


def counterpart_state(doc: Doc, first: int) -> str | None:
    """State of "his Chinese counterpart Li Shangfu", from the words before the name."""
    if first >= 2 and doc[first - 1].lower_ in ("counterpart", "counterpart,"):
        return tables().states.get(doc[first - 2].text)
    return None


def find_descriptions(doc: Doc, taken: Callable[[int], bool]) -> Iterator[tuple[Span, Office]]:
    """Offices spoken of without a name: "the American Secretary of Defense", "US Secretary of Defense" in a headline.

    Only those with a field: "the president" may be anybody.
    """
    table = titles()
    for token in doc:
        index = token.i
        if taken(index) or not table.is_office(token.text) or token.lower_.endswith(("ministers", "secretaries")):
            continue
        start, end = index, index + 1
        while start > 0 and not doc[start].is_sent_start and not taken(start - 1) and _describes(doc[start - 1]):
            start -= 1
        if end + 1 < len(doc) and doc[end].lower_ == "of":
            stop = end + 1
            while stop < len(doc) and doc[stop].text[0].isupper() and not taken(stop):
                stop += 1
            end = stop if stop > end + 1 else end
        if end < len(doc) and (taken(end) or (doc[end].text == "," and end + 1 < len(doc) and taken(end + 1))):
            continue
        while start < index and (doc[start].lower_ in ("current", "then") or doc[start].text in POSSESSIVES):
            start += 1
        span = Span(doc[start].idx, doc[end - 1].idx + len(doc[end - 1]))
        office = office_of(doc[start:end].text)
        if office and office.topics and office.states:
            yield span, office


def _describes(token: Token) -> bool:
    """Whether a word may stand before an office in a description: `current`, `Chinese`, `'s`."""
    known = token.lower_ in titles().modifiers or token.text in tables().states
    return known or token.text in POSSESSIVES

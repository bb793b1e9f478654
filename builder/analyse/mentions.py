"""Where a text names somebody: the model's names, repaired, and the forms of the tables.

The model proposes spans; rules trim, split and drop them; the tables outvote it where they know a form. What is left is
a flat list of mentions that do not overlap, for `actors.py` to merge.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice, takewhile
from typing import Generic, NamedTuple, Protocol, TypeVar

from spacy.tokens import Doc

from builder.analyse.capitals import place_capitals
from builder.analyse.gazetteer import Entry, Hit, find_known
from builder.analyse.ministries import find_ministries
from builder.analyse.model_names import WORD, find_names
from builder.analyse.name import Name
from builder.analyse.nlp import Parsed
from builder.data import load
from builder.records import ActorKind, Span

_GOVERNMENT = re.compile(r"(?:['’]s)? (?:federal |central |interim )?(?:administration|government|authorities)\b")


class Mention(NamedTuple):
    """A stretch of text that names somebody."""

    span: Span
    text: str
    """The words, without article and possessive."""
    kind: ActorKind
    name: str | None = None
    """Canonical, by table or pattern; None when the article alone names it."""
    key: str | None = None
    weak: bool = False
    """Tells of a state by its adjective or people: supports an actor, does not make one."""
    state: str | None = None
    """Key of the state the words speak of: of a ministry, its own."""


def find_mentions(parsed: Parsed) -> list[Mention]:
    """All mentions in order of the text, none overlapping another."""
    text, doc = parsed.article.text, parsed.doc
    ministries = [
        Mention(one.span, one.span.of(text), "ORG", one.name, key_of(one.name), state=one.state)
        for one in find_ministries(text)
    ]
    fixed = _Spans(ministries)
    hits = [hit for hit in find_known(text) if not fixed.meeting(hit.span)]
    states = {hit.entry.key for hit in hits}
    titled = _Spans(_titles_in(doc))
    hits = [hit for hit in hits if _holds_here(text, hit, states) and not _is_part_of(hit, titled)]
    names = [one for one in find_names(parsed) if not fixed.meeting(one.span)]
    names, hits = _settled(text, names, _disambiguated(text, hits, states))
    known = [*ministries, *place_capitals(doc, text, hits, _mention_of)]
    return sorted([*known, *(Mention(*name) for name in names)], key=lambda one: one.span)


class _Spanned(Protocol):
    @property
    def span(self) -> Span: ...


_T = TypeVar("_T", bound=_Spanned)


class _Spans(Generic[_T]):
    """Findings that do not overlap one another, to ask which of them meet a span."""

    def __init__(self, found: Iterable[_T]) -> None:
        self.found = sorted(found, key=lambda one: one.span)
        self.ends = [one.span.end for one in self.found]

    def meeting(self, span: Span) -> list[_T]:
        """Those that share a character with the span."""
        first = bisect_right(self.ends, span.start)
        return list(takewhile(lambda one: one.span.start < span.end, islice(self.found, first, None)))


def _holds_here(text: str, hit: Hit, states: set[str]) -> bool:
    """Whether a form means its row here: not `Congress` without the United States, not `US` of "US$ 5"."""
    return (hit.entry.needs is None or hit.entry.needs in states) and text[hit.span.end : hit.span.end + 1] != "$"


def _settled(text: str, names: list[Name], hits: list[Hit]) -> tuple[list[Name], list[Hit]]:
    """Names and hits that do not overlap: a table's form wins, unless it is a mere part of a longer name."""
    families = {one.text.rpartition(" ")[2] for one in names if one.kind == "PER" and " " in one.text}
    persons = [Name(hit.span, hit.entry.text, "PER") for hit in hits if _is_family(hit, families)]
    hits = [hit for hit in hits if not _is_family(hit, families)]
    index = _Spans(hits)
    inside: set[Span] = set()
    kept: list[Name] = []
    for one in names:
        within = index.meeting(one.span)
        if not within or _swallows(text, one, within):
            inside.update(hit.span for hit in within)
            kept.append(one)
    taken = _Spans(kept)
    kept += [one for one in persons if not taken.meeting(one.span)]
    return kept, [hit for hit in hits if hit.span not in inside]


def _is_family(hit: Hit, families: set[str]) -> bool:
    """Whether a city's or doubtful form is a family name here: `Washington` beside "George Washington"."""
    return (hit.entry.weak or hit.entry.form == "capital") and hit.entry.text in families


def _swallows(text: str, one: Name, hits: list[Hit]) -> bool:
    """Whether a name is more than the table's forms in it: `Bank of China` is, `US and China` is not."""
    if any(not one.span.holds(hit.span) for hit in hits):
        return False
    first = hits[0]
    if (
        len(hits) > 1
        and one.kind == "ORG"
        and first.span.start == one.span.start
        and first.entry.form == "adjective"
        and hits[-1].span.end == one.span.end
    ):
        return hits[1].entry.kind == "ORG" and len(hits) == 2 and hits[1].entry.key.startswith("org:")
    if any(hit.span == one.span and not (hit.entry.weak and one.kind == "PER") for hit in hits):
        return False
    rest = one.span.of(text)
    for hit in hits:
        rest = rest.replace(hit.span.of(text), " ")
    words = [
        word
        for word in WORD.findall(rest)
        if word.lower() not in ("and", "of", "the", "s", "in", "government", "'s", "’s")
    ]
    if one.kind == "PER":
        return bool(words) and not any(" " in hit.entry.text and hit.entry.kind == "ORG" for hit in hits)
    return any(word[0].isupper() and word.lower() not in _COMPASS for word in words)


def _is_part_of(hit: Hit, titled: _Spans[Name]) -> bool:
    """Whether a place stands inside the name of an event, work, law or product: `Paris` of "Paris Air Show"."""
    return hit.entry.kind != "ORG" and any(
        one.span != hit.span and one.span.holds(hit.span) for one in titled.meeting(hit.span)
    )


def _titles_in(doc: Doc) -> Iterator[Name]:
    for one in doc.ents:
        if one.label_ in ("EVENT", "WORK_OF_ART", "LAW", "PRODUCT"):
            yield Name(Span(one.start_char, one.end_char), one.text, "ORG")


_COMPASS = frozenset(
    (
        "north",
        "south",
        "east",
        "west",
        "northern",
        "southern",
        "eastern",
        "western",
        "central",
        "greater",
        "upper",
        "lower",
    )
)


def _disambiguated(text: str, hits: list[Hit], states: set[str]) -> list[Hit]:
    """Hits of forms with two readings, decided by what else the article names.

    "Georgia" is the American state when the article names other parts of the United States and nothing else of the
    republic; "Seattle, Washington" is the American state.
    """
    parts = any(key.startswith("state:US-") and key not in ("state:US-GA", "state:US-WA") for key in states)
    georgian = any(hit.entry.key == "state:GE" and hit.entry.text != "Georgia" for hit in hits) or "state:RU" in states
    decided = []
    for hit in hits:
        entry = hit.entry
        if entry.text == "Georgia" and not georgian and (parts or "Atlanta" in text):
            entry = entry._replace(key="state:US-GA", name="Georgia (U.S. state)", kind="LOC")
        elif (
            entry.text == "Washington"
            and text[max(0, hit.span.start - 2) : hit.span.start] == ", "
            and text[hit.span.start - 3].isalpha()
            and parts
        ):
            entry = entry._replace(key="state:US-WA", name="Washington (state)", kind="LOC", form="name")
        decided.append(Hit(hit.span, entry))
    return decided


def _mention_of(text: str, hit: Hit, entry: Entry) -> Mention:
    """A hit as a mention; with the word for a government after it if one stands there."""
    article = hit.entry.text.startswith("The ") and not entry.name.startswith("The ")
    span, weak = Span(hit.span.start + 4 * article, hit.span.end), entry.form in ("adjective", "people")
    government = _GOVERNMENT.match(text, span.end) if entry.kind in ("STATE", "LOC") else None
    if government:
        span, weak = Span(span.start, government.end()), False
    return Mention(
        span,
        span.of(text),
        entry.kind,
        entry.name,
        entry.key,
        weak,
        entry.key if entry.key.startswith("state:") else None,
    )


@cache
def _keys() -> dict[str, str]:
    return {str(row["name"]): f"org:{code}" for code, row in load("institutions")["bodies"].items()}


def key_of(name: str) -> str:
    """Key of a ministry: the table's row of that name, or its own name."""
    return _keys().get(name, f"ministry:{name}")

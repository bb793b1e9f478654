"""What comparing gives: articles on one event, side by side."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from builder.records.analyse import Briefing
from builder.records.clean import Dating, Evidence
from builder.records.findings import Confidence, Stance
from builder.records.report import Problem
from builder.records.span import Span


class Passage(NamedTuple):
    """Words of one article, with whose they are."""

    article: str
    """Its id."""

    span: Span
    """In the text of that article."""

    by: str | None = None
    """Who claims it; None when reported, or when the text does not say."""

    stance: Stance = "reported"


RowKind = Literal["agreed", "differs", "only"]


class Telling(NamedTuple):
    """One of the ways in which a fact is told."""

    passages: tuple[Passage, ...]
    """Who tells it so, one for each article: first the words that tell least besides, then in the order of members."""


class Row(NamedTuple):
    """A line of the grid: one fact, and what each article says of it. An article that no telling names is silent."""

    kind: RowKind
    tellings: tuple[Telling, ...]
    """One when agreed or told by one alone, two or more when they differ; the one most articles tell first."""

    aspect: str = ""
    """What differs, in words: `12 against 15 killed`, `denied by one`; empty unless they differ."""


class Relay(NamedTuple):
    """The way an origin's words took to one article."""

    article: str
    via: tuple[str, ...]
    """Outlets in between, nearest to the article first."""

    speaker: str | None
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Origin:
    """Somebody an account goes back to, however many outlets relay it."""

    name: str
    group: str
    on_record: bool
    relays: tuple[Relay, ...]
    open: bool = False
    """It denies, refuses, or would not confirm: no source of the account."""


class Moment(NamedTuple):
    """Something with a date."""

    value: str
    """TIMEX3 value: `2023-05-29`, `2023-05`, `2023-W22`, `2022`; a stretch from day to day: `2023-05-31/2023-06-04`."""

    planned: bool
    estimated: bool
    """The value rests on an estimated day of publication."""

    passages: tuple[Passage, ...]
    """The clauses or sentences that tell it, one for each article."""


class Dated(NamedTuple):
    """What the articles of events tell together about the days they appeared on."""

    datings: Mapping[str, Dating]
    """Article id -> its dating, basis `event`, where that says more than its own."""

    contradictions: Mapping[str, tuple[Evidence, ...]]
    """Event id -> clues that cannot all be so."""


class Side(NamedTuple):
    """Those who speak for one party."""

    name: str
    """A state, body or person."""

    quotes: tuple[tuple[str, int], ...]
    """Article id and the place of the quote in its `Briefing.quotes`; those of the same words follow each other, the
    fullest one first."""

    same: tuple[int, ...] = ()
    """For each of `quotes` the number of its words: equal numbers are one quote, printed in part by some."""


class Question(NamedTuple):
    """Something the articles leave open."""

    passages: tuple[Passage, ...]
    reason: str
    """`denied`, `would not confirm`, `planned, not yet reported`, `the accounts differ`."""


class Related(NamedTuple):
    """Another event that has to do with this one."""

    event: str
    """Its id."""

    reason: str
    """Shared actors and words, in words a reader understands."""

    earlier: bool


@dataclass(frozen=True, slots=True)
class Wishes:
    """What people decided about which articles are on one event; it outvotes everything, for ever."""

    events: Mapping[str, str] = field(default_factory=dict)
    """Article id -> the event it is on: an id, a word of the person's own for a new event, or `none`."""

    apart: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Article id -> ids of articles and events that it must not be with."""

    same_as: Mapping[str, str] = field(default_factory=dict)
    """Event id -> id of the event that it is in truth."""

    events_apart: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Event id -> ids of events and articles that are not of it."""


@dataclass(frozen=True, slots=True)
class Group:
    """Briefings on one event."""

    id: str
    """`e` and ten hex digits, from the earliest member when first seen; never changed afterwards."""

    members: tuple[Briefing, ...]
    """Earliest first."""

    absorbs: tuple[str, ...] = ()
    """Ids of events that are this one from now on."""

    how: Mapping[str, str] = field(default_factory=dict)
    """Article id -> why it is here: `a person`, `alike`, `as before`."""


class Grouped(NamedTuple):
    """Which briefings are on one event."""

    groups: tuple[Group, ...]
    """By their first report."""

    problems: tuple[Problem, ...] = ()
    """Wishes that contradict an earlier one and were not followed; the path is the id of the page that has it."""


@dataclass(frozen=True, slots=True)
class Event:
    """What several articles tell of one event, compared."""

    id: str
    title: str
    members: tuple[Briefing, ...]
    """Earliest first; at least two."""

    bottom_line: tuple[Passage, ...]
    """One or two cited sentences or clauses that tell it, best first."""

    rows: tuple[Row, ...]
    """Agreed, then differing, then told by one alone; most important first in each."""

    origins: tuple[Origin, ...]
    """Those the account goes back to, most relayed first; then those that deny or would not confirm."""

    outlets: int
    """How many put it out, reprints of one text included; an unknown outlet counts as one of its own."""

    independent: int
    """How many origins that do not belong together; those that would not confirm are none."""

    confidence: Confidence
    reason: str
    moments: tuple[Moment, ...]
    """By date."""

    sides: tuple[Side, ...]
    questions: tuple[Question, ...]
    related: tuple[Related, ...] = ()
    absorbs: tuple[str, ...] = ()
    dating: Dating | None = None
    """When the first report appeared."""

    contradictions: tuple[Evidence, ...] = ()
    """What its articles say of their days that cannot all be so, each with the article that says it; then none of them
    is dated from the others."""

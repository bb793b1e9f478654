"""The places where articles say when something was or will be, each ready to be laid beside others."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from builder.data import load
from builder.periods import Period, period
from builder.records import Briefing, Claim, Passage, Span, Timex

_YEAR = re.compile(r"\d{4}")
_DASH = re.compile(r"\s*[-–—]\s*")
_WORD = re.compile(r"[^\W\d_]{5,}")
"""Words that tell of something, where no grammar says which do; matches `harbour`, not `with`."""

_SHORTEST = 4
"""Words of a clause that a reader is shown without its sentence."""


@dataclass(frozen=True)
class Mentioned:
    """A date in an article, with what is told of it."""

    briefing: Briefing
    value: str
    """TIMEX3, or two days: `2023-05-31/2023-06-04`."""

    span: Span
    """Its words."""

    planned: bool
    estimated: bool
    """It counts from a day of publication that is itself an estimate."""

    sentence: Span
    dates: int
    """How many dates the sentence has."""

    @cached_property
    def days(self) -> Period:
        """The first and the last day."""
        found = days(self.value)
        assert found is not None, self.value
        return found

    @cached_property
    def claims(self) -> list[Claim]:
        """The claims of its sentence."""
        return [one for one in self.briefing.claims if self.sentence.holds(one.span)]

    @cached_property
    def claim(self) -> Claim | None:
        """The smallest claim that holds it, one that can be read alone first."""
        holding = [one for one in self.claims if one.span.holds(self.span)]
        return min(holding, key=lambda one: (not one.alone, one.span.end - one.span.start), default=None)

    @cached_property
    def actors(self) -> frozenset[str]:
        """Names of those its sentence speaks of."""
        named = {one.name for one in self.briefing.actors if any(self.sentence.holds(span) for span in one.mentions)}
        return frozenset(named.union(*(one.actors for one in self.claims)))

    @cached_property
    def words(self) -> frozenset[str]:
        """What its sentence tells, in the lemmas of its claims, else in its own longer words."""
        if self.claims:
            return frozenset(word for one in self.claims for word in one.words)
        return frozenset(word.lower() for word in _WORD.findall(self.sentence.of(self.briefing.article.text)))

    @cached_property
    def passage(self) -> Passage:
        """What a reader is shown: the sentence; of one with several dates the clause, if it can be read alone.

        A sentence cannot say less than it does, while a clause cut from it may be given a date that is not its own.
        """
        claim, name = self.claim, self.briefing.article.id
        if claim is None:
            return Passage(name, self.sentence)
        text = claim.span.of(self.briefing.article.text)
        alone = claim.alone and claim.content is None and len(text.split()) >= _SHORTEST and self.dates > 1
        return Passage(name, claim.span if alone else self.sentence, claim.by, claim.stance)


def find_mentioned(briefing: Briefing) -> list[Mentioned]:
    """The dates of an article that tell of something, in order of the text; lengths and repetitions are none."""
    timexes = list(_joined(briefing))
    places = [briefing.sentence_at(one.span.start) - 1 for one in timexes]
    found = []
    for one, place in zip(timexes, places, strict=True):
        sentence = briefing.sentences[place].span if briefing.sentences else None
        if sentence is None or not sentence.holds(one.span) or not _is_told(one, briefing):
            continue
        mentioned = Mentioned(
            briefing,
            one.value or "",
            one.span,
            one.direction == "planned",
            _is_estimated(one, briefing),
            sentence,
            places.count(place),
        )
        # a line that no claim was found in is a heading or a caption, where claims are found at all
        if mentioned.claims or (not briefing.claims and mentioned.words):
            found.append(mentioned)
    return found


def days(value: str | None) -> Period | None:
    """The first and the last day of a value, or of two with a stroke between them."""
    first, _, last = (value or "").partition("/")
    ends = period(first), period(last or first)
    return (ends[0][0], ends[1][1]) if ends[0] and ends[1] and ends[0][0] <= ends[1][1] else None


def _joined(briefing: Briefing) -> Iterator[Timex]:
    """Dates and times without the hour; two days that a stretch lies between become one."""
    text, lang = briefing.article.text, briefing.article.lang
    waiting: Timex | None = None
    for one in briefing.timexes:
        if one.kind not in ("DATE", "TIME") or days(one.value) is None:
            continue
        one = replace(one, value=(one.value or "").split("T")[0])
        gap = text[waiting.span.end : one.span.start] if waiting is not None else ""
        if waiting is not None and _is_stretch(gap, lang) and _follows(waiting, one):
            span = Span(waiting.span.start, one.span.end)
            one = replace(waiting, span=span, text=span.of(text), value=f"{waiting.value}/{one.value}")
            waiting = None
            yield one
            continue
        if waiting is not None:
            yield waiting
        waiting = one
    if waiting is not None:
        yield waiting


def _follows(first: Timex, last: Timex) -> bool:
    """Whether both are days, and the second comes after the first."""
    one, other = first.value or "", last.value or ""
    return len(one) == len(other) == len("2023-05-31") and one < other


def _is_stretch(gap: str, lang: str) -> bool:
    """Whether the words between two dates say `from the one to the other`."""
    return bool(_DASH.fullmatch(gap)) or gap.strip().lower() in _to(lang)


def _to(lang: str) -> frozenset[str]:
    try:
        return frozenset(load(f"{lang}/time").get("to", ())) if lang.isalpha() else frozenset()
    except FileNotFoundError:
        return frozenset()


def _is_told(one: Timex, briefing: Briefing) -> bool:
    """Whether it is plain that the date is over or still to come.

    Tense is misread too often to trust it within the week of publication: what is told as past then must be a day, or a
    stretch that is over, or so long (a month, a year) that its beginning is meant.
    """
    stretch, dating = days(one.value), briefing.article.dating
    if stretch is None or dating is None:
        return False
    length = (stretch[1] - stretch[0]).days + 1
    if length == 1 or one.direction == "planned":
        return one.direction is not None or length == 1
    if one.direction != "past":
        return False
    return length > 27 or stretch[1] < dating.day or dating.basis == "retrieved"


def _is_estimated(one: Timex, briefing: Briefing) -> bool:
    """Whether it has no year of its own, and the day it counts from is an estimate."""
    dating = briefing.article.dating
    if dating is None or _YEAR.search(one.text):
        return False
    return dating.basis in ("inferred", "event") or not re.fullmatch(r"\d{4}-\d\d-\d\d", dating.edtf or "")

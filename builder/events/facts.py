"""A claim as it is compared: what is done, with whom, when and how many."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property

from builder.events.lexicon import Lexicon, lexicon
from builder.records import Briefing, Claim, Span, Timex

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_DATED = re.compile(r"(?:\d{4}|XXXX)(?:-\d\d){0,2}")
_WEEKDAY = re.compile(r"\b(mon|tues|wednes|thurs|fri|satur|sun)days?\b", re.IGNORECASE)
_ORDER = ("mon", "tues", "wednes", "thurs", "fri", "satur", "sun")


@dataclass(frozen=True, eq=False)
class Fact:
    """One claim of one article, made ready."""

    article: int
    """Place of the article among the members."""

    number: int
    """Place of the claim in the article."""

    claim: Claim
    briefing: Briefing
    sentence: int
    """Index of its sentence."""

    dates: tuple[Timex, ...]
    """Days, months and years in the clause; of a verb of speech those of its sentence."""

    worth: float
    """How much the article makes of it: points and the top of the text count."""

    before: str | None = None
    """The time long ago that the sentence before was about, when this one gives none of its own: `2004`."""

    @cached_property
    def words(self) -> frozenset[str]:
        """Lemmas."""
        return frozenset(self.claim.words)

    @cached_property
    def heads(self) -> frozenset[str]:
        """Groups of what is done, or the lemma itself where the table does not know it."""
        table = lexicon()
        verb = self.claim.verb
        found = set() if verb in table.hollow else set(table.groups_of(verb) or {verb})
        if verb == "be":
            return frozenset({verb})  # somewhere: no act
        if verb in table.light or verb.split()[0] in table.light:
            found |= {group for word in self.words for group in table.groups_of(word)}
        found |= {group for word in self.words & table.relations for group in table.groups_of(word)}
        return frozenset(found or {verb})

    @cached_property
    def groups(self) -> frozenset[str]:
        """Groups of all its words."""
        return frozenset(group for word in self.words for group in lexicon().groups_of(word))

    @cached_property
    def slots(self) -> tuple[tuple[str, frozenset[str]], ...]:
        """What it holds, each with the keys that say the same: words, actors, amounts and dates."""
        table = lexicon()
        found = [
            (word, frozenset({word, *(f"~{name}" for name in table.groups_of(word))})) for word in self.claim.words
        ]
        found += [(f"@{name}", frozenset({f"@{name}"})) for name in self.claim.actors]
        for amount in self.claim.numbers:
            value, _, unit = amount.partition(" ")
            lines = table.units.get(unit, frozenset())
            found.append((f"#{amount}", frozenset({f"#{amount}", *(f"#{value} {line}" for line in lines)})))
        found += [(date_name(one), date_keys(one)) for one in self.dates if date_keys(one)]
        return tuple(found)

    @cached_property
    def keys(self) -> frozenset[str]:
        """All keys of its slots."""
        return frozenset(key for _, keys in self.slots for key in keys)

    @cached_property
    def persons(self) -> frozenset[str]:
        """Names of people it speaks of."""
        kinds = {actor.name: actor.kind for actor in self.briefing.actors}
        return frozenset(name for name in self.claim.actors if kinds.get(name) == "PER")

    @cached_property
    def is_speech(self) -> bool:
        """Whether it tells that something was said."""
        return self.claim.content is not None

    @cached_property
    def is_relation(self) -> bool:
        """Whether it tells how two things hang together."""
        return bool((self.words | {self.claim.verb}) & lexicon().relations)

    @cached_property
    def text(self) -> str:
        """The words of the clause."""
        return self.claim.span.of(self.briefing.article.text)

    def passage_span(self) -> Span:
        """What a reader is shown: the clause where it can be read alone, else its sentence."""
        whole = self.briefing.sentences[self.sentence].span
        alone = self.claim.alone and len(self.text.split()) >= _READABLE and not self.is_speech
        return self.claim.span if alone else whole

    def share(self) -> float:
        """How much of what a reader is shown it is, from 0 to 1; all of it when the sentence is about it."""
        if self.claim.main:
            return 1.0
        return len(self.claim.span.of(self.briefing.article.text)) / max(1, len(self._shown()))

    def _shown(self) -> str:
        return self.passage_span().of(self.briefing.article.text)


_READABLE = 4
"""Words from which a clause is shown without its sentence."""

_TOP = 4
"""Sentences at the top of a text that count more: a lead and what belongs to it."""


def find_facts(briefing: Briefing, article: int) -> list[Fact]:
    """The claims of an article that can be compared, in order."""
    table = lexicon()
    points = {one.span: len(briefing.points) - place for place, one in enumerate(briefing.points)}
    found = []
    for number, claim in enumerate(briefing.claims):
        sentence = briefing.sentence_at(claim.span.start) - 1
        span = briefing.sentences[sentence].span
        if not span.holds(claim.span):
            continue
        around = span if claim.content is not None else claim.span
        dates = tuple(one for one in briefing.timexes if around.holds(one.span) and one.kind in {"DATE", "TIME"})
        worth = 1 + points.get(span, 0) / max(1, len(points)) + max(0, _TOP - sentence) / _TOP
        fact = Fact(article, number, claim, briefing, sentence, dates, worth, _long_ago(briefing, sentence))
        if not _is_spoken_of(fact, table):
            found.append(fact)
    return found


def _long_ago(briefing: Briefing, sentence: int) -> str | None:
    """The month or year long past that a sentence tells of, or goes on about: background, not the news."""
    for at in (sentence, sentence - 1):
        span = briefing.sentences[at].span if at >= 0 else None
        dated = [one for one in briefing.timexes if span and span.holds(one.span) and one.kind == "DATE"]
        if dated:
            old = _LONG_AGO.search(dated[0].text) if span and dated[0].span.start - span.start <= _OPENS else None
            return (dated[0].value or old.group().casefold()) if old else None
    return None


_LONG_AGO = re.compile(
    r"\b(?:1[5-9]|20)\d\d\b|\b(?:last|the previous) (?:year|decade|century)\b|\byears? (?:ago|before|earlier)\b", re.I
)
"""Matches `In April last year`, `2004`, `two years earlier`; not `last week`."""

_OPENS = 12
"""Letters into a sentence at which a time stands that all of it is about: `In 2004 `, `Back in May 2012 `."""

_EMPTY_HEADS = frozenset({"say", "describe", "show"})
"""Groups of verbs that tell nothing themselves."""


def _is_spoken_of(fact: Fact, table: Lexicon) -> bool:
    """Whether nothing is told to have happened: `he said` before a quote, `a meeting between the two`."""
    claim = fact.claim
    if not fact.is_speech and fact.heads <= _EMPTY_HEADS:
        return True
    if claim.verb in table.light and len(claim.words) == 1 and not fact.is_speech:
        return True  # `he took`: cut off before what tells it
    nominal = not claim.alone and claim.subject is None and claim.verb in claim.words[:3] and _is_noun(fact)
    return nominal and bool(table.groups_of(claim.verb) & table.unreal) and not fact.dates


def _is_noun(fact: Fact) -> bool:
    """Whether what is done is told by a noun that stands so in the clause."""
    return any(word in {fact.claim.verb, f"{fact.claim.verb}s"} for word in fact.text.lower().split())


def related(one: str, other: str) -> bool:
    """Whether one name holds the other: a ministry and its state."""
    short, long = sorted((one, other), key=len)
    return short in long


@cache
def date_keys(timex: Timex) -> frozenset[str]:
    """What a date shares with others that mean the same day, month or year; none for `recently`."""
    value, found = timex.value or "", set[str]()
    weekday = _WEEKDAY.search(timex.text)
    if weekday:
        found.add(f"on {_ORDER.index(weekday[1].lower())}")
    day = _DAY.match(value)
    if day:
        found.add(day.group())
        found.add(f"on {_weekday(day.group())}")
        found.add(f"XXXX{day.group()[4:]}")
    elif _DATED.fullmatch(value):
        found.add(value)
        if len(value) > len("2023"):
            found.add(f"XXXX{value[4:]}")
    return frozenset(found)


def _weekday(day: str) -> int:
    return date.fromisoformat(day).weekday()


def date_name(timex: Timex) -> str:
    """The name of a date among what a claim holds."""
    return min(date_keys(timex))


def dates_clash(one: Sequence[Timex], other: Sequence[Timex]) -> tuple[Timex, Timex] | None:
    """Two dates of which both cannot be meant, where no other pair agrees; None when they can."""
    clash = None
    for left in one:
        for right in other:
            if date_keys(left) & date_keys(right):
                return None
            if _are_apart(left, right):
                clash = clash or (left, right)
    return clash


def _are_apart(one: Timex, other: Timex) -> bool:
    left, right = _finest(one), _finest(other)
    if left and right and left[:2] != "on" and right[:2] != "on":
        size = min(len(left), len(right))
        pairs = zip(left[:size], right[:size], strict=True)
        return any(a != b and "X" not in (a, b) for a, b in pairs)
    return bool(left and right and left[:2] == right[:2] == "on" and left != right)


@cache
def _finest(timex: Timex) -> str | None:
    """The date as far as it is known: a day, a month, a year, or a day of the week."""
    keys: Iterator[str] = iter(sorted(date_keys(timex), key=lambda key: (key[:2] == "on", "XXXX" in key, -len(key))))
    return next(keys, None)

"""Who stands beside a word: the name, description or pronoun before or behind a verb of speech; none where unsure."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from builder.analyse.nlp import Parsed
from builder.analyse.plain.known import is_strong
from builder.analyse.plain.speech import Speech, either
from builder.analyse.quote_marks import find_quoted
from builder.records import Actor, Span

_FAR = 120
"""Characters of an apposition between a name and its verb at most."""

REACH = 400
"""Characters around a verb that are looked at, so that a text without stops takes no longer than another."""

_OFFICE = 6
"""Words of an office in an apposition at most: `, le général de division Paul Roy,`."""

_GAP = 40
"""Characters between a verb and its subject behind it at most: `a annoncé mercredi soir à Lyon le maire`."""

_BOUNDARY = re.compile(r"[;:!?«»“”\"()\n]|,")


class Speaker(NamedTuple):
    """One who speaks."""

    name: str
    span: Span
    named: bool


class Neighbours:
    """An article's names and descriptions, at hand for each verb of speech."""

    def __init__(self, parsed: Parsed, actors: Sequence[Actor], words: Speech) -> None:
        self.text = parsed.article.text
        self.words = words
        code = parsed.language.code if parsed.language else "en"
        self.mentions = [
            (span, actor)
            for actor in actors
            if actor.kind != "LOC"
            for span in actor.mentions
            if actor.kind != "STATE" or is_strong(self.text, span, code)
        ]
        self.mentions.sort(key=lambda pair: pair[0])
        self.starts = [span.start for span, _ in self.mentions]
        self.quoted = find_quoted(self.text)
        self.ends = [one.end for one in self.quoted]
        self.last: Speaker | None = None
        told = {*words.relay_to, *(word.split()[0] for word in words.relay)}
        told -= words.prepositions - {*words.relay_to}
        self._to = re.compile(rf"\s(?:{either(told)})(?!\w)")
        self.paragraphs = {one.span.start for one in parsed.sentences if one.opens_paragraph}
        self.sentences = [one.span for one in parsed.sentences]

    def is_quoted(self, place: int) -> bool:
        """Whether a character stands inside quote marks."""
        number = bisect_left(self.ends, place + 2)
        return number < len(self.quoted) and self.quoted[number].start < place

    def named(self, start: int, end: int) -> list[tuple[Span, Actor]]:
        """The names between two places, with whose they are."""
        near = self.mentions[bisect_left(self.starts, start) : bisect_left(self.starts, max(start, end))]
        return [pair for pair in near if pair[0].end <= end]

    def ahead(self, sentence: Span, verb: int) -> Speaker | None:
        """The subject before a verb: a name, a name and its apposition, a description."""
        left = max([sentence.start, verb - REACH, *self.ends[: bisect_left(self.ends, verb + 1)][-1:]])
        stretch = self.text[left:verb].rstrip()
        end = left + len(stretch)
        if stretch.endswith(","):
            inner = self.text.rfind(",", left, end - 1)
            if inner < 0 or end - inner > _FAR:
                return None
            alone = self.named(inner, end - 1)
            if len(alone) == 1 and alone[0][0].end == end - 1 and self._is_apposed(inner, alone[0]):
                return self._speaker(alone[0])
            end = inner
        found = [pair for pair in self.named(left, end) if pair[0].end == end]
        if found:
            before = self.text[max(left, found[0][0].start - 40) : found[0][0].start].split()
            joined = bool(before) and before[-1].lower() in self.words.joins
            if not joined and not self._belongs(before):
                return self._speaker(found[0])
        described = [one for one in self.words.described.finditer(self.text, left, end) if one.end() == end]
        return self._unnamed(described[0]) if described else None

    def _unnamed(self, found: re.Match[str], *, cut: bool = False) -> Speaker:
        """One who is only described; `cut` before the words that tell to whom or where: `un habitant à l'AFP`."""
        tail = self._to.search(found.group()) if cut else None
        span = Span(found.start(), found.start() + tail.start() if tail else found.end())
        return Speaker(span.of(self.text), span, False)

    def _belongs(self, before: list[str]) -> bool:
        """Whether a name only tells whose the one before is: `le maire de Brockel`."""
        words = [word.lower().replace("’", "'") for word in before[-2:]]
        if words and words[-1] in self.words.articles and words[-1] not in self.words.prepositions:
            words.pop()
        return bool(words) and words[-1] in self.words.prepositions

    def behind(self, verb: int, end: int) -> Speaker | None:
        """The subject after a verb: `a dit Claire Dubois`, `a déclaré mardi le maire, Jean Martin`."""
        end = min(end, verb + REACH)
        start = verb + len(self.text[verb:end]) - len(self.text[verb:end].lstrip())
        stop = _BOUNDARY.search(self.text, start, end)
        close = stop.start() if stop else end
        names = [
            pair for pair in self.named(start, close) if not self._belongs(self.text[start : pair[0].start].split())
        ]
        names = [pair for pair in names if pair[1].kind == "PER"] or [
            pair for pair in names if pair[0].start - start < _GAP
        ]
        described = next(
            (
                one
                for one in self.words.described.finditer(self.text, start, close)
                if not self._belongs(self.text[start : one.start()].split())
            ),
            None,
        )
        if described and described.start() - start > _GAP:
            described = None
        if len(names) == 1 and not (described and described.end() < names[0][0].start):
            return self._speaker(names[0])
        if len(names) > 1:
            return None
        if stop and stop.group() == "," and described:
            apposed = [pair for pair in self.named(close, min(end, close + 60)) if self._is_apposed(close, pair)]
            if apposed:
                return self._speaker(apposed[0])
        return self._unnamed(described, cut=True) if described else None

    def _is_apposed(self, comma: int, pair: tuple[Span, Actor]) -> bool:
        """Whether nothing but titles and offices stands between a comma and a person's name."""
        gap = self.words.title.sub("", self.text[comma + 1 : pair[0].start] + " ").split()
        return pair[1].kind != "LOC" and (not gap or (gap[0].lower() in self.words.articles and len(gap) <= _OFFICE))

    def _speaker(self, pair: tuple[Span, Actor]) -> Speaker:
        return Speaker(pair[1].name, pair[0], True)

    def pronoun(self, span: Span, sentence: Span) -> Speaker | None:
        """Who `il` or `elle` is: the one person of the sentence before, else of those since somebody spoke."""
        number = bisect_left(self.sentences, sentence)
        before = self.sentences[number - 1] if number else None
        before = Span(max(before.start, before.end - REACH), before.end) if before else None
        if before and sentence.start not in self.paragraphs:
            near = {p[1].name for p in self.named(*before) if p[1].kind == "PER"}
            if self.last and before.holds(self.last.span) and (self.last.name in near or not near):
                near.add(self.last.name)
            if len(near) == 1 and not self._others(before):
                return Speaker(near.pop(), span, True)
        since = self.last.span.start if self.last else max(0, sentence.start - 400)
        persons = {p[1].name for p in self.named(since, span.start) if p[1].kind == "PER"}
        if len(persons) != 1:
            return None
        return Speaker(persons.pop(), span, True)

    def _others(self, sentence: Span) -> bool:
        """Whether somebody is described beside the persons named, who may be meant as well."""
        near = [pair for pair in self.named(sentence.start, sentence.end) if pair[1].kind == "PER"]
        own = [span for span, _ in near]
        own += [role.span for actor in {id(one): one for _, one in near}.values() for role in actor.roles]
        return any(
            not any(span.start - 3 <= one.end() and one.start() <= span.end + 3 for span in own)
            for one in self.words.described.finditer(self.text, *sentence)
            if not self._belongs(self.text[sentence.start : one.start()].split())
        )

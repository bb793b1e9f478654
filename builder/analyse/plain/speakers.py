"""Who says what, by verbs of speech and what stands beside them; nobody is named where that is not certain."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from builder.analyse.nlp import Parsed
from builder.analyse.plain.speech import Speech, either
from builder.analyse.quote_marks import find_quoted
from builder.records import Actor, Sentence, Span

_FAR = 120
"""Characters of an apposition between a name and its verb at most."""

_REACH = 400
"""Characters around a verb that are looked at, so that a text without stops takes no longer than another."""

_BOUNDARY = re.compile(r"[.;:!?«»“”\"()\n]|,")


class Speaker(NamedTuple):
    """One who speaks."""

    name: str
    span: Span
    named: bool


class Saying(NamedTuple):
    """A verb of speech in a sentence, or `according to`."""

    sentence: Span
    cue: Span
    kind: str
    speaker: Speaker | None


class _Reader:
    """An article's names and quotes, at hand for each sentence."""

    def __init__(self, parsed: Parsed, actors: Sequence[Actor], words: Speech) -> None:
        self.text = parsed.article.text
        self.words = words
        self.mentions = sorted((span, actor) for actor in actors if actor.kind != "LOC" for span in actor.mentions)
        self.mentions.sort(key=lambda pair: pair[0])
        self.quoted = find_quoted(self.text)
        self.last: Speaker | None = None
        self._describes = re.compile(
            rf"(?<!\w)(?:{either(words.articles)})\s?(?:{either(words.people)})\b(?:\s[^\W\d_]+){{0,6}}\s?$",
            re.IGNORECASE,
        )
        self._described = re.compile(
            rf"(?:{either(words.articles)})\s?(?:{either(words.people)})\b[^.,;:«»\n]{{0,60}}", re.IGNORECASE
        )

    def is_quoted(self, place: int) -> bool:
        return any(span.start < place < span.end - 1 for span in self.quoted)

    def named(self, start: int, end: int) -> list[tuple[Span, Actor]]:
        return [pair for pair in self.mentions if start <= pair[0].start and pair[0].end <= end]

    def ahead(self, sentence: Span, verb: int) -> Speaker | None:
        """The subject before a verb: a name, a name and its apposition, a description."""
        left = max([sentence.start, verb - _REACH, *(one.end for one in self.quoted if one.end <= verb)])
        stretch = self.text[left:verb].rstrip()
        end = left + len(stretch)
        if stretch.endswith(","):
            inner = self.text.rfind(",", left, end - 1)
            if inner < 0 or end - inner > _FAR:
                return None
            alone = self.named(inner, end - 1)
            if len(alone) == 1 and self.text[inner + 1 : end - 1].strip() == alone[0][0].of(self.text):
                return self._speaker(alone[0])
            end = inner
        found = [pair for pair in self.named(left, end) if pair[0].end == end]
        if found:
            before = self.text[max(left, found[0][0].start - 40) : found[0][0].start].split()
            joined = bool(before) and before[-1].lower() in ("et", "ou")
            if not joined and not self._belongs(before):
                return self._speaker(found[0])
        described = self._describes.search(self.text[left:end])
        if described:
            span = Span(left + described.start(), left + described.start() + len(described.group().rstrip()))
            return Speaker(span.of(self.text), span, False)
        return None

    def _belongs(self, before: list[str]) -> bool:
        """Whether a name only tells whose the one before is: `le maire de Brockel`."""
        return bool(before) and before[-1].lower() in self.words.small and before[-1].lower() not in ("le", "la", "les")

    def behind(self, verb: int, end: int) -> Speaker | None:
        """The subject after a verb: `a dit Claire Dubois`, `a déclaré le maire, Jean Martin`."""
        end = min(end, verb + _REACH)
        start = verb + len(self.text[verb:end]) - len(self.text[verb:end].lstrip())
        stop = _BOUNDARY.search(self.text, start, end)
        close = stop.start() if stop else end
        persons = [pair for pair in self.named(start, close) if pair[1].kind == "PER"]
        names = persons or [pair for pair in self.named(start, close) if pair[0].start - start < 5]
        if len(names) == 1:
            before = self.text[start : names[0][0].start].split()
            if not self._belongs(before[-1:]):
                return self._speaker(names[0])
        if len(names) > 1:
            return None
        described = self._described.match(self.text, start, close)
        if stop and stop.group() == "," and described:
            apposed = [
                p for p in self.named(close, min(end, close + 40)) if self.text[close + 1 : p[0].start].strip() == ""
            ]
            if apposed and apposed[0][1].kind == "PER":
                return self._speaker(apposed[0])
        if described:
            span = Span(start, start + len(described.group().rstrip()))
            return Speaker(span.of(self.text), span, False)
        return None

    def _speaker(self, pair: tuple[Span, Actor]) -> Speaker:
        return Speaker(pair[1].name, pair[0], True)

    def pronoun(self, span: Span, sentence: Span) -> Speaker | None:
        """Who `il` or `elle` is: the last speaker, or the only person of the sentences since."""
        since = self.last.span.start if self.last else max(0, sentence.start - 400)
        persons = {p[1].name for p in self.named(since, span.start) if p[1].kind == "PER"}
        if len(persons) != 1:
            return None
        return Speaker(persons.pop(), span, True)


def find_sayings(parsed: Parsed, actors: Sequence[Actor], words: Speech) -> list[Saying]:
    """All verbs of speech outside quotes that have what is said beside them, in order."""
    reader = _Reader(parsed, actors, words)
    found: list[Saying] = []
    for sentence in parsed.sentences:
        for saying in _in_sentence(reader, sentence):
            found.append(saying)
            if saying.speaker and saying.speaker.named:
                reader.last = saying.speaker
    return found


def _in_sentence(reader: _Reader, sentence: Sentence) -> Iterator[Saying]:
    text, words, span = reader.text, reader.words, sentence.span
    speaker: Speaker | None
    for match in words.according.finditer(text, *span):
        speaker = None if reader.is_quoted(match.start()) else reader.behind(match.end(), span.end)
        if speaker:
            yield Saying(span, Span(match.start(), match.end() - 1), "say", speaker)
    for match in words.verb.finditer(text, *span):
        if reader.is_quoted(match.start()):
            continue
        he = "he1" if match["he1"] else "he2" if match["he2"] else None
        before = text[max(span.start, match.start() - _REACH) : match.start()].rstrip()
        inverted = before.endswith((",", "»", "”", '"', "–", "—")) or not before
        if he:
            speaker = reader.pronoun(Span(*match.span(he)), span)
        elif (spoken := re.search(r"(\w+)$", before)) and spoken[1].lower() in words.pronouns:
            start = max(span.start, match.start() - _REACH) + spoken.start()
            speaker = reader.pronoun(Span(start, start + len(spoken[1])), span)
        else:
            speaker = (reader.behind(match.end(), span.end) if inverted else None) or (
                reader.ahead(span, match.start()) if words.that.match(text, match.end(), span.end) else None
            )
            if speaker is None and not inverted:
                continue
        form = match["past"] or match["now"]
        yield Saying(span, Span(*match.span()), words.kinds[form], speaker)


def subject_before(parsed: Parsed, actors: Sequence[Actor], words: Speech, sentence: Span, verb: int) -> Speaker | None:
    """Who stands as the subject right before a verb."""
    return _Reader(parsed, actors, words).ahead(sentence, verb)

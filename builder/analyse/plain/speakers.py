"""Who says what, by verbs of speech and what stands beside them; nobody is named where that is not certain."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from builder.analyse.nlp import Parsed
from builder.analyse.plain.neighbours import REACH, Neighbours, Speaker
from builder.analyse.plain.speech import Speech
from builder.records import Actor, Sentence, Span

_ARTICLE = 5
"""Characters of an article and its blank at most."""

_WORD = re.compile(r"\w+")


class Saying(NamedTuple):
    """A verb of speech in a sentence, or `according to`."""

    sentence: Span
    cue: Span
    kind: str
    speaker: Speaker | None


def find_sayings(parsed: Parsed, actors: Sequence[Actor], words: Speech) -> list[Saying]:
    """All verbs of speech outside quotes that have what is said beside them, in order."""
    beside = Neighbours(parsed, actors, words)
    found: list[Saying] = []
    for sentence in parsed.sentences:
        for saying in _in_sentence(beside, sentence):
            found.append(saying)
            if saying.speaker and saying.speaker.named:
                beside.last = saying.speaker
    return found


def _in_sentence(beside: Neighbours, sentence: Sentence) -> Iterator[Saying]:
    text, words, span = beside.text, beside.words, sentence.span
    speaker: Speaker | None
    for match in words.according.finditer(text, *span):
        if beside.is_quoted(match.start()):
            continue
        word = _WORD.match(text, match.end())
        if word and word.group().lower() in words.stressed:
            speaker = beside.pronoun(Span(*word.span()), span)
        else:
            speaker = beside.behind(match.end(), span.end)
        if speaker:
            yield Saying(span, Span(match.start(), match.end() - 1), "say", speaker)
    opinion = words.opinion.match(text, *span)
    if opinion and (speaker := beside.behind(opinion.end(), span.end)) and speaker.named:
        yield Saying(span, Span(opinion.start(), opinion.end() - 1), "assess", speaker)
    yield from _behind_quotes(beside, span)
    for match in words.verb.finditer(text, *span):
        if beside.is_quoted(match.start()):
            continue
        he = "he1" if match["he1"] else "he2" if match["he2"] else None
        before = text[max(span.start, match.start() - REACH) : match.start()].rstrip()
        inverted = before.endswith((",", "»", "”", '"', "–", "—")) or not before
        if he:
            speaker = beside.pronoun(Span(*match.span(he)), span)
        elif (spoken := re.search(r"(\w+)$", before)) and spoken[1].lower() in words.pronouns:
            start = max(span.start, match.start() - REACH) + spoken.start()
            speaker = beside.pronoun(Span(start, start + len(spoken[1])), span)
        else:
            speaker = (beside.behind(match.end(), span.end) if inverted else None) or (
                beside.ahead(span, match.start())
                if words.that.match(text, match.end(), span.end)
                or words.kinds[match["past"] or match["now"]] == "confirm"
                else None
            )
            quoted = before.rstrip(",–— ").endswith(("»", "”", '"'))
            if speaker is None and not quoted and before.endswith(",") and (found := beside.ahead(span, match.start())):
                speaker = found if words.that.match(text, match.end(), span.end) else None
                inverted = False
            if speaker is None and not inverted:
                continue
        form = match["past"] or match["now"]
        yield Saying(span, Span(*match.span()), words.kinds[form], speaker)


def _behind_quotes(beside: Neighbours, span: Span) -> Iterator[Saying]:
    """A word right behind a quote that somebody follows is a verb of speech, known or not: `», tempère Agnès Roy`."""
    first, last = (bisect_left(beside.ends, place) for place in (span.start + 1, span.end))
    for quote in beside.quoted[first:last]:
        word = beside.words.unknown.match(beside.text, quote.end, span.end)
        if word is None or beside.words.verb.match(beside.text, word.start("cue")):
            continue
        speaker = beside.behind(word.end(), span.end)
        close = speaker and speaker.span.start - word.end() <= _ARTICLE
        close = close or beside.words.described.match(beside.text, word.end(), span.end) is not None
        if speaker and close and word["verb"] not in beside.words.common:
            yield Saying(span, Span(*word.span("cue")), "say", speaker)


def subject_before(parsed: Parsed, actors: Sequence[Actor], words: Speech, sentence: Span, verb: int) -> Speaker | None:
    """Who stands as the subject right before a verb."""
    return Neighbours(parsed, actors, words).ahead(sentence, verb)

"""The words around a quote that may name its speaker."""

from typing import NamedTuple

from spacy.tokens import Token

from builder.analyse.attribution import after_verb
from builder.analyse.cast import Cast
from builder.records import Span

_REACH = 1000
"""Characters around a quote that are looked at, so that a text without stops takes no longer than another."""

_BEFORE_QUOTE = " ([…."


class Frame(NamedTuple):
    """The words around a quote that may name its speaker."""

    before: list[Token]
    """Of the sentence the quote starts in, without quoted words."""

    after: list[Token]
    """From the quote to the end of its sentence or to the next quote."""

    sentence: Span
    """All of it."""

    opens: bool
    """The quote begins its sentence."""


def frame(cast: Cast, quote: Span, following: Span | None) -> Frame:
    """The frame of a quote; `following` is the next quoted stretch."""
    text = cast.text
    first = cast.sentences[cast.sentence_index(quote.start)].span
    last_index = cast.sentence_index(quote.end - 1)
    last = cast.sentences[last_index].span
    start = first.start
    opens = not text[start : quote.start].strip(_BEFORE_QUOTE)
    if opens and _introduces(text, start):
        start = cast.sentences[max(0, cast.sentence_index(quote.start) - 1)].span.start
    end = last.end
    body = text[quote.start : quote.end].rstrip("\"”“»’'")
    if end <= quote.end and body.endswith(("?", "!")) and last_index + 1 < len(cast.sentences):
        next_one = cast.sentences[last_index + 1]
        if not next_one.opens_paragraph and _is_tag(cast, next_one.span):
            end = next_one.span.end
    start, end = max(start, quote.start - _REACH), min(end, quote.end + _REACH)
    limit = end if following is None else min(end, following.start)
    return Frame(
        cast.tokens(start, quote.start), cast.tokens(quote.end, limit), Span(start, max(end, quote.end)), opens
    )


def _introduces(text: str, start: int) -> bool:
    """Whether the text before a paragraph leads into it: `Rathbun stated,` or `on Twitter:`."""
    return text[max(0, start - 80) : start].rstrip().endswith((":", ","))


def _is_tag(cast: Cast, sentence: Span) -> bool:
    """Whether a sentence behind `?”` only names the speaker: `Alan Mulally remembered asking,`."""
    tokens = cast.tokens(sentence.start, min(sentence.end, sentence.start + _REACH))
    for place, token in enumerate(tokens[:10]):
        if cast.cues.kind(token):
            rest = tokens[place + 1 :]
            return not rest or rest[0].text in ".,;:" or (place == 0 and bool(after_verb(cast, rest)))
    return False

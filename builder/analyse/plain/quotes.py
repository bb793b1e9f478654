"""Words in quote marks that are somebody's: long enough to be no title and no scare quote."""

from builder.analyse.nlp import Parsed
from builder.analyse.plain.ranking import words_of
from builder.analyse.quote_marks import find_quoted
from builder.records import Quote, Span

_WORDS, _PAIRS = 5, 12
"""So many words, or pairs of letters where no blanks part words, make a quote by themselves."""


def find_quotes(parsed: Parsed) -> tuple[Quote, ...]:
    """Direct quotes in order; who says them is not told."""
    text = parsed.article.text
    return tuple(Quote(span, span.of(text)) for span in find_quoted(text) if is_long(span, text))


def is_long(span: Span, text: str) -> bool:
    """Whether a quoted stretch has the length of a sentence."""
    words = span.of(text)
    return len(words_of(words)) >= (_WORDS if len(words.split()) >= _WORDS else _PAIRS)

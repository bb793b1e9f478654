"""Words in quote marks that are somebody's: long enough to be no title and no scare quote."""

from collections.abc import Sequence

from builder.analyse.nlp import Parsed
from builder.analyse.plain.ranking import words_of
from builder.analyse.plain.speakers import Saying
from builder.analyse.quote_marks import find_quoted
from builder.records import Quote, Span

_WORDS, _PAIRS = 5, 12
"""So many words, or pairs of letters where no blanks part words, make a quote by themselves."""

_FEW = 3
"""So many words do right beside a verb of speech."""

_NEAR, _LEAD = 4, 60
"""Characters between a quote and the verb behind it; and between a verb and the quote that it leads into."""


def find_quotes(parsed: Parsed, sayings: Sequence[Saying] = ()) -> tuple[Quote, ...]:
    """Direct quotes in order, each with who says it where a verb of speech stands beside it."""
    text = parsed.article.text
    found = []
    for span in find_quoted(text):
        saying = _beside(text, span, sayings)
        count = len(words_of(span.of(text)))
        if not is_long(span, text) and not (saying and count >= _FEW):
            continue
        speaker = saying.speaker if saying else None
        found.append(
            Quote(
                span,
                span.of(text),
                speaker.name if speaker else None,
                speaker.span if speaker else None,
                saying.cue.of(text) if saying else None,
                on_record=speaker is None or speaker.named,
            )
        )
    return tuple(found)


def _beside(text: str, quote: Span, sayings: Sequence[Saying]) -> Saying | None:
    """The verb of speech right behind the quote, else the one that leads into it in the same sentence."""
    for one in sayings:
        gap = text[quote.end : one.cue.start]
        if quote.end <= one.cue.start <= quote.end + _NEAR and not any(mark in gap for mark in ".;\n"):
            return one
    ahead = [one for one in sayings if one.sentence.start <= one.cue.start < quote.start <= one.sentence.end]
    if ahead and "»" not in (gap := text[ahead[-1].cue.end : quote.start]) and len(gap) <= _LEAD + _NEAR:
        return ahead[-1]
    return None


def is_long(span: Span, text: str) -> bool:
    """Whether a quoted stretch has the length of a sentence."""
    words = span.of(text)
    return len(words_of(words)) >= (_WORDS if len(words.split()) >= _WORDS else _PAIRS)

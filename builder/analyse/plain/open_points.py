"""What an article says is denied, refused or not confirmed, by the patterns of its language."""

from collections.abc import Sequence

from builder.analyse.nlp import Parsed
from builder.analyse.plain.speakers import Saying, subject_before
from builder.analyse.plain.speech import Speech
from builder.analyse.quote_marks import find_quoted
from builder.records import Actor, OpenPoint, Span


def find_open_points(
    parsed: Parsed, actors: Sequence[Actor], sayings: Sequence[Saying], words: Speech
) -> tuple[OpenPoint, ...]:
    """At most one a sentence, in order."""
    text = parsed.article.text
    quoted = find_quoted(text)
    found = []
    for sentence in parsed.sentences:
        cues = [Span(*match.span()) for form in words.open for match in form.finditer(text, *sentence.span)]
        cues = [cue for cue in cues if not any(quote.holds(cue) for quote in quoted)]
        if not cues:
            continue
        cue = min(cues)
        said = [one.speaker for one in sayings if one.sentence == sentence.span and one.cue.meets(cue)]
        said += [
            one.speaker
            for one in sayings
            if one.sentence == sentence.span and words.own.fullmatch(text, one.cue.end, cue.start)
        ]
        speaker = next(iter(said), None) or subject_before(parsed, actors, words, sentence.span, cue.start)
        found.append(OpenPoint(sentence.span, cue, speaker.name if speaker else None))
    return tuple(found)

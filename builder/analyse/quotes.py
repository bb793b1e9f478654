"""Direct quotes and who says them.

A stretch in quote marks is a quote when the text says that somebody said it, or when it stands as a sentence of its
own; a scare quote (`a “worrying” attitude`) and the title of a work are neither. The speaker is left out rather than
guessed: a wrong speaker is worse than none.
"""

import re
from collections.abc import Sequence

from builder.analyse.attribution import in_sentence
from builder.analyse.cast import Cast
from builder.analyse.frames import Frame, frame
from builder.analyse.nlp import Parsed
from builder.analyse.speakers import Said, find_speaker
from builder.analyse.who import Who
from builder.records import Actor, Quote, Span

_SENTENCE_LIKE = re.compile(r"[\"“«„‘'`]+\W*[A-Z0-9]")
"""Matches `“The Department`, not `“worrying`."""

_MARKS = "\"“”„«»‘’'`「」『』"
_SHORT = 4
"""Words: a shorter stretch is a quote only right beside its verb, for that is where `scare quotes` do not stand."""


def find_quotes(parsed: Parsed, actors: Sequence[Actor]) -> tuple[Quote, ...]:
    """Direct quotes in order of the text."""
    cast = Cast(parsed, actors)
    found: list[Quote] = []
    for place, span in enumerate(cast.quoted):
        following = cast.quoted[place + 1] if place + 1 < len(cast.quoted) else None
        around = frame(cast, span, following)
        if not _words(cast.text, span):
            continue
        said = find_speaker(cast, span, around)
        before = found[-1] if found else None
        if not _is_said(cast, span, around, said, before):
            continue
        if said is None or (said.who is None and said.cue is None):
            said = _continued(cast, span, before) or _introduced(cast, span, around)
        found.append(_quote(cast.text, span, said))
    return tuple(found)


def _quote(text: str, span: Span, said: Said | None) -> Quote:
    """The record of a quote."""
    who = said.who if said else None
    return Quote(
        span=span,
        text=span.of(text),
        speaker=who.name if who else None,
        speaker_span=who.span if who else None,
        cue=said.cue.text if said and said.cue is not None else None,
        via=said.via if said else None,
        on_record=who is None or who.named,
    )


def _words(text: str, span: Span) -> int:
    """Number of words between the marks."""
    return sum(any(letter.isalnum() for letter in word) for word in span.of(text).split())


def _is_said(cast: Cast, span: Span, around: Frame, said: Said | None, before: Quote | None) -> bool:
    """Whether a quoted stretch is somebody's words, not a scare quote or a title."""
    count = _words(cast.text, span)
    last = around.before[-1] if around.before else None
    if last is not None and last.lower_ in cast.cues.titles_of:
        return False
    naming = said is not None and said.cue is not None and cast.cues.kind(said.cue) == "name"
    if said is not None and count >= _SHORT:
        return True
    if (
        said is not None
        and said.near
        and not naming
        and (around.opens or (last is not None and (last.text in ",:" or last == said.cue)))
    ):
        return True
    if count < _SHORT:
        return around.opens and _stands_alone(cast, span, around) and _continued(cast, span, before) is not None
    return around.opens and _stands_alone(cast, span, around)


def _stands_alone(cast: Cast, span: Span, around: Frame) -> bool:
    """Whether a quote without any cue is a sentence of its own: capital, stop and a verb."""
    text = span.of(cast.text)
    ends = text.rstrip(_MARKS).endswith((".", "!", "?", "…", ",")) or cast.text[span.end : span.end + 1] in {
        ".",
        "!",
        "?",
    }
    if not ends or not _SENTENCE_LIKE.match(text) or around.after:
        return False
    inside = cast.doc.char_span(span.start, span.end, alignment_mode="contract")
    return inside is not None and any(token.pos_ in {"VERB", "AUX"} for token in inside)


def _continued(cast: Cast, span: Span, before: Quote | None) -> Said | None:
    """The speaker of the quote before goes on: nothing but his own attribution stands between."""
    if before is None or before.speaker is None or before.speaker_span is None:
        return None
    between = cast.text[before.span.end : span.start]
    if between.count("\n\n") > 1:
        return None
    tail = cast.sentences[cast.sentence_index(max(before.span.end, before.speaker_span.end) - 1)].span.end
    gap = cast.text[max(tail, before.span.end) : span.start].strip(" \n.…,;:-–—")
    if gap and not all(part.lower() in {"and", "later", "then", "but"} for part in gap.split()):
        return None
    actor = next((one for one in cast.actors if one.name == before.speaker), None)
    if actor and actor.kind == "PER" and _names(cast, span, actor):
        return None
    named = before.on_record
    return Said(Who(before.speaker, before.speaker_span, actor, named), None, before.via, False)


def _names(cast: Cast, span: Span, actor: Actor) -> bool:
    """Whether a quote speaks of the person by name, as nobody does of himself."""
    return any(mention.actor is actor for mention in cast.mentions_in(span.start, span.end))


def _introduced(cast: Cast, span: Span, around: Frame) -> Said | None:
    """The one who speaks in the sentence before, or the only one who does in the paragraph before."""
    index = cast.sentence_index(span.start)
    if not around.opens or index == 0:
        return None
    opens_paragraph = cast.sentences[index].opens_paragraph
    previous = _speakers(cast, index - 1)
    if len(previous) == 1:
        return _accept(cast, span, previous[0])
    if previous or not opens_paragraph:
        return None
    first = index - 1
    while first > 0 and not cast.sentences[first].opens_paragraph:
        first -= 1
    found = [who for number in range(first, index) for who in _speakers(cast, number)]
    names = {who.name for who in found}
    return _accept(cast, span, found[-1]) if len(names) == 1 else None


def _speakers(cast: Cast, index: int) -> list[Who]:
    """Who speaks in a sentence, each once; beliefs and wishes do not count."""
    found: dict[str, Who] = {}
    for one in in_sentence(cast, cast.sentences[index].span):
        if one.who and one.who.actor and one.kind in {"say", "claim", "confirm", "deny"} and not one.holds_back:
            found.setdefault(one.who.name, one.who)
    return list(found.values())


def _accept(cast: Cast, span: Span, who: Who) -> Said | None:
    """The speaker, unless the quote itself speaks of that person by name."""
    if who.actor and who.actor.kind == "PER" and _names(cast, span, who.actor):
        return None
    return Said(who, None, None, False)

"""What an article rests on, by the same rule as English: whom it relays, whose account it is, how far to trust it."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace

from builder.analyse.candidates import title_sentences
from builder.analyse.confidence import Origin, judge
from builder.analyse.nlp import Parsed
from builder.analyse.plain.neighbours import Speaker
from builder.analyse.plain.ranking import words_of
from builder.analyse.plain.relays import Relays, is_outlet
from builder.analyse.plain.speakers import Saying
from builder.data import load
from builder.records import Actor, Evidence, OpenPoint, Quote, Sentence, Sourcing, Span

_LEAD_SHARE = 3
"""One in so many sentences, but three at least, tell the story: as in English."""

_QUOTED_WORDS = 4
_TELLING = frozenset({"say", "claim", "confirm"})
_SHORTEST = 4
"""Letters of a word that tells something."""


def with_outlets(quotes: Sequence[Quote], sentences: Sequence[Sentence], relays: Relays | None) -> tuple[Quote, ...]:
    """The quotes, each with the outlet that its words were told to."""
    if relays is None:
        return tuple(quotes)
    found = []
    for quote in quotes:
        sentence = next(
            (one.span for one in sentences if one.span.start <= quote.span.start < one.span.end), quote.span
        )
        sentence = Span(sentence.start, max(sentence.end, quote.span.end))
        via = next((name for name, _ in relays.in_sentence(sentence) if name != quote.speaker), None)
        found.append(replace(quote, via=via) if quote.speaker else quote)
    return tuple(found)


def assess_sourcing(
    parsed: Parsed,
    actors: Sequence[Actor],
    sayings: Sequence[Saying],
    quotes: Sequence[Quote],
    open_points: Sequence[OpenPoint],
    relays: Relays,
) -> Sourcing:
    """Outlets relayed, origins and confidence of one article, by the rule published on `method.md`."""
    text = parsed.article.text
    via: dict[str, Span] = {}
    for sentence in parsed.sentences:
        for name, span in relays.in_sentence(sentence.span):
            via.setdefault(name, span)
    origins = _Origins(parsed, actors, open_points, via).of(sayings, quotes)
    confidence, reason = judge(text, origins, open_points, list(via))
    evidence = tuple(Evidence(f"relays {name}", span) for name, span in via.items())
    return Sourcing(tuple(via), evidence, tuple(one.name for one in origins), confidence, reason)


class _Origins:
    """Those whom an article's account goes back to."""

    def __init__(
        self, parsed: Parsed, actors: Sequence[Actor], open_points: Sequence[OpenPoint], via: Iterable[str]
    ) -> None:
        self.parsed, self.actors = parsed, actors
        self.code = parsed.language.code if parsed.language else ""
        self.small = frozenset(load("stop_words").get(self.code, ()))
        self.silent = {point.by for point in open_points if point.by}
        self.outlets = set(via) | {one.name for one in actors if is_outlet(one, self.code)}
        self.starts = [one.span.start for one in parsed.sentences]
        first = title_sentences(parsed)
        lead = max(3, (len(parsed.sentences) - first) // _LEAD_SHARE)
        top = parsed.sentences[: first + lead]
        self.limit = top[-1].span.end if top else 0

    def of(self, sayings: Sequence[Saying], quotes: Sequence[Quote]) -> list[Origin]:
        """Those who tell the story in its lead; where nobody does, those quoted; where nobody is, those named later."""
        told = [(one.speaker, one.kind == "confirm") for one in sayings if one.speaker and one.kind in _TELLING]
        quoted = [
            (Speaker(one.speaker, one.speaker_span, one.on_record), False)
            for one in quotes
            if one.speaker and one.speaker_span and len(one.text.split()) >= _QUOTED_WORDS
        ]
        top = [one for one in (*told, *quoted) if one[0].span.start < self.limit]
        return next(filter(None, (self._merged(some) for some in (top, quoted, told))), [])

    def _merged(self, tellers: Sequence[tuple[Speaker, bool]]) -> list[Origin]:
        """One origin for a body and all who speak for it, without those who decline to confirm."""
        found: dict[str, Origin] = {}
        for who, confirms in tellers:
            body = self._body(who)
            name = body.name if body and body.kind == "ORG" else who.name
            group = body.name if body else who.name
            if {name, group, who.name} & self.silent or {name, who.name} & self.outlets:
                continue
            told = self._content(who.span) if who.span.start < self.limit else frozenset()
            old = found.get(group)
            if old is None:
                found[group] = Origin(name, group, who.named, (told,), confirms)
            else:
                found[group] = old._replace(
                    on_record=old.on_record or who.named,
                    told=old.told if told in old.told else (*old.told, told),
                    confirms=old.confirms or confirms,
                )
        return list(found.values())

    def _body(self, who: Speaker) -> Actor | None:
        """The body or state somebody speaks for: a body itself, or the one named in his role or description."""
        own = next((one for one in self.actors if one.name == who.name), None)
        if own and own.kind != "PER":
            return own
        spans = [role.span for role in own.roles] if own else [who.span]
        bodies = [one for one in self.actors if one.kind in ("ORG", "STATE") and one.name not in self.outlets]
        inside = [one for one in bodies for span in spans if any(span.holds(mention) for mention in one.mentions)]
        return min(inside, key=lambda one: one.kind) if inside else None

    def _content(self, place: Span) -> frozenset[str]:
        """Words that tell something, of the sentence that holds a stretch."""
        text = self.parsed.article.text
        sentence = self.parsed.sentences[max(0, bisect_right(self.starts, place.start) - 1)].span
        return frozenset(
            word for word in words_of(sentence.of(text)) if len(word) >= _SHORTEST and word not in self.small
        )

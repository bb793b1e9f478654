"""The one sentence a reader in a hurry needs, word for word."""

from collections.abc import Sequence

from builder.analyse.candidates import standing, title_sentences, title_span
from builder.analyse.cast import Cast
from builder.analyse.cutting import CHARACTERS, WORDS, fitting
from builder.analyse.nlp import Parsed
from builder.analyse.place_line import without_place_line
from builder.analyse.ranking import rank_sentences
from builder.records import Actor, Span

_MARKS = "\"'“”‘’.,:;!?()"

_LEAD = 3
"""So many sentences compete for the bottom line before the rest is looked at."""

_OPENS = frozenset({"and", "or", "so", "yet", "then", "still", "instead", "nor", "moreover", "additionally", "again"})
"""Words that tie a sentence to the one before."""


def find_bottom_line(parsed: Parsed, actors: Sequence[Actor], ranked: Sequence[int] | None = None) -> Span:
    """One sentence with an actor and a verb, or the leading clauses of it that fit; empty only for an empty text.

    The best of the first sentences wins, whole if it fits, else cut at a clause; a cut that would drop who says it
    (`…, the Pentagon said`) gives way to another sentence. When the headline says that somebody refuses, those of the
    first sentences that say so come before the others. `ranked` is what `rank_sentences` gives, where it is at hand.
    """
    cast = Cast(parsed, actors)
    every = rank_sentences(parsed) if ranked is None else ranked
    ranked = [index for index in every if not cast.is_quoted(parsed.sentences[index].span.start)]
    lead = sorted(ranked)[:_LEAD]
    ranked.sort(key=lambda index: standing(parsed, index) < 1.0 or _leans(cast, index))
    order = [*(index for index in ranked if index in lead), *(index for index in ranked if index not in lead)]
    if _refuses(cast, title_span(parsed), headline=True):
        order.sort(key=lambda index: not (index in lead and _refuses(cast, parsed.sentences[index].span)))
    for asks_actor in (True, False):
        for index in order:
            span = fitting(cast, without_place_line(cast.text, parsed.sentences[index].span))
            if span and not (asks_actor and not _names_actor(cast, span, leads=index in lead)):
                return span
    return _anything(parsed)


def _names_actor(cast: Cast, span: Span, *, leads: bool) -> bool:
    """Whether a stretch names an actor; in the lead also what the headline is about: the Dow of `Dow falls again`."""
    if cast.mentions_in(span.start, span.end):
        return True
    title = {word.strip(_MARKS).casefold() for word in cast.parsed.article.title.split()}
    return leads and any(
        token.dep_ in {"nsubj", "nsubjpass"}
        and token.head.dep_ == "ROOT"
        and any(one.lower_ in title for one in token.subtree if one.i <= token.i and one.pos_ in {"NOUN", "PROPN"})
        for token in cast.tokens(span.start, span.end)
    )


def _leans(cast: Cast, index: int) -> bool:
    """Whether a sentence needs the one before: `And …`, `…, he added`, `The plan …` of one that is told of above."""
    span = cast.sentences[index].span
    tokens = cast.tokens(span.start, span.end)
    if not tokens or tokens[0].lower_ in _OPENS:
        return True
    for token in tokens:
        if token.dep_ not in {"nsubj", "nsubjpass"} or token.head.dep_ != "ROOT":
            continue
        if token.lower_ in {"he", "she", "it", "they", "this", "that", "these", "those"}:
            return cast.cues.kind(token.head) is not None or not cast.mentions_in(span.start, token.idx)
        if any(child.lower_ in {"such", "these", "those"} for child in token.children):
            return True
        named = any(one.pos_ == "PROPN" or one.dep_ in {"prep", "relcl", "poss", "acl"} for one in token.subtree)
        return tokens[0].lower_ == "the" and tokens[0].head == token and not named and token.pos_ == "NOUN"
    return False


def _refuses(cast: Cast, span: Span | None, *, headline: bool = False) -> bool:
    """Whether somebody says no in a stretch: `rejected the initiative`; in a headline, models take verbs for nouns."""
    return span is not None and any(
        (headline or token.pos_ == "VERB") and token.lemma_.lower() in cast.cues.refuse for token in cast.tokens(*span)
    )


def _anything(parsed: Parsed) -> Span:
    """For a text without any sentence that would do: the first body sentence, as much of it as fits."""
    if not parsed.sentences:
        return Span(0, 0)
    index = min(title_sentences(parsed), len(parsed.sentences) - 1)
    span = parsed.sentences[index].span
    text = parsed.article.text
    end = span.start
    for words, token in enumerate(parsed.doc.char_span(span.start, span.end, alignment_mode="expand") or ()):
        close = min(token.idx + len(token), span.end)
        if close - span.start > CHARACTERS or words >= WORDS:
            break
        end = max(end, close)
    end = end if end > span.start else min(span.end, span.start + CHARACTERS)
    return Span(span.start, span.start + len(span.of(text)[: end - span.start].rstrip()))

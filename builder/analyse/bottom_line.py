"""The one sentence a reader in a hurry needs, word for word."""

from collections.abc import Sequence

from spacy.tokens import Token

from builder.analyse.attribution import in_sentence
from builder.analyse.candidates import standing, title_sentences, title_span
from builder.analyse.cast import Cast
from builder.analyse.nlp import Parsed
from builder.analyse.ranking import rank_sentences
from builder.analyse.stance import carries
from builder.records import Actor, Span

_CHARACTERS, _WORDS = 200, 35
"""At most so long: the limits of the front matter key `description`."""

_LEAD = 3
"""So many sentences compete for the bottom line before the rest is looked at."""

_LOOSE = frozenset(
    {
        "advcl",
        "appos",
        "conj",
        "relcl",
        "parataxis",
        "acl",
        "cc",
        "punct",
        "prep",
        "ccomp",
        "mark",
        "advmod",
        "npadvmod",
        "dep",
    }
)
"""Grammatical ties that may be cut: what hangs on them adds to a clause that is complete without it."""


def find_bottom_line(parsed: Parsed, actors: Sequence[Actor], ranked: Sequence[int] | None = None) -> Span:
    """One sentence with an actor and a verb, or the leading clauses of it that fit; empty only for an empty text.

    The best of the first sentences wins, whole if it fits, else cut at a clause; a cut that would drop who says it
    (`…, the Pentagon said`) gives way to another sentence. When the headline says that somebody refuses, those of the
    first sentences that say so come before the others. `ranked` is what `rank_sentences` gives, where it is at hand.
    """
    cast = Cast(parsed, actors)
    every = rank_sentences(parsed) if ranked is None else ranked
    ranked = [index for index in every if not cast.is_quoted(parsed.sentences[index].span.start)]
    ranked.sort(key=lambda index: standing(parsed, index) < 1.0)
    lead = sorted(ranked)[:_LEAD]
    order = [*(index for index in ranked if index in lead), *(index for index in ranked if index not in lead)]
    if _refuses(cast, title_span(parsed), headline=True):
        order.sort(key=lambda index: not (index in lead and _refuses(cast, parsed.sentences[index].span)))
    for asks_actor in (True, False):
        for index in order:
            span = _fitting(cast, parsed.sentences[index].span)
            if span and (not asks_actor or cast.mentions_in(span.start, span.end)):
                return span
    return _anything(parsed)


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
        if close - span.start > _CHARACTERS or words >= _WORDS:
            break
        end = max(end, close)
    end = end if end > span.start else min(span.end, span.start + _CHARACTERS)
    return Span(span.start, span.start + len(span.of(text)[: end - span.start].rstrip()))


def _fits(text: str, span: Span) -> bool:
    """Whether a stretch keeps both limits."""
    return span.end - span.start <= _CHARACTERS and len(span.of(text).split()) <= _WORDS


def _fitting(cast: Cast, sentence: Span) -> Span | None:
    """The sentence, or the longest run of its leading clauses that fits and loses no attribution."""
    if _fits(cast.text, sentence):
        return sentence
    cues = [one.cue.idx for one in in_sentence(cast, sentence) if carries(one)]
    tokens = [
        token
        for token in cast.doc.char_span(sentence.start, sentence.end, alignment_mode="contract") or ()
        if not token.is_space
    ]
    inside = sum(token.idx < sentence.start + _CHARACTERS + 1 for token in tokens)
    for place in range(min(inside, len(tokens) - 1), 3, -1):
        span = Span(sentence.start, tokens[place - 1].idx + len(tokens[place - 1]))
        if not _may_cut(tokens, place, cues) or not _fits(cast.text, span) or cast.is_quoted(tokens[place].idx):
            continue
        if cues and min(cues) >= span.end:
            return None
        if _is_complete(tokens, place):
            return span
    return None


def _may_cut(tokens: Sequence[Token], place: int, cues: Sequence[int]) -> bool:
    """Whether a clause may end before this token: at a mark, before `and` with a verb, behind `the Pentagon said`."""
    token = tokens[place]
    if token.text in {",", ";", "–", "—", ":"} or (token.dep_ == "cc" and token.head.pos_ in {"VERB", "AUX"}):
        return True
    return (
        tokens[place - 1].idx in cues
        and token.dep_ in {"prep", "npadvmod", "advmod", "advcl"}
        and any(child.dep_ == "ccomp" and child.i < tokens[place - 1].i for child in tokens[place - 1].children)
    )


def _is_complete(tokens: Sequence[Token], cut: int) -> bool:
    """Whether the words before a comma are a clause of their own, by the grammar across the cut."""
    left = {token.i for token in tokens[:cut]}
    right = {token.i for token in tokens[cut:]}
    if not any(
        token.dep_ in {"nsubj", "nsubjpass"} and token.head.i in left and token.head.pos_ in {"VERB", "AUX"}
        for token in tokens[:cut]
    ):
        return False
    if any(token.dep_ not in _LOOSE for token in tokens[cut:] if token.head.i in left):
        return False
    if any(
        token.dep_ == "conj" and token.pos_ not in {"VERB", "AUX"} for token in tokens[cut:] if token.head.i in left
    ):
        return False
    hanging = [token for token in tokens[:cut] if token.head.i in right]
    return all(token.dep_ in {"ccomp", "punct"} for token in hanging)

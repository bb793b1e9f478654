"""A sentence that is too long, cut where a clause is complete: what is left out only adds to it."""

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from builder.analyse.attribution import in_sentence
from builder.analyse.cast import Cast
from builder.analyse.stance import carries
from builder.records import Span

CHARACTERS, WORDS = 200, 35
"""At most so long: the limits of the front matter key `description`."""

_MARKS = frozenset({",", ";", "–", "—", ":"})

_SHORTEST = 8
"""Words that a sentence cut inside a clause keeps at least: `Ada Lund will visit Osterby …` tells too little."""

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

_ASIDE = frozenset(
    {
        "after",
        "ahead",
        "amid",
        "amidst",
        "because",
        "before",
        "between",
        "despite",
        "due",
        "during",
        "following",
        "outside",
        "since",
        "throughout",
        "until",
        "when",
        "where",
        "while",
    }
)
"""Words that open a circumstance: no verb asks for one of them."""

_WHERE_AND_WHEN = frozenset({"in", "at", "on", "from", "near", "by"})
"""Prepositions that open a circumstance before a place or a time: `in June`, not `in a fraud`."""

_PLACES_AND_TIMES = frozenset({"DATE", "TIME", "GPE", "LOC", "FAC"})
_CONDITIONS = frozenset({"if", "unless", "except", "provided"})
"""Without what follows them, the rest may be no longer true."""


def fits(text: str, span: Span) -> bool:
    """Whether a stretch keeps both limits."""
    return span.end - span.start <= CHARACTERS and len(span.of(text).split()) <= WORDS


def fitting(cast: Cast, sentence: Span) -> Span | None:
    """The sentence, or the longest run of its leading words that fits, is complete and loses no attribution.

    A cut between clauses comes before one inside a clause: before a circumstance or a purpose.
    """
    if fits(cast.text, sentence):
        return sentence
    cues = [one.cue.idx for one in in_sentence(cast, sentence) if carries(one)]
    tokens = [
        token
        for token in cast.doc.char_span(sentence.start, sentence.end, alignment_mode="contract") or ()
        if not token.is_space
    ]
    for between_clauses in (True, False):
        for span in _cuts(cast, sentence, tokens, cues, between_clauses=between_clauses):
            if not cues or min(cues) < span.end:
                return span
            break  # a shorter one loses it too
    return None


def _cuts(
    cast: Cast, sentence: Span, tokens: Sequence[Token], cues: Sequence[int], *, between_clauses: bool
) -> Iterator[Span]:
    """The stretches that a cut may leave, longest first."""
    inside = sum(token.idx < sentence.start + CHARACTERS + 1 for token in tokens)
    for place in range(min(inside, len(tokens) - 1), 3, -1):
        span = Span(sentence.start, tokens[place - 1].idx + len(tokens[place - 1]))
        if tokens[place - 1].text in _MARKS:
            continue
        allowed = _ends_clause(tokens, place, cues) if between_clauses else _opens_aside(tokens[place], place)
        if not allowed or not fits(cast.text, span) or cast.is_quoted(tokens[place].idx):
            continue
        if any(token.lower_ in _CONDITIONS for token in tokens[place:]):
            continue
        if _is_complete(tokens, place):
            yield span


def _ends_clause(tokens: Sequence[Token], place: int, cues: Sequence[int]) -> bool:
    """Whether a clause may end before this token: at a mark, before `and` with a verb, behind `the Pentagon said`."""
    token, last = tokens[place], tokens[place - 1]
    if token.text in _MARKS:
        return not (last.like_num and tokens[min(place + 1, len(tokens) - 1)].like_num)  # "4:29"
    if token.dep_ == "cc" and token.head.pos_ in {"VERB", "AUX"}:
        return True
    return (
        last.idx in cues
        and token.dep_ in {"prep", "npadvmod", "advmod", "advcl"}
        and any(child.dep_ == "ccomp" and child.i < last.i for child in last.children)
    )


def _opens_aside(token: Token, place: int) -> bool:
    """Whether a circumstance or a purpose opens with this token: `during a debate`, `to raise money`."""
    if place < _SHORTEST:
        return False
    if token.lower_ in _ASIDE:
        return token.dep_ in {"prep", "mark", "advmod", "amod"}
    if token.dep_ == "prep" and token.lower_ == "as":
        return any(child.lower_ == "part" for child in token.children)
    if token.dep_ == "prep" and token.lower_ in _WHERE_AND_WHEN:
        return any(child.dep_ == "pobj" and child.ent_type_ in _PLACES_AND_TIMES for child in token.children)
    return token.tag_ == "TO" and token.head.dep_ == "advcl"


def _is_complete(tokens: Sequence[Token], cut: int) -> bool:
    """Whether the words before a cut are a clause of their own, by the grammar across it."""
    left = {token.i for token in tokens[:cut]}
    right = {token.i for token in tokens[cut:]}
    if not any(
        token.dep_ in {"nsubj", "nsubjpass"} and token.head.i in left and token.head.pos_ in {"VERB", "AUX"}
        for token in tokens[:cut]
    ):
        return False
    if any(not _is_loose(token, tokens[cut]) for token in tokens[cut:] if token.head.i in left):
        return False
    if any(
        token.dep_ == "conj" and token.pos_ not in {"VERB", "AUX"} for token in tokens[cut:] if token.head.i in left
    ):
        return False
    hanging = [token for token in tokens[:cut] if token.head.i in right]
    return all(token.dep_ in {"ccomp", "punct"} for token in hanging)


def _is_loose(token: Token, first: Token) -> bool:
    """Whether a word hangs loosely on what stands before the cut, which `first` follows.

    Behind a comma and an article the parser takes an apposition to a whole clause for a second object: `… this week,
    the third such lawsuit`.
    """
    if token.dep_ in _LOOSE:
        return True
    return (
        token.dep_ in {"dobj", "attr"}
        and first.text in {",", "–", "—"}
        and token.left_edge.i == first.i + 1
        and any(child.dep_ == token.dep_ and child.i < first.i for child in token.head.children)
    )

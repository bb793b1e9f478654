"""The clauses of a sentence: each verb that has a form of its own, and nouns for acts, with the words that belong."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from builder.analyse.predicates import act_nouns, small_words

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_HEADS = frozenset({"ROOT", "conj", "ccomp", "advcl", "relcl", "parataxis", "dep", "csubj", "pcomp"})
_HELPS = frozenset({"aux", "auxpass"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_EDGES = frozenset({"conj", "ccomp", "advcl", "parataxis", "dep"})
"""Clauses that are cut off the one they hang on, where they stand at its edge."""

_LONGEST = 120
"""Words of a sentence that clauses are looked for in: longer ones are lists or damage."""

_MOST = 12
"""Clauses of one sentence."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A verb or a noun for an act, with the stretch of its words."""

    head: Token
    first: int
    """Number of its first token."""

    last: int
    """Number of its last token."""

    nominal: bool = False

    def tokens(self) -> Iterator[Token]:
        """Its words, without white space."""
        return (token for token in self.head.doc[self.first : self.last + 1] if not token.is_space)


def find_clauses(tokens: Sequence[Token]) -> list[Clause]:
    """The clauses of a sentence in order of their heads."""
    tokens = tokens[:_LONGEST]
    if not tokens:
        return []
    low, high = tokens[0].i, tokens[-1].i
    heads = [token for token in tokens if is_clause(token)]
    numbers = {token.i for token in heads}
    found = [_verbal(token, numbers, low, high) for token in heads]
    found += [
        Clause(token, max(low, token.left_edge.i), min(high, token.right_edge.i), True)
        for token in tokens
        if token.lemma_.lower() in act_nouns() and token.pos_ == "NOUN" and _has_parties(token)
    ]
    return sorted(found[:_MOST], key=lambda one: (one.head.i, one.first))


def is_clause(token: Token) -> bool:
    """Whether a verb rules a clause of its own: finite, or a participle with words of its own behind a noun."""
    if token.pos_ not in {"VERB", "AUX"} or token.dep_ in _HELPS:
        return False
    if token.dep_ == "acl":
        return token.tag_ in {"VBN", "VBG"} and token.right_edge.i > token.i
    return token.dep_ in _HEADS and is_finite(token)


def is_finite(token: Token) -> bool:
    """Whether a verb has tense, by its form, its helpers, or the verb it is joined to."""
    for _ in range(4):
        helps = [child for child in token.children if child.dep_ in _HELPS]
        if any(child.lower_ == "to" for child in helps):
            return False
        if token.tag_ in _FINITE or any(child.tag_ in _FINITE for child in helps):
            return True
        if token.dep_ == "ROOT" and token.tag_ in {"VBN", "VBG", "VB"}:
            return True  # `Two killed in fire`: a headline leaves the helper out
        if token.dep_ != "conj" or token.head.tag_ not in {token.tag_, "VBD"}:
            return False
        token = token.head
    return False


def _has_parties(noun: Token) -> bool:
    """Whether a noun for an act says whose act it is or whom it meets: `his refusal to meet`, `sanctions against X`."""
    ahead = any(
        child.dep_ in {"poss", "compound", "amod", "nmod"} and (child.dep_ == "poss" or child.ent_type_)
        for child in noun.lefts
    )
    behind = [child for child in noun.rights if child.dep_ in {"prep", "acl"}]
    return (ahead and bool(behind)) or (
        bool(behind) and any(token.ent_type_ for token in behind[0].subtree) and noun.dep_ != "pobj"
    )


def _verbal(head: Token, heads: set[int], low: int, high: int) -> Clause:
    """The stretch around a verb, without the clauses at its edges."""
    first, last = max(low, head.left_edge.i), min(high, head.right_edge.i)
    for child in head.lefts:
        if child.dep_ in _EDGES and child.i in heads and child.left_edge.i <= _next_word(head, first):
            first = max(first, min(head.i, child.right_edge.i + 1))
    for child in reversed(list(head.rights)):
        if child.is_punct:
            continue
        if child.dep_ in _EDGES and (child.i in heads or _rules(child, heads)) and child.right_edge.i >= last - 1:
            last = min(last, max(head.i, child.left_edge.i - 1))
        elif child.right_edge.i < last - 2:
            break
    return _trimmed(Clause(head, first, last))


def _next_word(head: Token, first: int) -> int:
    """Number of the first token from there on that is no mark."""
    while first < head.i and (head.doc[first].is_punct or head.doc[first].is_space):
        first += 1
    return first


def _rules(child: Token, heads: set[int]) -> bool:
    """Whether a clause without tense holds one with it."""
    return any(below.i in heads for below in child.children)


def _trimmed(clause: Clause) -> Clause:
    """Without joints and marks at both ends."""
    doc, first, last = clause.head.doc, clause.first, clause.last
    while first < clause.head.i and (
        doc[first].is_space
        or doc[first].text in {",", ";", ":", "-", "–", "—", "...", "…", ")"}
        or (doc[first].dep_ in {"cc", "mark", "advmod"} and doc[first].lower_ in small_words().joints)
    ):
        first += 1
    while last > clause.head.i and (
        doc[last].is_space
        or doc[last].text in {",", ";", ":", "-", "–", "—", "(", "."}
        or doc[last].dep_ in {"cc", "mark"}
    ):
        last -= 1
    return Clause(clause.head, first, last, clause.nominal)

"""Verbs and phrases that say whose words follow: `X said that`, `according to X`, `citing X`."""

from collections.abc import Sequence
from typing import NamedTuple

from spacy.tokens import Token

from builder.analyse.cast import Cast
from builder.analyse.cues import Kind
from builder.analyse.who import Who, phrase
from builder.records import Span

_SUBJECT = frozenset({"nsubj", "csubj"})
_CLIMB = frozenset({"conj", "xcomp", "pcomp", "prep", "advcl", "acl", "ccomp", "dep", "parataxis"})

_LONGEST = 200
"""Words of a sentence that are looked at: longer ones are lists or damage, and time must grow with length alone."""


class Attribution(NamedTuple):
    """One place that says whose words something is."""

    kind: Kind
    cue: Token
    who: Who | None
    """None when the text does not say: `is said to`, or a pronoun nobody fits."""

    holds_back: bool = False
    """Negated: `did not say`, `would not confirm`."""


def is_passive(verb: Token) -> bool:
    """Whether a verb is passive or a participle behind its noun: `is said to`, `the plan, called`."""
    if any(child.dep_ in {"auxpass", "nsubjpass"} for child in verb.children):
        return True
    return (
        verb.tag_ == "VBN"
        and not any(child.lemma_ == "have" for child in verb.children)
        and verb.dep_ in {"acl", "amod", "advcl", "relcl"}
    )


def is_negated(verb: Token) -> bool:
    """Whether a verb is denied: `did not confirm`."""
    return any(child.dep_ == "neg" for child in verb.children)


def subject_tokens(cast: Cast, verb: Token) -> list[Token]:
    """The words of a verb's subject, outside quotes; that of the verb it depends on when it has none."""
    for _ in range(5):
        subjects = [child for child in verb.children if child.dep_ in _SUBJECT]
        if subjects:
            found = subjects[0]
            if found.lower_ in {"who", "which", "that"} and verb.dep_ == "relcl":
                found = verb.head
                last = min(found.right_edge.i, verb.left_edge.i - 1)
                return _between(cast, found.left_edge.i, last)
            if found.i < verb.i:
                ahead = [child for child in subjects if child.i < verb.i]
                return _between(cast, found.left_edge.i, min(ahead[-1].right_edge.i, verb.i - 1))
            return _between(cast, found.left_edge.i, found.right_edge.i)
        if verb.dep_ == "acl" and verb.head.pos_ in {"NOUN", "PROPN"}:
            noun = verb.head
            if noun.dep_ in _SUBJECT or cast.cues.is_person(noun.text):
                return _between(cast, noun.left_edge.i, verb.i - 1)
            verb = noun.head
            continue
        if verb.dep_ not in _CLIMB or verb.head is verb:
            return []
        if verb.dep_ == "conj" and verb.i and cast.doc[verb.i - 1].pos_ in {"NOUN", "PROPN"}:
            return _name_before(cast, verb)  # a subject the parser took for something else
        verb = verb.head
        if verb.pos_ in {"VERB", "AUX"} and is_passive(verb):
            return []
    return []


def _name_before(cast: Cast, verb: Token) -> list[Token]:
    """The run of names right before a verb, with its `of` and `for`."""
    first = verb.i
    while first and (cast.doc[first - 1].pos_ == "PROPN" or cast.doc[first - 1].lower_ in {"of", "for"}):
        first -= 1
    return _between(cast, first, verb.i - 1)


def _between(cast: Cast, first: int, last: int) -> list[Token]:
    """Tokens by number, both included, outside quotes."""
    first = max(first, last - _LONGEST)
    return [token for token in cast.doc[first : last + 1] if not token.is_space and not cast.is_quoted(token.idx)]


def speaker_of(cast: Cast, verb: Token) -> Who | None:
    """Who is the subject of a verb of speech."""
    tokens = subject_tokens(cast, verb)
    if tokens:
        return phrase(cast, tokens)
    return _left_neighbour(cast, verb) or _first_statement(cast, verb)


def _first_statement(cast: Cast, verb: Token) -> Who | None:
    """Whose statement opens the sentence, where too much stands between: `A statement on Apple's site, …, states:`."""
    if verb.dep_ != "ROOT":
        return None
    subject = next(
        (
            token
            for token in cast.tokens(max(verb.sent.start_char, verb.idx - 5 * _LONGEST), verb.idx)
            if token.dep_ == "nsubj"
        ),
        None,
    )
    if subject is None or subject.lower_ not in cast.cues.statements:
        return None
    words = _between(cast, subject.left_edge.i, min(subject.right_edge.i, verb.i - 1))
    comma = next((place for place, token in enumerate(words) if token.text == ","), len(words))
    return phrase(cast, words[:comma])


def _left_neighbour(cast: Cast, verb: Token) -> Who | None:
    """The name that ends right before the verb, where the parser finds no subject: `Rathbun stated,`."""
    index = verb.i - 1
    while index >= 0 and (cast.doc[index].pos_ in {"AUX", "ADV", "PART"} or cast.doc[index].text == ","):
        index -= 1
    if index < 0:
        return None
    mention = cast.mention_at(cast.doc[index])
    if mention is None or mention.span.start < verb.sent.start_char or cast.is_quoted(mention.span.start):
        return None
    before = cast.tokens(verb.sent.start_char, mention.span.start)
    if before and before[-1].lower_ in {"of", "to", "for", "with", "from", "by", "in", "at", "on", "told"}:
        return None
    return Who(mention.actor.name, mention.span, mention.actor)


def in_sentence(cast: Cast, span: Span) -> list[Attribution]:
    """Every attribution of a sentence outside its quotes, in order."""
    tokens = cast.tokens(span.start, span.end)[:_LONGEST]
    found: list[Attribution] = []
    for place, token in enumerate(tokens):
        kind = cast.cues.kind(token)
        if kind == "cite":
            who = phrase(cast, tokens[place + 1 :])
            if who:
                found.append(Attribution("say", token, who))
        elif kind and kind != "name":
            if is_passive(token):
                found.append(Attribution(kind, token, _agent(cast, token)))
            elif not _is_idle(token):
                who = speaker_of(cast, token) or (
                    after_verb(cast, tokens[place + 1 :]) if _may_invert(cast, token, kind) else None
                )
                found.append(Attribution(kind, token, who, is_negated(token)))
        elif is_according(tokens, place):
            found.append(Attribution("say", token, phrase(cast, clause(tokens[place + 2 :]))))
    return found


def _may_invert(cast: Cast, verb: Token, kind: Kind) -> bool:
    """Whether the subject may stand behind the verb: `…,” said Jim Press`, not `have accused the US`."""
    before = cast.doc[verb.i - 1].text if verb.i else ","
    return (
        kind == "say" and verb.tag_ in {"VBD", "VBZ", "VBP"} and before in {",", "”", '"', "’", "»", "?", "!", "—", "–"}
    )


def _is_idle(verb: Token) -> bool:
    """Whether a verb of speech only names an act to come or a wish: `hopes to say`, `asked to leave` for `leave`."""
    return (
        verb.tag_ == "VB"
        and any(child.lower_ == "to" for child in verb.children)
        and verb.dep_ in {"acl", "advcl", "relcl"}
    )


def _agent(cast: Cast, verb: Token) -> Who | None:
    """Who did it, of a passive: `was described by analysts as`."""
    for child in verb.children:
        if child.dep_ == "agent" and child.i + 1 < len(cast.doc):
            return phrase(cast, _between(cast, child.i + 1, child.right_edge.i))
    return None


def after_verb(cast: Cast, tokens: Sequence[Token]) -> Who | None:
    """The subject behind its verb: `said Jim Press, the Vice Chairman of Chrysler`."""
    if not tokens or tokens[0].pos_ in {"ADP", "SCONJ", "VERB", "PUNCT"} or tokens[0].lower_ in {"that", "so", "not"}:
        return None
    if tokens[0].pos_ == "PRON" and tokens[0].lower_ not in {"he", "she", "it", "they"}:
        return None
    return phrase(cast, clause(tokens))


def clause(tokens: Sequence[Token]) -> list[Token]:
    """The words up to the next verb or the end of the phrase."""
    kept: list[Token] = []
    for token in tokens:
        if kept and (token.pos_ in {"VERB", "AUX", "SCONJ", "PRON"} or token.text in ".;:!?—–("):
            break
        kept.append(token)
    return kept[:25]


def is_according(tokens: Sequence[Token], place: int) -> bool:
    """Whether `according to` stands here."""
    return tokens[place].lower_ == "according" and place + 1 < len(tokens) and tokens[place + 1].lower_ == "to"

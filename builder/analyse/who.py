"""Who a stretch of words means: an actor, a pronoun's antecedent, or a description."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import islice, pairwise
from typing import NamedTuple

from spacy.tokens import Token

from builder.analyse.cast import POSSESSIVES, Cast, Mention
from builder.analyse.cues import is_outlet, role_key
from builder.analyse.noun_phrases import described_to, in_prose, is_known_body, nominal_of, trim
from builder.records import Actor, Span

_LOOSE = frozenset({"for", "to", "with", "from", "against", "between", "about", "by", "of", "than", "like", "without"})
_NEAR_NAMES = 10
"""Names of a phrase that are looked at; a longer list of names is nobody in particular."""

_HE_SHE = frozenset({"he", "she"})
_PRONOUNS = frozenset({"he", "she", "it", "they"})


class Who(NamedTuple):
    """One who speaks, as far as the text tells."""

    name: str
    """Canonical name, or the words of the text."""

    span: Span
    """The words that name or describe."""

    actor: Actor | None = None
    named: bool = True
    """False for a description: `an unnamed Pentagon official`."""


def phrase(cast: Cast, tokens: Sequence[Token], *, subject: bool = True) -> Who | None:
    """Who a noun phrase means; None when it is nobody who can speak, or when it does not say.

    A person named in the phrase wins (`the Dacia vice president, Constantin Stroe`), then the body its head
    names, then the holder of the function (`the spokesperson`), then the words themselves (`a resident`).
    """
    tokens = trim(tokens)
    if not tokens:
        return None
    first = tokens[0]
    if first.tag_ != "PRP$" and (first.pos_ == "PRON" or first.lower_ in _PRONOUNS):
        return antecedent(cast, first)
    persons = [
        mention
        for mention in cast.mentions_in(first.idx, tokens[-1].idx + 1)[:_NEAR_NAMES]
        if mention.actor.kind == "PER" and _stands_free(cast, mention, first)
    ]
    nominal = nominal_of(tokens)
    if persons and (persons[0].span.start <= nominal[-1].idx or _may_name(cast, nominal[-1])):
        if len(persons) > 1 and cast.text[persons[0].span.end : persons[1].span.start].strip() in {"and", "&", "or"}:
            return None
        return Who(persons[0].actor.name, persons[0].span, persons[0].actor)
    return _apposed(cast, tokens, nominal) or _headed(cast, tokens, nominal, subject=subject)


def _apposed(cast: Cast, tokens: Sequence[Token], nominal: Sequence[Token]) -> Who | None:
    """A name behind a function or sort: `the strategist for Invesco, Fritz Meyer`, `a low-cost airline, Ryanair`."""
    head = nominal[-1].text
    if not (cast.cues.is_person(head) or cast.cues.is_body(head)) or (
        nominal[-1].pos_ == "PROPN" and cast.mention_at(nominal[-1])
    ):
        return None
    commas = [place for place, token in enumerate(tokens) if token.text == ","]
    for left, right in pairwise([*commas, len(tokens)]):
        name = tokens[left + 1 : right]
        if not 1 <= len(name) <= 4 or any(token.pos_ != "PROPN" for token in name):
            continue
        mention = cast.mention_at(name[-1])
        span = Span(name[0].idx, name[-1].idx + len(name[-1]))
        if mention and mention.actor.kind != "LOC":
            return Who(mention.actor.name, span, mention.actor)
        if len(name) > 1 and cast.cues.is_person(head):
            return Who(span.of(cast.text), span)
    return None


def _may_name(cast: Cast, head: Token) -> bool:
    """Whether a name after this noun is in apposition to it: `strategist for Invesco, Fritz Meyer`."""
    return cast.cues.is_person(head.text) or head.pos_ == "PROPN" or cast.cues.is_body(head.text)


def _stands_free(cast: Cast, mention: Mention, first: Token) -> bool:
    """Whether a person's name in a phrase is not merely somebody the head belongs to."""
    after = bisect_left(cast.token_starts, mention.span.end)
    if after < len(cast.doc) and (cast.doc[after].text in POSSESSIVES or cast.cues.is_person(cast.doc[after].text)):
        return False  # `Obama's lawyer`, `Obama spokesman`
    before = bisect_right(cast.token_starts, mention.span.start) - 2
    return not (before >= first.i and cast.doc[before].lower_ in _LOOSE)


def _headed(cast: Cast, tokens: Sequence[Token], nominal: Sequence[Token], *, subject: bool) -> Who | None:
    """Who a phrase without a free name means, by its head noun."""
    head = nominal[-1]
    span = Span(nominal[0].idx, head.idx + len(head))
    mention = cast.mention_at(head)
    person = cast.cues.is_person(head.text)
    if mention and (mention.actor.kind == "PER" or not person):
        return Who(mention.actor.name, mention.span, mention.actor)
    word = role_key(head.text)
    if word in cast.cues.statements:
        return _owner(cast, tokens, head)
    definite = nominal[0].lower_ in {"the", "that", "this", "its", "their", "his", "her"} or len(nominal) == 1
    if definite and len(nominal) <= 3:
        holder = _holder(cast, word, head.idx)
        if holder:
            return Who(holder.name, span, holder)
    if head.pos_ == "PROPN" and not cast.cues.is_person(head.text) and not cast.cues.is_body(head.text):
        titles = max((place for place, token in enumerate(nominal) if cast.cues.is_person(token.text)), default=-1)
        run = [token for token in nominal[titles + 1 :] if token.pos_ == "PROPN" or token.text in {"-", "."}]
        return Who(cast.text[run[0].idx : span.end], Span(run[0].idx, span.end)) if subject else None
    if cast.cues.is_person(head.text) or cast.cues.is_body(head.text) or word in cast.cues.outlets:
        end = described_to(tokens, nominal)
        start = nominal[0].idx
        return Who(in_prose(nominal[0], cast.text[start:end]), Span(start, end), named=is_known_body(cast, nominal))
    return None


def _owner(cast: Cast, tokens: Sequence[Token], head: Token) -> Who | None:
    """Whose statement it is: `a statement from Apple`, `the company's letter`."""
    for mention in cast.mentions_in(tokens[0].idx, tokens[-1].idx + 1)[:_NEAR_NAMES]:
        after = bisect_left(cast.token_starts, mention.span.end)
        before = bisect_right(cast.token_starts, mention.span.start) - 2
        owns = after < len(cast.doc) and cast.doc[after].text in POSSESSIVES
        while before > head.i and cast.doc[before].pos_ in {"DET", "NOUN", "ADJ", "PROPN"}:
            before -= 1
        owns = owns or (after == head.i and mention.span.start < head.idx)  # `US plans`
        follows = mention.span.start > head.idx and cast.doc[before].lower_ in {"from", "by", "of"}
        if mention.actor.kind != "LOC" and (owns or follows):
            return Who(mention.actor.name, mention.span, mention.actor)
    return None


def _holder(cast: Cast, word: str, offset: int) -> Actor | None:
    """The person with a function or the body of a sort, when the text before leaves one candidate."""
    near: list[Actor] = []
    for mention in islice(cast.before(offset, 12), 20 * _NEAR_NAMES):
        actor = mention.actor
        if actor in near:
            continue
        if actor.kind == "PER":
            if word in cast.functions(actor):
                near.append(actor)
        elif _is_sort(cast, actor, word):
            near.append(actor)
    if not near:
        return None
    if len(near) == 1 or near[0].kind == "PER":
        return near[0] if len(near) == 1 or word == "spokes" else None
    return _nearest_subject(cast, near, offset)


def _nearest_subject(cast: Cast, among: Sequence[Actor], offset: int) -> Actor | None:
    """Of several bodies the one that is the subject of the sentence before, or the only one in it."""
    here = [mention.actor for mention in cast.before(offset, 1)]
    only = [actor for actor in among if actor in here]
    if len(only) == 1:
        return only[0]
    return next((m.actor for m in cast.before(offset, 2) if m.actor in among and cast.is_subject(m)), None)


def _is_sort(cast: Cast, actor: Actor, word: str) -> bool:
    """Whether a body is of the sort a noun names: the Pentagon is a `department` by its long name."""
    if actor.kind not in {"ORG", "STATE"}:
        return False
    forms = (actor.name, *actor.aliases)
    if word in cast.cues.outlets:
        return is_outlet(*forms)
    if word in {
        "company",
        "firm",
        "manufacturer",
        "airline",
        "automaker",
        "maker",
        "group",
        "organisation",
        "organization",
    }:
        return actor.kind == "ORG" and not is_outlet(*forms)
    if word not in cast.cues.bodies:
        return False
    return any(word in (role_key(part) for part in form.split()) for form in forms)


def antecedent(cast: Cast, pronoun: Token, word: str | None = None) -> Who | None:
    """Who `he`, `she`, `it` or `they` is, when the text leaves one good candidate; `word` of `his` is `he`."""
    word = word or pronoun.lower_
    span = Span(pronoun.idx, pronoun.idx + len(pronoun))
    if word in _HE_SHE:
        female = word == "she"
        fits = [
            mention
            for mention in islice(cast.before(pronoun.idx, 3), 5 * _NEAR_NAMES)
            if mention.actor.kind == "PER" and cast.is_female(mention.actor) in {None, female}
        ]
    elif word in {"it", "they"}:
        fits = [m for m in islice(cast.before(pronoun.idx, 2), 5 * _NEAR_NAMES) if m.actor.kind in {"ORG", "STATE"}]
    else:
        return None
    # "He described Montalvo as" cannot be Montalvo: who is named later in the sentence is somebody else.
    end = cast.sentences[cast.sentence_index(pronoun.idx)].span.end
    others = {
        id(mention.actor) for mention in cast.mentions_in(pronoun.idx, end) if not cast.is_quoted(mention.span.start)
    }
    fits = [mention for mention in fits if id(mention.actor) not in others]
    fits = [mention for mention in fits if _stands_free(cast, mention, cast.doc[0])] or fits
    for back in range(4):
        level = [
            mention
            for mention in fits
            if cast.sentence_index(mention.span.start) == cast.sentence_index(pronoun.idx) - back
        ]
        subjects = [mention for mention in level if cast.is_subject(mention)]
        choice = subjects or level
        if choice:
            names = {mention.actor.name for mention in choice}
            if len(names) == 1 or subjects:
                actor = choice[-1].actor
                if word in _HE_SHE:
                    cast.gender.setdefault(actor.name, word == "she")
                return Who(actor.name, span, actor)
            return None
    return None

"""Whom a clause names or means, and the lemmas of its other words."""

from collections.abc import Iterable, Sequence
from functools import cache

from spacy.tokens import Token

from builder.analyse.cast import Cast, Mention
from builder.analyse.clauses import SUBJECTS, Clause
from builder.analyse.linking import fold
from builder.analyse.predicates import small_words
from builder.analyse.who import Who, antecedent, phrase
from builder.records import Actor

_CONTENT = frozenset({"NOUN", "VERB", "ADJ", "PROPN", "ADV"})


def subject_of(cast: Cast, clause: Clause, speaker: str | None) -> str | None:
    """Canonical name of who does what a clause tells; None when that is no actor.

    `speaker` is who says the quote around it: `we` and `our` mean that one.
    """
    head = clause.head
    if clause.nominal:
        owner = next((child for child in head.lefts if child.dep_ in {"poss", "compound", "amod", "nmod"}), None)
        return _meant(cast, owner, speaker) if owner is not None else None
    agent = next((child for child in head.children if child.dep_ == "agent"), None)
    if agent is not None:
        words = [token for token in agent.subtree if token.i > agent.i and not token.is_space]
        return _name(phrase(cast, words)) if words else None
    verb = head
    for _ in range(4):
        subject = next((child for child in verb.children if child.dep_ in SUBJECTS), None)
        if subject is not None:
            break
        if verb.dep_ == "acl" and verb.tag_ == "VBG":
            return _of_noun(cast, verb.head)
        if verb.dep_ == "acl":  # `our invitation issued in May`
            owner = next((child for child in verb.head.lefts if child.dep_ == "poss"), None)
            return _meant(cast, owner, speaker) if owner is not None else None
        if verb.dep_ not in {"conj", "xcomp"}:
            return None
        verb = verb.head
    else:
        return None
    if subject is None or subject.dep_ != "nsubj":
        return None
    if subject.lower_ in {"who", "which", "that"} and verb.dep_ == "relcl":
        return _of_noun(cast, verb.head)
    if subject.pos_ == "PRON":
        return _meant(cast, subject, speaker)
    return _of_noun(cast, subject)


def _of_noun(cast: Cast, noun: Token) -> str | None:
    """The actor that a noun and what belongs to it name."""
    last = min(noun.right_edge.i, noun.left_edge.i + 25)
    who = phrase(cast, [token for token in noun.doc[noun.left_edge.i : last + 1] if not token.is_space])
    return _name(who) if who is not None and who.actor is not None else None


def _meant(cast: Cast, token: Token, speaker: str | None) -> str | None:
    """The actor that a pronoun or a name before a noun means."""
    word = token.lower_
    pronoun = token.pos_ == "PRON" or token.tag_ == "PRP$"  # `US` is none
    if pronoun and word in small_words().own:
        return _body_of(cast, speaker)
    if pronoun and word in small_words().meant:
        return _name(antecedent(cast, token, small_words().meant[word]))
    mention = cast.mention_at(token)
    return mention.actor.name if mention else None


def _body_of(cast: Cast, speaker: str | None) -> str | None:
    """Whom a speaker means by `we`: the body whose spokesman or chief the text says this is, else the speaker."""
    actor = next((one for one in cast.actors if one.name == speaker), None)
    for role in actor.roles if actor else ():
        for mention in cast.mentions_in(max(0, role.span.start - _BESIDE), role.span.end):
            gap = cast.text[mention.span.end : role.span.start].strip()
            if mention.actor.kind in {"ORG", "STATE"} and gap in {"", "'s", "’s"}:
                return mention.actor.name
    return speaker


_BESIDE = 60
"""Characters before a role in which the name of the body starts: "Department of Defense spokesman"."""


def _name(who: Who | None) -> str | None:
    return who.actor.name if who is not None and who.actor is not None else None


def actors_of(cast: Cast, tokens: Sequence[Token], subject: str | None, speaker: str | None) -> tuple[str, ...]:
    """Whom the words name or mean, who acts first."""
    names = [subject] if subject else []
    inside = {token.idx for token in tokens}
    for mention in cast.mentions_in(min(inside), max(inside) + 1):
        if not _is_in_role(cast, mention) and any(at in inside for at in range(*mention.span)):
            names.append(mention.actor.name)
    for token in tokens:
        if token.pos_ == "PRON" or token.tag_ == "PRP$":
            found = _meant(cast, token, speaker)
            if found:
                names.append(found)
    return tuple(dict.fromkeys(names))


def _is_in_role(cast: Cast, mention: Mention) -> bool:
    """Whether a name only tells who another is: `Li` of "Li's predecessor, Wei"."""
    return any(
        role.span.holds(mention.span)
        for other in cast.mentions_in(mention.span.end, mention.span.end + _ROLE)
        if other.actor is not mention.actor
        for role in other.actor.roles
    )


_ROLE = 60
"""Characters behind a name in which the one stands whose role it is part of."""


def _lemma(token: Token) -> str:
    """The lemma, folded; the model takes `hopes` for a form of `hop`."""
    lemma = _folded(token.lemma_)
    return f"{lemma}e" if lemma == "hop" and token.lower_.startswith("hope") else lemma


@cache
def _folded(lemma: str) -> str:
    return fold(lemma)


def verb_of(head: Token, nominal: bool) -> str:
    """Lemma of what is said to be done: of `is due to travel`, `travel`; of `is a reason`, `reason`."""
    if nominal:
        return _lemma(head)
    for _ in range(3):
        below = next((child for child in head.children if child.dep_ in {"xcomp"} and child.pos_ == "VERB"), None)
        if below is None and head.lemma_ == "be":
            middle = next((child for child in head.children if child.dep_ == "acomp"), None)
            if middle is not None:
                below = next((child for child in middle.children if child.dep_ == "xcomp"), None)
        if below is None or head.lemma_ not in small_words().passing:
            break
        head = below
    if head.lemma_ == "be":
        said = next((child for child in head.children if child.dep_ in {"attr", "acomp"}), None)
        counted = said is not None and (said.like_num or said.lower_ in {"percent", "%"})
        subject = next((child for child in head.children if child.dep_ == "nsubj"), None)
        if counted and subject is not None:
            return _lemma(subject)
        if said is not None:
            return _lemma(said)
    particle = next((child for child in head.children if child.dep_ == "prt" or child.lower_ == "off"), None)
    place = next((child for child in head.children if child.dep_ == "dobj" and child.lower_ in {"place", "part"}), None)
    return fold(" ".join([_lemma(head), *(one.lower_ for one in (particle or place,) if one is not None)]))


def words_of(cast: Cast, tokens: Iterable[Token], verb: str, is_date: set[int]) -> tuple[str, ...]:
    """Lemmas of content words outside names of actors and dates, folded: what is done, then the others in order."""
    found = []
    for token in tokens:
        if token.pos_ not in _CONTENT or token.i in is_date or token.like_num or len(token) < 2:
            continue
        if token.pos_ in {"PROPN", "NOUN", "ADJ"} and _is_named(cast, token):
            continue
        lemma = _lemma(token)
        if token.dep_ in {"prt"} or lemma in small_words().empty or (token.pos_ == "ADV" and not lemma.endswith("ly")):
            continue
        particle = None
        if token.pos_ == "VERB":
            particle = next((child.lower_ for child in token.children if child.dep_ == "prt"), None)
        found.append(f"{lemma} {particle}" if particle else lemma)
    found = [verb, *(word for word in found if " " not in verb or word != verb.split()[0])]
    return tuple(dict.fromkeys(word for word in found if word))


def _is_named(cast: Cast, token: Token) -> bool:
    """Whether a word belongs to the name of an actor, or is the title before one."""
    mention = cast.mention_at(token)
    if mention is not None:
        return _is_in_name(mention.actor, token)
    if cast.in_role(token):
        return True
    if token.dep_ not in {"compound", "nmod"} or not cast.cues.is_person(token.text):
        return False
    return cast.mention_at(token.head) is not None


def _is_in_name(actor: Actor, token: Token) -> bool:
    forms = (actor.name, *actor.aliases)
    return any(token.text in form for form in forms)

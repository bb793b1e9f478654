"""Whom somebody speaks for: the body, and what that belongs to, such as its state."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from builder.analyse.cast import Cast, Mention
from builder.analyse.cues import is_outlet, role_key
from builder.analyse.gazetteer import name_of, tables
from builder.analyse.who import Who
from builder.records import Actor, Span

_OFFICERS = frozenset({"spokes", "chief", "executive", "ceo", "chairman", "president"})
"""Who without a body beside the name speaks for the one the sentence before is about: `Spokeswoman Sandy Angers`."""

_ANY_BODY = frozenset({"company", "firm", "group", "corporation", "organisation", "organization"})
"""What any body may be called beside its name."""

_TITLE_LENGTH = 60
"""Characters between a body and the name of its officer at most."""

_STATE_WORDS = 4
"""Words in the name of a state at most: `United States of America`."""

_MOST_SEEN = 12
"""Mentions of a person that are looked at."""

_OF_A_STATE = re.compile(
    r"\b(?:ministry|department|government|administration|army|navy|air force|military|armed forces|embassy|parliament"
    r"|cabinet|white house|kremlin|police|agency|authority|commission|committee|council|office|service|court|bureau"
    r"|guard|congress|senate|forces)\b",
    re.IGNORECASE,
)
"""Names of bodies that are their state's: matches `Ministry of Defense (China)`, not `Bank of America`."""


class Party(NamedTuple):
    """Whom somebody speaks for."""

    origin: str
    """The body where one is named; else the person or the description."""

    key: str
    """What it is known by in the article: those with one key are one origin."""

    group: str
    """What it belongs to."""


class Parties:
    """Whom those who speak in one article speak for."""

    def __init__(self, cast: Cast, tellers: Iterable[Who]) -> None:
        self.cast = cast
        self._found: dict[str, Party] = {}
        self._described: dict[str, set[str]] = {}
        tellers = list(tellers)
        for who in tellers:
            if who.actor is None and who.named and (noun := _noun(cast, who.name)):
                self._described.setdefault(noun, set()).add(who.name)
        for who in tellers:
            self.of(who)
        bodies = {self.of(who) for who in tellers if who.actor is not None and who.actor.kind == "ORG"}
        if len(bodies) == 1:  # the only body that tells anything is what its chief executive speaks for
            body = next(iter(bodies))
            for who in tellers:
                alone = self.of(who).key == who.name
                if alone and who.actor is not None and who.actor.kind == "PER" and self._is_officer(who.actor, body):
                    self._found[who.name] = body

    def of(self, who: Who) -> Party:
        """The party of one who speaks."""
        if who.name not in self._found:
            self._found[who.name] = self._party(who)
        return self._found[who.name]

    def _party(self, who: Who) -> Party:
        body = body_of(self.cast, who)
        if body is not None and body.kind == "STATE" and not self._is_official(who):
            body = None
        if body is not None:
            origin = body.name if body.kind == "ORG" and who.named else who.name
            return Party(origin, body.name, state_of(self.cast, body) or body.name)
        if (principal := self._principal(who)) is not None:
            return Party(who.name, who.name, principal)
        if who.actor is None:
            return self._same(who) or Party(who.name, who.name, who.name)
        words = [word for role in who.actor.roles for word in role.text.split()]
        words += self._words_before(who.actor.mentions[0])
        nouns = {role_key(word) for word in words if self.cast.cues.is_body(word)}
        described = [name for noun in sorted(nouns) for name in sorted(self._described.get(noun, ()))]
        if len(described) == 1:
            return self._found.get(described[0], Party(described[0], described[0], described[0]))
        return Party(who.name, who.name, who.name)

    def _principal(self, who: Who) -> str | None:
        """The person somebody speaks for: `the actor's lawyer`, `Palin spokesman Bill McAllister`."""
        spans = [who.span] if who.actor is None else [role.span for role in who.actor.roles]
        for span in spans:
            last = span.of(self.cast.text).split()[-1:]
            if last and role_key(last[0]) in self.cast.cues.agents:
                inside = self.cast.mentions_in(span.start, span.end)
                persons = [m.actor.name for m in inside if m.actor.kind == "PER" and m.actor is not who.actor]
                if persons:
                    return persons[0]
        return None

    def _same(self, who: Who) -> Party | None:
        """The party of an earlier description that this one takes up: `the official` after `a Japanese official`."""
        last = who.name.split()[-1:]
        for name, party in self._found.items():
            if party.key.split()[-1:] == last or (who.name.startswith("the ") and last[0] in name.split()):
                return party
        return None

    def _words_before(self, span: Span) -> list[str]:
        """The run of nouns right before a name: `union leader`."""
        words: list[str] = []
        for token in reversed(self.cast.tokens(max(0, span.start - _TITLE_LENGTH), span.start)):
            if token.pos_ not in {"NOUN", "PROPN", "ADJ"}:
                break
            words.append(token.text)
        return words

    def _is_officer(self, actor: Actor, of: Party) -> bool:
        """Whether somebody may speak for a body: `spokeswoman`, but not `disaster agency spokeswoman` for a survey."""
        words = [word for role in actor.roles for word in role.text.split()]
        words += self._words_before(actor.mentions[0])
        others = {role_key(word) for word in words if self.cast.cues.is_body(word)}
        own = {role_key(word) for word in of.origin.split()}
        return bool(self.cast.functions(actor) & _OFFICERS) and others <= own | _ANY_BODY

    def _is_official(self, who: Who) -> bool:
        """Whether somebody that a state is named beside speaks for it: `Chinese diplomats`, not `a Chinese tourist`."""
        if who.actor is not None and who.actor.kind == "STATE":
            return True
        words = who.name.split() if who.actor is None else [w for role in who.actor.roles for w in role.text.split()]
        nouns = [word for word in words if self.cast.cues.is_person(word) or self.cast.cues.is_body(word)]
        return any(role_key(word) not in self.cast.cues.private for word in nouns)


def who_is(cast: Cast, name: str, sentence: Span) -> Who:
    """One who is known by name or description only, with the words of a sentence that say so."""
    actor = next((one for one in cast.actors if one.name == name), None)
    if actor is not None:
        place = next((span for span in actor.mentions if sentence.holds(span)), actor.mentions[0])
        return Who(name, place, actor)
    start = cast.text.lower().find(name.lower(), *sentence)
    return Who(name, Span(start, start + len(name)) if start >= 0 else sentence, None, bool(_noun(cast, name)))


def _noun(cast: Cast, words: str) -> str | None:
    """The noun of a described body: `union` of `the metal workers' union`."""
    nouns = [role_key(word) for word in words.split() if cast.cues.is_body(word)]
    return nouns[-1] if nouns else None


def state_of(cast: Cast, body: Actor) -> str | None:
    """The state that an official body belongs to, by its name: `China` of `Ministry of Defense (China)`."""
    if body.kind != "ORG" or not any(_OF_A_STATE.search(form) for form in (body.name, *body.aliases)):
        return None
    words = " ".join((body.name, *body.aliases))
    for actor in cast.actors:
        if actor.kind == "STATE":
            forms = {actor.name, *actor.aliases}
            if any(re.search(rf"\b{re.escape(form)}\b", words) for form in forms):
                return actor.name
    parts, known = body.name.replace("(", " ").replace(")", " ").split(), tables().states
    runs = (" ".join(parts[at : at + length]) for length in range(_STATE_WORDS, 0, -1) for at in range(len(parts)))
    return next((name_of(known[run]) for run in runs if run in known), None)


def is_news(actor: Actor | None) -> bool:
    """Whether an actor is a news outlet."""
    return actor is not None and actor.kind == "ORG" and is_outlet(actor.name, *actor.aliases)


def body_of(cast: Cast, who: Who) -> Actor | None:
    """The body somebody speaks for: `Pentagon spokesman Pat Ryder`, `a Pentagon official`; None when not told."""
    if who.actor is not None and who.actor.kind != "PER":
        return who.actor
    bodies = [actor for actor in cast.actors if actor.kind in {"ORG", "STATE"} and not is_news(actor)]
    spans = [who.span] if who.actor is None else [role.span for role in who.actor.roles]
    for span in spans:
        inside = [m for m in cast.mentions_in(span.start, span.end) if m.actor in bodies and not cast.is_part(m)]
        if inside:
            return min(inside, key=lambda mention: mention.actor.kind).actor
    if who.actor is None:
        return None
    for span in who.actor.mentions[:_MOST_SEEN]:
        left = [m for m in cast.before(span.start, 0) if m.actor in bodies and span.start - m.span.end < _TITLE_LENGTH]
        if left and not cast.is_part(left[0]) and cast.is_title(left[0].span.end, span.start):
            return left[0].actor
    if cast.functions(who.actor) & _OFFICERS:
        place = who.actor.mentions[0].start
        return next(
            (
                m.actor
                for m in cast.before(place, 1)
                if m.actor in bodies and m.actor.kind == "ORG" and _is_subject(cast, m)
            ),
            None,
        )
    return None


def _is_subject(cast: Cast, mention: Mention) -> bool:
    """Whether a body is the subject, by its head: `Ministry` of `Ministry of Foreign Affairs`."""
    words = cast.doc.char_span(mention.span.start, mention.span.end, alignment_mode="expand")
    return cast.is_subject(mention) or (words is not None and words.root.dep_ in {"nsubj", "nsubjpass"})

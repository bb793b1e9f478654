"""Outlets that an article relays, by the words beside their names: `selon Le Monde`, `a-t-il indiqué à l'AFP`."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from builder.analyse.gazetteer import Entry, plain, tables
from builder.analyse.nlp import Parsed
from builder.analyse.plain.speakers import Saying
from builder.analyse.plain.speech import either, speech
from builder.analyse.quote_marks import find_quoted
from builder.records import Actor, Sentence, Span

_TRIGGER = 90
"""Characters before an outlet's name in which the words stand that say it is relayed."""

_REPORTS = 40
"""Characters between an outlet and the verb by which it tells."""


class Relays:
    """The outlets that each sentence of an article relays."""

    def __init__(self, parsed: Parsed, actors: Sequence[Actor], sayings: Sequence[Saying], code: str) -> None:
        self.text = plain(parsed.article.text)
        self.quoted = find_quoted(parsed.article.text)
        self.ends = [one.end for one in self.quoted]
        self.first: dict[Span, int] = {}
        for one in reversed(sayings):
            self.first[one.sentence] = min(one.cue.start, self.first.get(one.sentence, one.cue.start))
        self.words = speech(code)
        self.keys = {one.name: one.key for one in _outlets(code).values()}
        self.names = {form: one.name for form, one in _outlets(code).items()} | {
            form: actor.name
            for actor in actors
            if is_outlet(actor, code) or self._is_called_one(actor)
            for form in (actor.name, *actor.aliases)
        }
        bare = {form.split(" ", 1)[1] for form in self.names if form.split(" ", 1)[0] in ("Le", "La", "Les", "The")}
        bare |= {form[2:] for form in self.names if form.startswith("L'")}
        self.form = re.compile(rf"(?<![\w-])(?:{either({*self.names, *bare})})(?![\w-])")
        self.before, self.beside = _triggers(code)

    def in_sentence(self, sentence: Span) -> Iterator[tuple[str, Span]]:
        """Canonical names of the outlets it relays, each with the words that say so."""
        yield from ((name, span) for name, span, _ in self._found(sentence))

    def complete(self, actors: Sequence[Actor], sentences: Sequence[Sentence]) -> tuple[Actor, ...]:
        """The actors with the outlets that only an article of the text hid: `au Figaro` is Le Figaro."""
        known = {actor.name for actor in actors}
        hidden: dict[str, list[Span]] = {}
        for sentence in sentences:
            for name, _, place in self._found(sentence.span):
                if name not in known:
                    hidden.setdefault(name, []).append(place)
        places = {place for own in hidden.values() for place in own}
        kept = [actor for actor in actors if not places.issuperset(actor.mentions)]
        added = [
            Actor(
                "ORG", name, tuple(dict.fromkeys(one.of(self.text) for one in own)), tuple(own), key=self.keys.get(name)
            )
            for name, own in hidden.items()
        ]
        return (*kept, *added)

    def _found(self, sentence: Span) -> Iterator[tuple[str, Span, Span]]:
        """Outlet, the words that say it is relayed, and its name among them."""
        for match in self.form.finditer(self.text, *sentence):
            number = bisect_left(self.ends, match.end())
            if number < len(self.quoted) and self.quoted[number].start <= match.start():
                continue
            first = max(sentence.start, match.start() - _TRIGGER)
            before = self.text[first : match.start()]
            name = self._name(match.group(), before)
            trigger = self.before.search(before) or (
                self.beside.search(before) if self._told_here(sentence, match.start()) else None
            )
            if name and trigger:
                yield name, Span(first + trigger.start("cue"), match.end()), Span(*match.span())
            elif name and (end := self._reports(match.end(), sentence)):
                yield name, Span(match.start(), end), Span(*match.span())

    def _is_called_one(self, actor: Actor) -> bool:
        """Whether a noun before a body's name says that it is an outlet: `l'agence polonaise PAP`."""
        noun = re.compile(rf"(?<!\w)(?:{either(self.words.outlets)})\s(?:[a-zà-ÿ]+\s)?$")
        return actor.kind == "ORG" and any(
            noun.search(self.text, max(0, span.start - _TRIGGER), span.start) for span in actor.mentions
        )

    def _name(self, form: str, before: str) -> str | None:
        """The canonical name; of a form that lost its article, by the one before it."""
        if form in self.names:
            return self.names[form]
        word = re.search(r"(?:(\w+)\s|([lL]'))$", before)
        article = (word[1] or word[2]).lower() if word else ""
        article = self.words.merged.get(article, article).rpartition(" ")[2].capitalize()
        full = f"{article}{form}" if article.endswith("'") else f"{article} {form}"
        return self.names.get(full)

    def _told_here(self, sentence: Span, place: int) -> bool:
        return self.first.get(sentence, place) < place

    def _reports(self, end: int, sentence: Span) -> int | None:
        """Where the verb ends by which the outlet tells, if one follows: `Le Monde a révélé`."""
        verb = self.words.verb.search(self.text, end, min(sentence.end, end + _REPORTS))
        gap = self.text[end : verb.start()].strip() if verb else "."
        return verb.end() if verb and (not gap or (gap[0] == gap[-1] == ",")) else None


def is_outlet(actor: Actor, code: str) -> bool:
    """Whether an actor is a news outlet, by the tables or by the noun that opens its name."""
    if actor.kind != "ORG":
        return False
    first = re.sub(r"^(?:L['’]|Le |La |Les )", "", actor.name).split()[0].lower() if actor.name.split() else ""
    return (actor.key or "").startswith("media:") or (" " in actor.name and first in speech(code).outlets)


@cache
def _outlets(code: str) -> dict[str, Entry]:
    """Every form of an outlet in the tables."""
    return {one.text: one for group in tables(code).forms.values() for one in group if one.key.startswith("media:")}


@cache
def _triggers(code: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What stands before an outlet that is relayed; and what does so beside a verb of speech."""
    words = speech(code)
    forms = list(words.kinds)
    article = rf"(?:(?:{either((*words.articles, *words.merged))})\s?)?"
    noun = rf"(?:{article}(?:{either(words.outlets)})(?:\s[^\W\d_]+){{0,3}}?\s)?"
    relay = [form for word in words.relay for form in _merged(word, words.merged)]
    to = [form for word in words.relay_to for form in _merged(word, words.merged)]
    apart = "|".join(
        rf"{either([head])}(?:\s[\w'-]+){{0,2}}?\s{either([last])}"
        for head, _, last in (word.partition(" ") for word in relay)
        if last and " " not in last
    )
    before = re.compile(
        rf"(?<![\w'])(?P<cue>{either((*relay, *forms))}|{apart or '(?!)'})\s?{noun}{article}$", re.IGNORECASE
    )
    beside = re.compile(rf"(?<![\w'])(?P<cue>{either(to)})\s{noun}{article}$", re.IGNORECASE)
    return before, beside


def _merged(words: str, merged: Mapping[str, str]) -> Iterator[str]:
    """The words, and with an article that their last one takes in: `entretien à`, `entretien au`."""
    yield words
    for form, parts in merged.items():
        head, _, last = words.rpartition(" ")
        if last == parts.split()[0]:
            yield f"{head} {form}".strip()

"""Who is named in an article, by the language's model and the titles before names."""

import re
from collections import Counter
from collections.abc import Iterator

from builder.analyse.candidates import title_span
from builder.analyse.gazetteer import tables
from builder.analyse.languages import Language
from builder.analyse.nlp import Parsed
from builder.analyse.plain.speech import Speech, either
from builder.data import load
from builder.records import Actor, ActorKind, Role, Span

_NAME = re.compile(r"[^\W\d_a-zà-ÿ][\w’'-]*(?:\s(?:de\s|van\s|von\s|al-|el\s)?[^\W\d_a-zà-ÿ][\w’'-]*){0,3}")
_EDGES = " \t\n«»“”\"'’.,;:!?()–—-"
_ROLE = 60
"""Characters of a role behind a name at most."""


def find_actors(parsed: Parsed, language: Language, words: Speech) -> tuple[Actor, ...]:
    """Everybody named, forms of one name merged, most prominent first."""
    text = parsed.article.text
    found = dict(_named(parsed, language, words))
    titled = dict.fromkeys(_titled(text, words))
    for span in titled:
        found = {one: kind for one, kind in found.items() if not one.meets(span)} | {span: "PER"}
    sure = {" ".join(span.of(text).split()) for span in titled}
    forms: dict[str, list[Span]] = {}
    votes: dict[str, Counter[ActorKind]] = {}
    for span, kind in sorted(found.items()):
        name = " ".join(span.of(text).split())
        forms.setdefault(name, []).append(span)
        votes.setdefault(name, Counter())[kind] += 1
    small = frozenset(load("stop_words").get(language.code, ()))
    plain_words = set(re.findall(r"\b[a-zà-ÿ][\w-]+", text)) | small
    names: dict[str, list[str]] = {}
    full = [name for name in forms if " " in name and votes[name].most_common(1)[0][0] == "PER"]
    for name in forms:
        owners = [one for one in full if one.split()[-1] == name]
        alone = " " not in name and name not in sure and not owners
        if alone and (name.lower() in plain_words | words.not_names or votes[name].most_common(1)[0][0] == "PER"):
            continue  # a lone word is a person's only behind a title, or as a part of a full name
        if " " in name or len(owners) != 1:
            names.setdefault(name, []).append(name)
        else:
            names.setdefault(owners[0], []).append(name)
    actors = []
    for name, own in names.items():
        kind = votes[name].most_common(1)[0][0]
        spans = tuple(sorted(span for form in own for span in forms[form]))
        actors.append(
            _actor(text, words, kind, name, tuple(sorted(own, key=lambda one: (-len(forms[one]), one))), spans)
        )
    return tuple(sorted(actors, key=lambda one: (-_prominence(parsed, one), one.mentions[0])))


def _named(parsed: Parsed, language: Language, words: Speech) -> Iterator[tuple[Span, ActorKind]]:
    """The model's names without marks at their ends."""
    text = parsed.article.text
    for one in parsed.doc.ents:
        kind = language.kinds.get(one.label_)
        start, end = one.start_char, one.end_char
        while start < end and text[start] in _EDGES:
            start += 1
        while end > start and text[end - 1] in _EDGES:
            end -= 1
        title = words.title.match(text, start, end)
        start = title.end() if title else start
        name = text[start:end]
        if kind and "\n" not in name and name[:1].isupper() and len(name) > 1 and not any(map(str.isdigit, name)):
            yield Span(start, end), kind


def _titled(text: str, words: Speech) -> Iterator[Span]:
    """Names behind a title: `Mme Dubois`, `M. Jean Martin`."""
    for title in words.title.finditer(text):
        name = _NAME.match(text, title.end())
        if name and title.group()[0].isupper():
            yield Span(*name.span())


def _actor(
    text: str, words: Speech, kind: ActorKind, name: str, forms: tuple[str, ...], spans: tuple[Span, ...]
) -> Actor:
    known = next(
        (one for one in tables().forms.get(name.split()[0], ()) if one.text == name and one.form == "name"), None
    )
    if known is not None and not known.weak and known.needs is None and kind != "PER":
        return Actor(known.kind, known.name, forms, spans, key=known.key, acts=known.kind == "ORG")
    roles = tuple(_roles(text, words, spans)) if kind == "PER" else ()
    return Actor(kind, name, forms, spans, roles, acts=kind != "LOC")


def _roles(text: str, words: Speech, spans: tuple[Span, ...]) -> Iterator[Role]:
    """Offices right before a name or in the apposition behind it: `le maire Jean Roy`, `X, maire de Brockel,`."""
    seen = set()
    before = re.compile(rf"(?<!\w)(?P<role>(?:{either(words.people)})(?:\s[^\W\d_]+){{0,4}}?),?\s$", re.IGNORECASE)
    noun = rf"(?:{either(words.people)})\b"
    behind = re.compile(
        rf",\s(?:{either(words.articles)})?\s?(?P<role>{noun}[^.;:,()«»\n]{{0,{_ROLE}}})[,.;]", re.IGNORECASE
    )
    for span in spans:
        offset = max(0, span.start - _ROLE)
        left = before.search(text[offset : span.start])
        if left and not re.search(r"[.!?»«\n]", left["role"]):
            found = Span(offset + left.start("role"), offset + left.end("role"))
        elif right := behind.match(text, span.end):
            found = Span(*right.span("role"))
        else:
            continue
        if found.of(text).lower() not in seen:
            seen.add(found.of(text).lower())
            yield Role(found.of(text), found)


def _prominence(parsed: Parsed, actor: Actor) -> float:
    """The published rule, without the sentences in which the actor speaks."""
    title = title_span(parsed)
    below = title.end if title else 0
    lead = next((one.span for one in parsed.sentences if one.span.start >= below), None)
    points = float(min(10, len(actor.mentions)))
    points += 5 * (title is not None and any(title.holds(span) for span in actor.mentions))
    points += 3 * (lead is not None and any(lead.holds(span) for span in actor.mentions))
    return points / 2 if actor.kind == "LOC" else points

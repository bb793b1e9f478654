"""Who is named in an article: by the tables, by the language's model, by the titles before names."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from builder.analyse.candidates import title_span
from builder.analyse.languages import Language
from builder.analyse.mentions import Mention
from builder.analyse.nlp import Parsed
from builder.analyse.plain.known import acts_somewhere, find_table_mentions
from builder.analyse.plain.names import find_names
from builder.analyse.plain.speech import Speech, either
from builder.records import Actor, Role, Span

_ROLE, _FAR = 60, 100
"""Characters of a role behind a name, and before it, at most."""


def find_actors(parsed: Parsed, language: Language, words: Speech) -> tuple[Actor, ...]:
    """Everybody named, forms of one name merged, most prominent first."""
    text = parsed.article.text
    names, known = find_names(parsed, language, words, find_table_mentions(text, language.code, words))
    actors = [*_of_tables(text, language.code, known), *_of_names(text, words, names)]
    roles = [role.span for actor in actors for role in actor.roles]
    actors = [one for one in actors if one.kind != "ORG" or any(_stands_alone(span, roles) for span in one.mentions)]
    return tuple(sorted(actors, key=lambda one: (-_prominence(parsed, one), one.mentions[0])))


def _stands_alone(span: Span, roles: Iterable[Span]) -> bool:
    """Whether a mention of a body is more than a part of somebody's role."""
    return not any(role.holds(span) for role in roles)


def _of_tables(text: str, code: str, known: Iterable[Mention]) -> Iterator[Actor]:
    """Actors of the tables, but states that only adjectives tell of."""
    groups: dict[tuple[str, str], list[Mention]] = {}
    for one in known:
        groups.setdefault((one.kind, one.key or one.name or one.text), []).append(one)
    for own in groups.values():
        if all(one.weak for one in own):
            continue
        first = own[0]
        forms = Counter(one.text for one in own)
        yield Actor(
            first.kind,
            first.name or first.text,
            tuple(sorted(forms, key=lambda form: (-forms[form], form))),
            tuple(one.span for one in own),
            key=first.key,
            acts=first.kind == "ORG" or (first.kind == "STATE" and acts_somewhere(text, code, own)),
        )


def _of_names(text: str, words: Speech, names: Iterable[Mention]) -> Iterator[Actor]:
    """Actors that the article alone names, a family name with the one full name that ends in it."""
    forms: dict[str, list[Mention]] = {}
    for one in names:
        forms.setdefault(one.text, []).append(one)
    full = [form for form, own in forms.items() if " " in form and own[0].kind == "PER"]
    merged: dict[str, list[str]] = {}
    for form in forms:
        owners = [one for one in full if one.endswith(f" {form}")]
        merged.setdefault(owners[0] if len(owners) == 1 else form, []).append(form)
    for name, own in merged.items():
        spans = tuple(sorted(one.span for form in own for one in forms[form]))
        aliases = tuple(sorted(own, key=lambda form: (-len(forms[form]), form)))
        kind = forms[name][0].kind
        actor = Actor(kind, name, aliases, spans, acts=kind != "LOC")
        yield replace(actor, roles=tuple(_roles(text, words, spans))) if kind == "PER" else actor


def _roles(text: str, words: Speech, spans: tuple[Span, ...]) -> Iterator[Role]:
    """Offices right before a name or in the apposition behind it: `le maire Jean Roy`, `X, maire de Brockel,`."""
    seen = set()
    noun = rf"(?:{either(words.people)})\b"
    behind = re.compile(
        rf",\s(?:{either(words.articles)})?\s?(?P<role>{noun}[^.;:,()«»\n]{{0,{_ROLE}}})[,.;]", re.IGNORECASE
    )
    for span in spans:
        found = list(_before(text, words, span.start))
        right = behind.match(text, span.end)
        if right:
            found.append(Span(*right.span("role")))
        for role in found:
            if role.of(text).lower() not in seen:
                seen.add(role.of(text).lower())
                yield Role(role.of(text), role)


def _before(text: str, words: Speech, end: int) -> Iterator[Span]:
    """Offices that lead up to a name: two of `le porte-parole de l'armée, le colonel Paul Roy`."""
    for _ in range(2):
        offset = max(0, end - _FAR, text.rfind("\n", 0, end) + 1)
        office = words.office.search(text[offset:end])
        if office is None:
            return
        yield Span(offset + office.start("role"), offset + office.end("role"))
        end = offset + office.start()
        article = re.search(rf",\s(?:{either(words.articles)})\s?$", text[max(0, end - 10) : end], re.IGNORECASE)
        if article is None:
            return
        end -= len(article.group()) - 2


def _prominence(parsed: Parsed, actor: Actor) -> float:
    """The published rule, without the sentences in which the actor speaks."""
    title = title_span(parsed)
    below = title.end if title else 0
    lead = next((one.span for one in parsed.sentences if one.span.start >= below), None)
    points = float(min(10, len(actor.mentions)))
    points += 5 * (title is not None and any(title.holds(span) for span in actor.mentions))
    points += 3 * (lead is not None and any(lead.holds(span) for span in actor.mentions))
    return points / 2 if actor.kind == "LOC" else points

"""Who acts in an article: mentions merged into actors, named, given their roles and put in order."""

from collections.abc import Iterable, Sequence

from spacy.tokens import Token

from builder.analyse.drafts import Draft, merged
from builder.analyse.gazetteer import FIRST_WORD
from builder.analyse.mentions import Mention, find_mentions
from builder.analyse.names import family_name
from builder.analyse.naming import is_everyday
from builder.analyse.nlp import Parsed
from builder.analyse.offices import Office, counterpart_state, find_descriptions, office_of
from builder.analyse.places import acts_in
from builder.analyse.prominence import prominence
from builder.analyse.roles import find_roles
from builder.records import Actor, Role, Span


def find_actors(parsed: Parsed) -> tuple[Actor, ...]:
    """Everybody an article names, merged, canonical, most prominent first."""
    text = parsed.article.text
    mentions = find_mentions(parsed)
    drafts = merged(text, mentions)
    _complete(text, drafts)
    _give_roles(parsed, drafts)
    _resolve_descriptions(parsed, drafts)
    for draft in drafts:
        draft.roles = _distinct(draft.roles)
    roles = [role.span for draft in drafts for role in draft.roles]
    kept = [draft for draft in drafts if _counts(text, draft, roles)]
    ordered = sorted(
        kept,
        key=lambda draft: (
            -prominence(parsed, draft.kind, [one.span for one in draft.mentions]),
            draft.mentions[0].span,
        ),
    )
    return tuple(_finished(parsed, draft) for draft in ordered)


def _counts(text: str, draft: Draft, roles: list[Span]) -> bool:
    """Whether a draft is an actor: not a state in adjectives only, nor a body that only stands in somebody's role.

    "Russian weapons" is no deed of Russia; of "Foreign Office Minister Tobias Ellwood" the office is his role. So is a
    place that is an office's field ("Minister for the Middle East"), not one that has the office ("Alaska governor").
    """
    alone = [one.span for one in draft.mentions if draft.kind == "ORG" or not one.weak]
    if draft.kind == "ORG":
        return any(not any(role.holds(span) for role in roles) for span in alone)
    if draft.kind == "LOC":
        fields = [span for span in alone if text.endswith((" for ", " for the "), 0, span.start)]
        return any(span not in fields or not any(role.holds(span) for role in roles) for span in alone)
    return bool(alone)


def _complete(text: str, drafts: Sequence[Draft]) -> None:
    """Add occurrences of each draft's forms, and of persons' family names, that the model passed over."""
    owners = _owners(drafts)
    by_word: dict[str, list[str]] = {}
    for form in sorted(owners, key=lambda form: (-len(form), form)):
        first = FIRST_WORD.search(form)
        if first and len(form) > 1:
            by_word.setdefault(first.group(), []).append(form)
    taken = bytearray(len(text) + 1)
    for draft in drafts:
        for one in draft.mentions:
            taken[one.span.start : one.span.end] = b"\1" * (one.span.end - one.span.start)
    for word in FIRST_WORD.finditer(text):
        start = word.start()
        for form in by_word.get(word.group(), ()):
            end = start + len(form)
            if text.startswith(form, start) and not _goes_on(text, end) and not any(taken[start:end]):
                owners[form].mentions.append(Mention(Span(start, end), form, owners[form].kind))
                taken[start:end] = b"\1" * len(form)
                break
    for draft in drafts:
        draft.mentions.sort(key=lambda one: one.span)


def _owners(drafts: Iterable[Draft]) -> dict[str, Draft]:
    """Form -> the one draft it means; a form of two is nobody's."""
    owners: dict[str, Draft | None] = {}
    family: dict[str, Draft | None] = {}
    for draft in drafts:
        if draft.key is None:
            for form in draft.forms():
                owners[form] = None if owners.get(form, draft) is not draft else draft
            if draft.kind == "PER" and " " in draft.name:
                last = family_name(draft.name)
                if is_everyday(last):  # the "May" of Theresa May is also a month
                    continue
                family[last] = None if family.get(last, draft) is not draft else draft
    return {form: draft for form, draft in (family | owners).items() if draft is not None}


def _goes_on(text: str, end: int) -> bool:
    return text[end : end + 1].isalnum() or (text[end : end + 1] == "-" and text[end + 1 : end + 2].isalnum())


# --- roles ------------------------------------------------------------------------------------------------


def _give_roles(parsed: Parsed, drafts: Iterable[Draft]) -> None:
    doc, persons = parsed.doc, [draft for draft in drafts if draft.kind == "PER"]
    places: list[tuple[Draft, int, int]] = []
    named: set[int] = set()
    for draft in persons:
        for one in draft.mentions:
            found = doc.char_span(one.span.start, one.span.end, alignment_mode="expand")
            if found is not None:
                places.append((draft, found.start, found.end - 1))
                named.update(range(found.start, found.end))
    for draft, first, last in places:
        draft.roles.extend(find_roles(doc, first, last, named.__contains__))
        draft.state = draft.state or counterpart_state(doc, first)


def _distinct(roles: Iterable[Role]) -> list[Role]:
    """The first of equal roles; none that a fuller one says ("Secretary" beside "Defense Secretary").

    Plural ones ("Defense Ministers Austin and Li") stay only when nothing better is there.
    """
    seen: dict[str, Role] = {}
    for role in sorted(roles, key=lambda role: role.span):
        seen.setdefault(role.text.casefold(), role)
    single = {key: role for key, role in seen.items() if not key.split(" of ")[0].endswith(_PLURALS)}
    kept = single or seen
    return [role for key, role in kept.items() if not any(key != other and key in other for other in kept)]


_PLURALS = ("ers", "ors", "ies", "ts", "men")
"""Endings of plural offices: `ministers`, `secretaries`; no singular office of the table ends so."""


def _resolve_descriptions(parsed: Parsed, drafts: list[Draft]) -> None:
    """A description of an office held by exactly one person of the article is a mention of that person."""
    persons = [draft for draft in drafts if draft.kind == "PER" and draft.roles]
    offices: list[tuple[Draft, Office]] = [
        (draft, office) for draft in persons for role in draft.roles if (office := office_of(role.text))
    ]
    if not offices:
        return
    covered = {
        token.i
        for draft in drafts
        if draft.kind == "PER"
        for one in draft.mentions
        for token in _tokens(parsed, one.span)
    }
    covered |= {token.i for draft in persons for role in draft.roles for token in _tokens(parsed, role.span)}
    for span, office in find_descriptions(parsed.doc, covered.__contains__):
        fits = {
            id(draft): draft
            for draft, own in offices
            if own.head == office.head and own.topics & office.topics and _agree(draft, own, office)
        }
        sure = [draft for draft in fits.values() if _states(draft, offices) & office.states]
        chosen = sure or list(fits.values())
        if len(chosen) == 1:
            words = " ".join(span.of(parsed.article.text).split())
            chosen[0].mentions.append(Mention(span, words, "PER"))
            chosen[0].roles.append(Role(words, span))
            chosen[0].mentions.sort(key=lambda one: one.span)


def _agree(draft: Draft, own: Office, office: Office) -> bool:
    states = own.states | ({draft.state} if draft.state else set())
    return not states or bool(states & office.states)


def _states(draft: Draft, offices: Iterable[tuple[Draft, Office]]) -> set[str]:
    found = {state for other, office in offices if other is draft for state in office.states}
    return found | ({draft.state} if draft.state else set())


def _tokens(parsed: Parsed, span: Span) -> Iterable[Token]:
    return parsed.doc.char_span(span.start, span.end, alignment_mode="expand") or ()


def _finished(parsed: Parsed, draft: Draft) -> Actor:
    mentions = tuple(one.span for one in draft.mentions)
    return Actor(
        draft.kind,
        draft.name,
        draft.forms(),
        mentions,
        tuple(draft.roles),
        draft.key,
        acts_in(parsed, draft.kind, draft.mentions),
    )

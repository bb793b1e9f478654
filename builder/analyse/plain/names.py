"""Names that the tables do not hold: those of the language's model, and those behind a title."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from builder.analyse.languages import Language
from builder.analyse.mentions import Mention
from builder.analyse.nlp import Parsed
from builder.analyse.plain.speech import Speech, either
from builder.data import load
from builder.records import ActorKind, Span

_NAME = re.compile(r"[^\W\d_a-zà-ÿ][\w’'-]*(?:\s(?:de\s|van\s|von\s|al-|el\s)?[^\W\d_a-zà-ÿ][\w’'-]*){0,3}")
_EDGES = " \t\n«»“”\"'’.,;:!?()–—-"
_OFFICE = 100
"""Characters before a name in which an office stands that tells what it names."""

_PARTS, _SHORTEST = 4, 4
"""Parts of a person's name at most; letters of a name that is looked for where the model passed over it."""

_BREAKS = re.compile(r"[\n()«»:;]")
_GREAT = re.compile(r"[^\W\d_a-zà-ÿ]\w+")


def find_names(
    parsed: Parsed, language: Language, words: Speech, known: Sequence[Mention]
) -> tuple[list[Mention], list[Mention]]:
    """The names of an article, and those of the tables' mentions that are no mere part of one, each in order."""
    text = parsed.article.text
    titled = list(dict.fromkeys((*_titled(text, words), *_apposed(parsed, language, words))))
    bodies = dict.fromkeys(span for span in _bodied(text, words) if not any(span.meets(one) for one in titled))
    known = [one for one in known if not any(span.meets(one.span) for span in titled)]
    persons = [span.of(text).split() for span, kind in _model_names(parsed, language, words) if kind == "PER"]
    parts = {part for person in persons if len(person) > 1 for part in person}
    bodies = {
        span: None for span in bodies if span.of(text) not in parts and not any(span.meets(one.span) for one in known)
    }
    found: dict[Span, ActorKind] = {}
    for span, kind in _model_names(parsed, language, words):
        inside = [one for one in known if one.span.meets(span)]
        if inside and not _swallows(text, span, kind, inside, words):
            continue
        known = [one for one in known if one not in inside]
        if kind is not None:
            found[span] = kind
    for span in titled:
        found = {one: kind for one, kind in found.items() if not one.meets(span)} | {span: "PER"}
    for span in bodies:
        found = {one: kind for one, kind in found.items() if not one.meets(span)} | {span: "ORG"}
    sure = {_one_line(span.of(text)) for span in titled}
    named = {_one_line(span.of(text)) for span in bodies}
    names = [_without_article(text, span, kind, words) for span, kind in sorted(found.items())]
    names = list(_certain(text, names, sure, named, language, words))
    return sorted([*names, *_completed(text, names, known)], key=lambda one: one.span), known


def _certain(
    text: str, names: list[Mention], sure: set[str], bodies: set[str], language: Language, words: Speech
) -> Iterator[Mention]:
    """The names less lone words that may be no name; each with the kind that most of its mentions have."""
    votes: dict[str, Counter[ActorKind]] = {}
    for one in names:
        votes.setdefault(one.text, Counter())[one.kind] += 1
    kinds: dict[str, ActorKind] = {text: count.most_common(1)[0][0] for text, count in votes.items()}
    families = {form.split()[-1] for form, kind in kinds.items() if " " in form and kind == "PER"}
    plain_words = set(re.findall(r"\b[a-zà-ÿ][\w-]+", text)) | frozenset(load("stop_words").get(language.code, ()))
    plain_words |= words.not_names | {word.split()[0] for word in words.relay}
    heads = words.companies | words.people
    for one in names:
        first = one.text.split()[0].lower()
        if " " in one.text and one.kind == "PER" and first in plain_words and one.text not in sure:
            continue  # "Tempête Ondine"
        if one.text in bodies:
            yield one._replace(kind="ORG")
            continue
        alone = " " not in one.text and one.text not in sure and one.text not in families
        topic = text[one.span.end :].lstrip().startswith(":")
        if alone and _opens(text, one.span.start) and (topic or one.text.endswith(words.opening)):
            continue
        if alone and (one.text.lower() in plain_words or kinds[one.text] == "PER"):
            continue  # a lone word is a person's only behind a title, or as a part of a full name
        kind = "PER" if one.text in families | sure else kinds[one.text]
        yield one._replace(kind="ORG" if kind == "LOC" and not alone and first in heads else kind)


def _without_article(text: str, span: Span, kind: ActorKind, words: Speech) -> Mention:
    """A name without its article where the text has it in small letters: `le Stade`, not `La Rochelle`."""
    first, _, rest = _one_line(span.of(text)).partition(" ")
    if rest and first.lower() in words.articles and re.search(rf"\b[a-zà-ÿ]+['’ ]{re.escape(rest)}", text):
        span = Span(span.start + len(first) + 1, span.end)
    return Mention(span, _one_line(span.of(text)), kind)


def _opens(text: str, start: int) -> bool:
    """Whether a sentence begins here."""
    before = text[:start].rstrip(' «“"')
    return not before or before[-1] in ".!?\n:»"


def _completed(text: str, names: Sequence[Mention], known: Sequence[Mention]) -> Iterator[Mention]:
    """Occurrences of the names that the model passed over."""
    taken = bytearray(len(text) + 1)
    for one in (*names, *known):
        taken[one.span.start : one.span.end] = b"\1" * (one.span.end - one.span.start)
    kinds = {one.text: one.kind for one in names if len(one.text) >= _SHORTEST}
    families = {form.split()[-1]: kind for form, kind in kinds.items() if kind == "PER" and " " in form}
    kinds = {form: kind for form, kind in families.items() if len(form) >= _SHORTEST} | kinds
    if not kinds:
        return
    for match in re.finditer(rf"(?<![\w-])(?:{either(kinds)})(?![\w-])", text):
        if not any(taken[match.start() : match.end()]) and match.group() in kinds:
            yield Mention(Span(*match.span()), match.group(), kinds[match.group()])


def _apposed(parsed: Parsed, language: Language, words: Speech) -> Iterator[Span]:
    """Names that an office before a comma, or an age behind one, tells to be a person's."""
    text = parsed.article.text
    for span, _ in _model_names(parsed, language, words):
        before = text[max(0, span.start - _OFFICE) : span.start]
        if " " in span.of(text) and before.endswith(", ") and (office := words.office.search(before)):
            article = re.search(r"(\w+['’]?)\s?$", before[: office.start()])
            if article and article[1].lower() in words.articles:
                yield span
        elif (" " in span.of(text) and _is_held(text, span, words)) or (
            words.age.match(text, span.end) and len(span.of(text).split()) < _PARTS
        ):
            yield span


def _is_held(text: str, span: Span, words: Speech) -> bool:
    """Whether an office right before a name is its owner's: `le conseiller national Urs Roth`."""
    office = words.office.search(text, max(0, span.start - _OFFICE), span.start)
    if office is None or office.group().rstrip().endswith(","):
        return False
    role = office["role"].replace("’", "'").split()
    small = role[-1].lower() in words.small | words.prepositions or role[-1].endswith("'")
    return role[0].lower() not in words.companies and not small and all(map(str.islower, role))


def _bodied(text: str, words: Speech) -> Iterator[Span]:
    """Names behind a noun for a company or a club, and lone ones that tell: `le groupe Altéria`, `selon Enedis`."""
    for name in _NAME.finditer(text):
        company = words.company.search(text, max(0, name.start() - _OFFICE), name.start())
        if company and company.group().split()[-1].lower() not in words.prepositions | set(words.articles):
            yield Span(*name.span())
    for told in words.according.finditer(text):
        teller = _NAME.match(text, told.end())
        if teller and " " not in teller.group():
            yield Span(*teller.span())


def _swallows(text: str, span: Span, kind: ActorKind | None, inside: Sequence[Mention], words: Speech) -> bool:
    """Whether a name is more than the tables' forms in it: `Banque de Chine`, not `présidence française`."""
    if any(not span.holds(one.span) or one.span == span for one in inside):
        return False
    if kind == "PER" and any(one.kind == "ORG" and " " in one.text for one in inside):
        return False
    rest = list(span.of(text))
    for one in inside:
        rest[one.span.start - span.start : one.span.end - span.start] = " " * (one.span.end - one.span.start)
    bare = re.sub(
        rf"^(?:{either(words.articles)})(?=\s|$)",
        lambda one: " " * len(one.group()),
        "".join(rest),
        flags=re.IGNORECASE,
    )
    left = _GREAT.search(bare)
    return left is not None and (kind is not None or left.start() < inside[0].span.start - span.start)


def _model_names(parsed: Parsed, language: Language, words: Speech) -> Iterator[tuple[Span, ActorKind | None]]:
    """The model's names without marks at their ends; without a kind those that act in no article."""
    text = parsed.article.text
    for one in parsed.doc.ents:
        start, end = one.start_char, one.end_char
        while start < end and text[start] in _EDGES:
            start += 1
        while end > start and text[end - 1] in _EDGES:
            end -= 1
        title = words.title.match(text, start, end)
        start = title.end() if title else start
        name = text[start:end]
        if not _BREAKS.search(name) and name[:1].isupper() and len(name) > 1 and not any(map(str.isdigit, name)):
            yield Span(start, end), language.kinds.get(one.label_)


def _titled(text: str, words: Speech) -> Iterator[Span]:
    """Names behind a title: `Mme Dubois`, `M. Jean Martin`."""
    for title in words.title.finditer(text):
        name = _NAME.match(text, title.end())
        if name and title.group()[0].isupper():
            yield Span(*name.span())


def _one_line(words: str) -> str:
    return " ".join(words.split())

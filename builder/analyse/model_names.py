"""Names as the language model finds them, repaired: trimmed, split, joined, dropped where they name nobody.

The model's spans are proposals. It takes hashtags, indices, laws and products for bodies, cuts names short, runs two
together and calls one name a person here and a place there. The rules below look at the words only, so that each can
be told by an example.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from spacy.tokens import Doc

from builder.analyse.gazetteer import tables
from builder.analyse.naming import before_a_field, is_body, is_person
from builder.analyse.nlp import Parsed
from builder.analyse.titles import titles
from builder.records import ActorKind, Span

_KINDS: dict[str, ActorKind] = {"PERSON": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC"}
WORD = re.compile(r"[^\W_][\w'’.&-]*")
_SPLIT = re.compile(r"\s*\n\s*|\s+and\s+|\s+or\s+|\s*[,;/|]\s*|\s+(?:with|vs\.?)\s+")
"""Between joined names: matches in "Lloyd and Li", not in "Anderson"."""
_BODY_SPLIT = re.compile(r"\s*\n\s*|\s+/\s+")
_LEAD = re.compile(
    r"(?:Near|In|At|On|From|And|But|As|For|With|By|After|Before|While|When|Yet|Both|Also|Then|Later|Earlier|Now|Still|"
    r"Meanwhile|Yesterday|Today|However|Instead|Since|Only|Even|Although|Because|If|Like|Unlike|Said|Says) (?=[A-Z])"
)
"""Matches the start of `Near Palmyra`, not of `Norman`."""
_PLAIN = re.compile(r"(?<![\w'’-])[^\W\d_]+(?![\w'’-])")
"""Whole words: matches `water`, not a part of `al-Assad`."""
_IRISH = re.compile(r"['’] ?[A-Z]\w+")
"""The rest of "Michael O' Leary" after its O."""
_FIELD = re.compile(r"(?: (?:for|of|on) (?:the )?[A-Z][\w-]+(?: [A-Z][\w-]+)*)+")
"""Matches ` for the Welfare of Immigrants`, not ` of experts`."""
_ARTICLE = re.compile(r"(?:the|a|an|this|that|his|her|its|their|our|both|all|other|some)\s+", re.IGNORECASE)
_POSSESSIVE = re.compile(r"['’]s?$")
_EDGES = " \t\"“”„'‘’«»()[]{}<>,;:!?…*_–—-•|/\\"
_STOPPED = re.compile(r"(?:\b(?:Inc|Corp|Ltd|Co|Jr|Sr|St|Bros)|\b[A-Z](?:\.[A-Z])*|\.[A-Za-z])\.$")
"""A last stop that belongs to the name: matches `Facebook, Inc.`, `L.A.`; not `Washington.`"""


class Name(NamedTuple):
    """A stretch of text that the model, or a rule, takes for a name."""

    span: Span
    text: str
    """The words on one line, without article, titles and possessive."""
    kind: ActorKind


def find_names(parsed: Parsed) -> list[Name]:
    """Names in order of the text; equal forms have equal kinds."""
    text, doc = parsed.article.text, parsed.doc
    names = _joined(parsed, [*_model_names(text, doc)])
    names += _after_offices(doc, text, names)
    plain_words = {word for word in _PLAIN.findall(text) if word.islower()}
    return sorted((one for one in _voted(names) if not _is_plain_word(one, plain_words)), key=lambda one: one.span)


def _model_names(text: str, doc: Doc) -> Iterator[Name]:
    """The model's persons, bodies and places, trimmed and split."""
    for entity in doc.ents:
        kind = _KINDS.get(entity.label_)
        if kind is None:
            continue
        parts = _SPLIT if kind == "PER" else _BODY_SPLIT
        for span in _pieces(text, Span(entity.start_char, entity.end_char), parts):
            span = trim(text, span)
            lead = _LEAD.match(text, span.start, span.end)
            if lead:
                span = Span(lead.end(), span.end)
                kind = "LOC" if lead.group() in ("Near ", "In ", "At ") and kind == "PER" else kind
            if kind == "PER":
                span = bare_name(text, _whole_name(text, doc, span))
            elif kind == "ORG":
                span = _before_office(text, _with_field(text, span))
            words = span.of(text)
            if words and (is_person(words) if kind == "PER" else is_body(words)):
                yield Name(span, _one_line(words), kind)


def _whole_name(text: str, doc: Doc, span: Span) -> Span:
    """A person's lone given name with the family name that the model left out: "Johnnie Christmas"."""
    irish = _IRISH.match(text, span.end) if text.endswith(" O", 0, span.end) else None
    if irish:
        return Span(span.start, irish.end())
    found = doc.char_span(span.start, span.end) if span.end > span.start else None
    if found is None or len(found) > 1 or found.end >= len(doc):
        return span
    after = doc[found.end]
    grows = (
        after.pos_ == "PROPN"
        and not after.ent_type_
        and not after.is_sent_start
        and found[0].head == after
        and _is_name_word(after.text)
    )
    return Span(span.start, after.idx + len(after)) if grows and found[0].whitespace_ else span


def _pieces(text: str, span: Span, between: re.Pattern[str]) -> Iterator[Span]:
    start = span.start
    for gap in between.finditer(text, span.start, span.end):
        yield Span(start, gap.start())
        start = gap.end()
    yield Span(start, span.end)


def trim(text: str, span: Span) -> Span:
    """The span without quotes, articles, possessive and stops at its ends."""
    start, end = span
    while start < end and text[start] in _EDGES:
        start += 1
    article = _ARTICLE.match(text, start, end)
    start = article.end() if article else start
    while True:
        words = text[start:end]
        possessive = _POSSESSIVE.search(words)
        if possessive:
            end = start + possessive.start()
        elif words and (words[-1] in _EDGES or (words[-1] == "." and not _STOPPED.search(words))):
            end -= 1
        else:
            return Span(start, end)


def bare_name(text: str, span: Span) -> Span:
    """A person's name without the titles before it: `Austin` of "Secretary Austin"; empty if nothing is left."""
    table, states = titles(), tables().states
    words = list(WORD.finditer(text, span.start, span.end))
    while words and (
        table.is_title(words[0].group())
        or words[0].group() in states
        or (words[0].group()[0].islower() and words[0].group() not in table.particles)
    ):
        if len(words) == 1 and not table.is_title(words[0].group()):
            break
        words.pop(0)
    while words and (
        (words[-1].group().islower() and words[-1].group() not in table.particles)
        or words[-1].group() in ("Image", "Photo")
    ):
        words.pop()
    return trim(text, Span(words[0].start(), words[-1].end())) if words else Span(span.start, span.start)


def _with_field(text: str, span: Span) -> Span:
    """A body's name with the field that the model cut off: "Joint Council" of "Joint Council for the Welfare"."""
    if text[span.start : span.end].rpartition(" ")[2].lower() not in before_a_field():
        return span
    field = _FIELD.match(text, span.end)
    return Span(span.start, field.end()) if field else span


def _before_office(text: str, span: Span) -> Span:
    """A body's name that runs into an office, cut back: `White House` of "White House National Security Adviser"."""
    after = WORD.match(text, span.end + 1)
    table = titles()
    if (
        not after
        or text[span.end : span.end + 1] != " "
        or not table.is_office(after.group())
        or not after.group()[0].isupper()
    ):
        return span
    words = list(WORD.finditer(text, span.start, span.end))
    while words and words[-1].group().lower() in table.modifiers:
        words.pop()
    return Span(span.start, words[-1].end()) if words else Span(span.start, span.start)


def _joined(parsed: Parsed, names: list[Name]) -> list[Name]:
    """Parts of one person's name that the model took for two names, joined.

    Joins "Pat. Ryder" (a given name cut short, in one sentence), "Badran Turki" and "Hishan"; not "Lloyd, Li".
    """
    text = parsed.article.text
    starts = {sentence.span.start for sentence in parsed.sentences}
    joined: list[Name] = []
    for one in names:
        last = joined[-1] if joined else None
        if last is not None and last.kind == "PER" and one.span.start not in starts:
            gap = text[last.span.end : one.span.start]
            cut_short = gap == ". " and len(last.text) <= 4 and " " not in one.text and one.kind in ("PER", "ORG")
            if cut_short or (
                one.kind == "PER"
                and gap in (" ", " al-", " al ", "-", " bin ", " O' ")
                and len(f"{last.text} {one.text}".split()) < 6
            ):
                span = Span(last.span.start, one.span.end)
                joined[-1] = last._replace(span=span, text=_one_line(span.of(text)))
                continue
        joined.append(one)
    return joined


def _is_plain_word(one: Name, plain_words: set[str]) -> bool:
    """Whether a lone word is an ordinary one that only opens a sentence: the text also has it without a capital."""
    return one.text.istitle() and one.text.lower() in plain_words


def _voted(names: list[Name]) -> list[Name]:
    """One kind for one form: a part of a fuller person's name is a person, else the majority's, else the first's."""
    parts = {
        part
        for one in names
        if one.kind == "PER" and " " in one.text
        for part in (one.text.split()[0], one.text.split()[-1])
    }
    votes: dict[str, Counter[ActorKind]] = {}
    for one in names:
        votes.setdefault(one.text, Counter())[one.kind] += 1
    kinds: dict[str, ActorKind] = {
        form: ("PER" if form in parts else count.most_common(1)[0][0]) for form, count in votes.items()
    }
    return [one._replace(kind=kinds[one.text]) for one in names]


def _after_offices(doc: Doc, text: str, found: Iterable[Name]) -> Iterator[Name]:
    """Capitalised names right after an office that the model did not see: "Defense Minister Li"."""
    taken = bytearray(len(text) + 1)
    for one in found:
        taken[one.span.start : one.span.end] = b"\1" * (one.span.end - one.span.start)
    table, states = titles(), tables().states
    for token in doc[:-1]:
        if not table.is_office(token.text):
            continue
        first = end = _past_field(doc, token.i + 1)
        while end < min(len(doc), first + 3) and not doc[end].is_sent_start and not taken[doc[end].idx]:
            if not _is_name_word(doc[end].text):
                break
            end += 1
        if end == first or doc[first].pos_ != "PROPN":
            continue
        span = Span(doc[first].idx, doc[end - 1].idx + len(doc[end - 1]))
        words = span.of(text)
        if is_person(words) and is_body(words) and words not in states:
            yield Name(span, _one_line(words), "PER")


def _past_field(doc: Doc, index: int) -> int:
    """Index of the token after an office's field: of `Li` in "Minister of National Defense Li Shangfu"."""
    if doc[index].lower_ not in ("of", "for"):
        return index
    at = index + 1
    while at < len(doc) - 1 and _is_field(doc[at].lower_):
        at += 1
    return at if at > index + 1 else index


def _is_field(word: str) -> bool:
    return word in titles().modifiers or word in titles().topics or word in ("affairs", "state", "the", "treasury")


def _is_name_word(word: str) -> bool:
    return (
        len(word) > 1
        and word[0].isupper()
        and not word.isupper()
        and word.replace("-", "").replace("'", "").isalpha()
        and not titles().is_title(word)
    )


def _one_line(words: str) -> str:
    return " ".join(words.split())

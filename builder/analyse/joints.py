"""Where one name ends and the next begins: parts of a name the model tore apart, and names it ran together."""

import re
from collections.abc import Iterable, Iterator, Sequence

from spacy.tokens import Doc, Token

from builder.analyse.gazetteer import tables
from builder.analyse.name import Name, one_line
from builder.analyse.naming import is_name_word, kind_by_head
from builder.analyse.nlp import Parsed
from builder.analyse.titles import titles
from builder.records import Span

_IRISH = re.compile(r"['’] ?[A-Z]\w+")
"""The rest of "Michael O' Leary" after its O."""
_INSIDE = re.compile(r" al- ?| al | bin | O' |-| ")
"""What may stand between two parts of one person's name."""
_THE = re.compile(r"(?<! of)(?<! for)(?<! and)(?<! in)(?<! on)(?<! to)(?<! at)(?<! with)(?<! behind) the (?=[A-Z])")
"""Between a name and the next one: matches in "Rathbun the Scientology", not in "Institute for the Arts"."""
_AT = re.compile(r" at (?:the )?(?=[A-Z])")
"""Between a body and the one it belongs to: "Museum of Art at Northwestern University"."""


def whole_person(text: str, doc: Doc, span: Span) -> Span:
    """A person's lone name with the part that the model left out: "Johnnie Christmas", "Enver Solomon"."""
    irish = _IRISH.match(text, span.end) if text.endswith(" O", 0, span.end) else None
    if irish:
        return Span(span.start, irish.end())
    found = doc.char_span(span.start, span.end) if span.end > span.start else None
    if found is None or len(found) > 1:
        return span
    after = doc[found.end] if found.end < len(doc) else None
    if after is not None and found[0].whitespace_ and found[0].head == after and _is_part(after):
        return Span(span.start, after.idx + len(after))
    before = doc[found.start - 1] if found.start else None
    if (
        before is not None
        and before.whitespace_ == " "
        and not found[0].is_sent_start
        and before.dep_ == "compound"
        and before.head == found[0]
        and _is_part(before)
        and before.text not in tables().states
    ):
        return Span(before.idx, span.end)
    return span


def _is_part(token: Token) -> bool:
    return token.pos_ == "PROPN" and not token.ent_type_ and not token.is_sent_start and is_name_word(token.text)


def joined(parsed: Parsed, names: Iterable[Name]) -> list[Name]:
    """Parts of one person's name that the model took for two names, joined.

    Joins "Pat. Ryder" (a given name cut short, in one sentence), "Badran Turki" and "Hishan", "Dries" and "Mertens";
    not "Lloyd, Li".
    """
    text = parsed.article.text
    starts = {sentence.span.start for sentence in parsed.sentences}
    found: list[Name] = []
    for one in names:
        last = found[-1] if found else None
        if last is not None and one.span.start not in starts and _belong(text, last, one):
            span = Span(last.span.start, one.span.end)
            words = one_line(span.of(text))
            found[-1] = Name(span, words, kind_by_head(words) or "PER")
        else:
            found.append(one)
    return found


def _belong(text: str, last: Name, one: Name) -> bool:
    gap = text[last.span.end : one.span.start]
    if last.kind == "PER" and gap == ". ":
        return len(last.text) <= 4 and " " not in one.text and one.kind in ("PER", "ORG")
    if len(f"{last.text} {one.text}".split()) > 5 or not _INSIDE.fullmatch(gap):
        return False
    if last.kind == one.kind == "PER" or (last.kind == "PER" and gap.startswith(" al-")):
        return True
    lone = " " not in last.text and " " not in one.text and gap == " "
    return lone and "PER" in (last.kind, one.kind) and all(map(_is_unknown, (last.text, one.text)))


def _is_unknown(word: str) -> bool:
    """Whether a word may be part of a person's name: no state, no table's form, not all capitals."""
    known = tables()
    return is_name_word(word) and word not in known.states and word not in known.texts


def _of_an_office(text: str, start: int) -> bool:
    """Whether the words before a place are an office and its link: "Minister for the"."""
    words = text[max(0, start - 40) : start].split()
    if words and words[-1] == "the":
        words.pop()
    return len(words) > 1 and words[-1] == "for" and titles().is_office(words[-2])


def split_at_joints(text: str, span: Span) -> Iterator[Span]:
    """A body's span, cut where another name begins: at "the", at "at"."""
    start = span.start
    for gap in sorted((*_THE.finditer(text, *span), *_AT.finditer(text, *span)), key=lambda gap: gap.start()):
        yield Span(start, gap.start())
        start = gap.end()
    yield Span(start, span.end)


def without_persons(text: str, names: Sequence[Name]) -> list[Name]:
    """Bodies and places that a person's name runs on from, cut in two.

    The person is one that the article names elsewhere, in full or by the last word alone, as in "Council on Relations
    Alia Salem said ... Salem"; or the name holds an office's field and its holder: "Minister for the Middle East Tobias
    Ellwood".
    """
    full = {one.text for one in names if one.kind == "PER" and " " in one.text}
    lone = {one.text for one in names if one.kind == "PER" and " " not in one.text}
    found: list[Name] = []
    for one in names:
        words = one.text.split()
        tail = " ".join(words[-2:])
        cut = (
            one.kind != "PER"
            and len(words) > 2
            and words[-3][-1].isalpha()
            and words[-3][0].isupper()
            and words[-3].lower() not in titles().particles
            and kind_by_head(tail) is None
            and all(map(_is_unknown, words[-2:]))
            and (tail in full or (words[-1] in lone and len(words) > 3) or _of_an_office(text, one.span.start))
        )
        place = text.rfind(words[-2], one.span.start, one.span.end) if cut else -1
        if place > one.span.start:
            head = Span(one.span.start, len(text[:place].rstrip()))
            found.append(one._replace(span=head, text=one_line(head.of(text))))
            found.append(Name(Span(place, one.span.end), tail, "PER"))
        else:
            found.append(one)
    return found

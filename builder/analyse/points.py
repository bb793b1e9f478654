"""The sentences that carry the story, word for word."""

import math
import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from spacy.tokens import Token

from builder.analyse.cast import Cast
from builder.analyse.nlp import Parsed
from builder.analyse.stance import find_stance
from builder.records import Actor, Point, Quote, Span

_CREDIT = re.compile(
    r"\b(?:Images?|Photos?|Pictures?|Video|Credit|File photo|Graphic|Illustration|Map)(?: credit| by)?:\s"
)
"""Matches `Image: Nick Moreau.`, not `the image: a bomb` nor `Photos show`."""

_WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")
_MARKS = '"”’»)]'

_TITLE, _CENTRE, _PLACE = 1.0, 1.0, 1.5
"""Weights of likeness to the headline, likeness to the whole, nearness to the top. Tuned on nine Wikinews articles of
GUM with five summaries each, in the middle of a plateau: half or double of one costs half a point of it."""

_OVERLAP = 0.6
"""How much likeness to a sentence already chosen counts against one; same data."""

_FULL_LENGTH = 15
"""Words from which a sentence can carry a point by itself: a shorter one loses in proportion."""

_LEANING, _QUOTE = 0.7, 0.6
_LEANS = frozenset({"this", "that", "these", "those", "such", "another", "also", "but", "however", "meanwhile"})
_QUOTED = re.compile(r"[“\"][^“”\"]*[”\"]")

_MOST, _LEAST, _PER_POINT = 6, 3, 3
"""One point for every three sentences, 3 to 6 of them, fewer when there are fewer sentences fit for it."""


def find_points(parsed: Parsed, actors: Sequence[Actor], quotes: Sequence[Quote]) -> tuple[Point, ...]:
    """Three to six sentences, best first, fewer when the article is short, each with its stance."""
    ranked = rank_sentences(parsed)
    fit = _fit(parsed)
    count = min(_MOST, max(_LEAST, round(len(fit) / _PER_POINT)))
    cast = Cast(parsed, actors)
    points = []
    for index in ranked[:count]:
        stance, by = find_stance(cast, parsed.sentences[index].span, quotes)
        points.append(Point(parsed.sentences[index].span, stance, by))
    return tuple(points)


def rank_sentences(parsed: Parsed) -> list[int]:
    """Indexes of the sentences fit for a point, best first.

    Each next one is the most telling of those left, less what the ones before it already say.
    """
    fit = _fit(parsed)
    if not fit:
        return []
    vectors = _vectors(parsed, fit)
    centre: Counter[str] = Counter()
    for vector in vectors.values():
        centre.update(vector)
    title = Counter(
        _terms_of(parsed, _title_span(parsed)) or [word.lower() for word in _WORD.findall(parsed.article.title)]
    )
    worth = {
        index: (
            _TITLE * _cosine(vectors[index], title)
            + _CENTRE * _cosine(vectors[index], centre)
            + _PLACE / math.sqrt(1 + place)
        )
        * min(1.0, _length(parsed, index) / _FULL_LENGTH)
        * standing(parsed, index)
        for place, index in enumerate(fit)
    }
    ranked: list[int] = []
    overlap = dict.fromkeys(fit, 0.0)
    left = list(fit)
    while left:
        best = max(left, key=lambda index: (worth[index] - _OVERLAP * overlap[index], -index))
        ranked.append(best)
        left.remove(best)
        if len(ranked) > 3 * _MOST:  # beyond what any page shows, the order by worth will do
            return ranked + sorted(left, key=lambda index: (-worth[index], index))
        for index in left:
            overlap[index] = max(overlap[index], _cosine(vectors[index], vectors[best]))
    return ranked


def standing(parsed: Parsed, index: int) -> float:
    """How well a sentence stands by itself, up to 1: less when it leans on the one before or is mostly a quote."""
    span = parsed.sentences[index].span
    words = span.of(parsed.article.text)
    tokens = _tokens(parsed, span)
    leans = bool(tokens) and (tokens[0].lower_ in _LEANS or (tokens[0].pos_ == "PRON" and tokens[0].tag_ != "EX"))
    quoted = sum(part.end() - part.start() for part in _QUOTED.finditer(words)) / max(1, len(words))
    return (_LEANING if leans else 1.0) * (_QUOTE if quoted > 1 / 3 else 1.0)


def title_sentences(parsed: Parsed) -> int:
    """How many sentences at the top are the headline."""
    title = " ".join(parsed.article.title.split()).casefold()
    original = " ".join((parsed.article.original_title or "").split()).casefold()
    count = 0
    for sentence in parsed.sentences[:3]:
        words = " ".join(sentence.span.of(parsed.article.text).split()).casefold()
        whole = words in {title, original}
        part = (
            count + 1 < len(parsed.sentences)
            and len(words) > 3
            and (original.find(words) >= 0 or title.startswith(words))
        )
        if not (whole or part):
            break
        count += 1
    if count == 0 and len(parsed.sentences) > 1 and _is_heading(parsed, 0):
        return 1
    return count


def _is_heading(parsed: Parsed, index: int) -> bool:
    """Whether a sentence stands alone in its paragraph and has no stop."""
    last = index + 1 == len(parsed.sentences) or parsed.sentences[index + 1].opens_paragraph
    words = parsed.sentences[index].span.of(parsed.article.text)
    return last and parsed.sentences[index].opens_paragraph and not words.rstrip(_MARKS).endswith((".", "!", "?", "…"))


def _title_span(parsed: Parsed) -> Span | None:
    """Where the headline stands in the text, None when it does not."""
    count = title_sentences(parsed)
    return Span(parsed.sentences[0].span.start, parsed.sentences[count - 1].span.end) if count else None


def _fit(parsed: Parsed) -> list[int]:
    """Indexes of the sentences that could be a point, in order of the text."""
    text = parsed.article.text
    captions = _captions(parsed)
    seen: set[str] = set()
    fit = []
    for index in range(title_sentences(parsed), len(parsed.sentences)):
        words = parsed.sentences[index].span.of(text)
        folded = words.casefold()
        if folded in seen or index in captions or not is_whole(parsed, index):
            continue
        seen.add(folded)
        fit.append(index)
    return fit


def is_whole(parsed: Parsed, index: int) -> bool:
    """Whether a sentence says something by itself: a verb and a stop, no question, no half of a quote."""
    span = parsed.sentences[index].span
    words = span.of(parsed.article.text)
    if (
        not words.rstrip(_MARKS).endswith((".", "!", "…", "。"))
        or words.count("“") != words.count("”")
        or words.count('"') % 2
    ):
        return False
    tokens = _tokens(parsed, span)
    if sum(token.is_alpha for token in tokens) < 4:
        return False
    return any(token.pos_ in {"VERB", "AUX"} for token in tokens)


def _captions(parsed: Parsed) -> set[int]:
    """Indexes of the sentences of paragraphs that end in a picture credit."""
    found: set[int] = set()
    opens = [index for index, sentence in enumerate(parsed.sentences) if sentence.opens_paragraph]
    for first, after in pairwise([*opens, len(parsed.sentences)]):
        stretch = parsed.article.text[parsed.sentences[first].span.start : parsed.sentences[after - 1].span.end]
        if _CREDIT.search(stretch):
            found.update(range(first, after))
    return found


def _tokens(parsed: Parsed, span: Span) -> list[Token]:
    """The tokens of a stretch."""
    inside = parsed.doc.char_span(span.start, span.end, alignment_mode="contract")
    return list(inside) if inside is not None else []


def _length(parsed: Parsed, index: int) -> int:
    """Words of a sentence."""
    return len(parsed.sentences[index].span.of(parsed.article.text).split())


def _terms_of(parsed: Parsed, span: Span | None) -> list[str]:
    """Words of content of a stretch, by lemma; a name keeps its form."""
    if span is None:
        return []
    return [
        token.lower_ if token.pos_ == "PROPN" else token.lemma_.lower()
        for token in _tokens(parsed, span)
        if (token.is_alpha or token.like_num) and not token.is_stop
    ]


def _vectors(parsed: Parsed, fit: Sequence[int]) -> dict[int, Counter[str]]:
    """The content words of each sentence."""
    return {index: Counter(_terms_of(parsed, parsed.sentences[index].span)) for index in fit}


def _cosine(one: Counter[str], other: Counter[str]) -> float:
    """Likeness of two bags of words, 0 to 1."""
    if len(one) > len(other):
        one, other = other, one
    dot = sum(count * other[word] for word, count in one.items() if word in other)
    if not dot:
        return 0.0
    norm = math.sqrt(sum(count * count for count in one.values()) * sum(count * count for count in other.values()))
    return dot / norm

"""The sentences that could carry a point, and how well each stands by itself."""

import re
from collections.abc import Collection, Sequence
from itertools import pairwise

from spacy.tokens import Token

from builder.analyse.cues import cues
from builder.analyse.nlp import Parsed
from builder.analyse.sentences import ENDS
from builder.records import Span

_CREDIT = re.compile(
    r"\b(?:Images?|Photos?|Pictures?|Video|Credit|File photo|Graphic|Illustration|Map)(?: credit| by)?:\s"
)
"""Matches `Image: Nick Moreau.`, not `the image: a bomb` nor `Photos show`."""

_MARKS = '"”“’»)]」』）'

_LEANING, _QUOTE, _BACKGROUND = 0.7, 0.6, 0.8
"""What is left of the worth of a sentence that leans on the one before, is mostly a quote, or is background."""

_LEANS = frozenset({"this", "that", "these", "those", "such", "another", "also", "but", "however", "meanwhile"})
_QUOTED = re.compile(r"[“\"][^“”\"]*[”\"]")
_YEAR = re.compile(r"(?<![\d.,-])(?:19|20)\d\d(?![\d.,]*\d)")
"""Matches `in 2018`, not `1,995` nor `2023-05-30` behind its first hyphen."""


def standing(parsed: Parsed, index: int, chosen: Collection[int] = ()) -> float:
    """How well a sentence stands by itself, up to 1.

    Less when it leans on the one before, unless that is chosen too; when it is mostly a quote; when it is background.
    """
    span = parsed.sentences[index].span
    words = span.of(parsed.article.text)
    tokens = _tokens(parsed, span)
    leans = bool(tokens) and (tokens[0].lower_ in _LEANS or (tokens[0].pos_ == "PRON" and tokens[0].tag_ != "EX"))
    quoted = sum(part.end() - part.start() for part in _QUOTED.finditer(words)) / max(1, len(words))
    return (
        (_LEANING if leans and index - 1 not in chosen else 1.0)
        * (_QUOTE if quoted > 1 / 3 else 1.0)
        * (_BACKGROUND if _is_background(parsed, tokens, words) else 1.0)
    )


def _is_background(parsed: Parsed, tokens: Sequence[Token], words: str) -> bool:
    """Whether a sentence tells what was before the news: `had escalated`, `in the previous edition`, a year gone by."""
    cue = cues(parsed.article.lang).background
    if any(token.lower_ in cue for token in tokens):
        return True
    if any(
        token.dep_ == "ROOT" and token.tag_ == "VBN" and any(child.lower_ == "had" for child in token.children)
        for token in tokens
    ):
        return True
    dating = parsed.article.dating
    years = [int(match.group()) for match in _YEAR.finditer(words)]
    return bool(dating and dating.basis != "retrieved" and years) and max(years) < (dating.day.year if dating else 0)


def title_sentences(parsed: Parsed) -> int:
    """How many sentences at the top are the headline."""
    title = " ".join(parsed.article.title.split()).casefold()
    original = " ".join((parsed.article.original_title or "").split()).casefold()
    count = 0
    for sentence in parsed.sentences[:3]:
        words = " ".join(sentence.span.of(parsed.article.text).split()).casefold()
        whole = words in {title, original} or (not original and count == 0 and _is_cut_whole(parsed, words, title))
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


def _is_cut_whole(parsed: Parsed, words: str, title: str) -> bool:
    """Whether the title is the whole first sentence, which stands alone above two more: the line is the headline."""
    alone = len(parsed.sentences) > 2 and parsed.sentences[1].opens_paragraph
    return alone and bool(title) and words.rstrip(_MARKS + ".") == title


def _is_heading(parsed: Parsed, index: int) -> bool:
    """Whether a sentence stands alone in its paragraph and has no stop."""
    last = index + 1 == len(parsed.sentences) or parsed.sentences[index + 1].opens_paragraph
    words = parsed.sentences[index].span.of(parsed.article.text)
    return last and parsed.sentences[index].opens_paragraph and not words.rstrip(_MARKS).endswith(ENDS)


def title_span(parsed: Parsed) -> Span | None:
    """Where the headline stands in the text, None when it does not."""
    count = title_sentences(parsed)
    return Span(parsed.sentences[0].span.start, parsed.sentences[count - 1].span.end) if count else None


def fit_sentences(parsed: Parsed) -> list[int]:
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

"""What stands on top of an event: a title that one of its articles bears, and the words that tell it best."""

import re
from collections import Counter
from collections.abc import Sequence

from builder.records import Briefing, Passage, Row

_WORD = re.compile(r"[^\W_]+")
_LETTERS = 4
"""Letters of a word that counts; shorter ones are mostly small words, in any language."""

_LIKE_THREE_WORDS = 3
"""Added to a length that a sum is divided by: a title of one shared word is not the best one."""

_LONGEST = 220
"""Characters of a clause that is shown on top."""

_FEWEST = 5
"""Words of a clause that tells something by itself."""

_BACKED, _FIRST_ROWS = 0.25, 3
"""What is added to the worth of a line that one of the first agreed rows tells too."""

_LEAD = 6
"""Sentences of an article in which a second line is looked for."""

_LEANS = re.compile(
    r"\W|(?:he|she|it|they|this|that|these|those|we|i|but|and|however|now|his|her|their)\b", re.IGNORECASE
)
"""Beginnings of a sentence that leans on another, or is a quote: matches `He said`, `“We`; not `Heavy rain`."""

_NEW = 0.5
"""Share of the words of a second line that the first one may have."""


def title(members: Sequence[Briefing]) -> str:
    """The headline that shares most with the headlines and leads of the others; a headline as published goes first."""
    counts = _counts(members)
    published = [one for one in members if one.article.original_title] or members
    return max(published, key=lambda one: _worth(one.article.title, counts)).article.title


def bottom_line(members: Sequence[Briefing], rows: Sequence[Row] = ()) -> tuple[Passage, ...]:
    """One or two stretches that tell the event: what most articles agree on, in the words nearest to all of them."""
    counts = _counts(members)
    texts = {one.article.id: one for one in members}
    agreed = [row.tellings[0].passages for row in rows if row.kind == "agreed" and row.tellings]
    leads = [_lead(one) for one in members]
    plain = [one for one in leads if not _LEANS.match(_words_of(one, texts))] or leads
    first = max(plain, key=lambda one: _worth(_words_of(one, texts), counts) * (1 + _backed(one, agreed)))
    told = {_sentence(first, texts)}
    told |= {_sentence(one, texts) for row in agreed if any(_meets(first, other) for other in row) for one in row}
    known = _words(_words_of(first, texts))
    for passages in agreed:
        fit = [one for one in passages if _is_fit(one, texts) and _sentence(one, texts) not in told]
        if 2 * len(passages) < len(members) or len(fit) < len(passages):
            continue
        best = max(fit, key=lambda one: _worth(_words_of(one, texts), counts))
        words = _words(_words_of(best, texts))
        if len(words & known) <= _NEW * len(words):
            return first, best
    return (first,)


def _backed(one: Passage, agreed: Sequence[Sequence[Passage]]) -> float:
    """How much is added to what a line is worth, as several articles agree on what it tells."""
    return _BACKED if any(_meets(one, other) for row in agreed[:_FIRST_ROWS] for other in row) else 0.0


def _sentence(one: Passage, texts: dict[str, Briefing]) -> tuple[str, int]:
    return one.article, texts[one.article].sentence_at(one.span.start)


def _lead(briefing: Briefing) -> Passage:
    """An article's own bottom line, with whose claim it is."""
    span = briefing.bottom_line
    point = next((one for one in briefing.points if one.span.meets(span)), None)
    return Passage(
        briefing.article.id, span, point.by if point else None, point.stance if point is not None else "reported"
    )


def _is_fit(one: Passage, texts: dict[str, Briefing]) -> bool:
    """Whether a clause can stand by itself: a sentence, or its beginning, that is neither too long nor a scrap."""
    briefing = texts[one.article]
    words = one.span.of(briefing.article.text)
    opens = any(sentence.span.start == one.span.start for sentence in briefing.sentences)
    opens = opens and not _LEANS.match(words) and briefing.sentence_at(one.span.start) <= _LEAD
    return opens and len(words) <= _LONGEST and len(words.split()) >= _FEWEST


def _meets(one: Passage, other: Passage) -> bool:
    return one.article == other.article and one.span.meets(other.span)


def _words_of(one: Passage, texts: dict[str, Briefing]) -> str:
    return one.span.of(texts[one.article].article.text)


def _counts(members: Sequence[Briefing]) -> Counter[str]:
    """In how many articles' headlines and leads a word stands."""
    counts: Counter[str] = Counter()
    for one in members:
        counts.update(_words(f"{one.article.title} {one.bottom_line.of(one.article.text)}"))
    return counts


def _worth(text: str, counts: Counter[str]) -> float:
    """How much of a text the other articles tell too: 0 when nothing."""
    words = _words(text)
    return sum(counts[word] - 1 for word in words) / (len(words) + _LIKE_THREE_WORDS)


def _words(text: str) -> set[str]:
    return {word for word in _WORD.findall(text.casefold()) if len(word) >= _LETTERS}

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
    backed = [one for one in leads if agreed and any(_meets(one, other) for other in agreed[0])]
    first = max(backed or leads, key=lambda one: _worth(_words_of(one, texts), counts))
    known = _words(_words_of(first, texts))
    for passages in agreed:
        if 2 * len(passages) < len(members):
            continue
        fit = [one for one in passages if _is_fit(one, texts)]
        if fit:
            best = max(fit, key=lambda one: _worth(_words_of(one, texts), counts))
            words = _words(_words_of(best, texts))
            if words and len(words & known) <= _NEW * len(words):
                return first, best
    return (first,)


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

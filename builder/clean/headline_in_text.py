"""Headline of a text that no markup describes: its first line, or the best of the lines around it on a pasted page."""

import math
import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

import numpy as np

from builder.clean.fold import fold
from builder.clean.line_features import Numbers
from builder.clean.line_look import CREDIT, count_signs

MAX_LENGTH = 160
"""Characters of a line that can be a headline: nothing but its place and its words say that it is one."""

_MIN_WORDS = 3
_REACH = 40
"""Lines before the story among which its headline is looked for."""

_NEXT = 4
"""Lines after a headline in which a page says who wrote it and when."""

_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{2}|[^\W_\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+")
_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_SENTENCE_END = re.compile(r"[.;:,…。，、；：।][\"”’»)\]]*$")
_NOT_A_HEADLINE = re.compile(
    r"(?:by|von|par|por) (?-i:[^\W\d_a-z]).{0,60}"
    r"|(?:published|updated|posted|last modified)\b.{0,80}"
    r"|.{0,60}\d\d?:\d\d.{0,20}"
    r"|(?:\w+,? )?\d{1,2}\.? \w+ (?:19|20)\d\d"
    r"|(?:\w+,? )?\w+ \d{1,2}, (?:19|20)\d\d"
    r"|https?:.*|[-*•\[(] ?.*|.*[|»>]\s*|.* [»>] .*|.*\.{3}.*",
    re.IGNORECASE,
)
"""Matches bylines, dates, times, list items, paths of menus and addresses: `By Jane Doe`, `Updated 10:30`,
`May 30, 2023`, `Home » News`; not `Peace by May, ministers say`."""

_STAMP = re.compile(r"(?:19|20)\d\d|\d\d?:\d\d|^(?:by|von|par|por|di|av|door) ", re.IGNORECASE)

WEIGHTS: Final = {
    "known_share": 2.33,  # of its words, how many return in the story
    "known": 0.33,
    "distance": -0.28,  # lines to the story
    "earliest": 0.35,  # first line of which half the words return
    "copies": 0.26,
    "within": 1.21,  # a part of another line: a caption, the path of a menu
    "words": -0.25,
    "short": -2.13,
    "signs": -1.16,  # words of page furniture
    "picture": -0.68,  # words of captions
    "credit": 0.26,
    "bar": -1.10,  # `|` and `©`
    "stamp_next": 1.26,  # a byline or date in the lines after it
    "chance": -3.10,  # of being a line of the story itself
    "capitals": 0.11,
    "sentence": 0.12,
    "wide": -0.01,
    "digits": 0.72,
}
"""What each number of a line says for its being the headline: a choice among the lines of a page and none of them
(conditional logit), fitted to 503 labelled pages, 260 of which print their headline."""

_NO_HEADLINE = 1.88
"""The same for none of them."""

_SURE = 0.35
"""Chance from which a line is taken. On the same pages, sites apart: of 260 headlines printed as a line of their own
124 are found; another line is taken 28 times there, and 58 times on the 243 pages without one (often the headline with
its kicker)."""


def is_headline(lines: Sequence[str]) -> bool:
    """Whether the first line of an article is its headline: short, no sentence, before a longer one."""
    return len(lines) > 1 and can_be_headline(lines[0]) and len(lines[0]) < max(map(len, lines[1:]))


def can_be_headline(line: str) -> bool:
    """Whether a line reads like one."""
    if len(line) > MAX_LENGTH or (len(line.split()) < _MIN_WORDS and len(_WIDE.findall(line)) < 2 * _MIN_WORDS):
        return False
    return not _SENTENCE_END.search(line) and not _NOT_A_HEADLINE.fullmatch(line)


def find_headline(lines: Sequence[str], chance: Numbers, story: int) -> int | None:
    """Number of the line of a page that is the headline of its story; None when none stands out.

    Args:
        lines: of the whole page.
        chance: how likely each is a line of the article itself.
        story: the first line of the story.
    """
    places, rows = candidates(lines, chance, story)
    if not places:
        return None
    worth = np.exp(np.minimum(rows @ np.array(list(WEIGHTS.values())), 50.0))
    best = int(np.argmax(worth))
    return places[best] if worth[best] / (worth.sum() + math.exp(_NO_HEADLINE)) >= _SURE else None


def candidates(lines: Sequence[str], chance: Numbers, story: int) -> tuple[list[int], Numbers]:
    """The lines that can be the headline, and for each its row of numbers, in the order of `WEIGHTS`."""
    places = [
        place for place in range(max(0, story - _REACH), min(story + 2, len(lines))) if can_be_headline(lines[place])
    ]
    told = {word for line in lines[story : story + 60] for word in _words(line[:2000])}
    copies = Counter(fold(line) for line in lines[: story + 60])
    rows = []
    earliest = True
    for place in places:
        line = lines[place]
        words = _words(line)
        elsewhere = {word for word in words if word in told}
        share = len(elsewhere) / len(set(words)) if words else 0.0
        plain = fold(line)
        first = earliest and share >= 0.5 and len(elsewhere) >= 2
        earliest = earliest and not first
        signs = count_signs(line)
        tokens = line.split()
        after = lines[place + 1 : place + 1 + _NEXT]
        rows.append(
            (
                share,
                min(len(elsewhere), 8) / 4,
                math.log1p(max(story - place, 0)),
                first,
                copies[plain] > 1,
                any(plain != other and plain in other for other in copies if len(other) < 250),
                math.log1p(len(tokens)),
                len(tokens) < 5,
                sum(signs.values()) / len(tokens) ** 0.5,
                signs["picture"],
                CREDIT.search(line) is not None,
                "|" in line or "©" in line,
                any(len(one) < 110 and _STAMP.search(one) for one in after),
                chance[place],
                sum(token[0].isupper() for token in tokens) / len(tokens),
                line[-1] in ".!。",
                bool(_WIDE.search(line)),
                any(map(str.isdigit, line)),
            )
        )
    return places, np.array(rows, dtype=np.float64).reshape(len(rows), len(WEIGHTS))


def _words(line: str) -> list[str]:
    """The words that say what a line is about."""
    return [word for word in _WORD.findall(line.casefold()) if len(word) > 3 or word.isdigit() or _WIDE.match(word)]

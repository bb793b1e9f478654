"""The sentences that carry the story, word for word."""

from collections.abc import Sequence

from builder.analyse.cast import Cast
from builder.analyse.nlp import Parsed
from builder.analyse.place_line import without_place_line
from builder.analyse.ranking import rank_sentences
from builder.analyse.stance import find_stance
from builder.records import Actor, Point, Quote

MOST, LEAST, PER_POINT = 6, 3, 3
"""One point for every three sentences, 3 to 6 of them, fewer when there are fewer sentences fit for it."""


def find_points(
    parsed: Parsed, actors: Sequence[Actor], quotes: Sequence[Quote], ranked: Sequence[int] | None = None
) -> tuple[Point, ...]:
    """Three to six sentences, best first, fewer when the article is short, each with its stance.

    `ranked` is what `rank_sentences` gives, where it is at hand.
    """
    ranked = rank_sentences(parsed) if ranked is None else ranked
    count = min(MOST, max(LEAST, round(len(ranked) / PER_POINT)))
    cast = Cast(parsed, actors)
    points = []
    for index in ranked[:count]:
        stance, by = find_stance(cast, parsed.sentences[index].span, quotes)
        points.append(Point(without_place_line(cast.text, parsed.sentences[index].span), stance, by))
    return tuple(points)

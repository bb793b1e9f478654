"""Findings of an article in a language whose grammar the finders beside this folder do not know.

Of a language without a folder in `builder/data/` only what holds in every language is told: the sentences that carry
most of the text, whole dates, words in quote marks that nobody is named for. Names, speakers, stance and confidence
would be guesses. A language with word lists (`speech.yml`) has names and speakers where these make them certain.
"""

from datetime import date

from builder.analyse.nlp import Parsed
from builder.analyse.plain.quotes import find_quotes
from builder.analyse.plain.ranking import find_bottom_line, rank_sentences
from builder.analyse.timex import find_timexes
from builder.records import Briefing, Point, Sourcing

MOST, LEAST, PER_POINT = 6, 3, 3
"""One point for every three sentences, 3 to 6 of them: as in `points.py`."""


def analyse_plainly(parsed: Parsed, day: date | None) -> Briefing:
    """What can be told of an article without its grammar; `day` is the one that relative dates count from."""
    article = parsed.article
    ranked = rank_sentences(parsed)
    count = min(MOST, max(LEAST, round(len(ranked) / PER_POINT)))
    return Briefing(
        article=article,
        sentences=parsed.sentences,
        bottom_line=find_bottom_line(parsed, ranked),
        points=tuple(Point(parsed.sentences[index].span, "reported") for index in ranked[:count]),
        actors=(),
        quotes=find_quotes(parsed),
        timexes=find_timexes(article.text, day, article.lang),
        open_points=(),
        sourcing=Sourcing((), (), (), None, ""),
        in_full=False,
    )

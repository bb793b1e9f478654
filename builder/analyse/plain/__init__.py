"""Findings of an article in a language whose grammar the finders beside this folder do not know.

Of a language without a folder in `builder/data/` only what holds in every language is told: the sentences that carry
most of the text, whole dates, words in quote marks that nobody is named for. Names, speakers, stance and confidence
would be guesses. A language with word lists (`speech.yml`) has names and speakers where these make them certain, with
its tables (`states.yml`, `institutions.yml`) the same states, bodies and outlets as English, and confidence by the same
rule: `known.py` finds what the tables hold, `names.py` other names, `relays.py` whom the article relays, `sourcing.py`
judges.
"""

from collections.abc import Sequence
from datetime import date

from builder.analyse.clues import clues_of
from builder.analyse.nlp import Parsed
from builder.analyse.plain.actors import find_actors
from builder.analyse.plain.open_points import find_open_points
from builder.analyse.plain.quotes import find_quotes
from builder.analyse.plain.ranking import find_bottom_line, rank_sentences
from builder.analyse.plain.relays import Relays
from builder.analyse.plain.sourcing import assess_sourcing, with_outlets
from builder.analyse.plain.speakers import Saying, find_sayings
from builder.analyse.plain.speech import speech
from builder.analyse.timex import find_timexes
from builder.records import Briefing, Point, Quote, Sourcing, Span, Stance

_UNJUDGED = Sourcing((), (), (), None, "")

MOST, LEAST, PER_POINT = 6, 3, 3
"""One point for every three sentences, 3 to 6 of them: as in `points.py`."""


def analyse_plainly(parsed: Parsed, day: date | None) -> Briefing:
    """What can be told of an article without its grammar; `day` is the one that relative dates count from."""
    article, language = parsed.article, parsed.language
    words = speech(language.code) if language else None
    actors = find_actors(parsed, language, words) if language and words else ()
    sayings = find_sayings(parsed, actors, words) if words else []
    relays = Relays(parsed, actors, sayings, language.code) if language and words else None
    actors = relays.complete(actors, parsed.sentences) if relays else actors
    quotes = with_outlets(find_quotes(parsed, sayings), parsed.sentences, relays)
    open_points = find_open_points(parsed, actors, sayings, words) if words else ()
    own = quotes if words else ()
    ranked = rank_sentences(parsed)
    count = min(MOST, max(LEAST, round(len(ranked) / PER_POINT)))
    return Briefing(
        article=article,
        sentences=parsed.sentences,
        bottom_line=find_bottom_line(parsed, ranked),
        points=tuple(_point(parsed.sentences[index].span, sayings, own) for index in ranked[:count]),
        actors=actors,
        quotes=quotes,
        timexes=find_timexes(article.text, day, article.lang),
        open_points=open_points,
        sourcing=assess_sourcing(parsed, actors, sayings, quotes, open_points, relays) if relays else _UNJUDGED,
        in_full=language is not None,
        clues=clues_of(article, parsed.sentences),
    )


def _point(span: Span, sayings: Sequence[Saying], quotes: Sequence[Quote]) -> Point:
    """A sentence with its stance: as whoever speaks in it holds it, else as the article tells it."""
    own = [one for one in sayings if one.sentence == span]
    if own:
        stance: Stance = "assessed" if own[-1].kind == "assess" else "claimed"
        return Point(span, stance, own[-1].speaker.name if own[-1].speaker else None)
    if any(span.holds(quote.span) and len(quote.text) > (span.end - span.start) / 2 for quote in quotes):
        return Point(span, "claimed")
    return Point(span, "reported")

"""Briefings for tests, with no more in them than a test needs; no language model is asked."""

from datetime import date
from pathlib import PurePosixPath

from builder.analyse import date_article
from builder.analyse.clues import clues_of
from builder.analyse.sentences import find_sentences
from builder.analyse.timex import find_timexes
from builder.records import Article, Briefing, Claim, Dating, Sourcing, Span

TAKEN_IN = date(2030, 1, 1)


def briefing(name: str, text: str, day: str | None = None, claims: tuple[Claim, ...] = ()) -> Briefing:
    """An article with its sentences, dates and clues; without a day it is dated from its text, if that can be."""
    lang = "fr" if " le " in text or "La " in text else "en"
    stated = Dating("stated", date.fromisoformat(day), day) if day else None
    article = Article(name, PurePosixPath(f"seeds/{name}.txt"), "", text, name, dating=stated, lang=lang)
    article = date_article(article, TAKEN_IN)
    sentences = find_sentences(text, lang)
    timexes = find_timexes(text, article.dating.day if day and article.dating else None, lang)
    nobody = Sourcing((), (), (), None, "")
    clues = clues_of(article, sentences)
    return Briefing(article, sentences, Span(0, 0), (), (), (), timexes, (), nobody, claims=claims, clues=clues)

"""All findings of an article put together."""

import traceback
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from builder.analyse import linking
from builder.analyse.actors import find_actors
from builder.analyse.bottom_line import find_bottom_line
from builder.analyse.claims import find_claims
from builder.analyse.clues import clues_of
from builder.analyse.dating import infer_dating, known_without_year
from builder.analyse.linking import Known
from builder.analyse.nlp import Parsed, parse
from builder.analyse.open_points import find_open_points
from builder.analyse.plain import analyse_plainly
from builder.analyse.points import find_points
from builder.analyse.quotes import find_quotes
from builder.analyse.ranking import rank_sentences
from builder.analyse.sentences import find_sentences
from builder.analyse.sourcing import assess_sourcing
from builder.analyse.timex import find_timexes
from builder.periods import period
from builder.records import Actor, Article, Briefing, Chain, Dating

CLOSE = 2
"""Days between the ends of a stretch that dates are still counted from."""


def date_article(article: Article, taken_in: date) -> Article:
    """The article with a dating: its own, else one inferred from its text, else the day it was taken in."""
    if article.dating is not None:
        return article
    sentences = find_sentences(article.text, article.lang)
    dating = infer_dating(article.text, sentences, article.lang)
    if dating is None:
        edtf, evidence = known_without_year(article.text, sentences, article.lang)
        dating = Dating("retrieved", taken_in, edtf, evidence)
    return replace(article, dating=dating, how={**article.how, "date": dating.basis})


def analyse(articles: Iterable[Article]) -> Iterator[Briefing]:
    """Each article's own findings, in order. Names are canonical within the article only; `link` goes on from there.

    An article that trips a mistake of ours has what holds in every language, and says so in `fault`.
    """
    for parsed in parse(articles):
        try:
            yield _analyse_one(parsed)
        except Exception as bug:  # noqa: BLE001 - whatever it is, it costs one article
            plain = analyse_plainly(replace(parsed, language=None), _reference_day(parsed.article))
            yield replace(plain, fault=_where(bug))


def _where(bug: Exception) -> str:
    """What went wrong, and in which line of the code."""
    place = traceback.extract_tb(bug.__traceback__)[-1]
    return f"{type(bug).__name__} in {Path(place.filename).name}:{place.lineno}"


def _analyse_one(parsed: Parsed) -> Briefing:
    article = parsed.article
    if parsed.language is None or not parsed.language.grammar:
        return analyse_plainly(parsed, _reference_day(article))
    actors = find_actors(parsed)
    quotes = find_quotes(parsed, actors)
    ranked = rank_sentences(parsed)
    points = find_points(parsed, actors, quotes, ranked)
    open_points = find_open_points(parsed, actors)
    timexes = find_timexes(article.text, _reference_day(article), article.lang)
    return Briefing(
        article=article,
        sentences=parsed.sentences,
        bottom_line=find_bottom_line(parsed, actors, ranked),
        points=points,
        actors=actors,
        quotes=quotes,
        timexes=timexes,
        open_points=open_points,
        sourcing=assess_sourcing(parsed, actors, quotes, open_points),
        clues=clues_of(article, parsed.sentences),
        claims=find_claims(parsed, actors, quotes, timexes),
    )


def _reference_day(article: Article) -> date | None:
    """The day that "on Monday" counts from; None when the article's own day is unknown or only a month or year.

    Of a stretch of days the most likely one, if the stretch is so short that its days have most Mondays in common.
    """
    dating = article.dating
    if dating is None or dating.basis == "retrieved" or len(dating.edtf or "") < len("2023-05-30"):
        return None
    first, _, last = (dating.edtf or "").partition("/")
    ends = period(first.rstrip("~?%")), period((last or first).rstrip("~?%"))
    if ends[0] is None or ends[1] is None or (ends[1][1] - ends[0][0]).days > CLOSE:
        return None
    return dating.day


def link(briefings: Sequence[Briefing], known: Sequence[Known] = ()) -> list[Briefing]:
    """The same briefings with one name for each actor across all of them."""
    linked = linking.link([(one.article, one.actors) for one in briefings], known)
    return [_renamed(one, actors) for one, (_, actors) in zip(briefings, linked, strict=True)]


def _renamed(briefing: Briefing, actors: tuple[Actor, ...]) -> Briefing:
    """The findings follow their actors to the new names; an actor is known again by its mentions."""
    owner = {mention: actor.name for actor in actors for mention in actor.mentions}
    names = {old.name: owner.get(old.mentions[0], old.name) for old in briefing.actors}
    if all(old == new for old, new in names.items()):
        return replace(briefing, actors=actors)
    return replace(
        briefing,
        actors=actors,
        points=tuple(replace(one, by=_new(names, one.by)) for one in briefing.points),
        quotes=tuple(
            replace(one, speaker=_new(names, one.speaker), via=_new(names, one.via)) for one in briefing.quotes
        ),
        open_points=tuple(replace(one, by=_new(names, one.by)) for one in briefing.open_points),
        sourcing=replace(
            briefing.sourcing,
            via=tuple(names.get(name, name) for name in briefing.sourcing.via),
            origins=tuple(names.get(name, name) for name in briefing.sourcing.origins),
            reason=_renamed_in(briefing.sourcing.reason, names),
            chains=tuple(_renamed_chain(one, names) for one in briefing.sourcing.chains),
        ),
        claims=tuple(
            replace(
                one,
                actors=tuple(dict.fromkeys(names.get(name, name) for name in one.actors)),
                subject=_new(names, one.subject),
                by=_new(names, one.by),
                via=_new(names, one.via),
            )
            for one in briefing.claims
        ),
    )


def _renamed_chain(chain: Chain, names: Mapping[str, str]) -> Chain:
    return chain._replace(
        origin=names.get(chain.origin, chain.origin),
        group=names.get(chain.group, chain.group),
        speaker=_new(names, chain.speaker),
        via=tuple(names.get(name, name) for name in chain.via),
    )


def _renamed_in(text: str, names: Mapping[str, str]) -> str:
    for old, new in names.items():
        if old != new:
            text = text.replace(old, new)
    return text


def _new(names: Mapping[str, str], name: str | None) -> str | None:
    return None if name is None else names.get(name, name)

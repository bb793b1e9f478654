"""What a text says that bears on the day it appeared, for those who date several articles on one event together.

`gathering.py` sorts the dates in a text by what they can tell; `dating.py` infers the day of one article from that, and
here is handed on what holds beside other articles.

Measured on 312 dated English development articles without their datelines. The weekday told as past last is the day of
publication or one or two days earlier in 56 of the 58 that tell a weekday in their lead (66 of 75 wherever they tell
it). The latest month told as past with its year had begun in 41 of 43, and was at most 12 days off in the others; of
bare years 1 in 8 was still to come (`the 2020 Audi`), so they are none. Of single days without a year the tense is
misread too often: they count as a pair that frames the day (1 case, a list of concerts, wrong: such lists are left),
or beside a year.
"""

from collections.abc import Iterator, Sequence

from builder.analyse.dateline import find_dateline
from builder.analyse.gathering import (
    Gathered,
    find_edition,
    first_day,
    frame,
    gather,
    later_in,
    latest_begun,
    latest_weekday,
    span_of,
    weekday_year,
)
from builder.analyse.timex import Mention
from builder.records import Article, DateClue, Dating, Sentence, Span

LEAD = 800
"""Characters in which an article tells what is new: a weekday told as past there is just past."""

LISTING = 8
"""A text with more days without a year lists what is on, it does not tell of an event: no two of them frame its day."""

KNOWN = ("stated", "metadata", "url")

FRAME_FIRST = "told as past: it appeared after that"
FRAME_LAST = "told as still to come: it appeared before that"
JUST_PAST = "told as just past: it appeared that day or soon after"
BEGUN = "a month without a year, told as past: it has begun"
TO_COME = "the event is still to come in the same week"
IN_YEAR = "falls on that weekday in {}"
EDITION = "the edition before was in {}, so the writer's year is {}"
OVER = "the year is named, so it is not the writer's own, and {} is over"


def clues_of(article: Article, sentences: Sequence[Sentence]) -> tuple[DateClue, ...]:
    """The clues of an article; when its day is known, only where the text prints it."""
    if article.dating is None or article.dating.basis not in KNOWN:
        return find_clues(article.text, sentences, article.lang)
    return tuple(_printed(article.dating))


def find_clues(text: str, sentences: Sequence[Sentence], lang: str = "en") -> tuple[DateClue, ...]:
    """What bears on the day the text appeared, in order of the text.

    Args:
        text: the article's text; spans count its characters.
        sentences: its sentences; they keep a clue inside one of them.
        lang: ISO 639-1.
    """
    found = gather(text, lang)
    printed = find_dateline(text, found.mentions, lang)
    if printed is not None:
        return tuple(_printed(printed))
    clues = [*_year_clues(found, sentences, lang), *_frame_clues(found), *_weekday_clues(found)]
    first: dict[tuple[Span, str], DateClue] = {}
    for clue in clues:
        first.setdefault((clue.span, clue.kind), clue)
    return tuple(sorted(first.values(), key=lambda clue: (clue.span, clue.kind)))


def _printed(dating: Dating) -> Iterator[DateClue]:
    for one in dating.evidence:
        if one.span is not None:
            yield DateClue("appeared", dating.edtf or dating.day.isoformat(), one.span, one.reason)


def _year_clues(found: Gathered, sentences: Sequence[Sentence], lang: str) -> Iterator[DateClue]:
    """The writer's own year, and what is told as past or to come beside it."""
    edition = find_edition(found, sentences, lang)
    if edition is not None:
        before = edition.before.year or 0
        yield DateClue("year", f"{before + 1:04}", edition.words, EDITION.format(before, before + 1))
        for one in later_in(found, edition)[:1]:
            yield DateClue("past", f"{before + 1:04}", span_of(one), OVER.format(before))
        begun = latest_begun(found, edition)
        if begun is not None:
            yield DateClue("past", _floating(begun), span_of(begun), BEGUN)
        for one in found.this_week[:1]:
            yield DateClue("week", f"{before + 1:04}-{edition.before.month or 1:02}", span_of(one), TO_COME)
    elif (told := weekday_year(found)) is not None:
        yield DateClue("year", f"{told.year:04}", span_of(told.last), IN_YEAR.format(told.year))
    named = [one for one in found.mentions if one.year and one.month and one.direction == "past" and not one.inner]
    if named:
        last = max(named, key=lambda one: first_day(one, one.year or 1))
        value = f"{last.year:04}-{last.month:02}" + (f"-{last.day:02}" if last.day else "")
        yield DateClue("past", value, span_of(last), FRAME_FIRST)


def _frame_clues(found: Gathered) -> Iterator[DateClue]:
    framed = frame(found)
    if framed is not None and len(found.past) + len(found.ahead) <= LISTING:
        yield DateClue("past", _floating(framed[0]), span_of(framed[0]), FRAME_FIRST)
        yield DateClue("planned", _floating(framed[1]), span_of(framed[1]), FRAME_LAST)


def _weekday_clues(found: Gathered) -> Iterator[DateClue]:
    weekday = latest_weekday(found)
    if weekday is not None and found.weekdays[0].start < LEAD:
        yield DateClue("weekday", str(weekday.weekday), span_of(weekday), JUST_PAST)


def _floating(mention: Mention) -> str:
    """`XXXX-05-31`, `XXXX-05`; `late May` is `XXXX-05-21`."""
    day = mention.day or {"MID": 11, "END": 21}.get(mention.edge or "")
    return f"XXXX-{mention.month:02}" + (f"-{day:02}" if day else "")

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder import analyse, pipeline
from builder.events import date as date_events
from builder.events.dated import days
from builder.events.moments import MOST, moments
from builder.records import Actor, Briefing, Claim, Dating, Group, Moment, Passage, Row, Span, Telling
from builder.seeds import read_articles
from tests.events.briefings import briefing

ROOT = Path(__file__).parents[2]
CASES = Path(__file__).with_name("timeline.md").read_text("utf-8").split("\n## ")[1:]
BROCKEL = "Brockel"


def told(text: str, name: str, day: str) -> Briefing:
    """An article in which the one town of these cases is known as an actor."""
    one = briefing(name, text, day)
    places = [place for place in range(len(text)) if text.startswith(BROCKEL, place)]
    mentions = tuple(Span(place, place + len(BROCKEL)) for place in places)
    return replace(one, actors=(Actor("LOC", BROCKEL, (BROCKEL,), mentions),) if mentions else ())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.splitlines()[0])
def test_case(case: str) -> None:
    *articles, expected = [block.strip("\n") for block in case.split("```")[1::2]]
    members = [told(text, str(n), day) for n, (day, _, text) in enumerate(one.partition("\n") for one in articles)]
    found = moments(members)

    lines = [line.partition(": ") for line in expected.split("\n") if line]
    assert [head(one) for one in found] == [line[0] for line in lines]
    for one, line in zip(found, lines, strict=True):
        words = [passage.span.of(members[int(passage.article)].article.text) for passage in one.passages]
        assert len(words) == len(line[2].split(" | "))
        assert all(part in text for part, text in zip(line[2].split(" | "), words, strict=True))


def head(one: Moment) -> str:
    return f"{one.value}{' planned' if one.planned else ''}{' about' if one.estimated else ''}"


@pytest.fixture(scope="module")
def seeds() -> list[Briefing]:
    paths = sorted((ROOT / "seeds").glob("*.txt"))
    articles = [pipeline.dated(one) for path in paths for one in read_articles(path, ROOT, [])]
    found = list(analyse.analyse(articles))
    datings = date_events([Group("event", tuple(found))]).datings
    return analyse.link(list(analyse.analyse([replace(one, dating=datings[one.id]) for one in articles])))


def test_the_timeline_of_the_seeds(seeds: list[Briefing]) -> None:
    texts = {one.article.id: one.article.text for one in seeds}
    found = moments(seeds)

    def tells(words: str, head_of: str) -> bool:
        return any(
            head(one) == head_of and any(words in passage.span.of(texts[passage.article]) for passage in one.passages)
            for one in found
        )

    assert tells("was sanctioned in 2018", "2018")
    assert tells("in June 2022, he met", "2022-06")
    assert tells("tensions between Beijing and Washington had escalated", "2022")
    assert tells("the USA approached China", "2023-05 about")
    assert tells("in Vienna in May", "2023-05 about")
    assert tells("the Pentagon said on Monday", "2023-05-29 about")
    assert tells("press conference on Tuesday", "2023-05-30 about")
    assert tells("official visit to the Asian city-state", "2023-05-31/2023-06-04 planned about")
    assert tells("to attend the Shangri-La Dialogue", "2023-W22 planned about")


def test_what_the_grid_holds_to_be_one_fact_is_one_moment() -> None:
    first = told("At the start of May the town approached the club.", "a", "2023-05-30")
    second = told("It declined the invitation issued in early May.", "b", "2023-05-30")
    passages = tuple(Passage(one.article.id, one.sentences[0].span) for one in (first, second))

    assert len(moments([first, second])) == 2
    (one,) = moments([first, second], [Row("agreed", (Telling(passages),))])
    assert [passage.article for passage in one.passages] == ["a", "b"]


def test_of_a_sentence_with_several_dates_the_clause_is_shown() -> None:
    text = "The bridge was opened in June 2019, and it was closed in May 2021."
    clauses = (Span(0, 34), Span(40, len(text) - 1))
    claims = tuple(Claim(span, verb, (verb,)) for span, verb in zip(clauses, ("open", "close"), strict=True))
    found = moments([briefing("a", text, "2023-05-30", claims)])

    assert [one.passages[0].span.of(text) for one in found] == [span.of(text) for span in clauses]


def test_a_line_without_a_claim_tells_nothing() -> None:
    text = "Bridges of June 2019\n\nThe bridge was closed in May 2021."
    closed = Claim(Span(22, len(text) - 1), "close", ("close", "bridge"))

    assert [one.value for one in moments([briefing("a", text, "2023-05-30", (closed,))])] == ["2021-05"]


def test_a_date_with_its_year_is_no_estimate_where_the_day_of_the_article_is_one() -> None:
    one = briefing("a", "The bridge was opened in June 2019. It was closed on Monday after a flood.", "2023-05-30")
    guessed = replace(one, article=replace(one.article, dating=Dating("event", date(2023, 5, 30), "2023-05-30~")))

    assert [head(found) for found in moments([guessed])] == ["2019-06", "2023-05-29 about"]


def test_no_more_moments_than_a_reader_takes_in_and_those_many_tell_stay() -> None:
    start = date(2015, 1, 1)
    many = " ".join(f"Another vessel sank off Elmstead on {start + timedelta(days=40 * n)}." for n in range(60))
    shared = "The harbour of Brockel was opened on 2010-03-01."
    found = moments([told(f"{shared} {many}", "a", "2023-05-30"), told(shared, "b", "2023-05-30")])

    assert len(found) == MOST
    assert found[0].value == "2010-03-01"


WORDS = (
    *("Monday", "said", "will", "met", ".", "on", "Friday,", "in", "May", "2022", "June", "4", "from", "to", "31"),
    *("the", "bridge", "harbour", "closed", "opened", "Brockel", "this", "week", "last", "yesterday", "two", "years"),
)
TEXTS = st.lists(st.sampled_from([*WORDS, "\n\n", "2023-05-28"]), max_size=40).map(" ".join) | st.text(max_size=40)
ARTICLES = st.lists(st.tuples(TEXTS, st.dates(date(2023, 5, 1), date(2023, 6, 30))), max_size=4)


@given(ARTICLES)
@settings(deadline=None)
def test_every_moment_cites_words_of_its_articles_once_each_in_order_of_time(articles: list[tuple[str, date]]) -> None:
    members = [told(text, str(n), day.isoformat()) for n, (text, day) in enumerate(articles)]
    found = moments(members)

    middles = []
    for one in found:
        stretch = days(one.value)
        assert stretch is not None
        middles.append(stretch[0].toordinal() + stretch[1].toordinal())
        names = [passage.article for passage in one.passages]
        assert names
        assert len(names) == len(set(names))
        for passage in one.passages:
            assert passage.span.of(members[int(passage.article)].article.text).strip()
    assert middles == sorted(middles)


def test_three_hundred_articles_make_one_moment_of_what_all_tell() -> None:
    text = "The harbour of Brockel closed its gate {} on Monday after a barge struck the bridge."
    (found,) = moments([told(text.format(n), f"{n:03}", "2023-05-30") for n in range(300)])

    assert len(found.passages) == 300

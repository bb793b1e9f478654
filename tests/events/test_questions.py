from builder.events.questions import questions
from builder.records import Moment, Passage, Row, Span, Telling
from tests.events.made import briefing

A = briefing(1, "The plant closes. Acme denied that it will close. More.", opens=[("denied", "Acme")])
B = briefing(2, "The plant closes. On Friday Acme denies all of it. More.", opens=[("denies", "Acme")])


def test_one_denial_in_two_articles_is_one_question_with_both_passages() -> None:
    (found,) = questions([A, B])

    assert found.reason == "Acme denied"
    assert [one.article for one in found.passages] == [A.article.id, B.article.id]


def test_a_refusal_to_comment_is_another_question_than_a_denial() -> None:
    other = briefing(3, "It closes. Acme declined to comment on it. More.", opens=[("declined to comment", "Acme")])

    assert [one.reason for one in questions([A, other])] == ["Acme denied", "Acme declined to comment"]


def test_what_nobody_knows_is_one_question_where_the_sentences_are_alike() -> None:
    texts = ["Fire. It is unclear how the fire started. End.", "Fire. How the fire started is unclear. End."]
    found = questions([briefing(at, text, opens=[("is unclear", None)]) for at, text in enumerate(texts)])

    assert [len(one.passages) for one in found] == [2]


def test_a_plan_is_open_until_an_article_tells_that_it_came_so() -> None:
    passage = (Passage(A.article.id, Span(0, 4)),)
    plan = Moment("2030-05-03", True, False, passage)

    assert [one.reason for one in questions([A], (), [plan])] == ["Acme denied", "planned, not yet reported"]
    assert len(questions([A], (), [plan, plan._replace(planned=False)])) == 1


def test_accounts_that_differ_are_shown_with_a_passage_of_each() -> None:
    tellings = tuple(Telling((Passage(one.article.id, Span(0, 4)),)) for one in (A, B))
    rows = [Row("differs", tellings, "12 against 15 killed")]
    (found,) = [one for one in questions([A, B], rows) if "12" in one.reason]

    assert found.reason == "the accounts differ: 12 against 15 killed"
    assert [one.article for one in found.passages] == [A.article.id, B.article.id]


def test_accounts_that_differ_by_a_denial_are_asked_once_as_the_denial() -> None:
    denial = A.open_points[0].span
    told = (Telling((Passage(B.article.id, Span(0, 16)),)), Telling((Passage(A.article.id, denial),)))

    found = questions([A, B], [Row("differs", told, "denied by Acme")])

    assert [one.reason for one in found] == ["Acme denied"]


def test_one_sentence_in_two_articles_is_one_question_whoever_is_said_to_deny_it() -> None:
    text = "The plant closes. Acme denied that it will close. More."
    reprint = briefing(4, text, opens=[("denied", "Acme Holding")])

    (found,) = questions([A, reprint])

    assert [one.article for one in found.passages] == [A.article.id, reprint.article.id]

from datetime import date

from builder.events.compare import compare
from builder.records import Group, Passage, Row, Telling
from tests.events.made import briefing, chain, span

TEXTS = [
    "Storm tears roofs off in Salto. Two hundred roofs were torn off by the storm. He said no more.",
    "A storm hit Salto and tore off two hundred roofs. The school is a shelter now.",
    "Choir sings. A storm also hit Salto that night.",
]
MEMBERS = tuple(
    briefing(at, text, day=date(2030, 5, 3 - at), chains=[chain("police")] if at else ())
    for at, text in enumerate(TEXTS)
)


def nothing(*_: object) -> tuple[()]:
    return ()


def test_an_event_bears_the_title_and_line_that_share_most_with_the_others() -> None:
    (event,) = compare([Group("e1", MEMBERS)], rows_of=nothing, moments_of=nothing)

    assert event.title == "Storm tears roofs off in Salto"
    assert event.bottom_line[0].article == MEMBERS[0].article.id
    assert event.dating is not None
    assert event.dating.day == date(2030, 5, 1)
    assert (event.outlets, event.independent, event.confidence) == (3, 1, "moderate")


def test_an_event_that_a_person_named_may_have_one_article() -> None:
    (event,) = compare([Group("storm", MEMBERS[:1])], rows_of=nothing, moments_of=nothing)

    assert (event.id, event.outlets, event.members) == ("storm", 1, MEMBERS[:1])


def test_a_second_line_tells_what_most_articles_agree_on_beside_the_first() -> None:
    words = ["The mayor promised tents for everybody", "Tents were promised by the mayor"]
    members = tuple(briefing(at, f"Storm hits Salto hard. {one}. End.") for at, one in enumerate(words))
    row = Row(
        "agreed",
        (
            Telling(
                tuple(
                    Passage(one.article.id, span(one.article.text, text))
                    for one, text in zip(members, words, strict=True)
                )
            ),
        ),
    )
    (event,) = compare([Group("e1", members)], rows_of=lambda _: (row,), moments_of=nothing)

    assert [one.span.of(members[0].article.text) for one in event.bottom_line][:1] == ["Storm hits Salto hard."]
    assert event.bottom_line[1].article in {one.article.id for one in members}


def test_three_hundred_articles_are_compared_as_one_event() -> None:
    members = tuple(briefing(at, f"{TEXTS[at % 3]} {at}.", chains=[chain(f"Jo Berg{at % 9}")]) for at in range(300))
    (event,) = compare([Group("e1", members)], rows_of=nothing, moments_of=nothing)

    assert event.outlets == 300

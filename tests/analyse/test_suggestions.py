from datetime import date
from pathlib import PurePosixPath

from hypothesis import given
from hypothesis import strategies as st

from builder.analyse import Known, gather, link
from builder.records import Actor, ActorKind, Article, Briefing, Dating, Sentence, Sourcing, Span


def actor(name: str, kind: ActorKind = "PER", key: str | None = None) -> Actor:
    return Actor(kind, name, (name,), (Span(0, len(name)),), key=key)


def briefing(number: int, *actors: Actor) -> Briefing:
    article = Article(
        id=f"b{number:010d}",
        path=PurePosixPath(f"seeds/{number}.txt"),
        digest="",
        text="Words.",
        title="Words",
        dating=Dating("stated", date(2031, 1, 1), "2031-01-01"),
    )
    sentences = (Sentence(Span(0, 6), True),)
    sourcing = Sourcing((), (), (), "low", "none")
    return Briefing(article, sentences, Span(0, 6), (), actors, (), (), (), sourcing)


def maybe(*casts: list[Actor], known: tuple[Known, ...] = ()) -> dict[str, list[tuple[str, str]]]:
    linked = link([briefing(number, *cast) for number, cast in enumerate(casts)], known)
    return {one.name: [(other.name, other.reason) for other in one.maybe] for one in gather(linked, known)}


def test_a_lone_family_name_may_be_each_who_bears_it_elsewhere() -> None:
    found = maybe([actor("Ada Lund")], [actor("Lund")], [actor("Eva Lund")])

    assert found == {
        "Ada Lund": [("Lund", "the same family name")],
        "Eva Lund": [("Lund", "the same family name")],
        "Lund": [("Ada Lund", "the same family name"), ("Eva Lund", "the same family name")],
    }


def test_an_initial_may_stand_for_a_given_name_and_not_for_another_one() -> None:
    found = maybe([actor("A. Lund")], [actor("Ada Lund")], [actor("Eva Lund")])

    assert found["A. Lund"] == [("Ada Lund", "the same family name")]
    assert found["Eva Lund"] == []


def test_a_letter_more_or_less_may_be_a_slip() -> None:
    found = maybe([actor("Ragna Solberg")], [actor("Ragna Solbergh")], [actor("Orvik", "ORG")], [actor("Orvek", "ORG")])

    assert found["Ragna Solberg"] == [("Ragna Solbergh", "nearly the same spelling")]
    assert found["Orvik"] == []  # short names one letter apart are often two


def test_initials_and_longer_forms_of_bodies() -> None:
    found = maybe(
        [actor("Brockel Harbour Board", "ORG")], [actor("BHB", "ORG")], [actor("Brockel Harbour Board Trust", "ORG")]
    )

    assert found["Brockel Harbour Board"] == [
        ("BHB", "its initials"),
        ("Brockel Harbour Board Trust", "a longer form"),
    ]


def test_two_that_one_article_names_or_the_tables_tell_apart_are_two() -> None:
    assert maybe([actor("Ragna Solberg"), actor("Ragna Solbergh")])["Ragna Solberg"] == []
    assert maybe([actor("Orvikia", "STATE", "state:OA")], [actor("Orvikea", "STATE", "state:OE")])["Orvikia"] == []


def test_what_a_person_decides_ends_a_suggestion() -> None:
    casts = [actor("Ada Lund")], [actor("Lund")]

    assert maybe(*casts, known=(Known("Ada Lund", "PER", distinct=("Lund",)),))["Lund"] == []
    assert maybe(*casts, known=(Known("Ada Lund", "PER", aliases=("Lund",)),)) == {"Ada Lund": []}


def test_a_family_name_that_many_share_suggests_nobody() -> None:
    casts = [[actor(f"{chr(65 + number)}da Lund")] for number in range(20)]

    assert maybe(*casts, [actor("Lund")])["Lund"] == []


@given(st.lists(st.sampled_from(["Ada Lund", "A. Lund", "Lund", "Ada Lunde", "Eva Lund", "Lundeby"]), max_size=6))
def test_suggestions_are_mutual_and_follow_no_order(names: list[str]) -> None:
    casts = [[actor(name)] for name in names]
    found = maybe(*casts)

    assert found == maybe(*reversed(casts))
    assert all(name in {other for other, _ in found[one]} for name, others in found.items() for one, _ in others)

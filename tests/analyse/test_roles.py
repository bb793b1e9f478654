from pathlib import PurePosixPath

import pytest

from builder.analyse.actors import find_actors
from builder.analyse.nlp import parse
from builder.analyse.offices import office_of
from builder.records import Article


def roles(text: str) -> dict[str, list[str]]:
    article = Article(id="b0000000000", path=PurePosixPath("seeds/case.txt"), digest="", text=text, title="")
    found = find_actors(next(parse([article])))
    return {actor.name: [role.text for role in actor.roles] for actor in found if actor.kind == "PER"}


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("Defense Secretary Lloyd Austin left.", "Lloyd Austin", ["Defense Secretary"]),
        ("Minister of National Defense Li Shangfu left.", "Li Shangfu", ["Minister of National Defense"]),
        ("The meeting with Secretary of State Antony Blinken ended.", "Antony Blinken", ["Secretary of State"]),
        (
            "White House National Security Adviser Jake Sullivan left.",
            "Jake Sullivan",
            ["White House National Security Adviser"],
        ),
        ("The former president Jimmy Carter spoke.", "Jimmy Carter", ["former president"]),
        ("Jimmy Carter, a former president, spoke.", "Jimmy Carter", ["former president"]),
        ("Mary Jones, the chief executive of Acme, said no.", "Mary Jones", ["chief executive of Acme"]),
        ("Its chairman, John Baker, said no.", "John Baker", ["chairman"]),
        ("The chairman of the jury, Paul Weiss, said no.", "Paul Weiss", ["chairman of the jury"]),
        ("A spokeswoman for the line, Mary Jones, said no.", "Mary Jones", ["spokeswoman for the line"]),
        ("The end of the war, John Baker said, was near.", "John Baker", []),
        ("The British fisheries minister John Baker left.", "John Baker", ["British fisheries minister"]),
        ("Yesterday President Joe Biden spoke.", "Joe Biden", ["President"]),
        ("A major Andy Warhol exhibition opened.", "Andy Warhol", []),
        ("His lawyer, Mary Jones, said no.", "Mary Jones", []),
        ("Mary Jones, who lives in Paris, said no.", "Mary Jones", []),
    ],
)
def test_role(text: str, name: str, expected: list[str]) -> None:
    assert roles(text).get(name) == expected


def test_a_role_of_two_people_stays_as_written() -> None:
    found = roles("A meeting between Defense Ministers Lloyd Austin and Li Shangfu was proposed.")

    assert found["Lloyd Austin"] == ["Defense Ministers"]


def test_a_shorter_role_says_nothing_beside_a_fuller_one() -> None:
    found = roles("Defense Secretary Lloyd Austin spoke. Secretary Austin left.")

    assert found == {"Lloyd Austin": ["Defense Secretary"]}


def test_a_description_goes_to_the_holder_of_that_state_only() -> None:
    found = roles(
        "US Defense Minister Lloyd Austin met his Chinese counterpart Li Shangfu. Defense Minister Li Shangfu smiled. "
        "There are sanctions against the Chinese defense minister."
    )

    assert "Chinese defense minister" in found["Li Shangfu"]
    assert "Chinese defense minister" not in found["Lloyd Austin"]


def test_an_office_taken_apart() -> None:
    office = office_of("American Secretary of Defense")

    assert office is not None
    assert (office.head, office.topics, office.states) == ("minister", {"defense"}, {"state:US"})


@pytest.mark.parametrize("words", ["National Defense", "deputy defense minister", "former Secretary of Defense"])
def test_no_office_to_compare(words: str) -> None:
    assert office_of(words) is None

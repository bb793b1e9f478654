import sys
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent))
from casts import actor, parsed

from builder.analyse.open_points import find_open_points
from builder.analyse.quotes import find_quotes
from builder.analyse.sourcing import assess_sourcing
from builder.records import Sourcing

NAMES = {
    "PER": [["Pat Ryder", "Ryder"], ["Jane Smith", "Smith"]],
    "ORG": [
        ["United States Department of Defense", "Pentagon"],
        ["The Wall Street Journal", "WSJ"],
        ["BBC"],
        ["Acme"],
        ["Foreign Ministry"],
    ],
    "STATE": [["United States", "US"], ["China", "Beijing"]],
}
# fmt: off
WORDS = st.sampled_from([
    "The Pentagon ", "said ", "told the BBC ", "that ", "it would close", ". ", "\n\n", "according to ",
    "WSJ ", "denied ", "“", "”", "Jane Smith ", "an official ",
])
# fmt: on


def assess(text: str) -> Sourcing:
    one = parsed(text)
    actors = tuple(actor(kind, names, text) for kind, several in NAMES.items() for names in several)
    found = tuple(each for each in actors if each.mentions)
    return assess_sourcing(one, found, find_quotes(one, found), find_open_points(one, found))


def test_outlets_are_relayed_in_order_with_the_words_that_say_so() -> None:
    text = "As the Pentagon told the WSJ on Monday, Beijing rejected it. The BBC had reported that it might."
    found = assess(text)

    assert found.via == ("The Wall Street Journal", "BBC")
    assert [evidence.span.of(text) for evidence in found.via_evidence if evidence.span] == [
        "told the WSJ",
        "BBC had reported",
    ]


def test_an_outlet_that_is_only_part_of_the_story_is_not_relayed() -> None:
    assert assess("Police raided the offices of the BBC. The BBC announced that it would sue the city.").via == ()


def test_a_body_and_its_spokesman_are_one_origin() -> None:
    found = assess(
        "The visit is off, the Pentagon said. “We regret that it is off,” Pentagon spokesman Pat Ryder said."
    )

    assert found.origins == ("United States Department of Defense",)
    assert found.confidence == "moderate"


def test_a_state_beside_its_own_ministry_is_no_second_origin() -> None:
    found = assess("The US said that the visit is off. The Pentagon confirmed that the visit is off.")

    assert found.origins == ("United States Department of Defense",)


def test_two_origins_that_bear_each_other_out_make_it_high() -> None:
    found = assess(
        "Acme said that the plant in the north will close in May. Jane Smith confirmed that the plant will close."
    )

    assert set(found.origins) == {"Acme", "Jane Smith"}
    assert found.confidence == "high"


def test_two_who_add_something_each_do_not_confirm_each_other() -> None:
    found = assess("Acme said that the plant will close. Jane Smith said that her children like to swim in summer.")

    assert found.confidence == "moderate"


def test_a_denial_keeps_it_moderate_and_is_named() -> None:
    found = assess(
        "Acme said that the plant will close in May. Jane Smith confirmed that the plant will close in May. "
        "The Foreign Ministry denied it."
    )

    assert found.confidence == "moderate"
    assert "Foreign Ministry denied" in found.reason


def test_an_unnamed_official_alone_makes_it_low() -> None:
    found = assess("The plant will close, said an official of the city. Nobody else was there.")

    assert found.confidence == "low"


def test_police_are_on_record_though_no_name_is_given() -> None:
    found = assess("Police said that two men were arrested on Tuesday.")

    assert (found.origins, found.confidence) == (("police",), "moderate")


def test_an_account_without_any_source_is_low() -> None:
    assert assess("The plant will close. It was built in 1990.").confidence == "low"


@settings(deadline=None)
@given(st.one_of(st.text(), st.lists(WORDS, max_size=40).map("".join)))
def test_any_text_is_assessed_and_each_relay_has_its_evidence(text: str) -> None:
    found = assess(text)

    assert len(found.via) == len(found.via_evidence) == len(set(found.via))
    assert all(evidence.span and evidence.span.of(text) for evidence in found.via_evidence)
    assert len(set(found.origins)) == len(found.origins)
    assert found.reason


def test_who_is_quoted_by_name_counts_beside_a_source_without_one() -> None:
    found = assess(
        "Two men fired from a roof, prosecutors said. The trial began on Monday. It rained. The court sat late. "
        "“I thought at the time that it was a brick,” Jane Smith told the court. The judge left."
    )

    assert found.origins == ("prosecutors", "Jane Smith")
    assert found.confidence == "moderate"

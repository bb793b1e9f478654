from builder.events.sides import sides
from tests.events.made import briefing, chain

LONG = "The road will stay closed until the slope has been secured"
PART = "stay closed until the slope has been secured"


def test_words_that_two_articles_print_are_one_quote_with_both_places() -> None:
    first = briefing(1, f"He said: {PART}. More.", quotes=[(PART, "a spokesman")])
    spoken = chain("Ministry", "Portugal")
    second = briefing(2, f"She said: {LONG}. More.", quotes=[(LONG, "Ministry")], chains=[spoken])
    (side,) = sides([first, second])

    assert side.name == "Portugal"
    assert side.quotes == (("b0000000002", 0), ("b0000000001", 0))
    assert side.same == (0, 0)


def test_the_most_quoted_side_comes_first_and_a_person_speaks_for_the_state() -> None:
    words = ["we did not know of it at all", "nobody told us before it was too late", "this must never happen again"]
    one = briefing(
        1,
        f"A. {words[0]}. {words[1]}. {words[2]}. End.",
        quotes=[(words[0], "Ana Reis"), (words[1], "Jo Berg"), (words[2], "Jo Berg")],
        chains=[chain("Ministry of Health (Norway)", "Norway", speaker="Jo Berg")],
    )

    assert [(side.name, len(side.quotes)) for side in sides([one])] == [("Norway", 2), ("Ana Reis", 1)]


def test_a_quote_that_nobody_is_named_for_belongs_to_no_side() -> None:
    one = briefing(1, "A. These are words that somebody said. End.")

    assert sides([one]) == ()

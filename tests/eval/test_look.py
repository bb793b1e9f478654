"""A finding that is not as labelled is counted once, under the kind of its fault."""

from typing import Any

import pytest

from builder.analyse.sentences import find_sentences
from tests.eval import own
from tests.eval.look import actors, points, quotes, time

TEXT = "Ada Lund left on Monday. “We will be back in the spring,” she said. Tom Okafor stayed in Port Mery."


def actor(name: str, kind: str = "PER", *aliases: str, **more: Any) -> dict[str, Any]:
    return {"name": name, "type": kind, "aliases": aliases, **more}


def at(words: str, **more: Any) -> dict[str, Any]:
    return {"start": TEXT.index(words), "end": TEXT.index(words) + len(words), "text": words, **more}


def kinds(outcome: Any) -> list[str]:
    return [fault.kind for fault in outcome.faults]


SUNDBY, KESTEN, HOLM = actor("Sundby", "LOC"), actor("Kesten", "LOC"), actor("Holm", "LOC")
HOLM_LINE, FIRM = actor("Holm Line", "ORG"), actor("Kestrel Motors", "ORG", "Kestrel")


@pytest.mark.parametrize(
    ("gold", "found", "wrong"),
    [
        ([actor("Ada Lund")], [actor("Lund")], []),
        ([actor("Ada Lund")], [], ["missed person"]),
        ([], [actor("Turnout", "ORG")], ["invented organisation"]),
        ([actor("Ada Lund")], [actor("Ada Lund", "ORG")], ["wrong kind"]),
        ([actor("Port Mery", "LOC")], [actor("Mery", "LOC")], ["fragment of a name"]),
        ([actor("Mery", "LOC")], [actor("Port Mery", "LOC")], ["wider than the name"]),
        ([SUNDBY, KESTEN], [actor("Sundby Kesten", "LOC")], ["joins two names", "missed place"]),
        ([FIRM], [actor("Kestrel Motors", "ORG"), actor("Kestrel", "ORG")], ["alias not merged"]),
        ([HOLM, HOLM_LINE], [actor("Holm Line", "ORG", "Holm")], ["two actors merged"]),
        ([actor("Germany", "LOC", optional=True)], [], []),
        ([actor("Germany", "LOC", optional=True)], [actor("Germany", "LOC")], []),
    ],
)  # fmt: skip
def test_actors(gold: list[dict[str, Any]], found: list[dict[str, Any]], wrong: list[str]) -> None:
    assert sorted(kinds(actors.look({"actors": gold}, {"actors": found}))) == sorted(wrong)


def test_namesakes_are_paired_with_their_own_names() -> None:
    gold = [actor("Karl Voss", "PER", "Voss"), actor("Helga Voss")]
    found = [actor("Helga Voss", roles=["wife"]), actor("Karl Voss", "PER", "Voss", roles=[])]
    roles = {"Karl Voss": [None], "Helga Voss": ["wife"]}
    outcome = actors.look(
        {"own": True, "actors": [one | {"roles": roles[one["name"]]} for one in gold]}, {"actors": found}
    )

    assert outcome.faults == []
    assert outcome.counts["roles"] == (1, 1, 1)


SPOKEN = at("“We will be back in the spring,”", speaker="Ada Lund", aliases=["Lund"], on_record=True)


@pytest.mark.parametrize(
    ("found", "wrong"),
    [
        ([SPOKEN], []),
        ([], ["missed"]),
        ([SPOKEN | {"speaker": "Tom Okafor"}], ["wrong speaker"]),
        ([SPOKEN | {"speaker": None}], ["unattributed, gold has a speaker"]),
        ([at("“We will be", speaker="Ada Lund", on_record=True)], ["wrong extent"]),
        ([SPOKEN, at("stayed in Port Mery", speaker="Ada Lund", on_record=True)], ["invented"]),
        ([SPOKEN | {"on_record": False}], ["on record or not"]),
    ],
)
def test_quotes(found: list[dict[str, Any]], wrong: list[str]) -> None:
    assert kinds(quotes.look({"own": True, "quotes": [SPOKEN]}, {"quotes": found})) == wrong


@pytest.mark.parametrize(
    ("found", "wrong"),
    [
        ([at("Monday", value="2023-05-29")], []),
        ([at("on Monday", value="2023-05-29")], ["wrong extent (value right)"]),
        ([at("Monday", value="2023-05-22")], ["wrong value of a day"]),
        ([at("Monday", value="2023")], ["year for a day"]),
        ([], ["missed day"]),
        ([at("Monday", value="2023-05-29"), at("the spring", value="2023-SP")], []),
        ([at("Monday", value="2023-05-29"), at("Port", value="2023-05")], ["invented month"]),
    ],
)
def test_dates(found: list[dict[str, Any]], wrong: list[str]) -> None:
    gold = [at("Monday", value="2023-05-29"), at("the spring", value="2023-SP", optional=True)]

    assert kinds(time.look({"dataset": "own", "timexes": gold}, {"timexes": found})) == wrong


def test_points() -> None:
    spans = [tuple(one.span) for one in find_sentences(TEXT)]
    gold = {"own": True, "text": TEXT, "points": ["Ada Lund left", "We will be back"]}
    outcome = points.look(gold, {"points": [spans[0], spans[2]], "sentences": spans, "quotes": [SPOKEN], "body": 0})

    assert kinds(outcome) == ["chosen: one of the end"]
    assert (outcome.counts["both"].share, outcome.counts["each"].share) == (0, 50)


def test_what_was_better_than_the_chosen_points_is_named() -> None:
    spans = [tuple(one.span) for one in find_sentences(TEXT)]
    gold = {"text": TEXT, "summaries": ["Ada Lund left and will be back in the spring."]}
    found = {"points": [spans[0], spans[2]], "sentences": spans, "quotes": [SPOKEN], "body": 0}

    assert kinds(points.look(gold, found)) == ["chosen: one of the end", "left out: one with a quote"]


@pytest.mark.parametrize("row", own.rows(), ids=lambda row: row["id"])
def test_a_label_of_a_point_begins_one_sentence(row: dict[str, Any]) -> None:
    begins = [row["text"][slice(*one.span)].lstrip("“\"'") for one in find_sentences(row["text"])]

    for label in row["points"]:
        assert sum(sentence.startswith(label) for sentence in begins) == 1, label

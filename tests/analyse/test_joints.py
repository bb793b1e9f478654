"""Joints between names, with the model's proposals written out: what it really proposes differs from text to text."""

import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from builder.analyse.joints import split_at_joints, whole_person, without_persons
from builder.analyse.name import Name
from builder.records import ActorKind, Span


def names(text: str, *parts: tuple[ActorKind, str]) -> list[Name]:
    found, end = [], 0
    for kind, words in parts:
        start = text.index(words, end)
        end = start + len(words)
        found.append(Name(Span(start, end), words, kind))
    return found


@pytest.mark.parametrize(
    ("text", "given", "expected"),
    [
        (  # the person is named elsewhere in full, or by the last word alone
            "Council on River Relations Ada Salem spoke. Salem left.",
            [("ORG", "Council on River Relations Ada Salem"), ("PER", "Salem")],
            ["Council on River Relations", "Ada Salem", "Salem"],
        ),
        (
            "River Council Ada Salem spoke. Ada Salem left.",
            [("LOC", "River Council Ada Salem"), ("PER", "Ada Salem")],
            ["River Council", "Ada Salem", "Ada Salem"],
        ),
        (  # a field and its holder
            "Minister for the Middle East Ada Salem spoke.",
            [("ORG", "Middle East Ada Salem")],
            ["Middle East", "Ada Salem"],
        ),
        (  # nobody of that name is known
            "Bank of River Trade spoke. Salem left.",
            [("ORG", "Bank of River Trade"), ("PER", "Salem")],
            ["Bank of River Trade", "Salem"],
        ),
        (  # what is left would be no name
            "Center for River Diversity spoke. River Diversity matters.",
            [("ORG", "Center for River Diversity"), ("PER", "River Diversity")],
            ["Center for River Diversity", "River Diversity"],
        ),
        (  # an institution is no field
            "Head for the State Property Agency spoke.",
            [("ORG", "State Property Agency")],
            ["State Property Agency"],
        ),
    ],
)
def test_a_person_at_the_end_of_a_body(text: str, given: list[tuple[ActorKind, str]], expected: list[str]) -> None:
    found = without_persons(text, names(text, *given))

    assert [one.text for one in found] == expected
    assert all(one.span.of(text) == one.text for one in found)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Rathbun the Guild", ["Rathbun", "Guild"]),
        ("Museum of Art at Halden College", ["Museum of Art", "Halden College"]),
        ("Institute for the Arts", ["Institute for the Arts"]),
        ("Bank of the West", ["Bank of the West"]),
    ],
)
def test_bodies_are_cut_at_their_joints(words: str, expected: list[str]) -> None:
    assert [span.of(words) for span in split_at_joints(words, Span(0, len(words)))] == expected


@pytest.mark.parametrize(
    ("words", "known", "whole"),
    [
        (["met", "Enver", "Solomon", "there"], 2, "Enver Solomon"),
        (["met", "Johnnie", "Christmas", "there"], 1, "Johnnie Christmas"),
        (["met", "French", "Solomon", "there"], 2, "Solomon"),  # a state's adjective is no given name
        (["met", "Minister", "Solomon", "there"], 2, "Solomon"),
    ],
)
def test_a_part_of_a_person_that_the_model_left_out(words: list[str], known: int, whole: str) -> None:
    heads, deps = [0, 2, 0, 0], ["ROOT", "compound", "dobj", "advmod"]
    doc = Doc(Vocab(), words=words, pos=["VERB", "PROPN", "PROPN", "ADV"], heads=heads, deps=deps)
    token = doc[known]

    assert whole_person(doc.text, doc, Span(token.idx, token.idx + len(token))).of(doc.text) == whole

"""Comments in front matter are found where YAML has them, in a time that grows with the text."""

import re
import time

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from builder.write.merge.comments import comments, with_comments
from builder.write.merge.normal import value

PIECES = [
    *(
        "# a",
        " # b",
        "#",
        " ",
        "\n",
        "\n  ",
        "- ",
        "'",
        '"',
        "|\n  ",
        "> # c\n  ",
        "x",
        "y: ",
        "[",
        "]",
        ",",
        "&a ",
        "\\",
    ),
    *("&a ", "\\", "\u2028", "\x85", "\t", "é"),
]


@pytest.mark.parametrize(
    ("raw", "found"),
    [
        ("key: value # why\n", ["# why"]),
        ("key: value#1\n", []),
        ("key: 'a # b' # c # d\n", ["# c # d"]),
        ("key: 'a\n  # b' # c\n", ["# c"]),
        ("# above\nkey:\n- one # 1\n# between\n- two#2\n", ["# above", "# 1", "# between"]),
        ("key: | # head\n  a # b\n  # c\n# below\n", ["# head", "# below"]),
        ("key: [a, # 1\n  b] # 2\n", ["# 1", "# 2"]),
        ("key: !mine x # c\n", ["# c"]),
        ("key: *there # c\n", ["# c"]),
        ('key: "no end # c\n', []),
    ],
)
def test_a_comment_is_what_yaml_takes_for_one(raw: str, found: list[str]) -> None:
    assert comments(raw) == found


@given(st.sampled_from(["key: ", "key:\n- ", "key:\n  "]), st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_without_its_comments_it_says_the_same(head: str, body: str) -> None:
    raw = head + body
    try:
        said = yaml.safe_load(raw)
    except (yaml.YAMLError, ValueError):
        return
    bare = raw
    for one in comments(raw):
        assert one in bare
        if bare.count(one) == 1:  # and the tabs behind it, which YAML lets stand behind a comment alone
            bare = re.sub(f"{re.escape(one)}\\t*", " " * (one[-1] in "\r\n"), bare)
    assert value(yaml.safe_load(bare)) == value(said)
    assert with_comments("key: new\n", raw).count("\n") == len(comments(raw)) + 1


@pytest.mark.parametrize("unit", [" #", "#", "'#' ", "# a ", '" #" ', " ", "\n#"])
def test_many_marks_take_no_longer_than_many_words(unit: str) -> None:
    began = time.process_time()
    comments(f"key: # {unit * 20_000}")
    comments(f"key: {unit * 20_000}")

    assert time.process_time() - began < 10

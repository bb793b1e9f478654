import re
import time

import pytest

from builder.clean.boilerplate import find_noise, noise_rules, remove_boilerplate
from builder.clean.fold import fold
from builder.clean.text import find_paragraphs
from builder.data import load

RULES = load("boilerplate")
REMOVES = [(rule["name"], text) for rule in RULES for text in rule["removes"]]
KEEPS = [(rule["name"], text) for rule in RULES for text in rule["keeps"]]


@pytest.mark.cases("boilerplate.md")
def test_noise(case) -> None:  # type: ignore[no-untyped-def]
    _, removed = remove_boilerplate(find_paragraphs(case.input))

    assert "\n".join(f"{rule}: {text}" for text, rule in removed) == case.expected.replace("nothing", "")


@pytest.mark.parametrize(("name", "text"), REMOVES, ids=lambda text: text[:40])
def test_each_rule_removes_its_examples(name: str, text: str) -> None:
    assert find_noise(text) == name


@pytest.mark.parametrize(("name", "text"), KEEPS, ids=lambda text: text[:40])
def test_no_rule_removes_a_counter_example(name: str, text: str) -> None:
    assert find_noise(text) is None


def test_every_rule_has_examples_of_both_kinds() -> None:
    assert all(rule["removes"] and rule["keeps"] for rule in RULES)


def test_a_long_paragraph_is_never_noise() -> None:
    assert find_noise("Share on " + "x" * 300) is None


def test_patterns_are_written_for_folded_text_and_bound_their_repeats() -> None:
    for rule in noise_rules():
        plain = re.sub(r"\\.", "", rule.pattern.pattern)
        assert plain == fold(plain), rule.name
        assert not re.search(r"[.)\]][*]|[.)][+]", plain), rule.name


def test_no_paragraph_takes_long() -> None:
    start = time.perf_counter()
    for piece in ("share ", "read more - ", "facebook, ", "get the latest ", "photo: ", "all on with ", "\u200b-"):
        find_noise((piece * 100)[:300])

    assert time.perf_counter() - start < 1

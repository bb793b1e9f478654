from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder import analyse
from builder.analyse.claims import find_claims
from builder.analyse.timex import find_timexes
from builder.records import Claim
from tests.analyse.casts import parsed, staged
from tests.conftest import Case


@pytest.mark.cases("claims.md")
def test_claims(case: Case) -> None:
    one, actors = staged(case.input)
    found = find_claims(one, actors, (), find_timexes(one.article.text, None))
    told = {claim.verb: _line(claim) for claim in found}
    expected = [line for line in case.expected.splitlines() if line]

    assert [told.get(line.split(":")[0]) for line in expected] == expected
    if not expected:
        assert "sell" not in told


def _line(claim: Claim) -> str:
    parts = [f"{claim.verb}: {claim.subject or '-'}"]
    parts += [f"[{', '.join(claim.numbers)}]"] if claim.numbers else []
    parts += ["not"] if claim.negated else []
    parts += ["open"] if claim.open else []
    parts += [f"by {claim.by}"] if claim.by else []
    return " ".join(parts)


_WORDS = st.lists(
    st.sampled_from(
        [
            "Ada Lund",
            "said",
            "the bank",
            "did not",
            "cut",
            "900",
            "jobs",
            "“",
            "”",
            ",",
            "who",
            "on Monday",
            ".",
            "\n",
            "by",
        ]
    ),
    max_size=30,
)


@given(_WORDS)
def test_a_claim_lies_in_one_sentence(words: list[str]) -> None:
    (briefing,) = analyse.analyse([parsed(" ".join(words)).article])

    for claim in briefing.claims:
        assert claim.verb
        assert claim.span.of(briefing.article.text).strip()
        assert any(sentence.span.holds(claim.span) for sentence in briefing.sentences)


def test_without_grammar_there_are_no_claims() -> None:
    article = parsed(
        "Der Minister hat den Vertrag am Montag in Wien nicht unterschrieben. Das sagte sein Sprecher."
    ).article
    (briefing,) = analyse.analyse([replace(article, lang="de")])

    assert briefing.claims == ()

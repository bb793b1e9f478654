import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from casts import staged

from builder.analyse.open_points import find_open_points
from builder.analyse.quotes import find_quotes
from builder.analyse.sourcing import assess_sourcing
from builder.records import Chain
from tests.conftest import Case


def line(one: Chain) -> str:
    way = " < ".join((*one.via, *([one.speaker] if one.speaker else []), f"{one.origin} ({one.group})"))
    marks = [("unnamed", not one.on_record), ("open", one.open), ("aside", not (one.account or one.open))]
    return " ".join((way, *(word for word, holds in marks if holds)))


@pytest.mark.cases("chains.md")
def test_chains(case: Case) -> None:
    parsed, actors = staged(case.input)
    actors = tuple(one for one in actors if one.mentions)
    quotes, opens = find_quotes(parsed, actors), find_open_points(parsed, actors)
    found = assess_sourcing(parsed, actors, quotes, opens).chains

    assert [line(one) for one in found] == case.expected.splitlines()
    text = parsed.article.text
    assert all(span.of(text).strip() for one in found for span in one.spans)

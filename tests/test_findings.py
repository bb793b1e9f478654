import json

import pytest

from builder.findings import FORMS
from builder.records import Finding

DEAD = Finding("docs/a b.md", 9, 5, "link", "link to x,y: there is no docs/x", "correct or remove it")
WHOLE = Finding("docs/pipe.md", 0, 0, "file", "100 % wrong\nand more")


def test_nothing_found_is_an_empty_answer() -> None:
    assert FORMS["text"]([]) == FORMS["github"]([]) == ""
    assert json.loads(FORMS["json"]([])) == json.loads(FORMS["gitlab"]([])) == []
    assert json.loads(FORMS["sarif"]([]))["runs"][0]["results"] == []


def test_text_is_what_editors_make_links_of() -> None:
    expected = "docs/a b.md:9:5: link to x,y: there is no docs/x (correct or remove it)"

    assert FORMS["text"]([DEAD, DEAD]) == f"{expected}\n{expected}"


def test_json_holds_every_field() -> None:
    assert json.loads(FORMS["json"]([DEAD])) == [DEAD._asdict()]


def test_annotations_are_escaped_as_workflow_commands_want_it() -> None:
    assert FORMS["github"]([DEAD, WHOLE]).split("\n") == [
        "::error file=docs/a b.md,line=9,col=5,title=link::link to x,y: there is no docs/x (correct or remove it)",
        "::error file=docs/pipe.md,title=file::100 %25 wrong%0Aand more",
    ]


def test_sarif_names_rule_and_place() -> None:
    (run,) = json.loads(FORMS["sarif"]([DEAD, WHOLE]))["runs"]
    first, second = (one["locations"][0]["physicalLocation"] for one in run["results"])

    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["file", "link"]
    assert first["artifactLocation"]["uri"] == "docs/a%20b.md"
    assert first["region"] == {"startLine": 9, "startColumn": 5}
    assert "region" not in second


def test_a_code_quality_report_has_what_gitlab_asks_for() -> None:
    first, moved, second = json.loads(FORMS["gitlab"]([DEAD, DEAD._replace(line=12), WHOLE]))

    assert first["location"] == {"path": "docs/a b.md", "lines": {"begin": 9}}
    assert second["location"]["lines"] == {"begin": 1}
    assert first["fingerprint"] == moved["fingerprint"] != second["fingerprint"]
    assert {"description", "check_name", "severity"} <= first.keys()


@pytest.mark.parametrize("form", FORMS)
def test_every_form_tells_all_findings(form: str) -> None:
    assert FORMS[form]([DEAD, WHOLE]).count("wrong") == 1

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from builder.publish import check

Edit = Callable[[str, str, str], None]
BRIEFING = "briefings/2023/minister.md"


def test_the_sample_has_no_problem(project: Path) -> None:
    assert check(project) == []


@pytest.mark.parametrize(
    ("page", "old", "new", "expected"),
    [
        ("method.md", "---\nid", "id", "docs/method.md:1: no front matter"),
        ("method.md", "Method\n---\n", "Method\n", "docs/method.md:1: the front matter does not end"),
        ("method.md", "title: Method", "title: a: b", "docs/method.md:4: the front matter is not YAML"),
        ("method.md", "title: Method", "title: [a", "docs/method.md:5: the front matter is not YAML"),
        ("method.md", "title: Method", "title: Method\ntitle: Two", "docs/method.md:5: `title` stands twice"),
        ("method.md", "title: Method", "title: &a x\ndescription: *a", "repeats a part by an alias"),
        ("method.md", "title: Method\n", "", "docs/method.md:1: 'title' is a required property"),
        ("method.md", "title: Method", "title: <b>x</b>", "docs/method.md:4: `title`:"),
        ("method.md", "title: Method", "title: Method\ntemplate: x.html", "a key that the theme would obey"),
        (BRIEFING, "date: 2023-05-30", "date: 2023-02-30", f"docs/{BRIEFING}:6: `date: 2023-02-30` is not a day"),
        (BRIEFING, "date: 2023-05-30", "date: May", f"docs/{BRIEFING}:6: `date: May` is not a day"),
        (BRIEFING, "review: draft", "review: fine", f"docs/{BRIEFING}:12: `review`: 'fine' is not one of"),
        (BRIEFING, "b0000000002", "b0000000001", "id b0000000001 is also that of docs/briefings/2023/minister.md"),
        (BRIEFING, "(#s1)", "(#s9)", f"docs/{BRIEFING}:20: citation of sentence 9, which is not in the source text"),
        (
            BRIEFING,
            "actors/china.md",
            "actors/chin.md",
            "link to ../../actors/chin.md: there is no docs/actors/chin.md",
        ),
        (BRIEFING, "china.md)", "china.md#no)", "docs/actors/china.md has no section #no"),
        (BRIEFING, "../../actors/china.md", "/actors/china.md", "breaks when the site moves"),
        (BRIEFING, "../../actors/china.md", "javascript:alert(1)", "javascript is not allowed"),
        (BRIEFING, "../../actors/china.md", "http://[x", "no address"),
        (
            "briefings/2023/refuses.md",
            "informed the US”",
            "told the US”",
            "docs/briefings/2023/refuses.md:35: a quote that is not in the article word for word",
        ),
        ("method.md", "Every", "<<<<<<< HEAD\nEvery", "docs/method.md:9: a conflict marker of git"),
    ],
)
def test_a_damaged_page_is_named_with_its_line(
    project: Path, edit: Edit, page: str, old: str, new: str, expected: str
) -> None:
    edit(page, old, new)

    assert any(expected in f"{one.path}:{one.line}: {one.what}" for one in check(project)), check(project)


@pytest.mark.parametrize(
    "text",
    [
        "`[x](nowhere.md)`",
        "```\n[x](nowhere.md)\n```",
        r"[x\](nowhere.md)",
        "    [x](nowhere.md)",
        "[x](https://example.org/a_(b)) and [y](mailto:a@example.org)",
        "[x](actors/china.md#briefings) [y](#a-heading)\n\n## A *heading*",
        "[x](#mine)\n\nA line.\n{: #mine .lead }",
        "[x](#raw)\n\n<p id='raw'>x</p>",
        "[x](#under-lined)\n\nUnder lined\n-----------",
        "[x](#twice_1)\n\n## Twice\n\n## Twice",
        "[x](actors/china.md 'a title') [y](<actors/china.md>)",
        "[x][1]\n\n[1]: actors/china.md",
    ],
)
def test_a_page_in_order_raises_no_false_alarm(project: Path, edit: Edit, text: str) -> None:
    edit("method.md", "Every line", f"{text}\n\nEvery line")

    assert check(project) == []


def test_pages_saved_by_other_systems_are_read(project: Path) -> None:
    page = project / "docs" / "method.md"
    page.write_bytes(b"\xef\xbb\xbf" + page.read_bytes().replace(b"\n", b"\r\n"))

    assert check(project) == []


@pytest.mark.parametrize("name", ["x.html", "x.SVG", "x.js", "x.markdown", "x.MD"])
def test_files_that_do_not_belong_in_docs_are_named(project: Path, name: str) -> None:
    (project / "docs" / name).write_text("x")

    (problem,) = check(project)

    assert problem.path == f"docs/{name}"


def test_bytes_that_are_not_utf8_are_named_with_their_line(project: Path) -> None:
    (project / "docs" / "method.md").write_bytes(b"---\ntitle: x\n---\n\ncaf\xe9\n")

    assert [str(one)[:27] for one in check(project) if one.rule == "encoding"] == ["docs/method.md:5: not UTF-8"]


def test_links_and_devices_in_docs_are_named(project: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_text("secret")
    (project / "docs" / "link.md").symlink_to(tmp_path / "secret.md")
    (project / "docs" / "folder").symlink_to(tmp_path)
    os.mkfifo(project / "docs" / "pipe.md")

    assert [problem.path for problem in check(project)] == ["docs/folder", "docs/link.md", "docs/pipe.md"]


def test_a_project_without_pages_is_told_what_to_do(tmp_path: Path) -> None:
    assert [str(problem) for problem in check(tmp_path)] == ["docs: there is no such folder (run builder build first)"]


@pytest.mark.parametrize(
    ("page", "old", "new", "expected"),
    [
        (BRIEFING, "date: 2023-05-30", "date: 2023-02-30", f"docs/{BRIEFING}:6:7: "),
        (
            BRIEFING,
            "- China",
            "- Chnia",
            f"docs/{BRIEFING}:10:3: `actors`: no page of the actor Chnia (did you mean China?)",
        ),
        (BRIEFING, "- China", "- Ada Lund", "no page of the actor Ada Lund (write it as on its page, or make its page"),
        (
            BRIEFING,
            "source: unknown",
            "source: Unknwn",
            ":9: `source`: no page of the source Unknwn (run `builder build`",
        ),
        (
            BRIEFING,
            "actors:",
            "event: e1\nactors:",
            ":9:8: `event`: no page of the event e1 (write the id of an event",
        ),
        ("method.md", "Every", "See [x](nowhere.md). Every", "docs/method.md:9:9: link to nowhere.md"),
        ("method.md", "Every", "A `](x)` [x](nowhere.md). Every", "docs/method.md:9:14: link to nowhere.md"),
        ("method.md", "Every", "![](map.png) Every", "docs/method.md:9:1: the picture map.png has no words for those"),
    ],
)
def test_a_finding_names_column_and_nearest_name(
    project: Path, edit: Edit, page: str, old: str, new: str, expected: str
) -> None:
    edit(page, old, new)

    assert any(expected in str(one) for one in check(project)), "\n".join(map(str, check(project)))


def test_a_name_whose_page_a_person_deleted_is_known(project: Path, edit: Edit) -> None:
    edit(BRIEFING, "- China", "- Ada Lund")
    base = project / ".builder" / "base" / "actor-ada-lund.md"
    base.parent.mkdir(parents=True)
    base.write_text("---\nid: actor-ada-lund\ntype: actor\ntitle: Ada Lund\n---\n")

    assert check(project) == []

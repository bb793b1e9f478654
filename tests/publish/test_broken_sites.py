"""One broken site for each fault: who names it, in which file and line, with which exit status, and what MkDocs says.

The faults are in `cases/broken_sites.md`, but for those that no case file could hold. Faults of finished HTML are in
`test_gate.py`.
"""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from builder.cli import main
from builder.publish import check
from builder.publish.fast.sources import Sources
from tests.conftest import Case
from tests.publish.broken import break_site, plain_mkdocs

FOUND, NOTHING = 1, 4
"""Exit status of a check that found something, and of a publication that put up nothing."""


LINE_OF = re.compile(r"mkdocs\.yml:\{(.+?)\}")
"""Matches `mkdocs.yml:{  - nix}`: the line of the broken file that reads so."""


def _line_of(found: re.Match[str], project: Path) -> str:
    return f"mkdocs.yml:{1 + (project / 'mkdocs.yml').read_text().split(chr(10)).index(found[1])}"


def said_by(project: Path, command: str) -> tuple[int, list[str]]:
    """Exit status and lines of a command."""
    done = CliRunner().invoke(main, ["--root", str(project), command])
    return done.exit_code, [line.strip().removeprefix("error: ") for line in done.output.splitlines()]


@pytest.mark.cases("broken_sites.md")
def test_a_broken_site_is_caught_with_file_and_line(project: Path, case: Case) -> None:
    break_site(project, case.input)
    by, expected = case.expected.split("\n")[0].split(": ", 1)
    expected = LINE_OF.sub(lambda found: _line_of(found, project), expected)

    for command, status in {"check": {"check": FOUND, "publish": NOTHING}, "publish": {"publish": NOTHING}}[by].items():
        code, lines = said_by(project, command)
        assert code == status
        assert any(line.startswith(expected) for line in lines), "\n".join(lines)
    assert not (project / "site").exists()


@pytest.mark.cases("broken_sites.md")
def test_what_mkdocs_alone_makes_of_it(project: Path, case: Case) -> None:
    break_site(project, case.input)

    light = not any(name in case.input for name in ("mkdocs.yml", "overrides/"))

    assert plain_mkdocs(project, light=light) == case.expected.split("mkdocs: ")[1]


@pytest.mark.cases("broken_sites.md")
def test_a_broken_site_is_never_taken_for_a_sound_one(project: Path, case: Case) -> None:
    break_site(project, case.input)

    assert not (Sources(project, None).are_fine() and check(project))


def test_mkdocs_alone_passes_a_sound_site_and_the_builder_too(project: Path) -> None:
    assert plain_mkdocs(project, light=True) == plain_mkdocs(project, light=False) == "passes"
    assert said_by(project, "check")[0] == said_by(project, "publish")[0] == 0


METHOD = "---\nid: method\ntype: page\ntitle: Method\n---\n\n# Method\n\n"
NESTED = "\n".join(f"{'    ' * depth}- level {depth}" for depth in range(40))
FAULTS: dict[str, tuple[str, bytes, str]] = {
    "an empty page": ("new.md", b"", "docs/new.md:1: no front matter"),
    "brackets without end": (
        "method.md",
        METHOD.replace("type:", f"more: {'[' * 3000}\ntype:").encode(),
        "docs/method.md:5:6: the front matter is not YAML",
    ),
    "not UTF-8": ("method.md", METHOD.encode("utf-16"), "docs/method.md:1: not UTF-8"),
    "Latin 1": ("method.md", f"{METHOD}Un café".encode("latin-1"), "docs/method.md:9: not UTF-8"),
    "a control character": (
        "method.md",
        f"{METHOD}He\x02llo".encode(),
        "docs/method.md:9:3: a control character (U+0002)",
    ),
    "lists too deep": (
        "method.md",
        f"{METHOD}{NESTED}".encode(),
        "docs/method.md:29: lists or quotes nested more than 20",
    ),
    "quotes too deep": ("method.md", f"{METHOD}{'> ' * 30}x".encode(), "docs/method.md:9: lists or quotes nested more"),
    "a name with a line break": ("a\nb.md", METHOD.encode(), "docs/a\nb.md: a name with characters"),
}
"""Page, its bytes, and the line."""


@pytest.mark.parametrize("fault", FAULTS)
def test_what_no_case_file_can_hold_is_named_too(project: Path, fault: str) -> None:
    page, content, expected = FAULTS[fault]
    (project / "docs" / page).write_bytes(content)

    found = list(map(str, check(project)))

    assert any(line.startswith(expected) for line in found), "\n".join(found)


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(f"{'    ' * depth}- level {depth}" for depth in range(12)),
        f"```\n{NESTED}\n```",
        "\n\n".join("- a list" for _ in range(60)),
        "\n".join(f"{number}. x\n    - y" for number in range(1, 60)),
        "> > > a quote",
        "[x](https://sub_host.example.org:8080/a?b#c) [y](http://[2001:db8::1]/) [z](https://mün.example./) "
        "[m](mailto:ida@example.org) [n](http://192.0.2.1)",
        "<img src='assets/m.png' alt=''>\n\n`<img src='m.png'>` and `![](m.png)`",
    ],
    ids=["twelve levels", "code", "many lists", "numbers", "quotes", "hosts", "pictures"],
)
def test_what_looks_alike_and_is_in_order_passes(
    project: Path, edit: Callable[[str, str, str], None], text: str
) -> None:
    (project / "docs" / "assets").mkdir()
    (project / "docs" / "assets" / "m.png").write_bytes(b"x")
    edit("method.md", "Every line", f"{text}\n\nEvery line")

    assert list(map(str, check(project))) == []

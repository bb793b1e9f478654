"""What a code host shows of a build."""

from pathlib import Path

import markdown as python_markdown
from click.testing import CliRunner

from builder.cli import main
from builder.desk.standing import Open
from builder.records import Problem, Report
from builder.summary import SHOWN, as_markdown

HOSTILE = "@ida <img src=x> [x](http://evil.example) **y**"


def told(*problems: Problem, pages: int = 0) -> str:
    return as_markdown(Report({f"docs/{number}.md": "new" for number in range(pages)}, problems), ())


def test_a_summary_tells_what_a_reviewer_needs() -> None:
    report = Report(
        {
            "docs/a.md": "new",
            "docs/b.md": "changed",
            "docs/c.md": "merged",
            "docs/d.md": "removed",
            "docs/e.md": "kept",
        },
        (Problem("seeds/x.pdf", "no text layer", "run ocrmypdf"),) * 2,
        (Problem("seeds/y.txt", "no date"),),
    )

    assert as_markdown(report, [Open("docs/c.md", "b1", "key-points")]).splitlines() == [
        *("## Briefings", "", "5 pages: 1 new, 1 changed, 1 merged, 1 kept, 1 removed", ""),
        *("### Open conflicts (1)", "", "- `docs/c.md`: key-points (`builder diff b1`)", ""),
        *("### Left out (1)", "", "- `seeds/x.pdf`: no text layer (run ocrmypdf)", ""),
        *("### Doubtful (1)", "", "- `seeds/y.txt`: no date", ""),
        *("### New (1)", "", "- `docs/a.md`", "", "### Changed (1)", "", "- `docs/b.md`", ""),
        *("### Merged (1)", "", "- `docs/c.md`", "", "### Removed (1)", "", "- `docs/d.md`", ""),
    ]


def test_a_build_with_nothing_to_do_says_so() -> None:
    assert told().splitlines() == ["## Briefings", "", "0 pages: none", ""]


def test_names_and_reasons_of_strangers_are_no_markup() -> None:
    text = told(Problem(f"seeds/`{HOSTILE}`.txt", HOSTILE, HOSTILE))

    shown = python_markdown.markdown(text)
    assert not any(tag in shown for tag in ("<img", "<a ", "<strong"))
    assert text.count("@ida") == 1  # in the code span, where it calls nobody


def test_long_lists_end() -> None:
    lines = told(pages=SHOWN + 7).splitlines()

    assert f"### New ({SHOWN + 7})" in lines
    assert lines[-2] == "- and 7 more"


def test_a_build_adds_to_what_other_steps_wrote(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds/port.txt").write_text("Port reopens\n\nThe port of Brockel reopened on Monday, she said.\n")
    (tmp_path / "seeds/empty.txt").write_text("")
    file = tmp_path / "summary.md"
    file.write_text("Before\n")

    done = CliRunner().invoke(main, ["--root", str(tmp_path), "build", "--summary", str(file)])

    assert done.exit_code == 3
    before, heading, *_ = file.read_text().splitlines()
    assert (before, heading) == ("Before", "## Briefings")
    assert "- `seeds/empty.txt`: " in file.read_text()
    assert "- `docs/index.md`" in file.read_text()


def test_a_summary_that_cannot_be_written_is_a_users_error(tmp_path: Path) -> None:
    words = ["--root", str(tmp_path), "build", "--summary", str(tmp_path / "no/such.md")]

    done = CliRunner().invoke(main, words)

    assert done.exit_code == 4
    assert "cannot be written" in done.stderr

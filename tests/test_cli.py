"""The commands, as a user meets them."""

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from builder.analyse import nlp
from builder.cli import main

STORY = (
    "Port reopens\n\nThe port of Brockel reopened on Monday, Mayor Ada Lund said. “It was time,” she told the BBC.\n"
)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds/port.txt").write_text(STORY)
    return tmp_path


def run(root: Path, *words: str, given: str | None = None) -> Result:
    return CliRunner().invoke(main, ["--root", str(root), *words], input=given)


COMMANDS = [
    *("add", "build", "publish", "serve", "check", "read", "analyse"),
    *("status", "diff", "accept", "restore", "explain", "group"),
]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(tmp_path: Path, command: str) -> None:
    assert command in run(tmp_path, "--help").stdout
    assert len(run(tmp_path, command, "--help").stdout.splitlines()) > 5


def test_build_reports_and_a_second_build_changes_nothing(project: Path) -> None:
    first, second = run(project, "build"), run(project, "build")

    assert first.exit_code == second.exit_code == 0
    assert "new" in first.stdout
    assert "unchanged; 0 skipped" in second.stdout


def test_check_of_a_build_writes_nothing_and_exits_1_when_it_would(project: Path) -> None:
    assert run(project, "build", "--check").exit_code == 1
    assert not (project / "docs").exists()
    run(project, "build")
    assert run(project, "build", "--check").exit_code == 0


def test_a_dry_run_writes_nothing_and_prints_a_diff_that_patch_applies(project: Path) -> None:
    result = run(project, "build", "--dry-run")

    assert result.exit_code == 0
    assert not (project / "docs").exists()
    lines = result.stdout.splitlines()
    assert lines[0] == "--- /dev/null"
    assert "+++ b/docs/index.md" in lines
    assert "+# Port reopens" in lines
    assert all(line[:1] in "+-@ " for line in lines)
    assert "new" in result.stderr
    run(project, "build")
    again = run(project, "build", "--dry-run")
    assert (again.stdout, again.exit_code) == ("", 0)


def test_a_dry_run_can_be_a_check_and_json(project: Path) -> None:
    assert run(project, "build", "--dry-run", "--check").exit_code == 1
    assert json.loads(run(project, "build", "--dry-run", "--json").stdout)["counts"]["new"] > 0


def test_a_conflict_is_named_by_the_build_and_ended_by_a_command(project: Path) -> None:
    run(project, "build")
    (page,) = (project / "docs/briefings").rglob("*.md")
    base = project / f".builder/base/{page.stem[-11:]}.md"
    written = page.read_text()
    words = "reopened on Monday, Mayor Ada Lund said. ["
    base.write_text(written.replace(words, "opened, it was said. ["))
    page.write_text(written.replace(words, "is open at last. ["))
    result = run(project, "build")

    assert f"conflict docs/{page.relative_to(project / 'docs')}: key-points" in result.stderr
    assert result.stdout.rstrip().endswith("2 open conflicts")  # the bottom line is the same sentence
    assert "is open at last." in page.read_text()
    assert words in run(project, "diff", f"{base.stem}#key-points").stdout
    assert json.loads(run(project, "build", "--json").stdout)["conflicts"][0]["id"] == base.stem
    assert run(project, "accept", base.stem, "--new").exit_code == 0
    assert words in page.read_text()
    assert "0 open conflicts" in run(project, "status").stdout


def test_a_skipped_seed_is_named_and_ends_with_3(project: Path) -> None:
    (project / "seeds/empty.txt").write_text("")
    result = run(project, "build")

    assert result.exit_code == 3
    assert "seeds/empty.txt: empty file" in result.stderr
    assert run(project, "build", "--strict").exit_code == 1


def test_broken_defaults_of_a_folder_are_named_once(project: Path) -> None:
    (project / "seeds/_defaults.yml").write_text("sorce: Courier\n")
    (project / "seeds/more.txt").write_text(
        "Ferry late again\n\nThe ferry to Norvik was late on Monday, the mayor said."
    )

    result = run(project, "build")

    assert result.exit_code != 0
    assert result.stderr.count("skipped") == 1
    assert "did you mean `source`?) - and so 2 seeds" in result.stderr


def test_the_report_is_also_json(project: Path) -> None:
    (project / "seeds/empty.txt").write_text("")
    report = json.loads(run(project, "build", "--json").stdout)

    assert report["counts"]["new"] == len(report["pages"])
    assert report["problems"][0]["path"] == "seeds/empty.txt"


def test_a_wrong_setting_ends_with_4_and_without_traceback(project: Path) -> None:
    (project / "mkdocs.yml").write_text("extra:\n  builder:\n    colour: red\n")
    result = run(project, "build")

    assert result.exit_code == 4
    assert result.stderr.startswith("error: mkdocs.yml")
    assert "Traceback" not in result.output


def test_wrong_usage_ends_with_2(project: Path) -> None:
    assert run(project, "build", "--nonsense").exit_code == 2


def test_read_prints_rows_that_analyse_takes(project: Path) -> None:
    rows = run(project, "read", str(project / "seeds/port.txt"))
    (article,) = map(json.loads, rows.stdout.splitlines())
    found = run(project, "analyse", given=rows.stdout)
    (findings,) = map(json.loads, found.stdout.splitlines())

    assert set(article) == {"id", "path", "title", "date", "date_basis", "source", "authors", "lang", "text"}
    assert article["id"] == findings["id"] == "port"
    assert article["date"] is article["source"] is None
    for kind in ("quotes", "timexes"):
        for one in findings[kind]:
            assert article["text"][one["start"] : one["end"]] == one["text"]
    assert findings["quotes"][0]["speaker"] == "Ada Lund"
    assert {"type": "PER", "name": "Ada Lund", "aliases": ["Ada Lund"], "role": "Mayor"} in findings["actors"]
    for start, end in findings["points"]:
        assert article["text"][start:end]


def test_analyse_prints_the_best_points_first_and_no_more_than_asked(project: Path) -> None:
    rows = run(project, "read", str(project / "seeds/port.txt")).stdout
    every = json.loads(run(project, "analyse", given=rows).stdout)
    best = json.loads(run(project, "analyse", "--points", "1", given=rows).stdout)

    assert len(every["points"]) > 1
    assert best == {**every, "points": every["points"][:1]}
    assert run(project, "analyse", "--points", "0", given=rows).exit_code == 2


def test_analyse_skips_a_bad_row_and_goes_on(tmp_path: Path) -> None:
    good = json.dumps(
        {"id": "x", "title": "Port", "date": "2023-05-30", "text": "The port of Brockel reopened on Monday."}
    )
    result = run(tmp_path, "analyse", given=f"no json\n{{}}\n[1]\n{good}\n")
    (row,) = map(json.loads, result.stdout.splitlines())

    assert result.exit_code == 3
    assert result.stderr.count("skipped row") == 3
    assert [one["value"] for one in row["timexes"]] == ["2023-05-29"]


def test_control_characters_of_a_seed_never_reach_the_terminal(project: Path) -> None:
    (project / "seeds/\u202eodd.txt").write_text("")
    result = run(project, "build")

    assert "\u202e" not in result.output
    assert "\\u202eodd.txt" in result.stderr


def test_the_package_runs_as_the_command_does() -> None:
    done = subprocess.run([sys.executable, "-m", "builder", "--help"], capture_output=True, text=True, check=True)

    assert done.stdout.startswith("Usage: builder ")


def test_a_build_without_the_language_model_says_how_to_get_it(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    english = nlp.language("en")
    assert english
    missing = replace(english, model="no_such_model", install="no-such-model==1.0")
    monkeypatch.setattr(nlp, "language", lambda code: missing)
    monkeypatch.setattr(nlp, "language_of", lambda article: missing)

    first, strict = run(project, "build"), run(project, "build", "--strict")

    assert first.exit_code == 0
    assert first.stderr.count("pip install no-such-model==") == 1
    assert (project / "docs/actors/ada-lund.md").exists()
    assert "by rules for capitals" in (project / "docs/method.md").read_text()
    assert strict.exit_code == 1

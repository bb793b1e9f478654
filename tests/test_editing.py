"""What a person does between two builds, on a small project made by hand: no seeds, no language model."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from builder.cli import main
from builder.write.merge import Conflict
from builder.write.review import render

BRIDGE = "docs/briefings/2030/bridge-b0123456789.md"

BASE = """\
---
id: b0123456789
type: briefing
title: Bridge closes
date: 2030-06-04
date_edtf: 2030-06-04~
source: unknown
confidence: moderate
---

# Bridge closes

Source unknown
{: .meta }

## Key points

- **Reported**{ .tag .reported } The mayor closed the bridge. [\\[1\\]](#s1)
- **Claimed by [Ada Lund](../../actors/ada-lund.md)**{ .tag .claimed } It is unsafe. [\\[2\\]](#s2)

## Who said what

- **[Ada Lund](../../actors/ada-lund.md)**, on record: “We will not gamble,” [\\[2\\]](#s2)

## Source text

??? note "2 sentences"

    [1](#s1){#s1 .s} The mayor closed the bridge.
    [2](#s2){#s2 .s} “We will not gamble,” she said &#58; it is unsafe\\_.
"""

MINE = (
    BASE.replace("title: Bridge closes", "title: Our bridge closes")
    .replace("The mayor closed the bridge. [", "Mayor Lund closed our bridge. [")
    .replace("## Source text", "## Editor's note\n\nI was there.\n\n## Source text")
)

TITLE = Conflict(
    "front matter: title", "title: Bridge\n", "title: Our bridge closes\n", "title: Bridge closes for a year\n"
)
POINT = Conflict(
    "key-points",
    "**Reported**{ .tag .reported } The mayor shut the bridge. [\\[1\\]](#s1)",
    "**Reported**{ .tag .reported } Mayor Lund closed our bridge. [\\[1\\]](#s1)",
    "**Reported**{ .tag .reported } The mayor closed the bridge. [\\[1\\]](#s1)",
)

ACTOR = """\
---
id: actor-ada-lund
type: actor
title: Ada Lund
---

# Ada Lund

## Roles

- mayor · 4 June 2030 [\\[1\\]](../briefings/2030/bridge-b0123456789.md#s1)
"""

DATA = {
    "id": "b0123456789",
    "how": {"title": "first line", "source": "none", "url": "none", "date": "inferred"},
    "dating": {"basis": "inferred", "evidence": [["a Monday, past", [17, 27]]]},
    "text": "The mayor closed the bridge. “We will not gamble,” she said : it is unsafe_.",
    "sentences": [[0, 28], [29, 80]],
    "points": [
        {"span": [0, 28], "stance": "reported", "by": None},
        {"span": [29, 80], "stance": "claimed", "by": "Ada Lund"},
    ],
    "quotes": [
        {"text": "“We will not gamble,”", "speaker": "Ada Lund", "speaker_span": [51, 54], "cue": "said", "via": None}
    ],
    "actors": [],
    "timexes": [],
    "open_points": [],
    "sourcing": {"reason": "one origin", "via_evidence": []},
}


def put(root: Path, path: str, text: str, base: str | None = None) -> Path:
    """Write a page, and its base as if the builder had written that."""
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, newline="")
    if base is not None:
        page_id = base.split("id: ")[1].split("\n")[0]
        kept = root / ".builder/base" / f"{page_id}.md"
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_text(base, newline="")
        address = root / ".builder/addresses" / page_id
        address.parent.mkdir(parents=True, exist_ok=True)
        address.write_text(f"{path.removeprefix('docs/')}\n")
    return file


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A briefing that nobody touched, with its data, and an actor."""
    page = put(tmp_path, BRIDGE, BASE, BASE)
    page.with_suffix(".json").write_text(json.dumps(DATA))
    put(tmp_path, "docs/actors/ada-lund.md", ACTOR, ACTOR)
    return tmp_path


@pytest.fixture
def disputed(project: Path) -> Path:
    """The same with two open conflicts on the briefing."""
    put(project, BRIDGE, MINE)
    record = project / ".builder/review/b0123456789.md"
    record.parent.mkdir()
    record.write_text(render(BRIDGE, [TITLE, POINT]), newline="")
    return project


def run(root: Path, *words: str) -> Result:
    return CliRunner().invoke(main, ["--root", str(root), *words])


def files(root: Path) -> dict[str, bytes]:
    """All that a command could change; the lock tells only who ran last."""
    found = (path for path in root.rglob("*") if path.is_file() and path.name != "lock")
    return {str(path.relative_to(root)): path.read_bytes() for path in found}


# --- PAGE ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    [
        BRIDGE,
        f"./{BRIDGE}",
        "briefings/2030/bridge-b0123456789.md",
        "b0123456789",
        "bridge",
        "BRIDGE-b01",
        "b0123456789#key-points",
    ],
)
def test_a_page_is_known_by_path_id_or_part_of_a_name(disputed: Path, name: str) -> None:
    assert run(disputed, "diff", name).stdout.startswith(BRIDGE)


def test_an_absolute_path_will_do(project: Path) -> None:
    assert run(project, "explain", str(project / "docs/actors/ada-lund.md")).exit_code == 0


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("ada-lunt", "ada-lunt: no such page (did you mean ada-lund"),
        ("zzz", "zzz: no such page (see `builder status`)"),
        ("d", "d: 2 pages match (say which: docs/actors/ada-lund.md, docs/briefings"),
        ("#roles", "names no page"),
        ("docs/zz/copy.md", "has the id actor-ada-lund of docs/actors/ada-lund.md (delete"),
        ("docs/actors/\x1b[2J.md", "docs/actors/\\x1b[2J.md: no such page"),
    ],
)
def test_a_name_that_fits_no_page_or_several_is_answered_with_the_nearest(project: Path, name: str, says: str) -> None:
    if "copy" in name:
        put(project, name, ACTOR)
    result = run(project, "diff", name)

    assert result.exit_code == 4
    assert says in result.stderr
    assert "\x1b" not in result.output


# --- status -------------------------------------------------------------------------------------


def test_status_of_untouched_pages_is_all_zeros(project: Path) -> None:
    result = run(project, "status")

    assert result.exit_code == 0
    assert all(line.startswith("0 ") for line in result.stdout.splitlines())


def test_status_lists_what_is_open_changed_deleted_by_hand_and_refused(disputed: Path) -> None:
    (disputed / "docs/actors/ada-lund.md").unlink()
    put(disputed, "docs/own.md", "---\ntitle: Own\n---\n\nMine.\n")
    put(disputed, "docs/torn.md", "a\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> x\n")
    put(disputed, "docs/zz/copy.md", MINE)
    before = files(disputed)
    text = run(disputed, "status").stdout
    found = json.loads(run(disputed, "status", "--json").stdout)

    assert "2 open conflicts:" in text
    assert found["conflicts"] == [
        {"page": BRIDGE, "id": "b0123456789", "place": place} for place in ("front matter: title", "key-points")
    ]
    assert found["edited"] == [
        {
            "page": BRIDGE,
            "id": "b0123456789",
            "keys": ["title"],
            "sections": {"key-points": "edited", "editor-s-note": "person"},
        }
    ]
    assert found["deleted"] == [{"page": "docs/actors/ada-lund.md", "id": "actor-ada-lund", "title": "Ada Lund"}]
    assert found["by_hand"] == ["docs/own.md"]
    assert {one["path"] for one in found["refused"]} == {"docs/zz/copy.md", "docs/torn.md:2"}
    assert files(disputed) == before


def test_status_tells_which_sections_a_person_took_out(project: Path) -> None:
    put(project, BRIDGE, BASE[: BASE.index("## Who said")] + BASE[BASE.index("## Source text") :])

    assert f"{BRIDGE}: who-said-what removed" in run(project, "status").stdout


def test_a_page_saved_anew_by_another_editor_is_not_changed(project: Path) -> None:
    put(project, BRIDGE, BASE.replace("\n- ", "\n* ").replace("\n", "\r\n"))

    assert "0 pages changed" in run(project, "status").stdout


@pytest.mark.parametrize("record", ["# Nothing\n", "# Open conflicts: x\n\n## y\n\n```\n", "\x00"])
def test_a_record_that_cannot_be_read_is_refused_with_its_path(disputed: Path, record: str) -> None:
    (disputed / ".builder/review/b0123456789.md").write_text(record)
    result = run(disputed, "status")

    assert result.exit_code == 0
    assert "1 page refused:\n  .builder/review/b0123456789.md:" in result.stdout


def test_a_page_whose_front_matter_is_broken_is_refused(project: Path) -> None:
    put(project, BRIDGE, BASE.replace("title: Bridge", "title: 'Bridge"))

    assert f"1 page refused:\n  {BRIDGE}: line " in run(project, "status").stdout
    assert run(project, "explain", "bridge").exit_code == 4


def test_status_loads_neither_the_language_model_nor_the_engine(project: Path) -> None:
    code = (
        "import sys; from builder.cli import main\n"
        f"main(['--root', {str(project)!r}, 'status'], standalone_mode=False)\n"
        "sys.exit([name for name in ('spacy', 'mkdocs', 'trafilatura') if name in sys.modules] or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)

    assert (done.returncode, done.stderr) == (0, "")


# --- diff ---------------------------------------------------------------------------------------


def test_diff_shows_both_sides_of_each_conflict(disputed: Path) -> None:
    lines = run(disputed, "diff", "bridge").stdout.splitlines()

    assert lines[:6] == [
        f"{BRIDGE}: front matter: title",
        "--- before",
        "+++ yours",
        "@@ -1 +1 @@",
        "-title: Bridge",
        "+title: Our bridge closes",
    ]
    assert "+title: Bridge closes for a year" in lines
    assert f"{BRIDGE}: key-points" in lines


def test_diff_of_one_place_shows_that_alone(disputed: Path) -> None:
    text = run(disputed, "diff", "bridge#title").stdout

    assert "+title: Our bridge closes" in text
    assert "key-points" not in text
    assert "front matter: title, key-points" in run(disputed, "diff", "bridge#dates").stderr


def test_diff_without_a_conflict_shows_what_the_person_changed(project: Path) -> None:
    assert "as the builder wrote it" in run(project, "diff", "bridge").stderr
    put(project, BRIDGE, MINE)

    assert "+I was there." in run(project, "diff", "bridge").stdout
    one = run(project, "diff", "bridge#key-points").stdout
    assert "Mayor Lund" in one
    assert "I was there" not in one
    assert "-title: Bridge closes\n+title: Our bridge" in run(project, "diff", "bridge#title").stdout
    assert run(project, "diff", "bridge#nothing").exit_code == 4


def test_colour_is_for_terminals_or_when_asked_for(disputed: Path) -> None:
    assert "\x1b[" not in run(disputed, "diff", "bridge").stdout
    assert "\x1b[32m+title: Our" in run(disputed, "diff", "bridge", "--color").stdout
    put(disputed, BRIDGE, MINE.replace("I was there.", "I was \x1b[2J\u202ethere."))
    (disputed / ".builder/review/b0123456789.md").unlink()

    assert "I was \\x1b[2J\\u202ethere." in run(disputed, "diff", "bridge").stdout


# --- accept -------------------------------------------------------------------------------------


def test_accepting_mine_drops_the_record_and_leaves_the_page(disputed: Path) -> None:
    result = run(disputed, "accept", "bridge", "--mine")

    assert result.exit_code == 0
    assert "kept yours" in result.stdout
    assert (disputed / BRIDGE).read_text() == MINE
    assert not (disputed / ".builder/review/b0123456789.md").exists()


def test_accepting_new_puts_the_builders_text_on_the_page(disputed: Path) -> None:
    assert run(disputed, "accept", "bridge", "--new").exit_code == 0
    text = (disputed / BRIDGE).read_text()

    assert text == MINE.replace("title: Our bridge closes", "title: Bridge closes for a year").replace(
        "Mayor Lund closed our bridge.", "The mayor closed the bridge."
    )
    assert "0 open conflicts" in run(disputed, "status").stdout


@pytest.mark.parametrize("place", ["title", "front matter: title"])
def test_one_conflict_is_ended_alone(disputed: Path, place: str) -> None:
    result = run(disputed, "accept", f"bridge#{place}", "--new")

    assert "still open: key-points" in result.stdout
    assert (disputed / BRIDGE).read_text() == MINE.replace("Our bridge closes", "Bridge closes for a year", 1)
    assert (disputed / ".builder/review/b0123456789.md").read_text() == render(BRIDGE, [POINT])


def test_accepting_new_keeps_how_the_file_is_written(disputed: Path) -> None:
    (disputed / BRIDGE).write_bytes(b"\xef\xbb\xbf" + MINE.replace("\n", "\r\n").encode())
    run(disputed, "accept", "bridge#key-points", "--new")
    data = (disputed / BRIDGE).read_bytes()

    assert data.startswith(b"\xef\xbb\xbf---\r\n")
    assert data.count(b"\n") == data.count(b"\r\n")
    assert b"The mayor closed the bridge. [\\[1" in data


@pytest.mark.parametrize("words", [(), ("--mine", "--new")])
def test_accept_wants_one_side(disputed: Path, words: tuple[str, ...]) -> None:
    assert run(disputed, "accept", "bridge", *words).exit_code == 2


def test_accept_without_a_conflict_changes_nothing(disputed: Path) -> None:
    before = files(disputed)

    assert "has no open conflict" in run(disputed, "accept", "ada", "--new").stderr
    assert run(disputed, "accept", "bridge#dates", "--new").exit_code == 4
    assert files(disputed) == before


def test_what_git_left_half_merged_is_refused_with_its_line(disputed: Path) -> None:
    put(disputed, BRIDGE, MINE + "<<<<<<< HEAD\na\n=======\nb\n>>>>>>> x\n")
    before = files(disputed)
    for words in (("accept", "bridge", "--new"), ("diff", "bridge"), ("explain", "bridge")):
        result = run(disputed, *words)
        assert result.exit_code == 4
        assert f"{BRIDGE}:{MINE.count(chr(10)) + 1}: conflict marker" in result.stderr
    assert files(disputed) == before


# --- restore ------------------------------------------------------------------------------------


def test_a_deleted_page_comes_back_to_its_place(project: Path) -> None:
    before = files(project)
    (project / BRIDGE).unlink()

    assert run(project, "explain", "bridge").exit_code == 4
    assert f"restored {BRIDGE}" in run(project, "restore", "bridge").stdout
    assert files(project) == before
    assert "as the builder wrote it already" in run(project, "restore", "bridge").stdout


def test_a_page_whose_place_is_not_recorded_comes_back_by_its_id(project: Path) -> None:
    (project / BRIDGE).unlink()
    (project / ".builder/addresses/b0123456789").write_text("../../outside.md\n")
    run(project, "restore", "b0123456789")

    assert (project / "docs/b0123456789.md").read_text() == BASE


def test_a_file_in_the_place_of_a_deleted_page_is_not_overwritten(project: Path) -> None:
    put(project, BRIDGE, "---\ntitle: Another\n---\n")
    result = run(project, "restore", "b0123456789")

    assert "is in the place of b0123456789" in result.stderr
    assert (project / BRIDGE).read_text() == "---\ntitle: Another\n---\n"


def test_a_changed_page_is_replaced_only_by_force_and_nothing_is_lost(disputed: Path) -> None:
    refused = run(disputed, "restore", "bridge")

    assert refused.exit_code == 4
    assert "+I was there." in refused.stdout
    assert (disputed / BRIDGE).read_text() == MINE
    forced = run(disputed, "restore", "bridge", "--force")
    copy = disputed / forced.stdout.rsplit("your version is in ", 1)[1].strip()
    assert (disputed / BRIDGE).read_text() == BASE
    assert copy.read_text() == MINE
    assert not (disputed / ".builder/review/b0123456789.md").exists()


def test_restore_wants_a_whole_page_that_the_builder_wrote(project: Path) -> None:
    put(project, "docs/own.md", "---\ntitle: Own\n---\n")

    assert "written by hand" in run(project, "restore", "own").stderr
    assert "leave out #roles" in run(project, "restore", "ada#roles").stderr


# --- explain ------------------------------------------------------------------------------------


def explained(root: Path, name: str) -> dict[str, dict[str, object]]:
    return {unit["place"]: unit for unit in json.loads(run(root, "explain", name, "--json").stdout)}


def test_explain_names_rule_and_sentence_from_the_data_beside_the_page(project: Path) -> None:
    units = explained(project, "bridge")

    assert units["front matter: title"]["rule"] == "the article's first line"
    assert units["front matter: date"]["rule"] == "estimated from the text: a Monday, past: “the bridge”"
    assert units["front matter: confidence"]["rule"] == "one origin"
    assert units["key-points 1"]["rule"] == "the article says it in its own voice"
    assert units["key-points 1"]["cites"] == [[1, "The mayor closed the bridge."]]
    assert units["key-points 2"]["rule"] == "the article names who says so: Ada Lund"
    assert units["key-points 2"]["text"] == "Claimed by Ada Lund It is unsafe."
    assert "by the word “said”" in str(units["who-said-what 1"]["rule"])
    assert units["who-said-what 1"]["cites"] == [[2, "“We will not gamble,” she said : it is unsafe_."]]
    assert {unit["hand"] for unit in units.values()} == {"machine"}


def test_explain_names_the_rule_of_each_stated_fact(project: Path) -> None:
    how = {"title": "json-ld + h1", "source": "table of publishers, courier.example", "authors": "byline element"}
    (project / BRIDGE).with_suffix(".json").write_text(json.dumps(DATA | {"how": DATA["how"] | how}))

    units = explained(project, "bridge")

    assert units["front matter: title"]["rule"] == "stated alike in 2 places: json-ld, h1"
    assert units["front matter: source"]["rule"] == "the outlet whose address is courier.example"


def test_explain_follows_citations_to_other_pages(project: Path) -> None:
    unit = explained(project, "ada#roles")["roles 1"]

    assert unit["cites"] == [[1, "The mayor closed the bridge."]]
    assert "what the articles call the actor" in str(unit["rule"])


def test_explain_tells_whose_text_it_is(disputed: Path) -> None:
    hands = {place: unit["hand"] for place, unit in explained(disputed, "bridge").items()}

    assert hands["front matter: title"] == "edited"
    assert hands["front matter: date"] == "machine"
    assert hands["key-points 1"] == "edited"
    assert hands["key-points 2"] == "machine"
    assert hands["editor-s-note 1"] == "person"
    assert "by a person" in run(disputed, "explain", "bridge#editor-s-note").stdout


def test_explain_of_a_place_that_is_not_there_lists_the_places(project: Path) -> None:
    assert "it has: front matter: id" in run(project, "explain", "bridge#nothing").stderr


@pytest.mark.parametrize("data", ["", "[1]", "{", '{"id": "b0123456789"}', '{"id": "b0123456789", "how": 3}'])
def test_without_its_data_a_page_is_explained_by_the_tables(project: Path, data: str) -> None:
    (project / BRIDGE).with_suffix(".json").write_text(data)

    assert "ranked by likeness" in str(explained(project, "bridge")["key-points 1"]["rule"])


@pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
def test_explain_says_since_when_if_git_knows(disputed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert explained(disputed, "bridge")["key-points 1"]["since"] is None
    for name, value in (("DATE", "2030-06-04T23:30:00-0500"), ("NAME", "x"), ("EMAIL", "x@example.org")):
        monkeypatch.setenv(f"GIT_AUTHOR_{name}", value)
        monkeypatch.setenv(f"GIT_COMMITTER_{name}", value)
    for words in (["init", "-q"], ["add", "."], ["commit", "-qm", "x"]):
        subprocess.run(["git", "-C", str(disputed), *words], check=True)
    put(disputed, BRIDGE, MINE.replace("I was there.", "I was there twice."))
    since = {place: unit["since"] for place, unit in explained(disputed, "bridge").items()}

    assert since["key-points 1"] == since["front matter: title"] == "2030-06-04"
    assert since["editor-s-note 1"] is None


def test_explain_works_without_git(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")

    assert explained(project, "bridge")["key-points 1"]["since"] is None

"""The fast way gives what the plain way gives, whatever changes between two runs."""

import os
import random
import re
import shutil
import signal
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from builder.errors import PublishError
from builder.publish import Published, publish, spread
from builder.publish.fast import seam
from builder.publish.fast.pages import Maker
from builder.publish.fast.store import Kept

SEQUENCES = 2
STEPS = 4


def snapshot(folder: Path) -> dict[str, str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest() for path in files}


def fast(root: Path, **wanted: object) -> Published:
    return publish(root, force=True, store=root / ".builder" / "cache" / "site", **wanted)  # type: ignore[arg-type]


def plain(root: Path, **wanted: object) -> dict[str, str]:
    return snapshot(publish(root, force=True, plain=True, **wanted).site)  # type: ignore[arg-type]


def rewrite(path: Path, old: str, new: str, *, count: int = 1) -> None:
    text = path.read_text("utf-8")
    changed = re.sub(old, new, text, count=count, flags=re.MULTILINE)
    assert changed != text
    path.write_text(changed, "utf-8")


def pages(root: Path, folder: str = "") -> list[Path]:
    return sorted((root / "docs" / folder).rglob("*.md"))


def retitle(root: Path, pick: random.Random) -> None:
    named = [page for page in pages(root) if page.parent.name not in ("actors", "sources")]
    rewrite(pick.choice(named), r"^title: .*", f"title: Other words {pick.randrange(99)} & more")


def reword(root: Path, pick: random.Random) -> None:
    page = pick.choice(pages(root))
    page.write_text(f"{page.read_text('utf-8')}\nA line *of somebody* {pick.randrange(99)}.\n", "utf-8")


def add(root: Path, pick: random.Random) -> None:
    page, number = pick.choice(pages(root, "briefings")), pick.randrange(10**6)
    text = re.sub(r"^id: .*", f"id: b{number:010}", page.read_text("utf-8"), flags=re.MULTILINE)
    page.with_name(f"new-{number}.md").write_text(text, "utf-8")


def remove(root: Path, pick: random.Random) -> None:
    for page in pages(root, "briefings"):
        if page.name.startswith("new-"):
            page.unlink()
            return


def restyle(root: Path, pick: random.Random) -> None:
    rewrite(root / "overrides" / "main.html", r"^\{% block scripts %\}", "{% block scripts %}<!-- x -->")


def move_site(root: Path, pick: random.Random) -> None:
    rewrite(root / "mkdocs.yml", r"^site_url: .*", f"site_url: https://example.org/{pick.randrange(99)}/")


def let_edit(root: Path, pick: random.Random) -> None:
    settings = root / "mkdocs.yml"
    if "\nrepo_url" not in settings.read_text("utf-8"):
        rewrite(settings, r"^# repo_url: .*", "repo_url: https://example.org/o/n")
        rewrite(settings, r"^# edit_uri: .*", "edit_uri: edit/main/docs/")


CHANGES: list[Callable[[Path, random.Random], None]] = [retitle, reword, add, remove, restyle, move_site, let_edit]


@pytest.mark.parametrize("seed", range(SEQUENCES))
def test_every_run_of_a_sequence_gives_what_the_plain_way_gives(project: Path, seed: int) -> None:
    pick = random.Random(seed)
    fast(project)
    for _ in range(STEPS):
        for change in pick.sample(CHANGES, 2):
            change(project, pick)

        done = fast(project)

        assert done.rendered is not None
        assert snapshot(done.site) == plain(project)


@pytest.fixture
def published(project: Path) -> Path:
    """A project that was published once, the fast way."""
    assert fast(project).rendered == len(pages(project))
    return project


def test_with_one_changed_page_only_that_one_is_rendered(published: Path) -> None:
    page = pages(published, "briefings")[0]
    page.write_text(f"{page.read_text('utf-8')}\nOne line more.\n", "utf-8")

    done = fast(published)

    assert done.rendered == 1
    assert "One line more." in (published / "site" / "briefings").joinpath(
        page.relative_to(published / "docs" / "briefings").with_suffix(".html")
    ).read_text("utf-8")


def test_another_kind_of_actor_changes_the_heads_of_pages_that_name_it(published: Path) -> None:
    rewrite(published / "docs" / "actors" / "china.md", r"^kind: STATE", "kind: ORG")

    done = fast(published)

    assert done.rendered == 3  # its own, and two that name it
    assert snapshot(done.site) == plain(published)


@pytest.mark.parametrize("damage", [b"", b"not a page", None])
def test_damaged_pages_are_rendered_anew(published: Path, damage: bytes | None) -> None:
    before = snapshot(published / "site")
    kept = sorted((published / ".builder" / "cache" / "site").rglob("*.html"))
    for page in kept[:3]:
        data = page.read_bytes()
        page.unlink()
        if damage is None:
            page.mkdir()
        else:
            page.write_bytes(damage or data[:-1] + b"?")

    done = fast(published)

    assert done.rendered == 3
    assert snapshot(done.site) == before


def test_a_site_that_somebody_wrote_into_does_not_come_back(published: Path) -> None:
    before = snapshot(published / "site")
    (published / "site" / "method.html").write_text("defaced")

    assert snapshot(fast(published).site) == before


@pytest.mark.parametrize("damage", ["gone", "damaged"])
def test_where_nobody_knows_any_more_where_links_lead_all_is_looked_at(published: Path, damage: str) -> None:
    table = published / ".builder" / "cache" / "site" / "goals.sqlite"
    if damage == "gone":
        table.unlink()
    else:
        table.write_bytes(table.read_bytes().replace(b"index.html", b"outer.html"))
    page = pages(published, "briefings")[0]
    page.write_text(f"{page.read_text('utf-8')}\nOne line more.\n", "utf-8")

    assert snapshot(fast(published).site) == plain(published)
    assert fast(published).rendered is not None
    assert fast(published).rendered == 0


@pytest.mark.parametrize("damage", ["gone", "no table", "other rows"])
def test_a_damaged_table_costs_time_and_nothing_else(published: Path, damage: str) -> None:
    before = snapshot(published / "site")
    table = published / ".builder" / "cache" / "site" / "pages.sqlite"
    match damage:
        case "gone":
            shutil.rmtree(table.parent)
        case "no table":
            table.write_bytes(b"SQLite format 3\0 and no more")
        case _:
            data = bytearray(table.read_bytes())
            table.write_bytes(data.replace(b"index.html", b"outer.html"))

    assert snapshot(fast(published).site) == before
    assert fast(published).rendered == 0


def test_without_a_folder_nothing_is_kept(project: Path) -> None:
    done = publish(project)

    assert done.rendered == len(pages(project))
    assert not (project / ".builder").exists()


def test_any_number_of_processes_gives_the_same_bytes(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("builder.publish.spread.FEWEST", 2)
    one = snapshot(publish(project, processes=1).site)

    done = publish(project, processes=2, force=True)

    assert done.rendered == len(pages(project))
    assert snapshot(done.site) == one


def test_a_process_that_is_killed_costs_time_alone_and_is_told_of(
    project: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """What the system does when memory is short."""
    one, own, real, deaths = snapshot(publish(project).site), os.getpid(), Maker.make, project / "deaths"

    def dying(maker: Maker, path: str, target: Path) -> tuple[Kept, str]:
        kept = real(maker, path, target)
        if os.getpid() != own:
            deaths.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return kept

    monkeypatch.setattr(Maker, "make", dying)
    monkeypatch.setattr(spread, "FEWEST", 2)
    monkeypatch.setattr(spread, "_cores", lambda: 2)
    done = publish(project, processes=2, force=True)

    assert deaths.exists()
    assert [line for line in capfd.readouterr().err.splitlines() if "ended early" in line]
    assert done.rendered == len(pages(project))
    assert snapshot(done.site) == one


def test_an_unknown_version_goes_the_plain_way_and_says_so(published: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = snapshot(published / "site")
    monkeypatch.setitem(seam.VERSIONS, "mkdocs", ("9.",))

    done = fast(published)

    assert done.slow.startswith("mkdocs ")
    assert done.rendered is None
    assert snapshot(done.site) == before


def test_a_template_that_looks_at_other_pages_goes_the_plain_way(published: Path) -> None:
    rewrite(published / "overrides" / "main.html", r"\A", "{# x #}{% set many = pages %}")

    assert fast(published).slow == "overrides/main.html looks at other pages (pages)"


def test_what_is_wrong_is_said_as_the_plain_way_says_it(published: Path) -> None:
    template = published / "overrides" / "main.html"
    rewrite(template, r"\Z", "{% block footer %}<a href='nowhere.html'>x</a>{% endblock %}")
    told = []
    for way in (False, True):
        with pytest.raises(PublishError) as raised:
            publish(published, plain=way, store=published / ".builder" / "cache" / "site")
        told.append(str(raised.value))

    assert told[0] == told[1]
    assert "nowhere.html" in told[0]


def test_a_page_whose_link_loses_its_goal_is_looked_at_again(published: Path) -> None:
    gone = next(page for page in pages(published, "actors") if page.name != "index.md")
    gone.unlink()

    found = fast(published, strict=False)

    assert found.rendered is None
    assert any(gone.stem in str(problem) for problem in found.problems)
    assert snapshot(found.site) == plain(published, strict=False)


def test_a_run_that_was_broken_off_is_taken_up_again(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("builder.publish.making.write_index", interrupt)
        with pytest.raises(KeyboardInterrupt):
            fast(project)

    assert not (project / "site").exists()
    assert fast(project).rendered == 0


def test_data_that_somebody_wrote_into_or_that_changed_is_copied_anew(published: Path) -> None:
    data = published / "docs" / "briefings" / "2023" / "refuses.json"
    data.write_text('{"other": 1}', "utf-8")
    site = published / "site" / data.relative_to(published / "docs")
    assert fast(published).rendered is not None
    assert site.read_text("utf-8") == '{"other": 1}'

    site.write_text('{"other": 2}', "utf-8")
    fast(published)
    assert site.read_text("utf-8") == data.read_text("utf-8") == '{"other": 1}'
    data.unlink()
    fast(published, strict=False)

    kept = [path for path in (published / ".builder/cache/site/files").rglob("*") if path.is_file()]
    assert len(kept) == len(
        [path for path in (published / "docs").rglob("*") if path.suffix != ".md" and path.is_file()]
    )

"""What people write on the pages of sources, and outlets that go by several names: one outlet, one page."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from builder import pipeline
from builder.config import Settings
from builder.publish.redirects import write_redirects
from builder.records import Report
from builder.write import front_matter

GOLDEN = Path(__file__).parent / "golden"

PORT = "Port of {} reopens\n\nThe port of {} reopened on 3 May 2022 after a storm. Mayor {} cut the ribbon.\n"


def build(root: Path) -> Report:
    return pipeline.build(root, Settings(), today=date(2024, 2, 1))


def seed(root: Path, place: str, mayor: str, facts: str, text: str = PORT) -> None:
    (root / "seeds").mkdir(exist_ok=True)
    (root / f"seeds/{place.lower()}.txt").write_text(text.format(place, place, mayor))
    (root / f"seeds/{place.lower()}.yml").write_text(facts)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    seed(tmp_path, "Brockel", "Ada Lund", "source: Agder Times\ndate: 2022-05-04\n")
    seed(tmp_path, "Sundby", "Tom Okafor", "source: Agder Daily\ndate: 2022-05-05\n")
    assert not build(tmp_path).problems
    return tmp_path


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


def source(root: Path, name: str) -> Path:
    return root / f"docs/sources/{name}.md"


def sources(root: Path) -> set[str]:
    return {path.stem for path in (root / "docs/sources").glob("*.md")} - {"index"}


def briefing(root: Path, place: str) -> Path:
    (found,) = (root / "docs/briefings").rglob(f"port-of-{place}-*.md")
    return found


def tree(root: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file() and path.name != "lock"}


def settle(root: Path) -> None:
    """Build; a second time changes nothing."""
    assert not build(root).problems
    before = tree(root)
    build(root)
    assert tree(root) == before


def test_an_alias_on_a_sources_page_brings_its_articles_there(
    project: Path, golden: Callable[[Path, str], None]
) -> None:
    edit(source(project, "agder-times"), "title: Agder Times\n", "title: Agder Times\naliases:\n- Agder Daily\n- AT\n")
    settle(project)

    assert sources(project) == {"agder-times"}
    text = briefing(project, "sundby").read_text()
    assert front_matter.read(text)[0]["source"] == "Agder Times"
    assert "Source: [Agder Times](../../sources/agder-times.md)" in text
    golden(GOLDEN / "sources__agder-times.md", source(project, "agder-times").read_text())
    lines = (project / ".builder/addresses/source-agder-times").read_text().splitlines()
    assert lines == ["sources/agder-times.md", "sources/agder-daily.md"]


def test_an_alias_taken_back_parts_the_sources_again(project: Path) -> None:
    page = source(project, "agder-times")
    edit(page, "title: Agder Times\n", "title: Agder Times\naliases:\n- Agder Daily\n")
    settle(project)
    edit(page, "aliases:\n- Agder Daily\n", "")
    settle(project)

    assert sources(project) == {"agder-times", "agder-daily"}
    assert "Also called" not in page.read_text()


def test_a_retitled_source_is_called_so_everywhere_and_keeps_its_address(project: Path) -> None:
    edit(source(project, "agder-times"), "title: Agder Times", "title: Agder Tidende")
    settle(project)

    assert sources(project) == {"agder-times", "agder-daily"}
    text = briefing(project, "brockel").read_text()
    assert front_matter.read(text)[0]["source"] == "Agder Tidende"
    assert "Source: [Agder Tidende](../../sources/agder-times.md)" in text
    assert "[Agder Tidende](agder-times.md)" in (project / "docs/sources/index.md").read_text()
    assert "# Agder Tidende\n\nAlso called Agder Times" in source(project, "agder-times").read_text()
    assert "Agder Tidende" in (project / "docs/index.md").read_text()


def test_a_new_article_under_the_old_title_belongs_to_the_retitled_source(project: Path) -> None:
    edit(source(project, "agder-times"), "title: Agder Times", "title: Agder Tidende")
    build(project)
    seed(project, "Kvinesdal", "Ida Voss", "source: Agder Times\ndate: 2022-05-06\n")
    settle(project)

    assert sources(project) == {"agder-times", "agder-daily"}
    assert "Kvinesdal" in source(project, "agder-times").read_text()


@pytest.mark.parametrize("other", ["Agder Times", "source-agder-times"])
def test_same_as_joins_two_sources_and_the_old_address_leads_on(project: Path, other: str) -> None:
    edit(source(project, "agder-daily"), "title: Agder Daily\n", f"title: Agder Daily\nsame_as: {other}\n")
    settle(project)

    assert "The same as [Agder Times](agder-times.md)" in source(project, "agder-daily").read_text()
    assert "Sundby" in source(project, "agder-times").read_text()
    assert "agder-daily.md" not in (project / "docs/sources/index.md").read_text()
    site = project / "site"
    for name in ("agder-times", "agder-daily"):
        (site / "sources").mkdir(parents=True, exist_ok=True)
        (site / f"sources/{name}.html").write_text("x")
    assert write_redirects(project, site) == 1
    assert "url=agder-times.html" in (site / "sources/agder-daily.html").read_text()


def test_same_as_in_a_circle_merges_no_sources_and_is_named(project: Path) -> None:
    edit(source(project, "agder-daily"), "title: Agder Daily\n", "title: Agder Daily\nsame_as: Agder Times\n")
    edit(source(project, "agder-times"), "title: Agder Times\n", "title: Agder Times\nsame_as: Agder Daily\n")
    (problem,) = build(project).problems

    assert "same_as leads in a circle" in problem.what
    assert "Sundby" in source(project, "agder-daily").read_text()


def test_a_source_on_a_briefing_still_wins_and_is_found_by_its_alias(project: Path) -> None:
    page = briefing(project, "sundby")
    edit(page, "source: Agder Daily", "source: AT")
    settle(project)
    assert sources(project) == {"agder-times", "at"}

    edit(source(project, "agder-times"), "title: Agder Times\n", "title: Agder Times\naliases:\n- AT\n")
    settle(project)
    assert sources(project) == {"agder-times"}
    assert front_matter.read(page.read_text())[0]["source"] == "AT"
    assert "Sundby" in source(project, "agder-times").read_text()


def test_the_unknown_source_may_be_called_otherwise_and_have_aliases(project: Path) -> None:
    edit(briefing(project, "brockel"), "source: Agder Times", "source: unknown")
    build(project)
    edit(source(project, "unknown"), "title: Unknown source\n", "title: No outlet\naliases:\n- Agder Daily\n")
    settle(project)

    assert sources(project) == {"unknown"}
    assert "[No outlet](unknown.md)" in (project / "docs/sources/index.md").read_text()
    assert front_matter.read(briefing(project, "sundby").read_text())[0]["source"] == "unknown"


def test_an_outlet_that_two_tables_name_differently_has_one_page(tmp_path: Path) -> None:
    seed(tmp_path, "Brockel", "Ada Lund", "url: https://apnews.com/article/port\ndate: 2022-05-04\n")
    relaying = "Ferry to {} is back\n\nThe ferry to {} is back, the Associated Press reported. {} was there.\n"
    seed(tmp_path, "Sundby", "Tom Okafor", "source: TIME\ndate: 2022-05-05\n", relaying)
    build(tmp_path)

    assert sources(tmp_path) == {"associated-press", "time-magazine"}
    text = source(tmp_path, "associated-press").read_text()
    assert "## Briefings" in text
    assert "## Relayed by others" in text
    assert "Also called Associated Press News" in text


def test_a_name_may_be_kept_out_of_a_source_and_a_page_of_another_site_names_itself(tmp_path: Path) -> None:
    seed(tmp_path, "Brockel", "Ada Lund", "source: Associated Press\ndate: 2022-05-04\n")
    seed(tmp_path, "Sundby", "Tom Okafor", "source: AP\ndate: 2022-05-05\n")
    page = '<title>Port</title><meta property="og:site_name" content="AP"><p>The port of Agder reopened on Monday.'
    (tmp_path / "seeds/other.html").write_text(page)
    (tmp_path / "seeds/other.yml").write_text("url: https://aftenpresse.example/port\n")
    build(tmp_path)
    assert sources(tmp_path) == {"associated-press", "ap"}
    assert "Sundby" not in source(tmp_path, "ap").read_text()

    title = "title: Associated Press\n"
    edit(source(tmp_path, "associated-press"), title, f"{title}not:\n- AP\n")
    settle(tmp_path)
    assert "Sundby" in source(tmp_path, "ap").read_text()


def test_what_its_own_pages_call_an_outlet_is_an_alias(tmp_path: Path) -> None:
    page = '<title>Port</title><meta property="og:site_name" content="Reuters Online"><p>The port of Agder reopened.'
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds/port.html").write_text(page)
    (tmp_path / "seeds/port.yml").write_text("url: https://www.reuters.com/port\n")
    build(tmp_path)

    assert "Also called Reuters Online" in source(tmp_path, "reuters").read_text()


RELAYING = "Ferry to {} is back\n\nThe ferry to {} is back, the Brockel Courier reported on Monday. {} was there.\n"


def test_what_relays_an_outlet_without_its_article_leads_to_its_page(tmp_path: Path) -> None:
    seed(tmp_path, "Brockel", "Ada Lund", "source: The Brockel Courier\ndate: 2022-05-04\n")
    seed(tmp_path, "Sundby", "Tom Okafor", "source: Agder Times\ndate: 2022-05-05\n", RELAYING)
    build(tmp_path)

    assert sources(tmp_path) == {"the-brockel-courier", "agder-times"}
    assert "## Relayed by others" in source(tmp_path, "the-brockel-courier").read_text()


def test_the_name_on_an_outlets_page_as_an_actor_does_not_part_its_page_as_a_source(tmp_path: Path) -> None:
    seed(tmp_path, "Sundby", "Tom Okafor", "source: Agder Times\ndate: 2022-05-05\n", RELAYING)
    build(tmp_path)
    edit(tmp_path / "docs/actors/brockel-courier.md", "title: Brockel Courier", "title: The Courier of Brockel")
    settle(tmp_path)

    assert sources(tmp_path) == {"brockel-courier", "agder-times"}

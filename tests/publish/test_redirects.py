from pathlib import Path

import pytest

from builder.publish import publish
from builder.publish.redirects import write_redirects

NEW = "briefings/2023/minister.md"


def record(project: Path, name: str, *places: str) -> None:
    folder = project / ".builder" / "addresses"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text("".join(f"{place}\n" for place in places))


def test_an_old_address_leads_to_the_new_one(project: Path) -> None:
    record(project, "b0000000001", NEW, "briefings/old/minister.md")
    site = publish(project).site
    text = (site / "briefings/old/minister.html").read_text()

    assert 'content="0; url=../2023/minister.html"' in text
    assert (site / "briefings/2023/minister.html").exists()


def test_a_place_that_another_page_took_leads_nowhere_else(project: Path) -> None:
    record(project, "b0000000001", NEW, "method.md")
    site = publish(project).site

    assert "0; url=" not in (site / "method.html").read_text()


@pytest.mark.parametrize("place", ["../outside.md", "/etc/outside.md", "old.txt"])
def test_a_record_never_leads_out_of_the_site(project: Path, tmp_path: Path, place: str) -> None:
    record(project, "b0000000001", NEW, place)
    site = tmp_path / "site"
    (site / "briefings/2023").mkdir(parents=True)
    (site / "briefings/2023/minister.html").write_text("x")

    assert write_redirects(project, site) == 0


def test_the_page_of_a_merged_actor_leads_to_the_other(project: Path) -> None:
    page = project / "docs/actors/wei-fenghe.md"
    page.write_text(page.read_text().replace("type: actor\n", "type: actor\nsame_as: China\n", 1))
    site = publish(project).site

    assert 'content="0; url=china.html"' in (site / "actors/wei-fenghe.html").read_text()

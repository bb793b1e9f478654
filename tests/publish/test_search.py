import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from builder.errors import PublishError
from builder.publish import publish, search

Edit = Callable[[str, str, str], None]


def known(site: Path) -> dict[str, dict[str, Any]]:
    """What the search knows of each page, by address."""
    found = {}
    for path in (site / "search" / "fragment").iterdir():
        one = json.loads(gzip.decompress(path.read_bytes()).removeprefix(b"pagefind_dcd"))
        found[one["url"].removeprefix("/")] = one
    return found


def test_facets_and_facts_come_from_front_matter(project: Path) -> None:
    page = known(publish(project).site)["briefings/2023/refuses.html"]

    assert page["filters"]["kind"] == ["briefing"]
    assert page["filters"]["day"] == [page["meta"]["date"]]
    assert len(page["filters"]["actor"]) > 1
    assert page["meta"]["title"] in page["content"]


def test_only_pages_that_say_something_themselves_are_known(project: Path) -> None:
    pages = known(publish(project).site)

    assert {address.split("/")[0] for address in pages} >= {"briefings", "actors", "sources"}
    assert not [one for one in pages if one.endswith("index.html") or one.startswith(("dates/", "404"))]


def test_the_article_itself_is_found_only_if_wanted(project: Path, edit: Edit) -> None:
    page = project / "docs" / "briefings" / "2023" / "refuses.md"
    page.write_text(page.read_text("utf-8") + '\n??? note "1 sentence"\n\n    Quokkas.\n', "utf-8")
    assert "Quokkas" not in known(publish(project).site)["briefings/2023/refuses.html"]["content"]

    settings = project / "mkdocs.yml"
    text = settings.read_text("utf-8").replace("  builder: {}", "  builder: {search: {source_text: true}}")
    settings.write_text(text, "utf-8")

    assert "Quokkas" in known(publish(project).site)["briefings/2023/refuses.html"]["content"]


def test_only_what_a_browser_needs_is_put_up(project: Path) -> None:
    site = publish(project).site

    names = {path.name for path in (site / "search").iterdir() if path.suffix in (".js", ".css", ".json")}
    assert names == {"pagefind.js", "pagefind-worker.js", "pagefind-entry.json"}


def test_without_pagefind_the_site_before_stays_and_the_way_to_it_is_told(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = publish(project).site
    monkeypatch.setattr(search, "find_spec", lambda _name: None)

    with pytest.raises(PublishError, match=r"Pagefind is not installed \(pip install 'pagefind\[bin\]'\)"):
        publish(project, force=True)
    assert (site / "search" / "pagefind-entry.json").is_file()


def test_what_stopped_pagefind_is_told(tmp_path: Path) -> None:
    with pytest.raises(PublishError, match=r"the search index was not made: .+"):
        search.write_index(tmp_path / "nowhere")


def test_a_french_site_is_read_as_french(project: Path) -> None:
    settings = project / "mkdocs.yml"
    settings.write_text(settings.read_text("utf-8").replace("language: en", "language: fr"), "utf-8")

    page = project / "docs" / "briefings" / "2023" / "refuses.md"
    page.write_text(page.read_text("utf-8") + "\nAujourd’hui, l’Iran et l'Inde.\n", "utf-8")

    site = publish(project).site

    entry = json.loads((site / "search" / "pagefind-entry.json").read_bytes())
    assert list(entry["languages"]) == ["fr"]
    assert "Aujourd’hui, l’ Iran et l' Inde." in known(site)["briefings/2023/refuses.html"]["content"]
    assert "l’Iran et l'Inde." in (site / "briefings" / "2023" / "refuses.html").read_text("utf-8")

import gzip
import json
from collections.abc import Callable
from itertools import accumulate
from pathlib import Path
from typing import Any

import cbor2
import pytest

from builder.errors import PublishError
from builder.publish import publish, search, search_join, search_pagefind

FOLDERS = {"facet", "fragment", "index"}
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

    assert {path.name for path in (site / "search").iterdir()} == {"entry.json", "words.pf_meta", *FOLDERS}
    assert not [path for path in (site / "search").rglob("*") if path.suffix in (".js", ".css", ".pagefind")]


def test_without_pagefind_the_site_before_stays_and_the_way_to_it_is_told(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = publish(project).site
    monkeypatch.setattr(search_pagefind, "find_spec", lambda _name: None)

    with pytest.raises(PublishError, match=r"Pagefind is not installed \(pip install 'pagefind\[bin\]'\)"):
        publish(project, force=True)
    assert (site / "search" / "entry.json").is_file()


def test_what_stopped_pagefind_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "pagefind"
    program.write_text("#!/bin/sh\necho no more memory >&2\nexit 1\n", "utf-8")
    program.chmod(0o755)
    monkeypatch.setattr(search_pagefind, "_program", lambda: program)

    with pytest.raises(PublishError, match=r"the search index was not made: no more memory"):
        small_site(tmp_path, ["One."])


def test_a_french_site_is_read_as_french(project: Path) -> None:
    settings = project / "mkdocs.yml"
    settings.write_text(settings.read_text("utf-8").replace("language: en", "language: fr"), "utf-8")

    page = project / "docs" / "briefings" / "2023" / "refuses.md"
    page.write_text(page.read_text("utf-8") + "\nAujourd’hui, l’Iran et l'Inde.\n", "utf-8")

    site = publish(project).site

    assert "Aujourd’hui, l’ Iran et l' Inde." in known(site)["briefings/2023/refuses.html"]["content"]
    assert "l’Iran et l'Inde." in (site / "briefings" / "2023" / "refuses.html").read_text("utf-8")


def packed(path: Path) -> Any:
    return json.loads(gzip.decompress(path.read_bytes()))


def small_site(folder: Path, texts: list[str]) -> Path:
    for number, text in enumerate(texts):
        meta = f'<meta data-pagefind-filter="kind[content]" content="{"event" if number % 2 else "briefing"}">'
        body = f"<article data-pagefind-body><h1>Page</h1><p>{text}</p></article>"
        page = f"<html lang=en><head>{meta}</head><body>{body}</body></html>"
        (folder / f"{number:02}.html").write_text(page, "utf-8")
    search.write_index(folder)
    return folder / "search"


def test_the_pages_of_a_facet_are_told_by_number_and_distance(tmp_path: Path) -> None:
    index = small_site(tmp_path, ["One.", "Two.", "Three.", "Four.", "Five."])

    addresses = [fragment(index, number)["url"] for number in range(5)]
    kinds = packed(index / "facet" / "kind.pf_facet")
    found = {value: list(accumulate(gaps)) for value, gaps in kinds.items()}
    assert [addresses[number] for number in found["event"]] == ["/01.html", "/03.html"]
    assert len(found["briefing"]) == 3
    assert json.loads((index / "entry.json").read_bytes())["facets"] == ["kind"]


def fragment(index: Path, number: int) -> dict[str, Any]:
    data = gzip.decompress((index / "fragment" / f"{number}.pf_fragment").read_bytes())
    found: dict[str, Any] = json.loads(data.removeprefix(b"pagefind_dcd"))
    return found


def test_words_on_very_many_pages_weigh_little(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search_join, "_LARGE", 0)
    index = small_site(tmp_path, ["the page the the the rare", *["the the the the page"] * 5])

    (chunk,) = (index / "index").iterdir()
    words = {word: pages for word, pages, _ in cbor2.loads(gzip.decompress(chunk.read_bytes())[12:])[0]}
    assert packed(index / "words.pf_meta")["everywhere"] == ["page", "the"]
    assert {len([place for place in places if place >= 0]) for _, places, _ in words["the"]} == {2}
    assert [places[:3] for _, places, _ in words["page"]] == [[-169, 0, -25]] * 6  # in the title, which weighs most
    assert len(words["rare"]) == 1


def test_the_same_pages_make_the_same_index(tmp_path: Path) -> None:
    texts = [f"Word{number} of a page." for number in range(9)]
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        small_site(tmp_path / name, texts)

    def files(name: str) -> dict[str, bytes]:
        index = tmp_path / name / "search"
        return {path.relative_to(index).as_posix(): path.read_bytes() for path in index.rglob("*") if path.is_file()}

    assert files("one") == files("other")


def test_an_index_of_another_form_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search_pagefind, "_read", lambda _path: ["9.9.9"])

    with pytest.raises(PublishError, match=r"Pagefind's has another form"):
        small_site(tmp_path, ["One."])

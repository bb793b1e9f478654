"""Articles that drop out of their file: their briefings stay; those of deleted files go."""

import json
from datetime import date
from pathlib import Path

import pytest

from builder import pipeline
from builder.config import Settings
from builder.publish.pages import check_pages
from builder.records import Report

STORIES = {
    "port": "The port of Brockel reopened on 3 May 2022 after a storm. Mayor Ada Lund cut the ribbon at noon, and forty"
    " ships that had waited in the bay since March came in before the evening, the harbour master said on the quay.",
    "ferry": "The ferry to Agder is back since 9 May 2022. Harbour chief Tom Okafor praised the crews who had worked at"
    " night, and two hundred people stood in line for the first boat, which left at six in the morning with a band.",
    "bridge": "The bridge of Sundby stays closed until June, Ida Voss of the council said on 10 May 2022. Engineers"
    " found cracks in two pillars, and lorries must take the road through the hills, an hour longer than before.",
}


def feed(*names: str, **changed: str) -> str:
    entries = "".join(
        f"<item><guid>{name}</guid><title>The {name} of the north &lt;in short&gt;</title>"
        f"<link>https://agder.example/{name}</link><pubDate>Tue, 10 May 2022 08:00:00 +0000</pubDate>"
        f"<description>{changed.get(name, STORIES[name])}</description></item>"
        for name in names
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Agder Times</title>{entries}</channel></rss>'


def build(root: Path, settings: Settings = Settings()) -> Report:  # noqa: B008 - frozen
    return pipeline.build(root, settings, today=date(2024, 2, 1))


def save(root: Path, text: str, name: str = "feed.rss") -> None:
    (root / "seeds").mkdir(exist_ok=True)
    (root / "seeds" / name).write_text(text)


def tree(root: Path) -> dict[str, bytes]:
    files = (path for folder in ("docs", ".builder/base") for path in sorted((root / folder).rglob("*")))
    return {str(path): path.read_bytes() for path in files if path.is_file()}


def briefings(root: Path) -> list[str]:
    return sorted(path.name.partition("-of-")[0] for path in (root / "docs/briefings").rglob("*.md"))


def test_a_briefing_stays_as_it_was_when_its_article_drops_out_of_the_feed(tmp_path: Path) -> None:
    save(tmp_path, feed("port", "ferry"))
    build(tmp_path)
    before = tree(tmp_path)
    save(tmp_path, feed("ferry"))
    report = build(tmp_path)

    assert set(report.pages.values()) == {"unchanged"}
    assert tree(tmp_path) == before
    (note,) = report.notes
    assert note.path == "seeds/feed.rss"
    assert note.what == "does not give 1 article any more: what was published stays"


def test_it_is_listed_linked_and_edited_like_any_other_until_its_page_or_the_file_is_deleted(tmp_path: Path) -> None:
    save(tmp_path, feed("port", "ferry"))
    build(tmp_path)
    save(tmp_path, feed("ferry", "bridge"))
    (page,) = (tmp_path / "docs/briefings").rglob("the-port-*.md")
    page.write_text(page.read_text().replace("title: The port of the north", "title: The harbour", 1))
    assert not build(tmp_path).problems
    once = tree(tmp_path)
    build(tmp_path)
    assert tree(tmp_path) == once
    home = (tmp_path / "docs/index.md").read_text()
    assert all(word in home for word in ("[The harbour", "[The ferry", "[The bridge"))
    assert "[The harbour" in (tmp_path / "docs/actors/ada-lund.md").read_text()
    assert not [one for one in check_pages(tmp_path) if "link" in one.what]

    page.unlink()
    build(tmp_path)
    assert briefings(tmp_path) == ["the-bridge", "the-ferry"]
    (tmp_path / "seeds/feed.rss").unlink()
    build(tmp_path)
    assert briefings(tmp_path) == []


def test_an_article_that_comes_back_is_the_same_briefing(tmp_path: Path) -> None:
    save(tmp_path, feed("port", "ferry"))
    build(tmp_path)
    before = tree(tmp_path)
    for names in (("ferry",), ("ferry", "port")):
        save(tmp_path, feed(*names))
        build(tmp_path)

    assert tree(tmp_path) == before


def test_the_briefing_of_a_seed_that_cannot_be_read_any_more_stays(tmp_path: Path) -> None:
    save(tmp_path, f"The port of the north\n\n{STORIES['port']}\n", "port.txt")
    build(tmp_path)
    before = tree(tmp_path)
    (tmp_path / "seeds/port.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00")
    report = build(tmp_path)

    assert [one.path for one in report.problems] == ["seeds/port.txt"]
    assert tree(tmp_path) == before


def rows(*texts: str) -> str:
    return "".join(
        json.dumps({"title": "The port of the north", "date": "2022-05-10", "text": one}) + "\n" for one in texts
    )


def test_a_row_that_was_mended_takes_over_the_briefing(tmp_path: Path) -> None:
    text = STORIES["port"]
    save(tmp_path, rows(text), "rows.jsonl")
    build(tmp_path)
    (page,) = (tmp_path / "docs/briefings").rglob("*.md")
    save(tmp_path, rows(text.replace("forty ships that had waited", "forty ships that waited")), "rows.jsonl")
    build(tmp_path)
    once = tree(tmp_path)
    build(tmp_path)

    assert tree(tmp_path) == once
    assert list((tmp_path / "docs/briefings").rglob("*.md")) == [page]
    assert "forty ships that waited" in page.read_text()
    assert "## Versions" not in page.read_text()


@pytest.mark.parametrize("shown", ["excerpt", "none"])
def test_without_its_text_on_the_page_a_briefing_goes_and_the_report_says_so(tmp_path: Path, shown: str) -> None:
    settings = Settings(source_text=shown)  # type: ignore[arg-type]
    save(tmp_path, feed("port", "ferry"))
    build(tmp_path, settings)
    save(tmp_path, feed("ferry"))
    (doubt,) = build(tmp_path, settings).doubts

    assert briefings(tmp_path) == ["the-ferry"]
    assert str(doubt).startswith("seeds/feed.rss: does not give 1 article any more, and the pages do not hold the text")


@pytest.mark.parametrize("data", [b"", b"{}", b'{"text": 1}', b"\xff", b"[]"])
def test_a_damaged_data_file_costs_that_briefing_alone(tmp_path: Path, data: bytes) -> None:
    save(tmp_path, feed("port", "ferry"))
    build(tmp_path)
    (there,) = (tmp_path / "docs/briefings").rglob("the-port-*.json")
    there.write_bytes(data)
    save(tmp_path, feed("ferry"))
    report = build(tmp_path)

    assert [one.path for one in report.doubts] == ["seeds/feed.rss"]
    assert briefings(tmp_path) == ["the-ferry"]


def test_what_is_said_of_two_look_alikes_in_one_feed_can_be_done(tmp_path: Path) -> None:
    twin = feed("port", "ferry").replace("The ferry", "The port")
    save(tmp_path, twin)
    (doubt,) = build(tmp_path).doubts
    assert doubt.fix == "an update? delete the older page; else write another `title` or `date` on one of the two pages"

    pages = sorted((tmp_path / "docs/briefings").rglob("*.md"))
    own = pages[0].read_text()
    pages[0].write_text(own.replace("title: The port", "title: The quay", 1))
    assert not build(tmp_path).doubts
    pages[0].write_text(own)
    pages[1].unlink()
    assert not build(tmp_path).doubts

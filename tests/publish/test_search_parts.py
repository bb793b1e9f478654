"""The index is the same however pages are shared out and whatever was kept, and tells what Pagefind's own tells."""

import gzip
import json
import random
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import cbor2
import pytest

from builder.publish import search, search_join, search_pagefind, search_shelf
from builder.publish.search_text import digest_of, text_of

WORDS = ["harbour", "Müller", "“harbour", "ferry-boat", "it's", "1,200", "cafe", "café", "bridge", "iPhone", "the"]
PAGES = 40


def snapshot(index: Path) -> dict[str, bytes]:
    return {path.relative_to(index).as_posix(): path.read_bytes() for path in index.rglob("*") if path.is_file()}


def write(site: Path, number: int, pick: random.Random) -> None:
    """A page of chance, one in ten of which is not to be found."""
    words = [" ".join([*pick.choices(WORDS, k=20), f"Word{pick.randrange(60)}"]) for _ in range(3)]
    metas = "".join(
        f'<meta data-pagefind-filter="{name}[content]" content="{value}">'
        for name, value in (("kind", pick.choice(("event", "briefing"))), ("actor", pick.choice(WORDS[:3])))
    )
    body = "data-pagefind-body" if number % 10 else ""
    page = (
        f"<!doctype html><html lang=en><head><title>Page</title>{metas}</head><body><nav>Menu</nav>"
        f"<article {body}><h1 id=top>{words[0]}<a class=headerlink href=#top>¶</a></h1>"
        f"<p class=lead data-pagefind-weight=3>{words[1]} <a href=#s1>[1]</a></p><h2 id=two>Two</h2><p>{words[2]}</p>"
        f"<details class=note data-pagefind-ignore><p>Hidden</p></details></article><footer>Foot</footer></body></html>"
    )
    path = site / f"{number % 3}" / f"{number}.html"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(page, "utf-8")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    pick = random.Random(1)
    for number in range(PAGES):
        write(tmp_path / "site", number, pick)
    return tmp_path / "site"


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Few pages to a part, few words to a chunk."""
    monkeypatch.setattr(search, "_ABOUT", 4)
    monkeypatch.setattr(search_join, "_LEAST", 100)


def made(site: Path, **wanted: Any) -> dict[str, bytes]:
    shutil.rmtree(site / "search", ignore_errors=True)
    search.write_index(site, **wanted)
    return snapshot(site / "search")


@pytest.mark.parametrize("large", [0, 100_000])
def test_the_index_is_the_same_however_pages_are_shared_out(
    site: Path, monkeypatch: pytest.MonkeyPatch, large: int
) -> None:
    monkeypatch.setattr(search_join, "_LARGE", large)
    whole = made(site)
    for about, most in ((4, 1_024), (10**9, 3)):
        monkeypatch.setattr(search, "_ABOUT", about)
        monkeypatch.setattr(search, "_MOST", most)

        assert made(site, processes=2) == whole


@pytest.mark.usefixtures("few")
@pytest.mark.parametrize("seed", range(3))
def test_what_was_kept_changes_nothing(site: Path, tmp_path: Path, seed: int) -> None:
    pick = random.Random(seed)
    made(site, store=tmp_path / "kept")
    for _ in range(4):
        for number in pick.sample(range(PAGES + 5), 2):
            write(site, number, pick)
        gone = pick.choice(sorted(site.rglob("*.html")))
        gone.unlink()

        assert made(site, store=tmp_path / "kept") == made(site)


@pytest.mark.usefixtures("few")
@pytest.mark.parametrize("large", [0, 100_000])
def test_with_other_words_on_a_page_only_these_are_joined(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, large: int
) -> None:
    pick = random.Random(large)
    monkeypatch.setattr(search_join, "_LARGE", large)
    monkeypatch.setattr(search_join, "_FEW", 1)
    made(site, store=tmp_path / "kept")
    for _ in range(5):
        write(site, pick.randrange(PAGES // 10) * 10 + 3, pick)
        with monkeypatch.context() as patched:
            patched.delattr(search_join, "_holders")  # who holds which of all words
            now = made(site, store=tmp_path / "kept")

        assert now == made(site)


@pytest.mark.usefixtures("few")
def test_with_one_changed_page_only_its_part_is_made(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(site, store=tmp_path / "kept")
    write(site, 7, random.Random(99))
    asked: list[set[str]] = []
    real = search.make_part
    monkeypatch.setattr(search, "make_part", lambda pages, *rest: asked.append(set(pages)) or real(pages, *rest))

    made(site, store=tmp_path / "kept")

    (pages,) = asked
    assert "1/7.html" in pages
    assert len(pages) < PAGES // 2


@pytest.mark.usefixtures("few")
@pytest.mark.parametrize("kind", ["parts/*/part", "parts/*/*.pf_fragment", "chunks/*", "note"])
@pytest.mark.parametrize("damage", ["empty", "a bit", "gone", "a folder"])
def test_what_is_damaged_is_made_anew(site: Path, tmp_path: Path, kind: str, damage: str) -> None:
    kept = tmp_path / "kept"
    before = made(site, store=kept)
    for path in sorted(kept.glob(kind))[::3]:
        data = bytearray(path.read_bytes())
        path.unlink()
        data[len(data) // 2] ^= 4
        if damage == "a folder":
            path.mkdir()
        elif damage != "gone":
            path.write_bytes(b"" if damage == "empty" else data)

    assert made(site, store=kept) == before


@pytest.mark.usefixtures("few")
def test_a_store_that_cannot_be_written_is_done_without(site: Path, tmp_path: Path) -> None:
    (tmp_path / "kept").write_text("a file")

    assert made(site, store=tmp_path / "kept") == made(site)


@pytest.mark.usefixtures("few")
def test_nothing_is_kept_that_is_not_needed(site: Path, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    for seed in range(3):
        write(site, 7, random.Random(seed))
        made(site, store=kept)
    sizes = [len(list((kept / kind).iterdir())) for kind in ("parts", "chunks")]

    shutil.rmtree(kept)
    made(site, store=kept)

    assert [len(list((kept / kind).iterdir())) for kind in ("parts", "chunks")] == sizes


Told = dict[tuple[str, str], dict[str, list[Any]]]


def told(chunks: list[Path], addresses: list[str]) -> Told:
    """Word and spelling -> address -> places."""
    found: Told = {}
    for path in chunks:
        for word, pages, spellings in cbor2.loads(gzip.decompress(path.read_bytes())[12:])[0]:
            for spelling, some in (("", pages), *spellings):
                at = 0
                for gap, places, title in some:
                    at += gap
                    found.setdefault((word, spelling), {})[addresses[at]] = [places, title]
    return found


def address(path: Path) -> str:
    url: str = json.loads(gzip.decompress(path.read_bytes())[12:])["url"]
    return url


@pytest.mark.usefixtures("few")
def test_the_index_tells_what_pagefind_tells_of_the_whole_site(site: Path, tmp_path: Path) -> None:
    made(site)
    search_pagefind._run(site, tmp_path / "pagefind")
    (meta,) = (tmp_path / "pagefind").glob("*.pf_meta")
    names = [name for name, _ in cbor2.loads(gzip.decompress(meta.read_bytes())[12:])[1]]
    theirs = [address(tmp_path / "pagefind" / "fragment" / f"{name}.pf_fragment") for name in names]
    ours = [address(site / "search" / "fragment" / f"{number}.pf_fragment") for number in range(len(names))]

    assert sorted(theirs) == sorted(ours)
    assert told(list((site / "search" / "index").iterdir()), ours) == told(
        list((tmp_path / "pagefind" / "index").iterdir()), theirs
    )
    shown = {path.read_bytes() for path in (tmp_path / "pagefind" / "fragment").iterdir()}
    assert {path.read_bytes() for path in (site / "search" / "fragment").iterdir()} == shown


def test_each_word_lies_within_the_bounds_of_one_chunk(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search_join, "_LEAST", 100)
    made(site)
    bounds = json.loads(gzip.decompress((site / "search" / "words.pf_meta").read_bytes()))["chunks"]

    assert len(bounds) > 5
    assert [word for bound in bounds for word in bound] == sorted(word for bound in bounds for word in bound)
    for number, (first, last) in enumerate(bounds):
        path = site / "search" / "index" / f"{number}.pf_index"
        words = [word for word, _, _ in cbor2.loads(gzip.decompress(path.read_bytes())[12:])[0]]
        assert (words[0], words[-1]) == (first, last)


PAGE = b"<html><head><head><meta data-pagefind-filter=x><body><nav>%b</nav><article data-pagefind-body>%b</article>"


def test_what_stands_around_a_page_is_not_of_it() -> None:
    assert text_of(PAGE % (b"Menu", b"Text")) == text_of(PAGE % (b"Other", b"Text"))
    assert text_of(PAGE % (b"Menu", b"Text")) != text_of(PAGE % (b"Menu", b"Other"))


def test_a_page_that_marks_more_than_its_article_is_read_whole() -> None:
    page = PAGE % (b"<b data-pagefind-filter=y>Menu</b>", b"Text")

    assert text_of(page) == page


def test_a_page_that_is_not_to_be_found_has_no_text() -> None:
    assert digest_of(text_of(b"<html><body><article>Text</article>")) == ""


def chunks() -> Iterator[bytes]:
    yield from (b"", b"pagefind_dcd", bytes(range(256)) * 9)


def test_a_chunk_that_is_kept_is_the_one_that_is_written(tmp_path: Path) -> None:
    for round_ in ("one", "two"):
        shelf = search_shelf.Shelf(tmp_path / "kept", tmp_path)
        for number, chunk in enumerate(chunks()):
            shelf.put(chunk, tmp_path / f"{round_}{number}")
            assert gzip.decompress((tmp_path / f"{round_}{number}").read_bytes()) == chunk

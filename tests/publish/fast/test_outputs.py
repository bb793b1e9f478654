"""Files that are made of many pages are made again only for another key, and never believed when they are not whole."""

from collections.abc import Callable
from pathlib import Path

import pytest

from builder.publish.fast.outputs import stand

FILES = {"feed.xml": b"<feed/>", "feeds/one.xml": b"<feed>1</feed>", "data/briefings.csv": b"id\r\n"}


class Maker:
    """Makes the files, and counts how often."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self, folder: Path) -> None:
        self.times += 1
        for name, data in FILES.items():
            (folder / name).parent.mkdir(exist_ok=True)
            (folder / name).write_bytes(data)


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def run(tmp_path: Path) -> Callable[..., dict[str, bytes]]:
    """Makes a site with a key; gives its files."""
    sites = iter(range(99))

    def once(make: Maker, key: str = "k", store: Path | None = tmp_path / "store") -> dict[str, bytes]:
        site = tmp_path / f"site{next(sites)}"
        site.mkdir()
        stand(store, key, site, make)
        return files(site)

    return once


def test_files_of_a_key_are_made_once(run: Callable[..., dict[str, bytes]], tmp_path: Path) -> None:
    make = Maker()

    assert run(make) == run(make) == FILES
    assert make.times == 1
    assert run(make, "other") == FILES
    assert make.times == 2
    assert len(list((tmp_path / "store").iterdir())) == 1  # nothing is kept of the first key


def test_without_a_store_or_with_one_that_is_a_file_they_are_made(
    run: Callable[..., dict[str, bytes]], tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("no folder")

    assert run(Maker(), store=None) == run(Maker(), store=tmp_path / "file") == FILES


@pytest.mark.parametrize("damage", ["gone", "longer", "same size", "one more", "no list"])
def test_what_is_not_whole_is_made_again(run: Callable[..., dict[str, bytes]], tmp_path: Path, damage: str) -> None:
    make = Maker()
    run(make)
    place = tmp_path / "store" / "k"
    match damage:
        case "gone":
            (place / "feed.xml").unlink()
        case "longer":
            (tmp_path / "site0" / "feed.xml").write_bytes(b"<defaced/>")  # the same file, if the disk has links
            (place / "feeds" / "one.xml").write_bytes(b"<defaced/>")
        case "same size":
            (place / "feed.xml").unlink()
            (place / "feed.xml").write_bytes(b"<FEED/>")
        case "one more":
            (place / "more.xml").write_bytes(b"")
        case _:
            (place / "files.json").write_bytes(b"[")

    assert run(make) == FILES
    assert make.times == 2

"""A file with several things in it: parts are seeds, inherit what holds for all, and fail one by one."""

from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import pytest

import builder.read as room
from builder.config import Limits
from builder.errors import ReadError
from builder.read.format import Format, Item, Seed
from builder.records import Document, Statement

ENDINGS = " ".join([".arc", *(ending for kind in room.FORMATS for ending in kind.endings)])


def _unpack(seed: Seed) -> Iterator[Item]:
    """Lines `name: words`; a line without a colon is damage."""
    for line in seed.data.decode().splitlines():
        name, colon, words = line.partition(": ")
        if not colon:
            yield ReadError(seed.path, f"damaged line {line!r}")
        else:
            yield seed.part(name, words.encode(), [Statement("url", f"https://a.example/{name}", "archive")])


@pytest.fixture(autouse=True)
def _archives(monkeypatch: pytest.MonkeyPatch) -> None:
    archive = Format("archive", (".arc",), _unpack, lambda seed: seed.head.startswith(b"ARC"))
    monkeypatch.setattr(room, "FORMATS", (archive, *room.FORMATS))


def _read(root: Path, limits: Limits | None = None) -> list[Document | ReadError]:
    return list(room.read(root / "a.arc", root, limits))


def test_each_part_is_an_article_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "a.arc").write_text("one.txt: Words.\ntwo.txt: Words.")
    one, two = _read(tmp_path)

    assert isinstance(one, Document)
    assert isinstance(two, Document)
    assert (one.path, two.path) == (PurePosixPath("a.arc/one.txt"), PurePosixPath("a.arc/two.txt"))
    assert one.digest == two.digest
    assert one.stated == (Statement("url", "https://a.example/one.txt", "archive"),)


def test_what_holds_for_all_is_inherited_and_a_title_is_not(tmp_path: Path) -> None:
    (tmp_path / "a.arc").write_text("one.txt: Words.")
    (tmp_path / "a.yml").write_text("source: The Daily\ntitle: Ours\nurl: https://b.example/x")
    (one,) = _read(tmp_path)

    assert isinstance(one, Document)
    assert [(fact.key, fact.value) for fact in one.stated] == [
        ("source", "The Daily"),
        ("url", "https://a.example/one.txt"),
    ]


def test_a_damaged_part_costs_one_error(tmp_path: Path) -> None:
    (tmp_path / "a.arc").write_text("one.txt: ---\n???\nthree.bin: Words.\nfour.txt: Words.")
    *errors, four = _read(tmp_path)

    assert [str(error).partition(" (")[0] for error in errors] == [
        "a.arc/one.txt: no words in it",
        "a.arc: damaged line '???'",
        "a.arc/three.bin: unknown ending '.bin'",
    ]
    assert isinstance(four, Document)


def test_files_in_files_have_a_limit(tmp_path: Path) -> None:
    (tmp_path / "a.arc").write_text("b.arc: c.arc: d.txt: Words.")

    (found,) = _read(tmp_path)
    assert isinstance(found, Document)
    assert found.path == PurePosixPath("a.arc/b.arc/c.arc/d.txt")
    (error,) = _read(tmp_path, Limits(depth=2))
    assert str(error).startswith("a.arc/b.arc/c.arc/d.txt: files in files, more than 2 deep")


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("../../etc/passwd.txt", "a.arc/etc/passwd.txt"),
        ("/abs.txt", "a.arc/abs.txt"),
        ("..\\up.txt", "a.arc/up.txt"),
        ("a\u202eb.txt", "a.arc/ab.txt"),
    ],
)
def test_no_name_leads_out_of_its_file(tmp_path: Path, name: str, path: str) -> None:
    (tmp_path / "a.arc").write_text(f"{name}: Words.")
    (found,) = _read(tmp_path)

    assert str(found.path) == path


def test_content_decides_before_the_ending(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("  <!DOCTYPE html><html><body><p>The port of Brockel reopened on Monday.</p>")
    (tmp_path / "b.txt").write_text("ARC.txt: Words.")

    (page,) = room.read(tmp_path / "a.txt", tmp_path)
    assert isinstance(page, Document)
    assert page.text == "The port of Brockel reopened on Monday."
    (part,) = room.read(tmp_path / "b.txt", tmp_path)
    assert part.path == PurePosixPath("b.txt/ARC.txt")


def test_defaults_of_folders_come_last_and_the_nearest_first(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "_defaults.yml").write_text("source: The Daily\nlang: de")
    (tmp_path / "in/_defaults.yml").write_text("source: The Weekly")
    (tmp_path / "in/a.txt").write_text("Words.")
    (tmp_path / "in/a.yml").write_text("date: 2023-05-30")
    (found,) = room.read(tmp_path / "in/a.txt", tmp_path)

    assert isinstance(found, Document)
    assert found.stated == (
        Statement("date", "2023-05-30", "sidecar"),
        Statement("source", "The Weekly", "folder"),
        Statement("source", "The Daily", "folder"),
        Statement("lang", "de", "folder"),
    )


def test_defaults_cannot_name_one_article(tmp_path: Path) -> None:
    (tmp_path / "_defaults.yml").write_text("title: Ours")
    (tmp_path / "a.txt").write_text("Words.")

    with pytest.raises(ReadError, match=r"_defaults.yml:1: unknown key `title`"):
        list(room.read(tmp_path / "a.txt", tmp_path))


def test_parts_of_one_name_keep_apart_whatever_their_order(tmp_path: Path) -> None:
    lines = ["note.txt: The ferry came.", "note.txt: The ferry left.", "other.txt: Words."]
    (tmp_path / "a.arc").write_text("\n".join(lines))
    found = [str(one.path) for one in _read(tmp_path) if isinstance(one, Document)]

    assert found[0] == "a.arc/note.txt"
    assert found[1].startswith("a.arc/note-")
    assert found[1].endswith(".txt")
    assert len({*found}) == 3


def test_a_long_name_keeps_its_ending(tmp_path: Path) -> None:
    (tmp_path / "a.arc").write_text(f"{'x' * 300}.txt: Words.")
    (one,) = _read(tmp_path)

    assert isinstance(one, Document)
    assert one.path.suffix == ".txt"
    assert len(one.path.name) == 200

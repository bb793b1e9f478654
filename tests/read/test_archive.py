"""Archives: each file in one is a part; what comes out is counted, names lead nowhere."""

import gzip
import io
import zipfile
from pathlib import Path

import pytest

from builder.config import Limits
from builder.errors import ReadError
from builder.read import read
from builder.records import Document


def _zip(files: dict[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def _read(root: Path, data: bytes, name: str = "a.zip", limits: Limits | None = None) -> list[Document | ReadError]:
    (root / name).write_bytes(data)
    return list(read(root / name, root, limits))


def _paths(found: list[Document | ReadError]) -> list[str]:
    return [str(one.path) for one in found]


def test_files_come_in_order_without_litter(tmp_path: Path) -> None:
    names = ["b.txt", "a/c.txt", "__MACOSX/a.txt", ".hidden.txt", "d/.git/x.txt", "Thumbs.db", "e.PNG", "f.css"]
    names += ["g.html_files/x.txt", "h_files/i.txt", "h_files/j.html", "j.htm", "j_files/k.txt", "j-Dateien/l.txt"]
    page = "<html><body><p>The ferry to Sundby left two hours late on Monday, the port said.</p>"

    found = _read(tmp_path, _zip({name: page if "htm" in name else f"Words of {name}." for name in names}))

    kept = ["a/c.txt", "b.txt", "g.html_files/x.txt", "h_files/i.txt", "h_files/j.html", "j.htm"]
    assert _paths(found) == [f"a.zip/{name}" for name in kept]


def test_no_name_leads_out(tmp_path: Path) -> None:
    found = _read(tmp_path, _zip({"../../up.txt": "Words.", "/abs.txt": "Words too.", "..\\left.txt": "More words."}))

    assert _paths(found) == ["a.zip/up.txt", "a.zip/left.txt", "a.zip/abs.txt"]


def test_a_sidecar_in_an_archive_states_first_and_a_broken_one_costs_its_seed(tmp_path: Path) -> None:
    files = {"a.txt": "Words.", "a.yml": "title: Ours", "b.txt": "Words too.", "b.yml": "titel: Ours", "c.yml": ""}
    (tmp_path / "a.yml").write_text("source: The Daily")

    found, *errors = _read(tmp_path, _zip({**files, "_defaults.yml": "lang: de"}))

    assert isinstance(found, Document)
    assert [(fact.value, fact.by) for fact in found.stated] == [
        ("Ours", "sidecar"),
        ("The Daily", "sidecar"),
        ("de", "folder"),
    ]
    assert [str(error).partition(" (")[0] for error in errors] == [
        "a.zip/b.yml:1: unknown key `titel`",
        "a.zip/c.yml: a sidecar without its seed",
    ]


def test_each_file_that_cannot_be_unpacked_costs_one_error(tmp_path: Path) -> None:
    data = _zip({"a.txt": "Words.", "b.txt": "Words too.", "c.txt": "More words.", "d.xyz": "What?"})
    start = data.index(b"b.txt") + len("b.txt")
    data = data[:start] + bytes(4) + data[start + 4 :]  # damages the packed bytes
    at = data.rindex(b"c.txt") - 46  # its line in the directory; flags are at 8
    data = data[: at + 8] + b"\x01" + data[at + 9 :]

    first, *errors = _read(tmp_path, data)

    assert isinstance(first, Document)
    assert [str(error).partition(" (")[0] for error in errors] == [
        "a.zip/b.txt: damaged in the archive",
        "a.zip/c.txt: encrypted",
        "a.zip/d.xyz: unknown ending '.xyz'",
    ]


def test_one_file_can_be_too_large(tmp_path: Path) -> None:
    error, found = _read(tmp_path, _zip({"a.txt": "Words. " * 200_000, "b.txt": "Words."}), limits=Limits(seed_mb=1))

    assert str(error).startswith("a.zip/a.txt: over 1,000,000 bytes when unpacked")
    assert isinstance(found, Document)


def test_a_bomb_is_stopped_wherever_it_lies(tmp_path: Path) -> None:
    zeros = _zip({f"{number}.txt": "0" * 900_000 for number in range(5)})
    limits = Limits(seed_mb=1, unpacked_mb=3)
    for data in (zeros, _zip({f"{number}.zip": zeros for number in range(9)})):
        (tmp_path / "a.zip").write_bytes(data)
        found = []
        with pytest.raises(ReadError, match="over 3 MB when unpacked: the rest is left out"):
            found.extend(read(tmp_path / "a.zip", tmp_path, limits))


def test_a_lying_header_does_not_help_a_bomb(tmp_path: Path) -> None:
    data = _zip({"a.txt": "0" * 5_000_000})
    data = data.replace((5_000_000).to_bytes(4, "little"), (10).to_bytes(4, "little"))

    (error,) = _read(tmp_path, data, limits=Limits(seed_mb=1))

    assert isinstance(error, ReadError)


def test_archives_in_archives_have_a_limit(tmp_path: Path) -> None:
    data = _zip({"a.txt": "Words."})
    for _ in range(3):
        data = _zip({"b.zip": data})

    (error,) = _read(tmp_path, data)

    assert "files in files, more than 3 deep" in str(error)


def test_an_archive_can_hold_too_many_files(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="3 files in it, over the limit of 2"):
        _read(tmp_path, _zip({"a.txt": "", "b.txt": "", "c.txt": ""}), limits=Limits(parts=2))


@pytest.mark.parametrize("name", ["mimetype", "[Content_Types].xml", "word/document.xml", "META-INF/container.xml"])
def test_documents_and_books_are_no_archives(tmp_path: Path, name: str) -> None:
    data = _zip({name: "x", "a.txt": "Words."})

    with pytest.raises(ReadError) as caught:
        _read(tmp_path, data, "a.txt")
    assert caught.value.what.startswith(("not text but a ZIP archive or office document", "damaged, or another kind"))


def test_an_archive_is_known_whatever_its_name(tmp_path: Path) -> None:
    assert _paths(_read(tmp_path, _zip({"a.txt": "Words."}), "b.txt")) == ["b.txt/a.txt"]


def test_a_packed_page_keeps_its_sidecar(tmp_path: Path) -> None:
    (tmp_path / "a.txt.yml").write_text("title: Ours")
    (found,) = _read(tmp_path, gzip.compress(b"Words.", mtime=0), "a.txt.gz")

    assert isinstance(found, Document)
    assert str(found.path) == "a.txt.gz/a.txt"
    assert [fact.value for fact in found.stated] == ["Ours"]


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"\x1f\x8b\x08damaged", "a damaged gzip archive"),
        (gzip.compress(b"Words.", mtime=0)[:12], "a damaged gzip archive"),
        (b"words", "a damaged gzip archive"),
        (gzip.compress(b"Words. " * 200_000, mtime=0), "more bytes when unpacked, over the limit of 1,000,000"),
        (gzip.compress(b"", mtime=0), "empty file"),
    ],
)
def test_a_packed_file_that_cannot_be_used_is_refused(tmp_path: Path, data: bytes, what: str) -> None:
    errors: list[Document | ReadError] = []
    try:
        errors += _read(tmp_path, data, "a.txt.gz", Limits(seed_mb=1))
    except ReadError as error:
        errors.append(error)

    assert [error.what for error in errors if isinstance(error, ReadError)] == [what]


def test_packed_rows_are_read_as_they_come(tmp_path: Path) -> None:
    row = b'{"id": "%d", "text": "The ferry to Sundby left two hours late on day %d." }%400s\n'
    data = gzip.compress(b"".join(row % (number, number, b"") for number in range(3_000)))

    assert len(_read(tmp_path, data, "a.jsonl.gz", Limits(seed_mb=1))) == 3_000


def test_packed_rows_that_end_early_give_those_before(tmp_path: Path) -> None:
    rows = b"".join(
        b'{"id": "%d", "text": "A ferry is late again on day %d of it."}\n' % (n, n * n) for n in range(9_000)
    )
    *found, error = _read(tmp_path, gzip.compress(rows)[:-2_000], "a.jsonl.gz")

    assert len(found) > 100
    assert "damaged JSON lines (EOFError)" in str(error)

"""Each bad input gives one `ReadError` that says where, what, and how to mend it."""

import contextlib
import os
from pathlib import Path, PurePosixPath
from typing import NoReturn

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.config import Limits
from builder.errors import ReadError
from builder.read import FORMATS, _guarded, read
from builder.read.format import Format, Seed
from builder.records import Document

PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256))


def _error(root: Path, name: str, data: bytes, sidecar: str | None = None) -> ReadError:
    path = root / name
    path.write_bytes(data)
    if sidecar is not None:
        path.with_suffix(".yml").write_text(sidecar, encoding="utf-8")
    with pytest.raises(ReadError) as caught:
        list(read(path, root))
    return caught.value


@pytest.mark.parametrize(
    ("name", "data", "what"),
    [
        ("a.txt", b"", "empty file"),
        ("a.txt", b" \n\t\n", "empty file"),
        ("a.txt", b"... --- !!!", "no words in it"),
        ("a.txt", "\u200b\u202e".encode(), "no words in it"),
        ("a.txt", PNG, "not text but a PNG picture"),
        ("a.txt", b"word " * 60_001, "a text of 300,005 characters, over the limit of 300,000"),
        ("a.html", b"%PDF-1.7\n1 0 obj", "damaged PDF file"),
        ("a.txt", b"PK\x03\x04word", "not text but a ZIP archive or office document"),
        ("a.txt", b"words" + bytes(40) + b"and more", "not text but binary data"),
        ("a.txt", bytes(range(1, 32)) * 9, "not text but binary data"),
        ("a.docx", b"words", "damaged, or another kind of file (BadZipFile)"),
        ("README", b"words", "a file without ending"),
        ("a.html", b"<html><head><title>Words</title></head><body></body></html>", "no article text found in the page"),
        ("a.html", b"<!-- -->", "damaged HTML page (ParserError)"),
        ("a.html", b"<div>" * 3_000 + b"words", "elements nested over 2,048 deep"),
    ],
)
def test_a_bad_seed_says_what_is_wrong_and_what_to_do(tmp_path: Path, name: str, data: bytes, what: str) -> None:
    error = _error(tmp_path, name, data)

    assert error.what == what
    assert str(error.path) == name
    assert error.fix


def test_an_unknown_ending_lists_the_known_ones(tmp_path: Path) -> None:
    endings = " ".join(ending for kind in FORMATS for ending in kind.endings)

    assert _error(tmp_path, "a.exe", b"words").fix == f"known endings: {endings}"
    assert {".txt", ".html", ".md", ".rss", ".jsonl", ".eml", ".zip"} <= set(endings.split())


def test_an_ending_in_capitals_is_known(tmp_path: Path) -> None:
    (tmp_path / "A.TXT").write_text("Words.")

    assert next(read(tmp_path / "A.TXT", tmp_path)).text == "Words."


@pytest.mark.parametrize(
    ("sidecar", "message"),
    [
        ("sorce: X", "a.yml:1: unknown key `sorce` (did you mean `source`?)"),
        ("source: X\nwhatever: Y", "a.yml:2: unknown key `whatever` (known keys: source url date title lang authors)"),
        ("source: X\nsource: Y", "a.yml:2: `source` is there twice (keep one of them)"),
        ("source: [X]", "a.yml:1: `source` must be one text"),
        ("title:\n  a: b", "a.yml:2: `title` must be one text"),
        ("authors:\n  - a: b", "a.yml:2: `authors` must be one text, or a list of names"),
        ("source: !!python/object:os.system x", "a.yml:1: `source` must be one text"),
        ("date: 2023-02-30", "a.yml:1: impossible date `2023-02-30` (write YYYY, YYYY-MM or YYYY-MM-DD)"),
        ("date: 30.5.2023", "a.yml:1: impossible date `30.5.2023` (write YYYY, YYYY-MM or YYYY-MM-DD)"),
        ("date: 9999-01-01", "a.yml:1: impossible date `9999-01-01` (a year from 1800 to 2100)"),
        ("lang: English", "a.yml:1: unknown language `English` (write its ISO 639-1 code, such as `en`)"),
        (
            "url: javascript:alert(1)",
            "a.yml:1: `javascript:alert(1)` is no web address (write the whole address, with https://)",
        ),
        ("url: http://[x", "a.yml:1: `http://[x` is no web address (write the whole address, with https://)"),
        (
            "title: Bridge: yes",
            'a.yml:1: broken YAML: mapping values are not allowed here (put values with : or # in "quotes")',
        ),
        (
            "- source",
            "a.yml: no keys in it (write lines like `source: The Daily`; keys: source url date title lang authors)",
        ),
        ("source: a\x07b", 'a.yml: broken YAML (write lines like `source: "The Daily"`)'),
        ("[" * 20_000, 'a.yml: broken YAML (write lines like `source: "The Daily"`)'),
        (
            "x" * 70_000,
            "a.yml: 70,000 bytes, over the limit of 64,000 (keep the article only, without pictures and scripts)",
        ),
    ],
    ids=lambda text: text[:30],
)
def test_a_broken_sidecar_stops_its_seed(tmp_path: Path, sidecar: str, message: str) -> None:
    assert str(_error(tmp_path, "a.txt", b"Words.", sidecar)) == message


def test_a_bomb_of_aliases_is_refused_at_once(tmp_path: Path) -> None:
    lines = ["source: &a [x]"] + [f"k{n}: &{chr(98 + n)} [{', '.join([f'*{chr(97 + n)}'] * 9)}]" for n in range(20)]

    assert "`source` must be one text" in str(_error(tmp_path, "a.txt", b"Words.", "\n".join(lines)))


def test_a_sidecar_states_first_and_changes_the_digest(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Words.")
    before = next(read(path, tmp_path))
    path.with_suffix(".yml").write_text("date: 2023\nlang: no\nauthors: Ida Holm\ntitle:\n")

    after = next(read(path, tmp_path))

    assert [tuple(fact) for fact in after.stated] == [
        ("date", "2023", "sidecar"),
        ("lang", "no", "sidecar"),
        ("authors", "Ida Holm", "sidecar"),
    ]
    assert before.digest != after.digest


def test_a_seed_over_the_limit_is_refused(tmp_path: Path) -> None:
    error = _error(tmp_path, "a.txt", b"word " * (Limits().seed_mb * 200_000 + 1))

    assert error.what == "20,000,005 bytes, over the limit of 20,000,000"


def test_a_file_without_read_permission_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text("Words.")

    def denied(*_: object, **__: object) -> NoReturn:
        raise PermissionError(13, "Permission denied")  # root may read everything, so the system cannot be asked

    monkeypatch.setattr(os, "open", denied)
    with pytest.raises(ReadError, match="cannot be read: Permission denied"):
        list(read(tmp_path / "a.txt", tmp_path))


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    (tmp_path / "folder.txt").mkdir()
    for name in ("none.txt", "folder.txt"):
        with pytest.raises(ReadError):
            list(read(tmp_path / name, tmp_path))


def test_a_link_put_there_after_the_search_is_refused(tmp_path: Path) -> None:
    (tmp_path / "real.txt").write_text("Words.")
    (tmp_path / "a.txt").symlink_to(tmp_path / "real.txt")
    (tmp_path / "real.yml").symlink_to(tmp_path / "nowhere.yml")
    for name in ("a.txt", "real.txt"):
        with pytest.raises(ReadError, match="a symbolic link"):
            list(read(tmp_path / name, tmp_path))


def test_no_error_names_a_folder_of_the_machine(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("")
    with pytest.raises(ReadError) as caught:
        list(read(tmp_path / "a.txt", tmp_path / "elsewhere"))

    assert str(tmp_path) not in str(caught.value)


def test_whatever_a_parser_raises_becomes_a_read_error() -> None:
    def read_bomb(seed: Seed) -> NoReturn:
        raise RecursionError(seed.path)

    seed = Seed(PurePosixPath("a.bomb"), b"")
    with pytest.raises(ReadError, match=r"a.bomb: damaged bomb \(RecursionError\)"):
        list(_guarded(Format("bomb", (".bomb",), read_bomb), seed))


@pytest.mark.parametrize("kind", FORMATS, ids=lambda kind: kind.name)
@settings(deadline=None)  # the first page loads trafilatura
@given(data=st.binary(max_size=400) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_any_bytes_give_documents_or_a_read_error(kind: Format, data: bytes) -> None:
    with contextlib.suppress(ReadError):
        found = list(_guarded(kind, Seed(PurePosixPath("a"), data)))

        texts = [one.text for one in found if isinstance(one, Document)]
        assert all("\r" not in text and "\0" not in text for text in texts)

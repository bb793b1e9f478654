"""A file whose form grows, not its text, is read in a time that grows with it: names, headers, keys, cells, marks.

Each took half a minute or more, or gigabytes, when its parser was given all of it.
"""

import gzip
import io
import json
import time
import zipfile
from pathlib import Path

import pytest

from builder import seeds
from builder.records import Problem
from tests.hostile.test_growing import FAR

WORDS = "The ferry to Sundby left two hours late on Monday, the mayor said."


def _zip(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, f"{name[-5]} left\n\n{WORDS}")
    return out.getvalue()


def _html(attributes: int) -> bytes:
    many = " ".join(f"data-a{at}=1" for at in range(attributes))
    return f"<html><head><title>Late</title></head><body><h1>Late</h1><p {many}>{WORDS * 9}</p></body></html>".encode()


FILES = {
    "deep.zip": _zip("a/" * 32_000 + "x.txt", "b.txt"),
    "subject.eml": f"From: a@b.example\nSubject: {'=? ' * 100_000}\n\n{WORDS}\n".encode(),
    "keys.md": f"+++\n{'a.' * 31_000}a = 1\n+++\n\n{WORDS}\n".encode(),
    "table.md": f"# Late\n\n{WORDS}\n\n{'|a' * 1200}|\n{'|-' * 1200}|\n".encode() + b"|a|\n" * 1_200,
    "keys.json": json.dumps({"text": "", **{f"k{at}": {} for at in range(40_000)}, "inner": {"text": WORDS}}).encode(),
    "marks.warc": b"WARC/1.0\r\n" * 150_000,
    "attributes.html": _html(40_000),
    "flood.txt": ("Late\n\n" + WORDS + " e" + "\u0301\u0316" * 60_000).encode(),
}

REFUSED = {"deep.zip": "a name of over", "marks.warc": "damaged records"}
"""What is told of a file, or of a part of it, that cannot be used."""


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_read_in_a_time_that_grows_with_it(name: str, tmp_path: Path) -> None:
    path = tmp_path / "seeds" / name
    path.parent.mkdir()
    path.write_bytes(FILES[name])
    problems: list[Problem] = []
    began = time.process_time()
    found = list(seeds.read_articles(path, tmp_path, problems))

    assert time.process_time() - began < FAR
    assert [REFUSED.get(name, "") in problem.what for problem in problems] == [True] * (name in REFUSED)
    assert [WORDS[:30] in one.text for one in found] == [True] * (name != "marks.warc")


def test_a_file_packed_twice_is_unpacked_twice(tmp_path: Path) -> None:
    path = tmp_path / "a.txt.gz.gz"
    path.write_bytes(gzip.compress(gzip.compress(f"Late\n\n{WORDS}".encode())))
    (one,) = seeds.read_articles(path, tmp_path, [])

    assert WORDS in one.text

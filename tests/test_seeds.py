"""Seeds are read again when anything they are read from is other, and else give what they gave."""

import json
import os
import shutil
from pathlib import Path

import pytest

from builder import processes, read, seeds
from builder.config import Limits, Settings
from builder.memory import Memory
from builder.records import Article, Problem
from builder.seeds import Seeds
from tests.children import seen

TEXT = "Port reopens\n\nThe port of Brockel reopened on Monday. Mayor Ada Lund cut the ribbon at noon.\n"
PAGE = (
    "<html><head><title>Ferry returns</title></head><body><article><h1>Ferry returns</h1>"
    "<p>The ferry to Agder came back in June, and Ada Lund was on board with two hundred others.</p>"
    "<p>Ida Voss counted them twice, and nobody in the harbour would say why she had done so.</p></article></body>"
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "seeds/may").mkdir(parents=True)
    (tmp_path / "seeds/may/port.txt").write_text(TEXT)
    (tmp_path / "seeds/may/ferry.html").write_text(PAGE)
    return tmp_path


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names of the seeds that were really read."""
    names: list[str] = []
    real = seeds.read.read

    def counting(path: Path, *more: object) -> object:
        names.append(path.name)
        return real(path, *more)  # type: ignore[arg-type]

    monkeypatch.setattr(seeds.read, "read", counting)
    return names


def articles(root: Path, settings: Settings = Settings(), **how: object) -> tuple[list[Article], list[Problem]]:  # noqa: B008
    """One run over all seeds."""
    problems: list[Problem] = []
    found = Seeds(root, settings, **how)  # type: ignore[arg-type]
    paths, _ = seeds.read.find(root / "seeds", root)
    given = [article for path in paths for article in found.articles(path, problems)]
    found.tidy()
    return given, problems


def test_what_is_looked_up_is_what_was_read(root: Path, opened: list[str]) -> None:
    first = articles(root)
    assert articles(root) == first
    assert opened == ["ferry.html", "port.txt"]
    assert articles(root, keep=False) == first


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("seeds/may/port.txt", TEXT.replace("noon", "five")),
        ("seeds/may/port.yml", "source: Brockel Courier\n"),
        ("seeds/may/_defaults.yml", "source: Brockel Courier\n"),
        ("seeds/_defaults.yml", "source: Brockel Courier\n"),
    ],
)
def test_a_seed_is_read_again_when_it_or_what_stands_beside_it_is_other(
    root: Path, opened: list[str], file: str, text: str
) -> None:
    before = articles(root)
    (root / file).write_text(text)
    opened.clear()
    now = articles(root)
    assert "port.txt" in opened
    assert now != before
    assert now == articles(root, keep=False)


def test_a_file_of_the_same_size_and_time_is_not_the_same(root: Path) -> None:
    port = root / "seeds/may/port.txt"
    before, stamp = articles(root), port.stat()
    port.write_text(TEXT.replace("noon", "five"))
    os.utime(port, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    assert articles(root) != before


@pytest.mark.parametrize("settings", [Settings(extract="fast"), Settings(limits=Limits(pdf_pages=3))])
def test_other_settings_read_again(root: Path, opened: list[str], settings: Settings) -> None:
    articles(root)
    opened.clear()
    articles(root, settings)
    assert opened == ["ferry.html", "port.txt"]


def test_a_seed_that_moved_is_read_again(root: Path) -> None:
    articles(root)
    (root / "seeds/may/port.txt").rename(root / "seeds/port.txt")
    assert [str(one.path) for one in articles(root)[0]] == ["seeds/may/ferry.html", "seeds/port.txt"]


def test_a_seed_with_faults_is_read_each_time(root: Path, opened: list[str]) -> None:
    (root / "seeds/may/empty.txt").write_text("")
    first = articles(root)
    opened.clear()
    assert articles(root) == first
    assert opened == ["empty.txt"]
    assert "empty" in first[1][0].what


@pytest.mark.parametrize("harm", [b"", b"no digest", b"0" * 64 + b"\n[]", None])
def test_a_damaged_entry_costs_time_and_nothing_else(root: Path, opened: list[str], harm: bytes | None) -> None:
    first = articles(root)
    entries = sorted((root / ".builder/cache/seeds").iterdir())
    for entry in entries:
        whole = entry.read_bytes()
        entry.write_bytes(whole[:-1] if harm is None else harm)
    opened.clear()
    assert articles(root) == first
    assert len(opened) == len(entries) == 2
    assert articles(root) == first
    assert len(opened) == 2


def test_entries_that_nobody_asks_for_go(root: Path) -> None:
    articles(root)
    (root / "seeds/may/port.txt").unlink()
    articles(root)
    assert len(list((root / ".builder/cache/seeds").iterdir())) == 1


def test_a_dry_run_leaves_nothing(root: Path) -> None:
    articles(root, keep=False)
    assert not (root / ".builder").exists()


def test_a_large_archive_is_not_kept(root: Path, opened: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seeds, "KEPT", 100)
    first = articles(root)
    opened.clear()
    assert articles(root) == first
    assert opened == ["ferry.html"]


def test_who_knows_that_nothing_changed_does_not_even_look(root: Path, opened: list[str]) -> None:
    memory = Memory()
    stamps = {"seeds/may/port.txt": 1, "seeds/may/ferry.html": 1}
    first = articles(root, memory=memory, stamps=stamps)
    (root / "seeds/may/port.txt").write_text("Other\n\nThat nobody was told of, however long it is looked for.\n")
    opened.clear()
    assert articles(root, memory=memory, stamps=stamps) == first
    assert not opened
    assert articles(root, memory=memory, stamps=stamps | {"seeds/may/port.txt": 2}) != first
    assert opened == ["port.txt"]
    (root / "seeds/may/port.yml").write_text("source: Brockel Courier\n")
    beside = stamps | {"seeds/may/port.txt": 2, "seeds/may/port.yml": 1}
    assert [one.source for one in articles(root, memory=memory, stamps=beside)[0]] == [None, "Brockel Courier"]


@pytest.fixture
def eager(monkeypatch: pytest.MonkeyPatch) -> list[processes.Child]:
    """Seeds are shared out among two processes from the second on; the processes that were made."""
    made = seen(monkeypatch)
    monkeypatch.setattr(seeds, "WORTH", 1e-9)
    monkeypatch.setattr(seeds, "CHUNK", 2)
    monkeypatch.setattr(seeds, "cores", lambda: 2)
    return made


def many(root: Path) -> list[Path]:
    """Seeds of several kinds, some of them faulty, one too large to be kept."""
    for number in range(12):
        (root / f"seeds/{number:02}.txt").write_text(f"{TEXT} Pier {number} is the last.\n")
    (root / "seeds/04.txt").write_text("")
    (root / "seeds/07.jsonl").write_text(json.dumps({"text": TEXT * 3, "title": "Rows"}) + "\n{\n")
    return list(read.find(root / "seeds", root).seeds)


def each(root: Path, count: int | None, **options: object) -> tuple[list[Article], list[Problem]]:
    problems: list[Problem] = []
    made = seeds.Seeds(root, Settings(), **options)  # type: ignore[arg-type]
    found = [one for some in made.each(many(root), problems, count) for one in some]
    made.tidy()
    return found, problems


def kept(root: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (root / ".builder/cache/seeds").iterdir()}


def test_two_processes_read_what_one_reads_and_keep_what_it_keeps(root: Path, eager: list[processes.Child]) -> None:
    alone = each(root, 1)
    entries = kept(root)
    assert not eager
    shutil.rmtree(root / ".builder")
    assert (each(root, None), kept(root)) == (alone, entries)
    assert len([child for child in eager if child.started]) == 2


def test_a_project_that_is_known_starts_no_process(root: Path, eager: list[processes.Child]) -> None:
    good = [path for path in many(root) if path.name not in ("04.txt", "07.jsonl")]
    made = seeds.Seeds(root, Settings())
    first = list(made.each(good, [], 2))
    started = [child for child in eager if child.started]
    again = list(seeds.Seeds(root, Settings()).each(good, [], 2))
    assert again == first
    assert started
    assert not [child for child in eager[len(started) :] if child.started]


def test_a_reader_that_dies_costs_time_alone(
    root: Path, eager: list[processes.Child], monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = each(root, 1, keep=False)
    monkeypatch.setattr(processes, "CHILD", "raise SystemExit")
    assert each(root, 2, keep=False) == alone
    assert eager


def test_a_reading_that_is_interrupted_goes_on_from_there(
    root: Path, eager: list[processes.Child], opened: list[str]
) -> None:
    alone = each(root, 1, keep=False)
    found = seeds.Seeds(root, Settings()).each(many(root), [], 2)
    for _ in range(6):
        next(found)
    with pytest.raises(KeyboardInterrupt):
        found.throw(KeyboardInterrupt)  # type: ignore[attr-defined]
    assert all(child.started is None or child.started.poll() is not None for child in eager)
    before = len(kept(root))
    assert before >= 5
    opened.clear()
    assert each(root, 1) == alone
    assert len(opened) <= len(many(root)) - before


def test_stamps_and_processes_go_together(root: Path, eager: list[processes.Child]) -> None:
    stamps: dict[str, object] = {path.relative_to(root).as_posix(): 1 for path in many(root)}
    memory, alone = Memory(), each(root, 1, keep=False)
    assert each(root, 2, memory=memory, stamps=stamps, keep=False) == alone
    eager.clear()
    assert each(root, 2, memory=memory, stamps=stamps, keep=False) == alone
    assert not [child for child in eager if child.started]

"""Archives on one machine: what comes out, what is left out, and what is not done twice."""

import gzip
import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from builder import processes
from builder.archives import engines, pieces, plan, rows, work
from builder.archives.engines import run
from builder.archives.records import Outcome
from builder.cli import main
from builder.config import Settings
from builder.rows import articles as as_articles
from builder.rows import finding_row
from tests.archives.making import archive, do, files, lines, row, table


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive, and its findings by one process in `out`."""
    folder = tmp_path_factory.mktemp("whole")
    archive(folder / "in")
    outcomes = do("analyse", folder / "in", folder / "out")
    assert not [one.fault for one in outcomes if one.fault]
    return folder


def test_every_record_gives_an_article_or_a_line_of_problems(whole: Path) -> None:
    found = table(whole / "out", "articles")
    assert len(found) == 4 + 3 + 2 + 12 + 2
    bad = {(one["path"], one["record"]): one["reason"] for one in table(whole / "out", "problems")}
    assert set(bad) == {("a.jsonl", 3), ("a.jsonl", 5), ("t.parquet", 2)}
    assert "broken row" in bad["a.jsonl", 3]
    assert not list((whole / "out").glob("_new/*"))


def test_findings_are_those_of_the_command_on_one_article(whole: Path) -> None:
    from builder import pipeline

    (ours,) = (one for one in table(whole / "out", "articles") if one["path"] == "a.jsonl/r1")
    (told,) = map(finding_row, pipeline.findings(as_articles([json.dumps(row(1))], [])))
    quotes = [one for one in table(whole / "out", "quotes") if one["path"] == ours["path"]]
    actors = [one for one in table(whole / "out", "actors") if one["path"] == ours["path"]]
    assert told["quotes"]
    assert [(one["text"], one["speaker"], one["via"]) for one in quotes] == [
        (one["text"], one["speaker"], one["via"]) for one in told["quotes"]
    ]
    assert [(one["kind"], one["name"]) for one in actors] == [(one["type"], one["name"]) for one in told["actors"]]


def test_spans_point_at_words_of_the_article(whole: Path) -> None:
    texts = {one["path"]: one["text"] for one in table(whole / "out", "articles")}
    for name in ("quotes", "dates"):
        rows = table(whole / "out", name)
        assert rows
        assert all(texts[one["path"]][one["start"] : one["end"]] == one["text"] for one in rows)


def test_two_processes_write_what_one_writes(whole: Path, tmp_path: Path) -> None:
    do("analyse", whole / "in", tmp_path / "out", processes=2)
    assert files(tmp_path / "out") == files(whole / "out")


def test_read_then_analyse_is_analyse(whole: Path, tmp_path: Path) -> None:
    do("read", whole / "in", tmp_path / "read")
    do("analyse", tmp_path / "read", tmp_path / "out")
    for name in ("articles", "claims", "actors", "dates", "chains"):
        ours, direct = (
            sorted(table(out, name), key=lambda one: (one["path"], one.get("number", 0)))
            for out in (tmp_path / "out", whole / "out")
        )
        assert ours == direct


def test_what_is_done_is_not_done_again(whole: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = files(whole / "out")
    monkeypatch.setattr(work, "articles", None)  # whoever opens a file again fails
    outcomes = do("analyse", whole / "in", whole / "out")
    assert all(one.before and not one.fault for one in outcomes)
    assert sum(one.articles for one in outcomes) == 23
    assert files(whole / "out") == before


def test_an_interrupted_run_goes_on(whole: Path, tmp_path: Path) -> None:
    def stop(outcome: Outcome, _: int) -> None:
        told.append(outcome)
        if len(told) == 3:
            raise KeyboardInterrupt

    told: list[Outcome] = []
    with pytest.raises(KeyboardInterrupt):
        do("read", whole / "in", tmp_path / "out", processes=2, tell=stop)
    again = do("read", whole / "in", tmp_path / "out")
    assert 3 <= sum(one.before for one in again) < len(again)
    do("read", whole / "in", tmp_path / "other")
    assert files(tmp_path / "out") == files(tmp_path / "other")


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGKILL], ids=["interrupt", "kill"])
def test_a_command_that_is_stopped_goes_on(sign: signal.Signals, whole: Path, tmp_path: Path) -> None:
    code = (
        "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler);"
        "from builder.cli import main; main(sys.argv[1:])"
    )
    order = ["read", str(whole / "in"), "--out", str(tmp_path / "out"), "--processes", "1"]
    running = subprocess.Popen([sys.executable, "-c", code, "--root", str(tmp_path), *order], stderr=subprocess.PIPE)
    wait_for(lambda: (tmp_path / "out/_done").exists() or running.poll() is not None)
    running.send_signal(sign)
    _, said = running.communicate()
    assert b"Traceback" not in said
    do("read", whole / "in", tmp_path / "out")
    do("read", whole / "in", tmp_path / "other")
    assert files(tmp_path / "out") == files(tmp_path / "other")


def wait_for(what: Callable[[], bool]) -> None:
    end = time.monotonic() + 60
    while not what():
        assert time.monotonic() < end
        time.sleep(0.005)


def test_a_file_that_changed_takes_the_place_of_what_it_was(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.jsonl").write_text(lines(1, 2))
    (tmp_path / "in/b.jsonl").write_text(lines(3))
    do("read", tmp_path / "in", tmp_path / "out")
    (tmp_path / "in/a.jsonl").write_text(lines(1))
    again = do("read", tmp_path / "in", tmp_path / "out")
    assert [one.before for one in again] == [False, True]
    assert [one["path"] for one in table(tmp_path / "out", "articles")] == ["b.jsonl/r3", "a.jsonl/r1"]


def test_other_rules_do_it_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.jsonl").write_text(lines(1, 2))
    do("read", tmp_path / "a.jsonl", tmp_path / "out")
    for module in (engines, work):
        monkeypatch.setattr(module, "rules", lambda: "others")
    (outcome,) = do("read", tmp_path / "a.jsonl", tmp_path / "out")
    assert not outcome.before
    assert len(list((tmp_path / "out/articles").iterdir())) == 1


def test_a_process_of_another_version_does_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.jsonl").write_text(lines(1, 2))
    monkeypatch.setattr(work, "rules", lambda: "others")
    (outcome,) = do("read", tmp_path / "a.jsonl", tmp_path / "out")
    assert "another version" in outcome.fault
    assert not list(tmp_path.rglob("*.parquet"))


@pytest.mark.parametrize("size", [1, 100, 333, 1_000, 100_000])
def test_large_files_are_cut_and_no_row_is_lost_or_told_twice(
    size: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    monkeypatch.setattr(plan, "PIECE", size if size > 1 else 50)
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.jsonl").write_text(lines(*range(12)).removesuffix("\n"))
    pq.write_table(pa.Table.from_pylist([row(at) for at in range(20, 32)]), tmp_path / "in/b.parquet", row_group_size=5)
    outcomes = do("read", tmp_path / "in", tmp_path / "out")
    assert not [one.fault for one in outcomes if one.fault]
    ids = sorted(one["path"] for one in table(tmp_path / "out", "articles"))
    assert ids == sorted([*(f"a.jsonl/r{at}" for at in range(12)), *(f"b.parquet/r{at}" for at in range(20, 32))])
    assert not table(tmp_path / "out", "problems")
    assert len(outcomes) > 2 or size == 100_000


def test_a_record_that_breaks_a_finder_costs_itself_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from builder import pipeline

    whole = pipeline.findings

    def breaks(articles: list[object]) -> object:
        if any("Pier 2 " in one.text for one in articles):  # type: ignore[attr-defined]
            raise IndexError("here")
        return whole(articles)  # type: ignore[arg-type]

    monkeypatch.setattr(pipeline, "findings", breaks)
    (tmp_path / "a.jsonl").write_text(lines(1, 2, 3))
    do("analyse", tmp_path / "a.jsonl", tmp_path / "out")
    assert len(table(tmp_path / "out", "articles")) == 2
    assert "IndexError here" in table(tmp_path / "out", "problems")[0]["reason"]


def test_a_piece_that_kills_its_process_is_left_out_and_the_others_are_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "in").mkdir()
    for name in ("deadly", "b", "c"):
        (tmp_path / f"in/{name}.jsonl").write_text(lines(1))
    dies = (
        "import os, builder.archives.work as work; real = work.articles\n"
        "def articles(piece, *rest):\n"
        "    return os._exit(9) if 'deadly' in piece.path else real(piece, *rest)\n"
        "work.articles = articles\n"
    )
    begin = "from builder.processes"
    monkeypatch.setattr(processes, "CHILD", processes.CHILD.replace(begin, f"exec({dies!r}); {begin}"))
    faults = {one.piece.path: one.fault for one in do("read", tmp_path / "in", tmp_path / "out", processes=2)}
    assert "died" in faults.pop("deadly.jsonl")
    assert faults == {"b.jsonl": "", "c.jsonl": ""}


def test_addresses_of_other_systems_serve_as_well(tmp_path: Path) -> None:
    import fsspec

    memory = fsspec.filesystem("memory")
    memory.pipe_file("/news/may/a.jsonl", lines(1, 2).encode())
    (outcome,) = run("read", ["memory://news/*/a.jsonl"], "memory://tables", Settings(processes=1))
    assert (outcome.articles, outcome.fault, outcome.piece.path) == (2, "", "may/a.jsonl")
    assert len(memory.ls("/tables/_done")) == 1


def test_the_command_tells_what_was_done_and_left_out(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text(lines(1) + "{\n")
    order = ["--root", str(tmp_path), "read", str(tmp_path / "in.jsonl"), "--out", str(tmp_path / "out")]
    result = CliRunner().invoke(main, order)
    assert result.exit_code == 3
    assert "1 articles of 1 piece" in result.stdout
    assert "1 bad records" in result.stdout


@pytest.mark.parametrize(
    ("order", "says"),
    [
        (["read", "none.jsonl", "--out", "out"], "no file there"),
        (["analyse", "nowhere://a/b", "--out", "out"], "cannot be reached"),
        (["analyse", "in.jsonl", "--out", "out", "--engine", "dask"], "--scheduler tcp://"),
        (["read", "in.jsonl", "--engine", "dask"], "go with --out"),
        (["analyse", "in.jsonl", "in.jsonl"], "several files go with --out"),
        (["read", "missing.txt"], "does not exist"),
    ],
)
def test_wrong_orders_are_told(order: list[str], says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "in.jsonl").write_text(lines(1))
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, order)
    assert says in result.output
    assert result.exit_code in (2, 4)


def test_without_the_libraries_the_fix_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "find_spec", lambda name: None)
    result = CliRunner().invoke(main, ["--root", str(tmp_path), "read", "a", "--out", "b", "--engine", "dask"])
    assert result.exit_code == 4
    assert "pip install 'briefing-builder[archive]'" in result.output
    assert "fsspec and pyarrow and distributed" in result.output


def test_a_damaged_table_is_a_bad_record_however_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plan, "PIECE", 100)
    (tmp_path / "a.parquet").write_bytes(b"PAR1" + b"x" * 500 + b"PAR1")
    (outcome,) = do("read", tmp_path / "a.parquet", tmp_path / "out")
    assert (outcome.fault, outcome.bad) == ("", 1)
    assert "damaged table" in table(tmp_path / "out", "problems")[0]["reason"]


@pytest.mark.parametrize("name", ["a.jsonl", "a.warc", "a.jsonl.gz", "t.parquet"])
def test_a_disk_that_fails_is_no_damage_of_the_file(
    name: str, whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "in").mkdir()
    data = {
        "a.jsonl": lines(*range(40)).encode(),
        "a.warc": gzip.decompress((whole / "in/crawl.warc.gz").read_bytes()),
        "a.jsonl.gz": gzip.compress(lines(*range(4)).encode()),
        "t.parquet": (whole / "in/t.parquet").read_bytes(),
    }[name]
    (tmp_path / "in" / name).write_bytes(data)

    def fails(self: object, size: int = -1) -> bytes:
        raise TimeoutError("the network is gone")

    def opened(piece: object, faults: list[OSError] | None = None) -> object:
        file = opens(piece, faults)  # type: ignore[arg-type]
        if faults is not None:
            monkeypatch.setattr(file.raw._file, "read", fails, raising=False)  # type: ignore[attr-defined]
        return file

    opens = pieces.opened
    for module in (pieces, rows):
        monkeypatch.setattr(module, "opened", opened)
    (outcome,) = do("read", tmp_path / "in", tmp_path / "out")
    assert "the network is gone" in outcome.fault
    assert not list(tmp_path.rglob("*.json"))
    monkeypatch.undo()
    (again,) = do("read", tmp_path / "in", tmp_path / "out")
    assert again.articles
    assert not again.before

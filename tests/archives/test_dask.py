"""Archives over a cluster of two worker processes, one of which is killed in mid-run."""

import os
import signal
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from builder.archives.records import Outcome
from builder.cli import main
from tests.archives.making import archive, do, files, lines, table


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of other libraries, as they start and end
        from distributed import LocalCluster

        with LocalCluster(
            n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, silence_logs=50
        ) as started:
            yield started


@pytest.mark.filterwarnings("ignore")
def test_a_cluster_that_loses_a_worker_writes_what_one_process_writes(cluster: Any, tmp_path: Path) -> None:
    given = archive(tmp_path / "in")
    killed: list[int] = []

    def kill(outcome: Outcome, count: int) -> None:
        if not killed:
            killed.append(next(one.pid for one in cluster.workers.values()))
            os.kill(killed[0], signal.SIGKILL)

    def over_cluster(**options: Any) -> list[Outcome]:
        return do("analyse", given, tmp_path / "dask", "dask", scheduler=cluster.scheduler_address, **options)

    outcomes = over_cluster(tell=kill)
    assert killed
    assert not [one.fault for one in outcomes if one.fault]
    do("analyse", given, tmp_path / "local")
    assert files(tmp_path / "dask") == files(tmp_path / "local")
    assert {one["path"] for one in table(tmp_path / "dask", "problems")} == {"a.jsonl", "t.parquet"}

    again = over_cluster()
    assert [one.before for one in again] == [True] * len(outcomes)
    assert files(tmp_path / "dask") == files(tmp_path / "local")


@pytest.mark.filterwarnings("ignore")
def test_a_scheduler_that_does_not_answer_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("builder.archives.over_dask.SECONDS", 1)
    (tmp_path / "in.jsonl").write_text(lines(1))
    given, out = str(tmp_path / "in.jsonl"), str(tmp_path / "out")
    order = ["--root", str(tmp_path), "read", given, "--out", out, "--engine", "dask", "--scheduler", "127.0.0.1:9"]
    result = CliRunner().invoke(main, order)
    assert result.exit_code == 4
    assert "no scheduler answers at 127.0.0.1:9" in result.output

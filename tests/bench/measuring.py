"""What a command takes: seconds of processor time and by the clock, and the most memory of one of its processes."""

import json
import math
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]


class Took(NamedTuple):
    """One measurement."""

    cpu: float
    wall: float
    peak_mb: int
    items: int = 0
    bytes: int = 0


def took(command: Sequence[str], root: Path, out: str) -> Took:
    """A command in a project, whole; what it wrote, in pages and bytes, is looked for in a folder."""
    told, _ = _run(command, root)
    files = [one for one in (root / out).rglob("*") if one.is_file()]
    pages = sum(one.suffix == ".html" for one in files)
    return told._replace(items=pages, bytes=sum(one.stat().st_size for one in files))


def took_stage(name: str, root: Path) -> Took:
    """A stage of ours (`stage.py`), without what starting Python takes."""
    told, said = _run([sys.executable, "-m", "tests.bench.stage", name, str(root)], ROOT)
    return told._replace(**json.loads(said.splitlines()[-1]))


_LAUNCH = """
import json, os, sys
started = os.posix_spawnp(sys.argv[2], sys.argv[2:], os.environ)
_, status, used = os.wait4(started, 0)
with open(sys.argv[1], "w") as told:
    json.dump([used.ru_utime + used.ru_stime, used.ru_maxrss], told)
sys.exit(os.waitstatus_to_exitcode(status))
"""
"""A small process in between: a child's peak of memory counts from what the process that starts it holds."""


def _run(command: Sequence[str], folder: Path) -> tuple[Took, str]:
    with tempfile.TemporaryDirectory() as there:
        wrong, used = Path(there, "wrong"), Path(there, "used")
        begin = time.perf_counter()
        with wrong.open("w") as errors:
            launch = [sys.executable, "-S", "-c", _LAUNCH, str(used), *command]
            done = subprocess.run(launch, cwd=folder, stdout=subprocess.PIPE, stderr=errors, text=True, check=False)
        wall = time.perf_counter() - begin
        if done.returncode:
            raise RuntimeError(f"{' '.join(command)}: {wrong.read_text()[-2_000:]}{done.stdout[-2_000:]}")
        cpu, peak = json.loads(used.read_text())
    return Took(cpu, wall, peak // (1_000 if sys.platform == "linux" else 1_000_000)), done.stdout


def growth(points: Sequence[tuple[float, float]]) -> float | None:
    """The exponent by which the second number grows with the first (least squares of logarithms); None of too few."""
    logs = [(math.log(one), math.log(other)) for one, other in points if one > 0 and other > 0]
    if len({one for one, _ in logs}) < 2:
        return None
    across, up = (sum(some) / len(logs) for some in zip(*logs, strict=True))
    return sum((one - across) * (other - up) for one, other in logs) / sum((one - across) ** 2 for one, _ in logs)

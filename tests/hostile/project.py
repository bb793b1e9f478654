"""A project full of hostile sources: made with canaries beside it, built and published as a user would."""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

REPOSITORY = Path(__file__).parents[2]
CANARY = "zqcanary"
"""Stands in every file and variable that no output may show."""

OUTPUT = ("docs", ".builder", "site")
GUESTS = {"harmless-port.txt": "port", "harmless-school.txt": "school"}
"""Articles of peaceful people, built beside the hostile ones."""

_ARTICLES = {
    "port": (
        "Ferry line of Port Mery doubles its crossings\n\nPORT MERY, 4 March 2024 - The Holm Line will sail twice as "
        "often from May, its director Ada Lund said on Monday.\n\n“We will carry more bicycles than cars,” Lund said. "
        "The harbour council of Port Mery gave its consent in February.\n"
    ),
    "school": (
        "Village school at Kesten stays open\n\nKESTEN, 11 March 2024 - Parents at Kesten collected 900 signatures "
        "for their school, and the county council kept it.\n\n“Nobody expected this,” said Tom Okafor, who teaches "
        "there. The county will pay for a new roof in 2025.\n"
    ),
}


@dataclass(frozen=True)
class Hostile:
    """One hostile source and what it must lead to."""

    id: str
    file: str
    expect: str
    """`page`, `reject` or `either`."""

    tokens: tuple[str, ...] = ()
    """Words that can be read somewhere on the site."""

    never: tuple[str, ...] = ()
    """Words that can be read nowhere."""

    seconds: float = 10
    """Of one core, and of all processes together."""

    rss_mb: float = 1024


def listed(manifest: Path) -> list[Hostile]:
    """The sources of a manifest, one JSON object a line."""
    rows = map(json.loads, manifest.read_text("utf-8").splitlines())
    keys = Hostile.__dataclass_fields__
    return [
        Hostile(
            **{key: tuple(value) if isinstance(value, list) else value for key, value in row.items() if key in keys}
        )
        for row in rows
    ]


class Ran(NamedTuple):
    """A command that ended."""

    status: int
    out: str
    err: str
    seconds: float
    """Of processor, since machines that tests run on are shared."""

    megabytes: float
    """The most that one of its processes held."""


def builder(root: Path, *arguments: str, seed: str = "1") -> Ran:
    """Run a command of the builder on a project; `seed` shuffles what a run may not depend on."""
    command = [sys.executable, "-m", "builder", "--root", str(root), *arguments]
    environment = os.environ | {
        "PYTHONPATH": str(REPOSITORY),
        "PYTHONHASHSEED": seed,
        "SOURCE_DATE_EPOCH": "1710000000",
        "BUILDER_TEST_SECRET": f"{CANARY}-variable",
    }
    out, err = root.parent / "out", root.parent / "err"
    with out.open("wb") as told, err.open("wb") as said:
        child = subprocess.Popen(command, cwd=root, env=environment, stdout=told, stderr=said)
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    texts = [path.read_bytes().decode("utf-8", "backslashreplace") for path in (out, err)]
    out.unlink(), err.unlink()
    return Ran(child.returncode, *texts, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def project(folder: Path, sources: Path | None) -> Path:
    """A project in a folder, with the guests and the files of `sources` as its seeds, and canaries round about."""
    root = folder / "project"
    (root / "seeds").mkdir(parents=True)
    if sources is not None:
        copy(sources, root / "seeds")
    for name, article in GUESTS.items():
        (root / "seeds" / name).write_text(_ARTICLES[article], "utf-8")
    shutil.copytree(REPOSITORY / "overrides", root / "overrides")
    shutil.copy(REPOSITORY / "mkdocs.yml", root)
    settings = root / "mkdocs.yml"
    settings.write_text(f"# {CANARY}-settings\n{settings.read_text('utf-8')}", "utf-8")
    for path in ("secret.txt", ".env", ".git/config", "../secret.txt", "../outside.txt"):
        (root / path).parent.mkdir(exist_ok=True)
        (root / path).write_text(f"{CANARY}-{Path(path).name}\n", "utf-8")
    return root


def copy(sources: Path, seeds: Path) -> None:
    """Put sources among the seeds as they are: links, pipes and odd names too."""
    subprocess.run(["cp", "-a", f"{sources}/.", str(seeds)], check=True)


def files(folder: Path) -> dict[str, bytes]:
    """Every regular file below a folder, by path."""
    found = (path for path in sorted(folder.rglob("*")) if path.is_file() and not path.is_symlink())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}

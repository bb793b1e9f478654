"""The same seeds give the same bytes wherever they are built: pages, state and site, file by file.

Each surrounding differs from a plain checkout in many ways at once: a build takes its time. A file that differs is
named; which way it was, a person finds out by taking them from `SURROUNDINGS` one by one.
"""

import json
import os
import random
import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[1]
SAMPLES = Path(__file__).parent / "read" / "samples"
SEEDS = ("plain.txt", "sidecar.txt", "sidecar.yml", "windows.txt", "page.html", "courier.rss", "word.docx", "week.zip")
"""Stated and unstated dates, several encodings, a container, an archive; long enough for all sections."""

TOWNS = ("Brockel", "Agder", "Kesten", "Valdora", "Marn", "Tolvik", "Ostrava Bay", "Linden")
PEOPLE = ("Ada Lund", "Tom Okafor", "Ida Voss", "Mirjam Oke", "Jon Brekke", "Per Aas")
DEEDS = ("opened the new bridge", "refused the plan for the harbour", "sold the old lighthouse", "paid the ferry crews")
WORDS = ("The vote took nine hours.", "Rain fell all day.", "Forty ships waited outside.", "It would cost 20 million.")

BACKWARDS = """\
import os

_scandir, _listdir = os.scandir, os.listdir


class _Backwards:
    def __init__(self, entries):
        with entries:
            self._entries = iter(list(entries)[::-1])

    def __iter__(self):
        return self

    def __next__(self):
        return next(self._entries)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass

    def close(self):
        pass


os.scandir = lambda *where: _Backwards(_scandir(*where))
os.listdir = lambda *where: _listdir(*where)[::-1]
"""
"""A `sitecustomize` for a file system that lists folders the other way round."""

SURROUNDINGS = {
    "plain": "TZ=UTC LC_ALL=C.UTF-8 PYTHONHASHSEED=1 umask=022 processes=1 clock=86400 folder=site",
    "east": (
        "TZ=Pacific/Kiritimati LC_ALL=C LANG=tr_TR.UTF-8 LANGUAGE=tr PYTHONHASHSEED=2 PYTHONUTF8=0 "
        "PYTHONCOERCECLOCALE=0 umask=077 processes=2 clock=1700000000 clone=shallow folder=Über_uns/a;b/c's_site"
    ),
    "west": (
        "TZ=America/Adak LC_ALL=POSIX LANG=de_DE.UTF-8 PYTHONHASHSEED=3 PYTHONUTF8=0 umask=002 processes=2 "
        "clock=990 order=backwards folder=deep/er/still/site"
    ),
}
"""Name -> what is set; `OURS` are told otherwise, the rest are variables. `clock`: when the seeds were saved last."""

OURS = {"umask", "processes", "folder", "order", "clone", "clock"}


def projects(folder: Path) -> Path:
    """A repository with seeds alone; its history is two commits long."""
    origin = folder / "origin"
    shutil.copytree(REPOSITORY / "overrides", origin / "overrides")
    shutil.copy(REPOSITORY / "mkdocs.yml", origin)
    git(origin, "init", "--quiet")
    git(origin, "add", "--all")
    git(origin, "commit", "--quiet", "--message", "Settings")
    (origin / "seeds").mkdir()
    for name in SEEDS:
        shutil.copy(SAMPLES / name, origin / "seeds" / name)
    (origin / "seeds" / "many.jsonl").write_text("\n".join(map(json.dumps, map(row, range(48)))), "utf-8")
    git(origin, "add", "--all")
    git(origin, "commit", "--quiet", "--message", "Seeds")
    return origin


def row(number: int) -> dict[str, str]:
    """One of the many small articles that it takes to occupy two processes."""
    dice = random.Random(number)
    who, town, deed = dice.choice(PEOPLE), dice.choice(TOWNS), dice.choice(DEEDS)
    said = f"“We have waited {number} years for it,” {dice.choice(PEOPLE)} said."
    text = " ".join([f"{who} of {town} {deed} on Monday.", *dice.sample(WORDS, 3), said])
    return {"title": f"{town} {deed}, case {number}", "text": text, "date": f"2023-0{1 + number % 9}-11"}


def git(root: Path, *words: str) -> None:
    who = {f"GIT_{role}_{key}": "ida@example.org" for role in ("AUTHOR", "COMMITTER") for key in ("NAME", "EMAIL")}
    subprocess.run(["git", *words], cwd=root, env={**os.environ, **who}, check=True, capture_output=True)


def made(origin: Path, folder: Path, name: str) -> dict[str, str]:
    """Path -> digest of everything that a build and a publication leave, in a clone of the repository."""
    around = dict(word.split("=", 1) for word in SURROUNDINGS[name].split())
    root = folder / around["folder"].replace("_", " ")
    root.parent.mkdir(parents=True, exist_ok=True)
    depth = ["--depth", "1"] if around.get("clone") == "shallow" else []
    git(folder, "clone", "--quiet", *depth, origin.as_uri(), str(root))
    settings = root / "mkdocs.yml"
    text = settings.read_text("utf-8")
    assert "builder: {}" in text
    settings.write_text(text.replace("builder: {}", f"builder: {{processes: {around['processes']}}}"), "utf-8")
    if around.get("order") == "backwards":
        (folder / "sitecustomize.py").write_text(BACKWARDS)
    for number, seed in enumerate(sorted((root / "seeds").iterdir())):
        os.utime(seed, (int(around["clock"]) - number,) * 2)
    env = {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "PYTHONPATH": f"{folder}:{REPOSITORY}",
        "SITE_URL": "https://ida.example/news/",
        **{key: value for key, value in around.items() if key not in OURS},
    }
    for words in (["build"], ["publish"]):
        command = [sys.executable, "-m", "builder", *words]
        done = subprocess.run(
            command, cwd=root, env=env, umask=int(around["umask"], 8), capture_output=True, check=False, timeout=300
        )
        assert done.returncode in (0, 3), (done.stdout + done.stderr).decode(errors="replace")
    settings.write_text(text, "utf-8")  # how many processes there are is said in it, and is not what is compared
    return {
        path.relative_to(root).as_posix(): digest(path)
        for top in ("docs", ".builder", "site")
        for path in sorted((root / top).rglob("*"))
        if path.is_file() and ".builder/cache" not in path.as_posix() and path.name != "lock"
    }


def digest(path: Path) -> str:
    data = path.read_bytes()
    if path.name == ".published.json":  # the settings differ in the number of processes
        return ""
    return sha256(data).hexdigest()


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return projects(tmp_path_factory.mktemp("origin"))


@pytest.fixture(scope="module")
def plain(origin: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return made(origin, tmp_path_factory.mktemp("plain"), "plain")


def test_there_is_something_to_compare(plain: dict[str, str]) -> None:
    assert {"docs/index.md", "site/index.html", "site/sitemap.xml", "site/robots.txt", "site/_headers"} <= set(plain)
    assert sum(path.startswith("docs/briefings/") for path in plain) >= 8


@pytest.mark.parametrize("name", [name for name in SURROUNDINGS if name != "plain"])
def test_another_surrounding_gives_the_same_bytes(
    origin: Path, plain: dict[str, str], tmp_path: Path, name: str
) -> None:
    other = made(origin, tmp_path, name)

    assert sorted(other) == sorted(plain)
    assert [path for path in plain if plain[path] != other[path]] == []

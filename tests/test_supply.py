"""What is installed is pinned, and the threat model names what is there."""

import re
import tomllib
from importlib.metadata import distribution
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PINS = dict(
    line.split("==") for line in ROOT.joinpath("constraints.txt").read_text().splitlines() if not line.startswith("#")
)
OF_PYTHON = {"setuptools"}
"""Comes with the environment that Python makes, and is asked for by packages that only need it to be built."""

RELEASE = ROOT / "requirements-release.txt"
THREATS = re.findall(r"^\| (?!threat|---)(.+?) \| (.+?) \| `(.+?)` \|$", ROOT.joinpath("SECURITY.md").read_text(), re.M)


def normal(name: str) -> str:
    """A package's name as indexes compare it (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def needed() -> set[str]:
    """Packages that the builder needs, and those that they need, as installed here."""
    found: set[str] = set()
    project = tomllib.loads(ROOT.joinpath("pyproject.toml").read_text())["project"]
    waiting = list(project["dependencies"])
    while waiting:
        asked = re.match(r"[\w.-]+", waiting.pop())
        assert asked
        name = normal(asked[0])
        if name not in found:
            found.add(name)
            waiting += [one for one in distribution(name).requires or () if ";" not in one]
    return found


def test_every_package_that_the_builder_needs_is_pinned() -> None:
    pinned = {normal(name) for name in PINS}
    assert len(needed()) > 40
    assert needed() - pinned <= OF_PYTHON


def test_what_builds_the_package_is_pinned_wherever_it_is_built() -> None:
    asked = tomllib.loads(ROOT.joinpath("pyproject.toml").read_text())["build-system"]["requires"]

    assert {re.split(r"[<>=]", one)[0] for one in asked} <= {normal(name) for name in PINS}
    assert "\nexport PIP_BUILD_CONSTRAINT := constraints.txt\n" in ROOT.joinpath("Makefile").read_text()
    assert "--build-constraint constraints.txt" in ROOT.joinpath("Dockerfile").read_text()


def test_a_release_has_hashes_and_the_pinned_versions_alone() -> None:
    text = RELEASE.read_text()
    rows = dict(re.findall(r"^([\w.-]+)==(\S+) \\$", text, re.M))
    pins = {normal(name): version for name, version in PINS.items()}

    assert {name: one for name, one in rows.items() if pins.get(normal(name)) != one and name not in OF_PYTHON} == {}
    assert needed() <= {normal(name) for name in rows}
    assert all("--hash=sha256:" in entry for entry in re.split(r"^(?=[\w.-]+==)", text, flags=re.M)[1:])
    assert "://" not in text
    assert "index-url" not in text


@pytest.mark.parametrize("threat", THREATS, ids=lambda threat: threat[0][:40])
def test_each_threat_names_code_and_a_test_that_exist(threat: tuple[str, str, str]) -> None:
    _, where, test = threat
    path, _, name = test.partition("::")
    assert ROOT.joinpath(path).is_file()
    assert f"def {name}" in ROOT.joinpath(path).read_text()
    for place in re.findall(r"`([\w./-]+/[\w./-]*|[\w.-]+\.yml)`", where):
        assert ROOT.joinpath(place).exists(), place


def test_the_table_of_threats_is_read() -> None:
    assert len(THREATS) >= 15

"""A code host on this machine: a bare repository, clones of it, and the steps of its pipelines, run by bash.

Nothing is installed or downloaded: a clone's `.venv` holds the `builder` of `warm.py`, and `gh` writes down what it was
asked.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from tests.ci.warm import CALL

REPOSITORY = Path(__file__).parents[2]
WORKFLOWS = sorted((REPOSITORY / ".github" / "workflows").glob("*.yml"))

_NOT_COMMITTED = (
    *(".git", ".venv", "site", "node_modules", "__pycache__", ".*_cache", ".hypothesis", ".cache", "cache", "lock"),
    *(".site-*", ".zensical-*", "test-results"),
)
_GH = '#!/bin/sh\necho "$@" >>"$HOME/gh.log"\nif [ "$1 $2" = "pr list" ]; then echo "${OPEN_REQUESTS:-0}"; fi\n'
_EXPRESSIONS = {
    "${{ github.token }}": "token",
    "${{ github.event.repository.default_branch }}": "main",
    "${{ vars.SITE_URL || format('https://{0}.github.io/{1}/', github.repository_owner, "
    "github.event.repository.name) }}": "https://ida.github.io/site/",
}


class Step(NamedTuple):
    name: str
    script: str
    env: dict[str, str]


def steps(workflow: str, job: str) -> list[Step]:
    """The steps of a GitHub job that are shell, with the variables they see."""
    file: dict[str, Any] = yaml.safe_load((REPOSITORY / ".github/workflows" / f"{workflow}.yml").read_text("utf-8"))
    jobs = file["jobs"][job]
    found = []
    for step in jobs["steps"]:
        if "run" in step:
            env = {**file.get("env", {}), **jobs.get("env", {}), **step.get("env", {})}
            known = {key: _EXPRESSIONS[value] if "${{" in value else value for key, value in env.items()}
            found.append(Step(step.get("name", ""), step["run"], known))
    return found


class Host:
    """The repository `origin.git` in a folder, and what its pipelines see."""

    def __init__(self, folder: Path, web: Path, warm: Path) -> None:
        self.folder, self.bare, self.web, self.socket = folder, folder / "origin.git", web, warm
        for name in ("home", "bin"):
            (folder / name).mkdir(parents=True)
        _program(folder / "bin" / "gh", _GH)
        start = folder / "start"
        shutil.copytree(REPOSITORY, start, ignore=shutil.ignore_patterns(*_NOT_COMMITTED), symlinks=True)
        self.git(start, "init", "--quiet", "--initial-branch", "main")
        self.commit(start, "First")
        self.git(folder, "clone", "--quiet", "--bare", str(start), str(self.bare))
        self.git(self.bare, "config", "receive.advertisePushOptions", "true")

    def env(self, **more: str) -> dict[str, str]:
        """What little a runner sets."""
        home = self.folder / "home"
        return {
            "PATH": f"{self.folder / 'bin'}:{os.environ['PATH']}",
            "HOME": str(home),
            "CI": "true",
            "GIT_CONFIG_SYSTEM": "/dev/null",
            "GIT_AUTHOR_NAME": "Ida Voss",
            "GIT_AUTHOR_EMAIL": "ida@example.org",
            "GIT_COMMITTER_NAME": "Ida Voss",
            "GIT_COMMITTER_EMAIL": "ida@example.org",
            "GITHUB_STEP_SUMMARY": str(home / "summary.md"),
            "GITHUB_OUTPUT": str(home / "output"),
            "PYTHONDONTWRITEBYTECODE": "1",
            **more,
        }

    def clone(self, name: str) -> Path:
        """A fresh clone of the main branch, with a `.venv` that make takes for installed."""
        root = self.folder / name
        self.git(self.folder, "clone", "--quiet", str(self.bare), str(root))
        programs = root / ".venv" / "bin"
        programs.mkdir(parents=True)
        (programs / "python").symlink_to(sys.executable)
        _program(programs / "builder", CALL.format(python=sys.executable, socket=str(self.socket)))
        for stamp in (".site", ".dev", ".mkdocs"):
            (root / ".venv" / stamp).touch()
        return root

    def run(self, root: Path, script: str, env: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
        """Run a step as GitHub does: `bash -e FILE`."""
        file = self.folder / "step.sh"
        file.write_text(script)
        seen = self.env(**(env or {}))
        words = ["bash", "-e", str(file)]
        return subprocess.run(words, cwd=root, env=seen, capture_output=True, text=True, check=False, timeout=300)

    def git(self, root: Path, *words: str) -> str:
        done = subprocess.run(["git", *words], cwd=root, env=self.env(), capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def commit(self, root: Path, message: str) -> None:
        self.git(root, "add", "--all")
        self.git(root, "commit", "--quiet", "--message", message)

    def publish_page(self, name: str, headline: str, text: str) -> str:
        """Put an article on the web; its address."""
        page = (
            f"<!doctype html><html lang=en><title>{headline}</title><h1>{headline}</h1><article><p>{text}</p></article>"
        )
        (self.web / f"{name}.html").write_text(page)
        return f"https://courier.example/{name}"

    def told(self, name: str) -> str:
        """What steps left in the runner's home: `summary.md`, `output`, `gh.log`."""
        file = self.folder / "home" / name
        return file.read_text() if file.exists() else ""


def _program(path: Path, text: str) -> None:
    path.write_text(text)
    path.chmod(0o755)


def programs() -> Path:
    """Where this Python's tools are."""
    return Path(sys.executable).parent

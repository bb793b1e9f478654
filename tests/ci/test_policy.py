"""What the pipelines promise about tokens, strangers and caches; each rule is shown to catch a pipeline without it.

What the linters know of the formats is theirs: `LINTERS` shows that each of them is awake.
"""

import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.ci.platform import REPOSITORY, WORKFLOWS, programs

PINNED = re.compile(r"uses: (?:\./|[\w.-]+/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$)")
BY_SIDE = ("rebase", "-X ours", "-X theirs", "|| true", "--force ", "push -f", "continue-on-error")
WRITES = {"contents", "pages", "id-token", "pull-requests", "packages", "actions"}


def faults(text: str) -> Iterator[str]:
    """What breaks a promise in a GitHub workflow."""
    flow: dict[Any, Any] = yaml.safe_load(text)
    events = flow[True]  # YAML 1.1 takes `on` for true
    strangers = "pull_request" in events
    if "pull_request_target" in events or "workflow_run" in events:
        yield "strangers' code with our token"
    if flow.get("permissions") != {}:
        yield "permissions for all jobs"
    if "group" not in flow.get("concurrency", {}) or any("concurrency" in job for job in flow["jobs"].values()):
        yield "not one concurrency group"
    if "secrets." in text:
        yield "a secret"
    for line in text.splitlines():
        if "uses:" in line and not PINNED.search(line):
            yield "an action that is not pinned"
        if any(words in line for words in BY_SIDE):
            yield "settled by text"
    for name, job in flow["jobs"].items():
        yield from _job_faults(name, job, strangers=strangers)


def _job_faults(name: str, job: dict[str, Any], *, strangers: bool) -> Iterator[str]:
    granted = job.get("permissions")
    if not isinstance(granted, dict):
        yield "a job without permissions of its own"
        return
    writes = {what for what, how in granted.items() if how == "write"}
    if not writes <= WRITES:
        yield "a permission that nothing needs"
    away = "github.event_name != 'pull_request'" in str(job.get("if"))
    if writes and strangers and not away:
        yield "a stranger's change may write"
    if writes and strangers and {"check", "test"} - set(job.get("needs", ())):
        yield "published without check and test"
    if "timeout-minutes" not in job:
        yield "no timeout"
    for step in job["steps"]:
        given, uses = step.get("with", {}), str(step.get("uses"))
        if uses.startswith("actions/checkout@") and given.get("persist-credentials") is not False:
            yield "the token stays in the clone"
        keyed = f"{given.get('cache-dependency-path')}{given.get('key')}"
        if ("cache" in given or uses.startswith("actions/cache@")) and "constraints.txt" not in keyed:
            yield "a cache that is not keyed on constraints.txt"
        if name == "publish" and ("cache" in given or uses.startswith("actions/cache@")):
            yield "what is published came through a cache"


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.stem)
def test_the_workflows_keep_their_promises(workflow: Path) -> None:
    assert list(faults(workflow.read_text("utf-8"))) == []


BROKEN = [
    ("site", "  pull_request:\n", "  pull_request_target:\n", "strangers' code with our token"),
    ("site", "permissions: {}", "permissions: write-all", "permissions for all jobs"),
    ("site", "concurrency:\n  group", "concurrency:\n  none", "not one concurrency group"),
    ("ingest", "  ingest:\n    name", "  ingest:\n    concurrency: x\n    name", "not one concurrency group"),
    ("ingest", "${{ github.token }}", "${{ secrets.TOKEN }}", "a secret"),
    ("site", r"checkout@\w+ # v[\d.]+", "checkout@v6", "an action that is not pinned"),
    ("site", r"(checkout@\w+) # v[\d.]+", r"\1", "an action that is not pinned"),
    ("site", "|| test $? -eq 3", "|| true", "settled by text"),
    ("ingest", "run: .ci/ingest", "run: git pull --rebase && .ci/ingest", "settled by text"),
    ("site", "    permissions:\n      contents: read\n", "", "a job without permissions of its own"),
    ("ingest", "contents: write", "deployments: write", "a permission that nothing needs"),
    ("site", "github.event_name != 'pull_request' && ", "", "a stranger's change may write"),
    ("site", r"needs: \[check, test\]", "needs: [check]", "published without check and test"),
    ("ingest", "    timeout-minutes: 60\n", "", "no timeout"),
    ("site", "persist-credentials: false", "persist-credentials: true", "the token stays in the clone"),
    ("site", "cache-dependency-path: constraints.txt", "cache-dependency-path: x", "a cache that is not keyed"),
    ("site", r"-\$\{\{ hashFiles\('constraints.txt'\) \}\}", "", "a cache that is not keyed"),
    ("site", r'python-version: "3.11" # without[^\n]*', 'python-version: "3.11"\n          cache: pip', "came through"),
]


@pytest.mark.parametrize(("workflow", "old", "new", "expected"), BROKEN, ids=[f"{one[0]}: {one[3]}" for one in BROKEN])
def test_a_workflow_that_breaks_a_promise_is_caught(workflow: str, old: str, new: str, expected: str) -> None:
    text = (REPOSITORY / ".github/workflows" / f"{workflow}.yml").read_text("utf-8")
    pattern = old if "\\" in old or "[^" in old else re.escape(old)
    broken, count = re.subn(pattern, new, text, count=1)
    assert count == 1

    assert any(expected in fault for fault in faults(broken)), list(faults(broken))


def test_the_gitlab_pipeline_keeps_the_same_promises() -> None:
    text = (REPOSITORY / ".gitlab-ci.yml").read_text("utf-8")
    jobs: dict[str, Any] = yaml.safe_load(text)

    assert jobs["default"]["cache"]["key"]["files"] == ["constraints.txt"]
    assert jobs["pages"]["cache"] == []
    assert not any(words in text for words in BY_SIDE)
    assert [name for name in jobs if "INGEST_TOKEN" in str(jobs[name])] == ["ingest"]
    assert all(jobs[name]["resource_group"] == name for name in ("pages", "ingest"))  # one at a time
    assert jobs["pages"]["rules"] == [
        {"if": '$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH && $CI_PIPELINE_SOURCE != "schedule"'}
    ]
    assert jobs["ingest"]["rules"] == [{"if": '$CI_PIPELINE_SOURCE == "schedule"'}]


GITHUB, GITLAB, CONTAINER, INGEST = ".github/workflows/site.yml", ".gitlab-ci.yml", "Dockerfile", ".ci/ingest"
SCHEMA = "check-jsonschema --builtin-schema vendor"
LINTERS = {
    "a job that is not there": (GITHUB, "needs: [check, test]", "needs: [chekc]", "actionlint"),
    "a step that is not there": (GITHUB, "steps.deploy.outputs", "steps.deplo.outputs", "actionlint"),
    "a word without quotes": (GITHUB, '"$GITHUB_STEP_SUMMARY"', "$GITHUB_STEP_SUMMARY", "actionlint"),
    "an event that is none": (GITHUB, "  pull_request:", "  pul_request:", f"{SCHEMA}.github-workflows"),
    "strangers' code": (GITHUB, "  pull_request:", "  pull_request_target:", "zizmor --offline --no-progress"),
    "a key that is none": (GITLAB, "  stage: test", "  stag: [x]", f"{SCHEMA}.gitlab-ci --data-transform gitlab-ci"),
    "a loop without an end": (INGEST, "done\n", "", "shellcheck"),
    "root": (CONTAINER, "USER 10001:10001", "USER root", "hadolint --no-color"),
    "a base without a version": (CONTAINER, ":3.11.14-slim-bookworm AS", " AS", "hadolint --no-color"),
}


@pytest.mark.parametrize("fault", LINTERS)
def test_the_linters_are_awake(tmp_path: Path, fault: str) -> None:
    name, old, new, command = LINTERS[fault]
    program, *words = command.split()
    text = (REPOSITORY / name).read_text("utf-8")
    assert old in text
    for path, content, expected in (("good", text, 0), ("bad", text.replace(old, new), 1)):
        file = tmp_path / path / ".github" / "workflows" / Path(name).name
        file.parent.mkdir(parents=True)
        file.write_text(content, "utf-8")
        env = {**os.environ, "PATH": f"{programs()}:{os.environ['PATH']}"}  # actionlint looks for shellcheck
        done = subprocess.run(
            [str(programs() / program), *words, str(file)], capture_output=True, text=True, check=False, env=env
        )
        assert bool(done.returncode) == bool(expected), done.stdout + done.stderr


def test_the_container_takes_what_it_is_built_from_and_runs_as_nobody_in_particular() -> None:
    lines = (REPOSITORY / "Dockerfile").read_text("utf-8").splitlines()
    taken = [word for line in lines if re.match(r"COPY (?!--from)", line) for word in line.split()[1:-1]]
    sent = [
        line.removeprefix("!")
        for line in (REPOSITORY / ".dockerignore").read_text("utf-8").splitlines()
        if line.startswith("!")
    ]

    assert sorted(taken) == sorted(sent)
    assert all((REPOSITORY / name).exists() for name in taken)
    assert [line for line in lines if line.startswith("USER")] == ["USER 10001:10001"]
    bases = {line.split()[1] for line in lines if line.startswith("FROM")}
    assert all(re.fullmatch(r"python:3\.11\.\d+-slim-bookworm(@sha256:[0-9a-f]{64})?", base) for base in bases)
    assert any("--constraint constraints.txt" in line for line in lines)

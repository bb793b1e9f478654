"""Every shell step of the shipped pipelines, run in a fresh clone; what no platform is needed for is tried here."""

import os
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.ci.platform import REPOSITORY, WORKFLOWS, Host, Step, programs, steps

PORT = (
    "port",
    "Port of Brockel reopens",
    "The port of Brockel reopened in May. Mayor Ada Lund cut the ribbon at noon.",
)
FERRY = "Ferry line returns\n\nThe ferry to Agder came back in June. Ada Lund was on board. It carried 200 people.\n"
NOTE = "## Editor's note\n\nThe crews were paid in coins, our archive says."

RIVAL = """\
#!/bin/sh
if [ -e ../rival-pushed ]; then exit 0; fi
touch ../rival-pushed
cd ../rival && git push --quiet origin HEAD:refs/heads/ingest
"""
"""A hook that runs within the push of the pipeline: somebody else is a moment faster."""


def ran(host: Host, root: Path, todo: list[Step], **more: str) -> None:
    for step in todo:
        done = host.run(root, step.script, {**step.env, **more})
        assert done.returncode == 0, f"{step.name}\n{done.stdout}{done.stderr}"


def files(host: Host, branch: str) -> list[str]:
    return host.git(host.bare, "ls-tree", "-r", "--name-only", branch).splitlines()


def text(host: Host, branch: str, path: str) -> str:
    return host.git(host.bare, "show", f"{branch}:{path}")


def one(paths: list[str], part: str) -> str:
    (found,) = (path for path in paths if part in path and path.endswith(".md"))
    return found


def with_sources(host: Host, *addresses: str) -> Path:
    """A clone whose list of sources is on the main branch."""
    root = host.clone("work")
    (root / "sources.txt").write_text("\n".join(("# what we follow", *addresses, "https://courier.example/gone", "")))
    host.commit(root, "Sources")
    host.git(root, "push", "--quiet", "origin", "HEAD:main")
    return root


def test_a_change_is_built_checked_and_summed_up(host: Host) -> None:
    root = host.clone("work")
    (root / "seeds" / "ferry.txt").write_text(FERRY)
    (root / "seeds" / "empty.txt").write_text("")

    ran(host, root, steps("site", "check"))

    summary = host.told("summary.md")
    assert "### New (" in summary
    assert "/ferry-line-returns-" in summary
    assert "- `seeds/empty.txt`: " in summary
    assert (root / "site" / "index.html").is_file()
    assert "Sitemap: https://ida.github.io/site/sitemap.xml" in (root / "site" / "robots.txt").read_text()


def test_a_broken_page_fails_the_check_and_is_marked(host: Host) -> None:
    root = host.clone("work")
    page = root / "docs" / "method.md"
    page.write_text(f"{page.read_text()}\n[x](nowhere.md)\n")
    lines = page.read_text().splitlines()

    (step,) = (step for step in steps("site", "check") if "--format github" in step.script)
    done = host.run(root, step.script, step.env)

    assert done.returncode != 0
    assert f"::error file=docs/method.md,line={len(lines)},col=5,title=link::" in done.stdout


def test_the_publishing_and_testing_steps_are_targets_of_make(host: Host) -> None:
    root = host.clone("work")

    for step in (*steps("site", "publish"), *steps("site", "test")):
        done = host.run(root, step.script, {**step.env, "MAKEFLAGS": "n", "BUILDER_SKIP_BROWSER": "1"})
        assert done.returncode == 0, done.stderr


def test_ingest_opens_a_pull_request_with_the_new_article_and_then_has_nothing_new(host: Host) -> None:
    root = with_sources(host, host.publish_page(*PORT))

    ran(host, root, steps("ingest", "ingest"))

    found = files(host, "ingest")
    assert "seeds/port.html" in found
    assert "cut the ribbon at noon" in text(host, "ingest", one(found, "/port-of-brockel-reopens-"))
    assert "/port-of-brockel-reopens-" in host.told("summary.md")
    assert host.told("output") == "pushed=true\n"
    assert "pr create --base main --head ingest" in host.told("gh.log")
    assert files(host, "main") != found

    again = host.run(root, ".ci/ingest")
    assert (again.returncode, again.stdout.splitlines()[-1]) == (0, "nothing new"), again.stderr
    assert host.told("output") == "pushed=true\n"


def test_a_rejected_push_is_answered_by_the_builder_and_no_word_is_lost(host: Host) -> None:
    root = with_sources(host, host.publish_page(*PORT))
    rival = host.clone("rival")
    (rival / "seeds" / "ferry.txt").write_text(FERRY)
    assert host.run(rival, ".venv/bin/builder build").returncode == 0
    (page,) = (rival / "docs" / "briefings").rglob("ferry-line-returns-*.md")
    page.write_text(page.read_text().replace("\n## ", f"\n{NOTE}\n\n## ", 1))
    host.commit(rival, "The ferry")
    hook = root / ".git" / "hooks" / "pre-push"
    hook.write_text(RIVAL)
    hook.chmod(0o755)

    done = host.run(root, ".ci/ingest", {"GH_TOKEN": "token"})

    assert done.returncode == 0, done.stderr
    assert "somebody else pushed first" in done.stderr
    found = files(host, "ingest")
    assert {"seeds/port.html", "seeds/ferry.txt"} <= set(found)
    assert NOTE in text(host, "ingest", one(found, "/ferry-line-returns-"))
    assert "cut the ribbon at noon" in text(host, "ingest", one(found, "/port-of-brockel-reopens-"))
    index = text(host, "ingest", "docs/index.md")
    assert "/ferry-line-returns-" in index
    assert "/port-of-brockel-reopens-" in index
    pushed = host.git(host.bare, "log", "--format=%s", "ingest").splitlines()
    assert pushed[:2] == ["Take in new articles", "The ferry"]  # theirs, then ours made anew on it
    root = host.clone("after")
    host.git(root, "checkout", "--quiet", "ingest")
    assert host.run(root, ".venv/bin/builder build --check").returncode == 0
    assert host.run(root, ".venv/bin/builder check").returncode == 0


def test_the_gitlab_jobs_do_the_same(host: Host) -> None:
    jobs: dict[str, Any] = yaml.safe_load((REPOSITORY / ".gitlab-ci.yml").read_text("utf-8"))
    root = with_sources(host, host.publish_page(*PORT))
    push_to = "https://ingest:secret@gitlab.example/ida/site.git"
    predefined = {
        "CI_DEFAULT_BRANCH": "main",
        "BASE": "main",
        "CI_SERVER_HOST": "gitlab.example",
        "CI_PROJECT_PATH": "ida/site",
        "INGEST_TOKEN": "secret",
        "GITLAB_USER_NAME": "Ida Voss",
        "GITLAB_USER_EMAIL": "ida@example.org",
        "SITE_URL": "https://ida.gitlab.io/site/",
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": f"url.{host.bare}.insteadOf",
        "GIT_CONFIG_VALUE_0": push_to,
    }

    for job in ("check", "pages", "ingest"):
        script = "\n".join(jobs[job]["script"])
        done = host.run(root, f"set -o pipefail\n{script}", predefined)
        assert done.returncode == 0, f"{job}\n{done.stdout}{done.stderr}"

    assert (root / ".cache" / "summary.md").read_text().startswith("## Briefings")
    assert (root / ".cache" / "found.json").read_text() == "[]\n"
    assert "https://ida.gitlab.io/site/" in (root / "public" / "sitemap.xml").read_text()
    assert "seeds/port.html" in files(host, "ingest")


def test_the_netlify_commands_are_a_make_with_an_address() -> None:
    settings = tomllib.loads((REPOSITORY / "netlify.toml").read_text("utf-8"))
    commands = [settings["build"]["command"], settings["context"]["deploy-preview"]["command"]]

    for command in commands:
        env = {"PATH": "/usr/bin:/bin", "URL": "https://a.example", "DEPLOY_PRIME_URL": "https://b.example"}
        words = ["sh", "-c", command.replace("make site", "printenv SITE_URL")]
        done = subprocess.run(words, env=env, capture_output=True, text=True, check=True)
        assert done.stdout in ("https://a.example/\n", "https://b.example/\n")
    assert settings["build"]["publish"] == "site"


LINTS = {
    "github": ["check-jsonschema", "--builtin-schema", "vendor.github-workflows", *map(str, WORKFLOWS)],
    "gitlab": [
        *("check-jsonschema", "--builtin-schema", "vendor.gitlab-ci", "--data-transform", "gitlab-ci"),
        str(REPOSITORY / ".gitlab-ci.yml"),
    ],
    "security": ["zizmor", "--offline", "--no-progress", *map(str, WORKFLOWS)],
    "jobs": ["actionlint", *map(str, WORKFLOWS)],
    "container": ["hadolint", str(REPOSITORY / "Dockerfile")],
    "shell": ["shellcheck", *map(str, sorted((REPOSITORY / ".ci").iterdir()))],
}


@pytest.mark.parametrize("lint", LINTS)
def test_the_pipelines_are_in_order(lint: str) -> None:
    program, *words = LINTS[lint]

    done = subprocess.run(
        [str(programs() / program), *words],
        env={**os.environ, "PATH": f"{programs()}:{os.environ['PATH']}"},  # actionlint looks for shellcheck
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.stem)
def test_steps_are_sound_shell_with_no_expression_in_them(workflow: Path, tmp_path: Path) -> None:
    for job in yaml.safe_load(workflow.read_text("utf-8"))["jobs"]:
        for number, step in enumerate(steps(workflow.stem, job)):
            assert "${{" not in step.script, "an expression in a script is an injection: pass it in `env`"
            script = tmp_path / f"{number}.sh"
            script.write_text(f"#!/usr/bin/env bash\n{step.script}\n")
            words = [str(programs() / "shellcheck"), str(script)]
            done = subprocess.run(words, capture_output=True, text=True, check=False)
            assert done.returncode == 0, done.stdout


def test_the_hooks_call_what_is_installed() -> None:
    settings = yaml.safe_load((REPOSITORY / ".pre-commit-config.yaml").read_text("utf-8"))
    hooks = [hook for repo in settings["repos"] for hook in repo["hooks"]]

    assert {repo["repo"] for repo in settings["repos"]} == {"local"}  # nothing is downloaded
    assert all((programs() / Path(hook["entry"].split()[0]).name).exists() for hook in hooks)
    assert {"id", "name", "entry", "language"} <= set.intersection(*(set(hook) for hook in hooks))


def test_a_conflict_with_the_main_branch_waits_for_a_person(host: Host) -> None:
    root = host.clone("work")
    for branch, words in (("ingest", "theirs"), ("main", "ours")):
        host.git(root, "checkout", "--quiet", "-B", branch, "origin/main")
        (root / "seeds" / "same.txt").write_text(f"{words}\n")
        host.commit(root, words)
        host.git(root, "push", "--quiet", "origin", branch)

    done = host.run(root, ".ci/ingest")

    assert done.returncode == 1
    assert "merge main into ingest by hand" in done.stderr
    assert text(host, "ingest", "seeds/same.txt") == "theirs\n"


def test_no_step_settles_by_text_what_the_builder_settles() -> None:
    for file in (*WORKFLOWS, REPOSITORY / ".gitlab-ci.yml", *sorted((REPOSITORY / ".ci").iterdir())):
        words = file.read_text("utf-8")
        assert not any(bad in words for bad in ("rebase", "-X ", "|| true", "push --force", "push -f")), file

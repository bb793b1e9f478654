"""Editing in the browser: what stands in `admin/`, and what it is allowed. Used in a browser: `tests/browser`."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from builder.config import Admin
from builder.errors import PublishError
from builder.publish import publish
from builder.publish.schema import keys_of, schema

KINDS = {"briefings": "briefing", "events": "event", "actors": "actor", "sources": "source"}
FONT = "https://fonts.example/fontsource/fonts/noto-mono@5.3.0/latin-400-normal.woff2"
MISSING_FONT = "https://fonts.example/fontsource/fonts/other:vf@1.0.0/latin-wght-normal.woff2"


@pytest.fixture
def ready(project: Path) -> Path:
    """The project with a repository, and a stand-in for the program."""
    program = project / "node_modules" / "@sveltia" / "cms"
    (program / "dist").mkdir(parents=True)
    (program / "dist" / "sveltia-cms.js").write_text(f"load('{FONT}', '{MISSING_FONT}')")
    (program / "LICENSE.txt").write_text("MIT")
    font = project / "node_modules" / "@fontsource" / "noto-mono" / "files" / "noto-mono-latin-400-normal.woff2"
    font.parent.mkdir(parents=True)
    font.write_bytes(b"font")
    name_repository(project, "https://github.com/ada/briefings")
    return project


def name_repository(project: Path, address: str) -> None:
    settings = project / "mkdocs.yml"
    settings.write_text(re.sub(r"(?m)^(# )?repo_url: .*", f"repo_url: {address}", settings.read_text("utf-8")), "utf-8")


def config(project: Path) -> Any:
    return json.loads((project / "site" / "admin" / "config.json").read_text("utf-8"))


def test_without_the_setting_there_is_no_such_page(ready: Path) -> None:
    for admin in (None, Admin()):
        site = publish(ready, admin=admin, force=True).site

        assert not (site / "admin").exists()
        assert (site / "_headers").read_text("utf-8").count("Content-Security-Policy") == 1


def test_every_key_of_the_schema_has_a_field_with_its_words(ready: Path) -> None:
    publish(ready, admin=Admin("github"))

    made = {one["name"]: one for one in config(ready)["collections"]}
    assert [*made] == [*KINDS, "pages"]
    for name, kind in KINDS.items():
        fields = {field["name"]: field for field in made[name]["fields"]}
        assert [*fields] == [*keys_of(kind), "body"]
        for key, of in keys_of(kind).items():
            assert fields[key]["label"] == of["title"]
            own = fields[key]["widget"] == "hidden" or fields[key].get("readonly", False)
            assert own == of.get("readOnly", False), key
            assert own or of["description"] in fields[key]["hint"]
    briefing = {field["name"]: field for field in made["briefings"]["fields"]}
    assert [key for key, of in briefing.items() if of.get("required")] == ["title", "date", "source"]
    assert briefing["review"]["options"] == schema()["properties"]["review"]["enum"]
    assert "docs/index.md" in {one["file"] for one in made["pages"]["files"]}


def test_only_its_own_folder_is_let_off_the_policy(ready: Path) -> None:
    site = publish(ready, admin=Admin("github")).site

    rules = dict(re.findall(r"^(/\S*)\n(?:  (?!Content)\S.*\n)*  Content-Security-Policy: (.*)$", headers(site), re.M))
    assert len(set(rules.values())) == 2
    own = rules.pop("/admin/*")
    assert "script-src 'self';" in own
    assert "connect-src 'self' data: blob: https://api.github.com;" in own
    assert all("'unsafe-" not in policy for policy in rules.values())
    # No path fits two rules that state a policy: a browser would obey both.
    assert "/*\n  X-Content-Type-Options" in headers(site)
    assert {*rules} == {"/"} | {
        f"/{path.name}/*" if path.is_dir() else f"/{path.name}"
        for path in site.iterdir()
        if path.name not in ("admin", "_headers", ".published.json")
    }
    stated = re.search(
        r'content-security-policy" content="([^"]+)"', (site / "admin" / "index.html").read_text("utf-8")
    )
    assert stated
    assert own == f"{stated[1]}; frame-ancestors 'none'"


def headers(site: Path) -> str:
    return (site / "_headers").read_text("utf-8")


def test_fonts_come_from_the_site_and_one_that_is_not_installed_from_nowhere(ready: Path) -> None:
    site = publish(ready, admin=Admin("github")).site

    script = (site / "admin" / "sveltia-cms.js").read_text("utf-8")
    assert script == f"load('fonts/noto-mono-latin-400-normal.woff2', '{MISSING_FONT}')"
    assert (site / "admin" / "fonts" / "noto-mono-latin-400-normal.woff2").read_bytes() == b"font"
    assert "font-src 'self' data:;" in (site / "admin" / "index.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("address", "admin", "told", "host"),
    [
        (
            "https://github.com/ada/briefings",
            Admin("github", branch="edits"),
            {"name": "github", "repo": "ada/briefings", "branch": "edits", "auth_methods": ["token"]},
            "https://api.github.com",
        ),
        (
            "https://git.valdora.example/press/desk/briefings.git",
            Admin("gitlab"),
            {
                "name": "gitlab",
                "repo": "press/desk/briefings",
                "branch": "main",
                "api_root": "https://git.valdora.example/api/v4",
            },
            "https://git.valdora.example",
        ),
        (
            "https://github.com/ada/briefings/",
            Admin("github", sign_in="https://door.valdora.example/"),
            {"name": "github", "repo": "ada/briefings", "base_url": "https://door.valdora.example"},
            "https://api.github.com https://door.valdora.example",
        ),
    ],
)
def test_it_knows_the_repository(ready: Path, address: str, admin: Admin, told: dict[str, Any], host: str) -> None:
    name_repository(ready, address)

    site = publish(ready, admin=admin).site

    backend = config(ready)["backend"]
    assert {key: backend[key] for key in told} == told
    assert f"blob: {host};" in (site / "admin" / "index.html").read_text("utf-8")


def test_what_is_missing_is_named_with_the_fix(ready: Path) -> None:
    program = ready / "node_modules" / "@sveltia"
    program.rename(ready / "elsewhere")
    with pytest.raises(PublishError, match="run: npm install"):
        publish(ready, admin=Admin("github"))

    (ready / "elsewhere").rename(program)
    name_repository(ready, "''")
    with pytest.raises(PublishError, match="repo_url is missing"):
        publish(ready, admin=Admin("github"))
    assert not (ready / "site").exists()


def test_files_of_a_person_are_not_overwritten(ready: Path) -> None:
    own = ready / "docs" / "admin" / "rota.csv"
    own.parent.mkdir()
    own.write_text("day,who\n")

    with pytest.raises(PublishError, match="rename it"):
        publish(ready, admin=Admin("github"))

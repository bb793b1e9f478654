"""Editing in the browser: `site/admin/`, a program that edits the pages in their repository, for people without git.

The program is Sveltia CMS as npm installed it (`package.json` pins its version): copied from `node_modules`, never
fetched by a reader's browser. Its forms are made of the schema that `check` goes by (`forms`). It keeps the text of
a page byte by byte and writes the whole front matter anew, which is no edit but where a value changed.
"""

import json
import re
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from builder.config import Admin
from builder.errors import PublishError
from builder.publish.forms import collections

FOLDER = "admin"
PROGRAM = Path("node_modules", "@sveltia", "cms")
_SCRIPT = "sveltia-cms.js"

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
    "font-src 'self' data:; connect-src 'self' data: blob: {hosts}; frame-src blob:; base-uri 'none'; "
    "form-action 'self'"
)
"""What the editing page may do beyond a page for readers, and it alone: set styles from its script, show pictures out
of memory, and talk to the service that holds the repository. No script but the one beside it, and no other host."""

_FONT = re.compile(
    r"https://[\w.]+/fontsource/fonts/(?P<name>[a-z0-9-]+)(?P<variable>:vf)?@[\d.]+/(?P<file>[a-z0-9-]+\.woff2)"
)
"""Matches `https://HOST/fontsource/fonts/noto-mono@5.3.0/latin-400-normal.woff2`."""

_PAGE = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="content-security-policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>Edit</title>
<link rel="icon" href="data:,">
<link rel="cms-config-url" type="application/json" href="config.json">
</head>
<body><script src="{script}"></script></body>
</html>
"""

_API = {"github": {"github.com": "https://api.github.com"}, "gitlab": {"gitlab.com": "https://gitlab.com/api/v4"}}
"""Where the services themselves answer programs; an installation of one's own does below its own host."""

_OWN_API = {"github": "/api/v3", "gitlab": "/api/v4"}


def write_admin(root: Path, site: Path, admin: Admin, repo_url: str) -> None:
    """Put the editing page into a finished site.

    Called after the gate has looked at the site: this page runs a script that no other may.

    Raises:
        PublishError: the repository is not named, the program is not installed, or pages stand in its place.
    """
    backend = _backend(admin, repo_url)
    program = root / PROGRAM
    script = program / "dist" / _SCRIPT
    if not script.is_file():
        raise PublishError(f"{PROGRAM.as_posix()} is missing, which `admin` in mkdocs.yml needs (run: npm install)")
    folder = site / FOLDER
    if folder.exists():
        raise PublishError(f"docs/{FOLDER}/ is in the way of editing in the browser (rename it, or switch `admin` off)")
    folder.mkdir()
    (folder / _SCRIPT).write_text(_with_our_fonts(script.read_text("utf-8"), root, folder), "utf-8")
    shutil.copyfile(program / "LICENSE.txt", folder / "LICENSE.txt")
    config = settings(root / "docs", backend)
    (folder / "config.json").write_text(f"{json.dumps(config, indent=1, ensure_ascii=False)}\n", "utf-8")
    page = _PAGE.format(policy=admin_policy(admin, repo_url), script=_SCRIPT)
    (folder / "index.html").write_text(page, "utf-8")


def _with_our_fonts(script: str, root: Path, folder: Path) -> str:
    """The program with the fonts that npm installed, put beside it, in place of those it would load from elsewhere.

    A font that is not installed stays where it is, where the policy forbids it: a plainer look, no request.
    """

    def ours(found: re.Match[str]) -> str:
        scope = "@fontsource-variable" if found["variable"] else "@fontsource"
        name = f"{found['name']}-{found['file']}"
        file = root / "node_modules" / scope / found["name"] / "files" / name
        if not file.is_file():
            return found[0]
        (folder / "fonts").mkdir(exist_ok=True)
        shutil.copyfile(file, folder / "fonts" / name)
        return f"fonts/{name}"

    return _FONT.sub(ours, script)


def settings(docs: Path, backend: Mapping[str, Any]) -> dict[str, Any]:
    """The settings of the program: where the pages are, and a form for each type of page."""
    return {
        "backend": dict(backend),
        "load_config_file": True,
        "media_folder": "docs/assets",
        "public_folder": "/assets",
        # Quotes, because the two versions of YAML read `no` and `12:30` in two ways. Empty fields are left out, or
        # every key that a page does not have would be written.
        "output": {"omit_empty_optional_fields": True, "yaml": {"quote": "single", "indent_sequences": False}},
        "collections": collections(docs),
    }


def admin_policy(admin: Admin, repo_url: str) -> str:
    """The content policy of the editing page."""
    api = urlsplit(_api(admin, repo_url))
    hosts = {f"{api.scheme}://{api.netloc}"}
    if admin.sign_in:
        sign_in = urlsplit(admin.sign_in)
        hosts.add(f"{sign_in.scheme}://{sign_in.netloc}")
    return POLICY.format(hosts=" ".join(sorted(hosts)))


def _backend(admin: Admin, repo_url: str) -> dict[str, Any]:
    parts = urlsplit(repo_url)
    name = parts.path.strip("/").removesuffix(".git")
    if parts.scheme not in ("http", "https") or "/" not in name:
        what = f"is {repo_url!r}" if repo_url else "is missing"
        raise PublishError(
            f"mkdocs.yml: repo_url {what}, which `admin` needs (write https://{admin.service}.com/OWNER/NAME)"
        )
    found = {"name": admin.service, "repo": name, "branch": admin.branch, "api_root": _api(admin, repo_url)}
    if admin.sign_in:
        return {**found, "base_url": admin.sign_in.rstrip("/")}
    return {**found, "auth_methods": ["token"]}


def _api(admin: Admin, repo_url: str) -> str:
    parts = urlsplit(repo_url)
    known = _API[admin.service].get(parts.netloc)
    return known or f"{parts.scheme}://{parts.netloc}{_OWN_API[admin.service]}"

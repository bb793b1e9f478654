"""Site generators on the pages of one build: plain MkDocs + Material, Zensical, Hugo, and `builder publish`.

All get the same folder of Markdown. MkDocs and Zensical get Material with its own search and nothing of ours; Hugo,
which brings no theme, a page frame of its own: menu, contents, text. `builder publish` also checks pages, links and
citations, and makes the search, feeds and data: its time is for more.
"""

import sys
from pathlib import Path
from shutil import copytree, rmtree

from tests.bench.measuring import Took, took, took_stage

_PLAIN = """\
site_name: Briefings
docs_dir: docs
site_dir: site-{name}
use_directory_urls: false
nav: [{{Home: index.md}}, {{Events: events/index.md}}, {{Actors: actors/index.md}}, {{Sources: sources/index.md}}]
not_in_nav: "*"
theme: {{name: material, font: false}}
markdown_extensions: [attr_list, tables, admonition, pymdownx.details, {{toc: {{permalink: true}}}}]
"""
_HUGO = """\
baseURL = "/"
title = "Briefings"
contentDir = "content"
publishDir = "site-hugo"
uglyURLs = true
disableKinds = ["taxonomy", "term", "rss", "sitemap"]
[markup.goldmark.renderer]
unsafe = true
[markup.goldmark.parser.attribute]
block = true
"""
_FRAME = """\
<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{{ .Title }}</title></head><body><nav><a href="/">Home
</a> <a href="/events/">Events</a> <a href="/actors/">Actors</a> <a href="/sources/">Sources</a></nav><main>
{{ .TableOfContents }}{{ .Content }}</main></body></html>
"""
HERE = Path(sys.executable).parent


def engines(root: Path) -> dict[str, Took]:
    """What each takes for all pages of a project, nothing kept from an earlier run; and we, for one more line after."""
    found = {}
    for name in ("mkdocs", "zensical"):
        (root / f"plain-{name}.yml").write_text(_PLAIN.format(name=name), "utf-8")
        rmtree(root / ".cache", ignore_errors=True)
        found[name] = took([str(HERE / name), "build", "-f", f"plain-{name}.yml"], root, f"site-{name}")
    (root / "hugo.toml").write_text(_HUGO, "utf-8")
    (root / "layouts/_default").mkdir(parents=True, exist_ok=True)
    for kind in ("single", "list"):
        (root / f"layouts/_default/{kind}.html").write_text(_FRAME, "utf-8")
    content = root / "content"
    rmtree(content, ignore_errors=True)
    copytree(root / "docs", content)
    for page in content.rglob("index.md"):
        page.rename(page.with_name("_index.md"))  # Hugo takes what lies beside the other name for parts of that page
    found["hugo"] = took([str(HERE / "hugo"), "--quiet"], root, "site-hugo")
    rmtree(root / ".builder" / "cache" / "site", ignore_errors=True)
    found["builder publish"] = took_stage("publish", root)
    found["builder publish, one page changed"] = took_stage("publish, one page changed", root)
    return found

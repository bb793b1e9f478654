import html
import re
from pathlib import Path

import pytest

from builder.publish import Engine, publish


def headers(site: Path) -> dict[str, str]:
    """The headers that a host would answer with on every page."""
    first, *lines = (site / "_headers").read_text("utf-8").splitlines()
    assert first == "/*"
    return dict(line.strip().split(": ", 1) for line in lines)


@pytest.mark.parametrize("engine", ["mkdocs", "zensical"])
def test_a_host_is_told_the_policy_that_the_pages_state(project: Path, engine: Engine) -> None:
    site = publish(project, by=engine).site

    told = headers(site)

    page = (site / "method.html").read_text("utf-8")
    stated = re.search(r'http-equiv="?content-security-policy"? content="([^"]+)"', page, re.IGNORECASE)
    assert stated
    assert told["Content-Security-Policy"] == f"{html.unescape(stated[1])}; frame-ancestors 'none'"
    assert told["X-Content-Type-Options"] == "nosniff"
    assert told["Referrer-Policy"] == "no-referrer"
    assert "camera=()" in told["Permissions-Policy"]
    assert max(map(len, (site / "_headers").read_text("utf-8").splitlines())) < 2000  # Cloudflare reads no longer line


def test_search_engines_are_told_of_the_sitemap_where_its_address_is_known(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SITE_URL", raising=False)
    assert (publish(project).site / "robots.txt").read_text() == "User-agent: *\nAllow: /\n"

    monkeypatch.setenv("SITE_URL", "https://example.org/briefings")
    robots = (publish(project).site / "robots.txt").read_text()

    assert robots.endswith("\nSitemap: https://example.org/briefings/sitemap.xml\n")
    assert (project / "site" / "sitemap.xml").is_file()


def test_a_persons_own_files_stay(project: Path) -> None:
    (project / "docs" / "robots.txt").write_text("User-agent: *\nDisallow: /\n")
    (project / "docs" / "_headers").write_text("/*\n  X-Mine: 1\n")

    site = publish(project).site

    assert "Disallow" in (site / "robots.txt").read_text()
    assert headers(site) == {"X-Mine": "1"}

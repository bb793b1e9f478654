import os
import re
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from builder.errors import PublishError
from builder.publish import check, publish

Edit = Callable[[str, str, str], None]


def snapshot(folder: Path) -> dict[str, str]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest() for path in files}


def test_publishing_twice_gives_the_same_bytes(
    project: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    first = publish(project)
    before = snapshot(first.site)
    for page in (project / "docs").rglob("*.md"):
        os.utime(page, (1, 1))

    second = publish(project, force=True)

    assert snapshot(second.site) == before
    assert second == first
    assert (second.site, second.problems) == (project / "site", ())
    assert second.pages == len([name for name in before if name.endswith(".html")])
    assert sorted(path.name for path in project.iterdir()) == ["docs", "mkdocs.yml", "overrides", "site"]
    assert capfd.readouterr() == ("", "")
    assert "SOURCE_DATE_EPOCH" not in os.environ


def test_publishing_with_nothing_new_does_nothing(project: Path) -> None:
    publish(project)
    inode = (project / "site").stat().st_ino

    again = publish(project)

    assert not again.fresh
    assert again.pages == len(list(again.site.rglob("*.html")))
    assert (project / "site").stat().st_ino == inode


@pytest.mark.parametrize("changed", ["docs/method.md", "docs/new.json", "mkdocs.yml", "overrides/404.html"])
def test_any_change_publishes_again(project: Path, changed: str) -> None:
    publish(project)
    path = project / changed
    path.write_text("{}" if changed.endswith("json") else f"{path.read_text('utf-8')}\n", "utf-8")

    assert publish(project).fresh


def test_a_damaged_site_is_published_again(project: Path) -> None:
    (publish(project).site / "method.html").unlink()

    assert publish(project).fresh
    assert (project / "site" / "method.html").exists()


def test_another_address_is_published_again(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(project)
    monkeypatch.setenv("SITE_URL", "https://example.org/")

    assert publish(project).fresh


def test_every_page_has_a_policy_and_asks_no_other_host(project: Path) -> None:
    site = publish(project).site

    for page in site.rglob("*.html"):
        text = page.read_text("utf-8")
        assert "content-security-policy" in text
        assert "unsafe-inline" not in text
        assert not re.search(r'(?:src|srcset)="(?:https?:)?//|<link[^>]+href="(?:https?:)?//', text)


def test_a_failed_run_leaves_the_site_before(project: Path, edit: Edit) -> None:
    before = snapshot(publish(project).site)
    edit("method.md", "Every line", "[x](nowhere.md)")

    with pytest.raises(PublishError, match=r"docs/method\.md:9:5: link to nowhere\.md"):
        publish(project)

    assert snapshot(project / "site") == before
    assert not list(project.glob(".site-*"))


def test_what_only_the_finished_site_shows_is_refused_too(project: Path) -> None:
    template = project / "overrides" / "main.html"
    template.write_text(f"{template.read_text()}{{% block footer %}}<a href='nowhere.html'>x</a>{{% endblock %}}")
    assert check(project) == []

    with pytest.raises(PublishError, match=r"method\.html: link to nowhere\.html: no such file"):
        publish(project)

    assert not (project / "site").exists()


def test_a_page_missing_from_the_menu_is_refused(project: Path) -> None:
    (project / "docs" / "corrections.md").unlink()

    with pytest.raises(PublishError, match=r"corrections\.md"):
        publish(project)


def test_a_run_that_is_not_strict_reports_what_it_let_pass(project: Path, edit: Edit) -> None:
    edit("method.md", "Every line", "[x](nowhere.md)")

    published = publish(project, strict=False)

    assert any("nowhere.md" in str(problem) for problem in published.problems)
    assert (project / "site" / "index.html").is_file()


def test_a_script_in_an_override_is_refused_even_when_not_strict(project: Path) -> None:
    override = project / "overrides" / "main.html"
    bad = "{% block extrahead %}{% if page %}<script>alert(1)</script>{% endif %}{% endblock %}"
    override.write_text(override.read_text("utf-8") + bad, "utf-8")

    with pytest.raises(PublishError, match=r"an unknown script: alert\(1\)"):
        publish(project, strict=False)


def test_at_most_twenty_findings_are_spelled_out(project: Path, edit: Edit) -> None:
    edit("method.md", "Every line", "\n".join(f"[x](nowhere{number}.md)" for number in range(30)))

    with pytest.raises(PublishError) as raised:
        publish(project)

    lines = str(raised.value).splitlines()
    assert lines[0] == "the site was not published: 30 problems"
    assert lines[-1] == "  and 10 more"
    assert len(lines) == 22


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [("site_name: Briefings", "site_name: [", 2), ("custom_dir: overrides", "custom_dir: nowhere", 36)],
)
def test_bad_settings_are_named(project: Path, old: str, new: str, line: int) -> None:
    settings = project / "mkdocs.yml"
    settings.write_text(settings.read_text("utf-8").replace(old, new), "utf-8")

    with pytest.raises(PublishError, match=rf"^mkdocs\.yml:{line}:"):
        publish(project)


def test_a_broken_template_is_a_users_error(project: Path) -> None:
    (project / "overrides" / "404.html").write_text("{% if %}")

    with pytest.raises(PublishError, match=r"^overrides/404\.html:1: "):
        publish(project)


def test_a_link_in_the_sites_place_is_not_followed(project: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (project / "site").symlink_to(tmp_path / "elsewhere")

    with pytest.raises(PublishError, match="not a folder"):
        publish(project)


def test_the_site_may_live_in_a_folder_of_its_host(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SITE_URL", "https://example.org/sub/path/")

    site = publish(project).site

    assert 'href="/sub/path/index.html"' in (site / "404.html").read_text("utf-8")
    assert "https://example.org/sub/path/method.html" in (site / "sitemap.xml").read_text("utf-8")


def test_a_repository_gives_every_page_an_edit_button_and_no_request(project: Path) -> None:
    settings = project / "mkdocs.yml"
    settings.write_text(
        settings.read_text("utf-8").replace("# repo_url:", "repo_url:").replace("# edit_uri:", "edit_uri:")
    )

    page = (publish(project).site / "briefings" / "2023" / "minister.html").read_text("utf-8")

    assert 'href="https://github.com/OWNER/NAME/edit/main/docs/briefings/2023/minister.md"' in page
    assert 'data-md-component="source"' not in page


def test_sections_that_a_person_wrote_are_marked(project: Path) -> None:
    sections = {"key-points": "edited", "sourcing": "person"}
    edited = {"briefings/2023/refuses.md": {"day": "2023-06-01", "sections": sections}}
    site = publish(project, edited=edited).site
    page = (site / "briefings/2023/refuses.html").read_text()

    assert '<h2 data-mark="edited by hand" data-origin="edited" id="key-points">' in page
    assert '<h2 data-mark="by a person" data-origin="person" id="sourcing">' in page
    assert "Edited by hand on 2023-06-01: the marked sections. All else" in " ".join(page.split())
    assert "data-origin" not in (site / "briefings/2023/minister.html").read_text()
    assert publish(project, edited=edited).fresh is False
    assert publish(project).fresh is True


@pytest.mark.parametrize(("review", "shown"), [("reviewed", "Reviewed by a person"), ("withdrawn", "Withdrawn")])
def test_the_review_state_is_shown_below_the_title(
    project: Path, edit: Callable[[str, str, str], None], review: str, shown: str
) -> None:
    edit("briefings/2023/minister.md", "review: draft", f"review: {review}")
    site = publish(project).site

    page = (site / "briefings/2023/minister.html").read_text()
    assert f'</h1><p class="meta review" data-pagefind-ignore>{shown}</p>' in page
    assert 'class="meta review"' not in (site / "method.html").read_text()

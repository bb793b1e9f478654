"""What an editor sees who works while `builder serve` runs."""

import fcntl
import gzip
import http.client
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from builder.errors import BuilderError
from builder.preview import Preview
from tests.preview.conftest import ARTICLE, REPOSITORY, Running

SEED = ARTICLE.replace("Harbour bridge in Brockel stays closed", "Ferry to Sundby sails again").replace(
    "piers", "hulls"
)


def briefing(running: Running) -> Path:
    return next((running.root / "docs" / "briefings").rglob("*.md"))


def address(running: Running, page: Path) -> str:
    return page.relative_to(running.root / "docs").with_suffix(".html").as_posix()


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def raw(running: Running, path: str, host: str = "localhost") -> int:
    """Status of a request whose path no client mends."""
    connection = http.client.HTTPConnection("127.0.0.1", urlsplit(running.preview.url).port, timeout=60)
    connection.putrequest("GET", path, skip_host=True)
    connection.putheader("Host", host)
    connection.endheaders()
    status = connection.getresponse().status
    connection.close()
    return status


def test_a_page_that_is_saved_is_shown_and_those_who_look_at_it_load_it_anew(running: Running) -> None:
    page = running.root / "docs" / "method.md"
    news = page.read_text("utf-8") + "\nWe also ring the mayor.\n"
    assert running.reload_told("method.html", lambda: page.write_text(news, "utf-8"))
    assert "We also ring the mayor." in running.page("method.html")


def test_a_page_saved_by_renaming_another_file_over_it_is_shown(running: Running) -> None:
    page = running.root / "docs" / "method.md"
    fresh = page.with_name(".method.md.part")
    fresh.write_text(page.read_text("utf-8") + "\nWe also ring the mayor.\n", "utf-8")
    fresh.replace(page)
    running.shows("We also ring the mayor.", "method.html")


def test_a_title_that_is_changed_enters_the_lists(running: Running) -> None:
    change(briefing(running), "Harbour bridge in Brockel stays closed", "Bridge shut for two months")
    running.shows("Bridge shut for two months", "index.html")


def test_a_seed_that_is_dropped_is_a_page_and_enters_the_lists(running: Running) -> None:
    (running.root / "seeds" / "ferry.txt").write_text(SEED)
    running.shows("Ferry to Sundby sails again", "index.html")
    pages = [page for page in (running.root / "docs" / "briefings").rglob("*.md") if "ferry" in page.name]
    assert "hulls" in running.page(address(running, pages[0]))


def test_a_seed_that_goes_leaves_the_page_marked_and_the_server_up(running: Running) -> None:
    seed = running.root / "seeds" / "ferry.txt"
    seed.write_text(SEED)
    link = "Ferry to Sundby sails again</a>"
    running.shows(link, "index.html")
    running.settle()
    seed.unlink()
    running.until(lambda: link not in running.get("index.html")[1], "the seed gone from the list")


def test_a_seed_that_cannot_be_read_is_told(running: Running) -> None:
    seed = running.root / "seeds" / "empty.txt"
    seed.write_text("")
    running.until(lambda: any(one["path"] == "seeds/empty.txt" for one in running.findings()), "the empty seed")
    seed.unlink()
    running.until(lambda: not running.findings(), "nothing wrong")


@pytest.mark.parametrize(
    ("broken", "line", "what"),
    [
        ("---\ntitle: [\n---\n\n# Method\n", 3, "not YAML"),
        ("---\ntitle: Method\n---\n\n<<<<<<< HEAD\nours\n=======\ntheirs\n>>>>>>> branch\n", 5, "conflict marker"),
    ],
)
def test_a_page_that_cannot_be_shown_stays_as_it_was_until_it_is_mended(
    running: Running, broken: str, line: int, what: str
) -> None:
    page = running.root / "docs" / "method.md"
    good = page.read_text("utf-8")
    before = running.page("method.html")
    page.write_text(broken, "utf-8")
    running.until(lambda: any(one["path"] == "docs/method.md" for one in running.findings()), "the finding")
    first = next(one for one in running.findings() if one["path"] == "docs/method.md")
    assert (first["line"], what in first["what"], bool(first["fix"])) == (line, True, True)
    assert any(f"docs/method.md:{line}" in said for said in running.said)
    assert running.page("method.html") == before
    page.write_text(f"{good}\nMended.\n", "utf-8")
    running.until(lambda: not running.findings(), "nothing wrong")
    assert "Mended." in running.page("method.html")


def test_a_dead_link_is_told_beside_the_page_as_it_is(running: Running) -> None:
    page = running.root / "docs" / "method.md"
    good = page.read_text("utf-8")
    page.write_text(f"{good}\nSee [there](nowhere.md).\n", "utf-8")
    running.until(lambda: any("nowhere.md" in one["what"] for one in running.findings()), "the dead link")
    assert "there" in running.page("method.html")
    page.write_text(good, "utf-8")
    running.until(lambda: not running.findings(), "nothing wrong")


def test_settings_that_are_broken_leave_the_site_and_are_taken_over_once_mended(running: Running) -> None:
    settings = running.root / "mkdocs.yml"
    good = settings.read_text("utf-8")
    settings.write_text(good.replace("site_name: Briefings", "site_name: [Briefings"), "utf-8")
    running.until(lambda: any(one["path"] == "mkdocs.yml" for one in running.findings()), "the finding")
    assert any(one["line"] for one in running.findings() if one["path"] == "mkdocs.yml")
    assert "Briefings" in running.page()
    settings.write_text(good.replace("site_name: Briefings", "site_name: The Archive"), "utf-8")
    running.shows("The Archive")
    running.until(lambda: not running.findings(), "nothing wrong")


def test_a_template_that_is_broken_leaves_the_site(running: Running) -> None:
    template = running.root / "overrides" / "main.html"
    good = template.read_text("utf-8")
    template.write_text(good + "{% if %}", "utf-8")
    running.until(lambda: any("overrides/main.html" in one["path"] for one in running.findings()), "the finding")
    assert "Harbour bridge" in running.page()
    template.write_text(good, "utf-8")
    running.until(lambda: not running.findings(), "nothing wrong")


def test_a_project_with_broken_settings_is_served_once_they_are_mended(built: Path, tmp_path: Path) -> None:
    root = tmp_path / "project"
    shutil.copytree(built, root)
    settings = root / "mkdocs.yml"
    good = settings.read_text("utf-8")
    settings.write_text("site_name: [", "utf-8")
    preview = Preview(root, port=0)
    preview.start()
    try:
        running = Running(root, preview)
        assert "_preview/reload.js" in running.get()[1]
        settings.write_text(good, "utf-8")
        running.shows("Harbour bridge")
    finally:
        preview.close()


def test_what_editors_leave_for_a_moment_is_no_change(running: Running) -> None:
    for path in ("seeds/4913", "seeds/.a.txt.swp", "seeds/a.txt~", "docs/.#method.md", "seeds/a.txt.crdownload"):
        (running.root / path).write_text("x")
    (running.root / "seeds" / "ferry.txt").write_text(SEED)
    running.shows("Ferry to Sundby sails again", "index.html")
    running.settle()
    assert not running.findings()


def test_the_builders_own_pages_do_not_set_it_off_again(running: Running) -> None:
    (running.root / "seeds" / "ferry.txt").write_text(SEED)
    running.shows("Ferry to Sundby sails again", "index.html")
    running.settle()
    running.preview._watch.wait()
    running.settle()
    assert len([said for said in running.said if said.startswith("built")]) == 1


def test_another_build_at_work_is_waited_for(running: Running) -> None:
    handle = os.open(running.root / ".builder" / "lock", os.O_RDWR)
    fcntl.flock(handle, fcntl.LOCK_EX)
    (running.root / "seeds" / "ferry.txt").write_text(SEED)
    running.until(lambda: any("another build is running" in said for said in running.said), "that it waits")
    assert "Harbour bridge" in running.page()
    os.close(handle)
    running.shows("Ferry to Sundby sails again", "index.html")


def test_a_build_that_fails_by_our_fault_leaves_the_server_up(
    running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("builder.pipeline.build", lambda *_, **__: 1 / 0)
        (running.root / "seeds" / "ferry.txt").write_text(SEED)
        running.until(lambda: any("ZeroDivisionError" in one["what"] for one in running.findings()), "the fault")
        assert "Harbour bridge" in running.page()
    os.utime(running.root / "seeds" / "ferry.txt", (1, 1))
    running.shows("Ferry to Sundby sails again", "index.html")


def test_a_page_that_a_fault_of_ours_kept_back_is_tried_again(
    running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[int] = []

    def fail(*_: object) -> None:
        tried.append(1)
        raise ZeroDivisionError

    page = running.root / "docs" / "method.md"
    with monkeypatch.context() as patch:
        patch.setattr("builder.write.provenance", fail)
        page.write_text(f"{page.read_text('utf-8')}\nAdded by hand.\n", "utf-8")
        running.until(lambda: len(tried) > 2, "that it is tried again")
        assert any("ZeroDivisionError" in one["what"] for one in running.findings())
    running.until(lambda: not running.findings(), "nothing wrong")
    assert "Added by hand." in running.page("method.html")
    assert sum("ZeroDivisionError" in said for said in running.said) == 1


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "", "localhost.evil.example"])
def test_a_name_that_is_not_ours_is_refused(running: Running, host: str) -> None:
    assert raw(running, "/index.html", host) == 403


@pytest.mark.parametrize("host", ["localhost", "localhost:8000", "127.0.0.1:1", "[::1]:8000", "a.localhost"])
def test_a_name_that_leads_nowhere_else_is_ours(running: Running, host: str) -> None:
    assert raw(running, "/index.html", host) == 200


@pytest.mark.parametrize(
    "path",
    ["/../mkdocs.yml", "/%2e%2e/mkdocs.yml", "/..%2fmkdocs.yml", "//etc/passwd", "/_preview/../../running.py", "/%00"],
)
def test_nothing_outside_the_site_is_served(running: Running, path: str) -> None:
    assert raw(running, path) == 404


def test_a_link_out_of_docs_is_not_followed(running: Running, tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_text("secret")
    (running.root / "docs" / "secret.png").symlink_to(tmp_path / "secret.png")
    running.until(lambda: any(one["path"] == "docs/secret.png" for one in running.findings()), "the finding")
    assert running.get("secret.png")[0] == 404


def test_the_search_index_follows(running: Running) -> None:
    assert known_words(running).count("Quokkas") == 0
    page = running.root / "docs" / "method.md"
    page.write_text(page.read_text("utf-8") + "\nQuokkas help us.\n", "utf-8")
    running.shows("Quokkas help us", "method.html")
    assert known_words(running).count("Quokkas") == 1


def known_words(running: Running) -> str:
    """The text of all pages that the search knows, once a browser has asked for it."""
    assert '"pages"' in running.page("search/entry.json")
    (folder,) = Path(tempfile.gettempdir()).glob("builder-serve-*/.search/search/fragment")
    return "".join(gzip.decompress(path.read_bytes()).decode() for path in folder.iterdir())


METADATA = re.compile(
    r'<meta (?:property="(?:og|article):|name="twitter:)[^>]*>\n|<script type="application/ld\+json">.*?</script>\n',
    re.DOTALL,
)
"""Matches what tells programs about a finished page: only `publish` writes it."""


def test_a_page_is_what_publish_makes_of_it_but_for_our_script(running: Running) -> None:
    from builder import pipeline

    running.settle()
    site = pipeline.publish(running.root).site
    for path in ("index.html", "method.html", address(running, briefing(running))):
        head, _, rest = running.page(path).partition('<script src="/_preview/')
        published = METADATA.sub("", (site / path).read_text("utf-8"))
        assert head + rest.partition("</script>")[2] == published


def test_where_nothing_stands_the_page_for_that_is_shown(running: Running) -> None:
    status, text = running.get("nothing.html")
    assert (status, "_preview/reload.js" in text) == (404, True)


def test_a_port_that_is_taken_is_told_with_a_free_one(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(BuilderError, match=rf"port {port} is taken .*--port \d+"):
            Preview(tmp_path, port=port)


def test_an_interrupt_ends_the_command(built: Path, tmp_path: Path) -> None:
    root = tmp_path / "project"
    shutil.copytree(built, root)
    # Who runs the tests in the background of a shell has them ignore interrupts, and all that they start.
    heard = "import runpy, signal; signal.signal(signal.SIGINT, signal.default_int_handler)"
    heard += "; runpy.run_module('builder', run_name='__main__')"
    command = [sys.executable, "-c", heard, "--root", str(root), "serve", "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, cwd=REPOSITORY) as process:
        assert process.stderr is not None
        told = next(line for line in process.stderr if "http" in line)
        process.send_signal(signal.SIGINT)
        try:
            _, rest = process.communicate(timeout=60)
        except subprocess.TimeoutExpired:
            process.kill()
            raise
    assert (process.returncode, "Traceback" in rest) == (0, False), rest
    assert "http://127.0.0.1:" in told

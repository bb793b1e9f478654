"""`builder add`, as a user meets it: pages, files and text become seeds, and nothing there is touched."""

import codecs
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from builder import fetch, pipeline, read
from builder.cli import main
from builder.commands import intake
from builder.config import Settings
from builder.records import Report
from tests.fetch.conftest import PAGE, Web, answer, redirect, web

__all__ = ["web"]

STORY = b"Port reopens\n\nThe port of Brockel reopened on Monday, Mayor Ada Lund said.\n"

Add = Callable[..., Result]


@pytest.fixture
def add(tmp_path: Path) -> Add:
    def run(*words: str, given: bytes | str | None = None) -> Result:
        return CliRunner().invoke(main, ["--root", str(tmp_path), "add", *words], input=given)

    return run


@pytest.fixture
def online(web: Web, monkeypatch: pytest.MonkeyPatch) -> Web:
    def client(agent: str, *, cache: Path, ports: tuple[int, ...]) -> fetch.Client:
        assert agent.startswith("briefing-builder/")
        return web.client(cache, ports)

    monkeypatch.setattr("builder.commands.intake.fetch.Client", client)
    return web


def rss(*names: str) -> bytes:
    """A feed; each entry has an address and an id of its own."""
    entries = "".join(
        f"<item><guid>{name}</guid><link>http://news.example/{name}</link><title>The {name} of Brockel is back</title>"
        f"<pubDate>Tue, 10 May 2022 08:00:00 +0000</pubDate><description>{name.capitalize()}: Mayor Ada Lund opened"
        f" the {name} at noon, a year after the storm, and thanked the crews of the {name}.</description></item>"
        for name in names
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>B</title>{entries}</channel></rss>'.encode()


def build(root: Path) -> Report:
    return pipeline.build(root, Settings(), today=date(2024, 2, 1))


def tree(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes() for path in (root / "seeds").rglob("*") if path.is_file()
    }


def facts(root: Path, name: str) -> object:
    return yaml.safe_load((root / "seeds" / name).read_text())


def test_a_page_is_saved_as_it_came_with_its_final_address(tmp_path: Path, add: Add, online: Web) -> None:
    there = "/2023/port-reopens.html?id=7&utm_source=x"
    online.routes = {"/old": redirect(there), there: answer()}
    result = add("http://news.example/old?", "--source", "Brockel  Courier", "--date", "2023-05-30")

    assert result.exit_code == 0, result.output
    assert "added seeds/port-reopens.html" in result.stdout
    assert "next: builder build" in result.stdout
    assert (tmp_path / "seeds/port-reopens.html").read_bytes() == PAGE
    assert (tmp_path / "seeds/port-reopens.yml").read_text() == (
        "source: Brockel Courier\nurl: http://news.example/2023/port-reopens.html?id=7\ndate: 2023-05-30\n"
    )
    (document,) = read.read(tmp_path / "seeds/port-reopens.html", tmp_path)
    assert {one.key: one.value for one in document.stated}["date"] == "2023-05-30"


def test_a_page_there_already_is_not_fetched_again(tmp_path: Path, add: Add, online: Web) -> None:
    online.routes = {"/port": answer(), "/short": redirect("/port")}
    add("http://news.example/port")
    asked = len(online.asked)
    before = tree(tmp_path)

    result = add("http://news.example/port?fbclid=1#x")
    assert (result.exit_code, len(online.asked)) == (0, asked)
    assert "already there: seeds/port.html" in result.stdout
    assert "already there" in add("http://news.example/short").stdout
    assert "already there" in add("http://news.example/port", "--again").stdout
    assert tree(tmp_path) == before


def test_a_page_that_changed_is_saved_beside_the_old_one_when_asked(tmp_path: Path, add: Add, online: Web) -> None:
    online.routes["/port"] = answer()
    add("http://news.example/port")
    online.routes["/port"] = answer(body=PAGE + b"<p>Updated.")

    assert "already there" in add("http://news.example/port").stdout
    assert "added seeds/port-2.html" in add("http://news.example/port", "--again").stdout
    assert (tmp_path / "seeds/port.html").read_bytes() == PAGE
    assert facts(tmp_path, "port-2.yml") == {"url": "http://news.example/port"}


def test_a_feed_that_changed_is_saved_beside_the_old_one_and_no_briefing_is_double(
    tmp_path: Path, add: Add, online: Web
) -> None:
    online.routes["/feed.rss"] = answer(body=rss("port", "ferry"), Content_Type="application/rss+xml")
    assert "added seeds/feed.xml" in add("http://news.example/feed.rss").stdout
    build(tmp_path)
    before = {path: path.read_bytes() for path in (tmp_path / "docs/briefings").rglob("*.md")}
    assert len(before) == 2
    assert "already there: seeds/feed.xml" in add("http://news.example/feed.rss", "--again").stdout

    online.routes["/feed.rss"] = answer(body=rss("bridge", "ferry"), Content_Type="application/rss+xml")
    assert "added seeds/feed-2.xml" in add("http://news.example/feed.rss", "--again").stdout
    report = build(tmp_path)
    assert not report.problems
    assert not report.doubts
    (note,) = report.notes
    assert "a copy of seeds/feed" in note.what
    after = sorted((tmp_path / "docs/briefings").rglob("*.md"))
    assert [path.name.partition("-of-")[0] for path in after] == ["the-bridge", "the-ferry", "the-port"]
    assert set(before) <= set(after)
    assert set(build(tmp_path).pages.values()) == {"unchanged"}


def test_a_missing_file_is_not_taken_for_an_address_without_its_start(add: Add) -> None:
    assert "https://courier.example/port" in add("courier.example/port").stderr
    assert "check its name" in add("/nowhere/port.txt").stderr
    assert "check its name" in add("../port.txt").stderr


def test_a_list_goes_on_after_a_bad_line_and_names_it(tmp_path: Path, add: Add, online: Web) -> None:
    online.routes = {"/port": answer(), "/mayor": answer(body=PAGE + b" ")}
    listed = tmp_path / "list.txt"
    listed.write_text(
        "# ours\n\nhttp://news.example/port   # the port\nhttp://news.example/gone\nharbour\n"
        "http://169.254.169.254/latest/meta-data\nhttp://news.example/mayor\n"
    )
    online.names["169.254.169.254"] = [["169.254.169.254"]]
    result = add("--list", str(listed), "--into", "seeds/harbour")

    assert result.exit_code == 3
    assert "2 added, 0 already there, 3 skipped" in result.stdout
    assert "skipped http://news.example/gone: the server answers 404 Not Found (check the address)" in result.stderr
    assert "skipped harbour: not a web address" in result.stderr
    assert "of the local link" in result.stderr
    assert set(tree(tmp_path)) == {
        f"seeds/harbour/{name}" for name in ("port.html", "port.yml", "mayor.html", "mayor.yml")
    }


def test_an_encoding_that_only_the_server_states_is_kept(tmp_path: Path, add: Add, online: Web) -> None:
    words = "<p>Der Hafen öffnete am Montag, sagte die Bürgermeisterin.</p>"
    online.routes["/hafen"] = answer(body=words.encode("cp1250"), Content_Type="text/html; charset=windows-1250")
    add("http://news.example/hafen")

    assert (tmp_path / "seeds/hafen.html").read_bytes() == codecs.BOM_UTF8 + words.encode()


def test_a_page_without_words_is_not_added(tmp_path: Path, add: Add, online: Web) -> None:
    online.routes["/port"] = answer(body=b"<html><script>load()</script></html>")
    assert add("http://news.example/port").exit_code == 3
    assert tree(tmp_path) == {}


def test_a_page_without_a_name_is_named_after_its_host(add: Add, online: Web) -> None:
    online.routes = {"/": answer(), "/12345": answer(body=PAGE + b" ")}
    assert "added seeds/news-example.html" in add("http://news.example/").stdout
    assert "added seeds/news-example-2.html" in add("http://news.example/12345").stdout


def test_a_file_is_copied_once_with_its_sidecar(tmp_path: Path, add: Add) -> None:
    story = tmp_path / "Port (1).txt"
    story.write_bytes(STORY)
    story.with_suffix(".yml").write_text("# mine\nauthors: [Ada Lund, Tom Bell]\nsource: Courier\n")

    assert "added seeds/Port (1).txt" in add(str(story)).stdout
    assert (tmp_path / "seeds/Port (1).yml").read_text().startswith("# mine\n")
    before = tree(tmp_path)
    result = add(str(story), "--source", "Other")
    assert (result.exit_code, result.stdout.splitlines()[0]) == (0, "already there: seeds/Port (1).txt")
    assert tree(tmp_path) == before


def test_facts_given_outrank_the_sidecar_of_a_file(tmp_path: Path, add: Add) -> None:
    story = tmp_path / "port.txt"
    story.write_bytes(STORY)
    story.with_suffix(".yml").write_text("authors: [Ada Lund, Tom Bell]\nsource: Courier\ndate: 2023-05\n")
    add(str(story), "--source", "Mirror: evening")

    assert facts(tmp_path, "port.yml") == {
        "source": "Mirror: evening",
        "date": "2023-05",
        "authors": ["Ada Lund", "Tom Bell"],
    }


@pytest.mark.parametrize("there", ["port.txt", "port.html", "PORT.yml", "port.pdf"])
def test_nothing_there_is_overwritten_and_no_sidecar_shared(tmp_path: Path, add: Add, there: str) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / there).write_text("source: Courier\n")
    (tmp_path / "port.txt").write_bytes(STORY)

    assert "added seeds/port-2.txt" in add(str(tmp_path / "port.txt"), "--source", "Mirror").stdout
    assert (tmp_path / "seeds" / there).read_text() == "source: Courier\n"
    assert facts(tmp_path, "port-2.yml") == {"source": "Mirror"}


@pytest.mark.parametrize(
    ("name", "body", "words"),
    [("empty.txt", b"", "empty file"), ("story.xyz", STORY, "unknown ending"), ("x.txt", b"\x89PNG", "PNG picture")],
)
def test_a_file_that_the_build_would_refuse_is_not_added(
    tmp_path: Path, add: Add, name: str, body: bytes, words: str
) -> None:
    (tmp_path / name).write_bytes(body)
    result = add(str(tmp_path / name))

    assert result.exit_code == 3
    assert words in result.stderr
    assert tree(tmp_path) == {}


def test_text_comes_from_standard_input(tmp_path: Path, add: Add) -> None:
    result = add("-", "--source", "Courier", given=STORY)

    assert "added seeds/port-reopens.txt" in result.stdout
    assert tree(tmp_path) == {"seeds/port-reopens.txt": STORY, "seeds/port-reopens.yml": b"source: Courier\n"}
    assert "already there" in add("-", given=STORY).stdout
    assert add("-", given=b" \n").exit_code == 3


def test_without_facts_there_is_no_sidecar_and_without_a_terminal_no_question(tmp_path: Path, add: Add) -> None:
    result = add("-", given=STORY)
    assert "Source" not in result.output
    assert set(tree(tmp_path)) == {"seeds/port-reopens.txt"}


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake, "on_terminal", lambda: True)


@pytest.mark.usefixtures("terminal")
def test_on_a_terminal_source_and_date_of_a_text_are_asked_for(tmp_path: Path, add: Add) -> None:
    (tmp_path / "port.txt").write_bytes(STORY)
    result = add(str(tmp_path / "port.txt"), given="Courier\n30 May\n2023-05-30\n")

    assert "impossible date" in result.stderr
    assert (tmp_path / "seeds/port.yml").read_text() == "source: Courier\ndate: 2023-05-30\n"


@pytest.mark.usefixtures("terminal")
def test_enter_means_unknown_and_what_is_known_is_not_asked(tmp_path: Path, add: Add) -> None:
    (tmp_path / "port.txt").write_bytes(STORY)
    result = add(str(tmp_path / "port.txt"), "--date", "2023", given="\n")

    assert "Date" not in result.stderr
    assert facts(tmp_path, "port.yml") == {"date": "2023"}


@pytest.mark.usefixtures("terminal")
def test_nobody_is_asked_with_no_input(tmp_path: Path, add: Add) -> None:
    (tmp_path / "port.txt").write_bytes(STORY)
    assert "Source" not in add(str(tmp_path / "port.txt"), "--no-input").output


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("--date", "2023-02-31", "-"),
        ("--date", "30.5.2023", "-"),
        *(("--into", folder, "-") for folder in ("docs", "../seeds", "seeds/../docs", "seeds/.x", "seeds/link")),
        ("--allow-port", "0", "-"),
        ("--list", "none.txt"),
    ],
)
def test_wrong_usage_ends_with_2_and_adds_nothing(tmp_path: Path, add: Add, words: tuple[str, ...]) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds/link").symlink_to(tmp_path)
    assert add(*words, given=STORY).exit_code == 2
    assert tree(tmp_path) == {}


def test_a_slip_is_answered_with_what_was_meant(add: Add) -> None:
    assert "https://news.example" in add("news.example").stderr
    assert "only http:// and https://" in add("ftp://news.example/x").stderr


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("", ""),
        ("site_url: https://site.example/b/", " (+https://site.example/b/)"),
        ("site_url: !ENV [SITE_URL, 'https://site.example/c/']", " (+https://site.example/c/)"),
        ("site_url: !ENV HOME_OF_IT", " (+https://site.example/d)"),
        ("site_url: 'javascript:x'", ""),
        ("site_url: [", ""),
        ("x: !!python/name:a.b", ""),
    ],
)
def test_we_say_who_we_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str, found: str) -> None:
    monkeypatch.delenv("SITE_URL", raising=False)
    monkeypatch.setenv("HOME_OF_IT", "https://site.example/d")
    (tmp_path / "mkdocs.yml").write_text(line)
    assert fetch.agent(tmp_path).partition(" ")[::2] == (fetch.agent(tmp_path).split(" ")[0], found.strip())

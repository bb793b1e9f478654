"""A site's wishes come first."""

import time

import pytest

from builder.errors import FetchError
from tests.fetch.conftest import PAGE, Web, answer, redirect

ROBOTS = b"User-agent: *\nDisallow: /private\nCrawl-delay: %d\n\nUser-agent: other-bot\nDisallow: /\n"


def robots(delay: int = 0, *, body: bytes = ROBOTS) -> object:
    return answer(body=body % delay if b"%d" in body else body, Content_Type="text/plain")


def test_robots_txt_is_asked_once_and_respected(web: Web) -> None:
    web.routes = {"/robots.txt": robots(), "/a": answer(), "/b": answer()}  # type: ignore[dict-item]
    client = web.client()
    client.get("http://news.example/a")
    client.get("http://news.example/b")
    with pytest.raises(FetchError, match="asks programs to stay away"):
        client.get("http://news.example/private/x")

    assert [path for _, path, _ in web.asked] == ["/robots.txt", "/a", "/b"]


def test_a_redirect_is_no_way_around_it(web: Web) -> None:
    web.routes = {"/robots.txt": robots(), "/a": redirect("http://other.example/private")}  # type: ignore[dict-item]
    with pytest.raises(FetchError, match="stay away"):
        web.client().get("http://news.example/a")
    assert web.paths() == ["/a"]


def test_our_own_name_is_looked_for(web: Web) -> None:
    body = b"User-agent: Briefing-Builder\nDisallow: /\n\nUser-agent: *\nDisallow:\n"
    web.routes = {"/robots.txt": robots(body=body)}  # type: ignore[dict-item]
    with pytest.raises(FetchError, match="stay away"):
        web.client().get("http://news.example/a")


@pytest.mark.parametrize("status", [404, 403, 410])
def test_without_robots_txt_there_are_no_wishes(web: Web, status: int) -> None:
    web.routes = {"/robots.txt": answer(status), "/a": answer()}
    assert web.client().get("http://news.example/a").body == PAGE


@pytest.mark.parametrize("status", [500, 503, 429])
def test_a_robots_txt_that_cannot_be_had_means_no(web: Web, status: int) -> None:
    web.routes = {"/robots.txt": answer(status), "/a": answer()}
    with pytest.raises(FetchError, match=r"robots.txt"):
        web.client().get("http://news.example/a")
    assert web.paths() == []


def test_a_silent_robots_txt_means_no(web: Web) -> None:
    web.routes = {"/robots.txt": lambda _: time.sleep(1), "/a": answer()}
    with pytest.raises(FetchError, match=r"robots.txt: silent"):
        web.client(read=0.2).get("http://news.example/a")


def test_a_robots_txt_without_end_is_cut_and_used(web: Web) -> None:
    web.routes = {"/robots.txt": robots(body=ROBOTS % 0 + b"# more\n" * 10_000), "/a": answer()}  # type: ignore[dict-item]
    client = web.client(robots=1_000)
    assert client.get("http://news.example/a").body == PAGE
    with pytest.raises(FetchError, match="stay away"):
        client.get("http://news.example/private")


@pytest.mark.parametrize(("asked_for", "kept"), [(0, 1), (7, 7), (3600, 30)])
def test_the_pause_is_the_sites_own_within_bounds(web: Web, asked_for: int, kept: int) -> None:
    web.routes = {"/robots.txt": robots(asked_for), "/a": answer()}  # type: ignore[dict-item]
    client = web.client()
    for _ in range(2):
        client.get("http://news.example/a")
    client.get("http://other.example/a")

    assert web.slept == pytest.approx([kept, kept, kept], abs=0.5)  # the third: other.example's own robots.txt

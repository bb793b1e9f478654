"""What strangers' servers may try, and what becomes of it."""

import gzip
import time
import zlib
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
import trustme

from builder.errors import FetchError
from tests.fetch.conftest import PAGE, PUBLIC, Web, answer, redirect


def refused(web: Web, url: str = "http://news.example/a", **limits: float) -> str:
    with pytest.raises(FetchError) as caught:
        web.client(**limits).get(url)
    assert caught.value.fix
    return str(caught.value)


def test_a_page_comes_with_its_final_address_and_kind(web: Web) -> None:
    web.routes = {"/a": redirect("/b?x=1"), "/b?x=1": answer(Content_Type="text/html; charset=utf-8")}
    page = web.client().get("http://news.example/a#top")

    assert (str(page.address), page.ending, page.body) == ("http://news.example/b?x=1", ".html", PAGE)
    assert web.dialled == [PUBLIC] * 3


def test_we_name_ourselves_and_carry_no_cookies_or_credentials(web: Web) -> None:
    web.routes = {"/a": answer(302, b"", Location="/b", Set_Cookie="id=1"), "/b": answer(Set_Cookie="id=2")}
    client = web.client()
    client.get("http://news.example/a")
    client.get("http://news.example/b")

    for _, _, headers in web.asked:
        assert headers["User-Agent"] == "briefing-builder/1"
        assert not {"Cookie", "Authorization", "Referer"} & set(headers)


@pytest.mark.parametrize(
    ("kind", "ending"),
    [
        ("application/xhtml+xml", ".html"),
        ("application/pdf", ".pdf"),
        ("application/rss+xml; charset=utf-8", ".xml"),
        ("application/atom+xml", ".xml"),
        ("TEXT/XML", ".xml"),
        ("application/json", ".json"),
        ("text/plain", ".txt"),
    ],
)
def test_the_kind_of_file_is_what_the_server_says(web: Web, kind: str, ending: str) -> None:
    web.routes["/a"] = answer(Content_Type=kind)
    assert web.client().get("http://news.example/a").ending == ending


@pytest.mark.parametrize("kind", ["image/png", "application/octet-stream", "video/mp4", ""])
def test_other_kinds_are_refused(web: Web, kind: str) -> None:
    web.routes["/a"] = answer(Content_Type=kind)
    assert "not an article" in refused(web)


@pytest.mark.parametrize("place", ["http://127.0.0.1/", "http://[::1]/x", "//10.0.0.1/", "http://inside.example/"])
def test_a_redirect_to_a_private_address_is_not_followed(web: Web, place: str) -> None:
    web.names = {"inside.example": [["192.168.1.1"]], "127.0.0.1": [["127.0.0.1"]]}
    web.names |= {"::1": [["::1"]], "10.0.0.1": [["10.0.0.1"]]}
    web.routes = {"/a": redirect(place)}

    assert "an address that is" in refused(web)
    assert set(web.dialled) == {PUBLIC}


@pytest.mark.parametrize(
    "place", ["file:///etc/passwd", "ftp://x/", "http://a:b@news.example/", "http://news.example:22/"]
)
def test_a_redirect_out_of_the_web_is_not_followed(web: Web, place: str) -> None:
    web.routes = {"/a": redirect(place)}
    assert "redirects to" in refused(web)


def test_a_name_with_one_private_address_among_its_own_is_refused(web: Web) -> None:
    web.names["news.example"] = [[PUBLIC, "10.0.0.1"]]
    assert "10.0.0.1, an address that is private" in refused(web)
    assert web.dialled == []


def test_a_name_that_answers_differently_the_second_time_gains_nothing(web: Web) -> None:
    web.routes["/a"] = answer()
    web.names["news.example"] = [[PUBLIC], ["127.0.0.1"]]

    assert "of this very machine" in refused(web)
    assert web.dialled == [PUBLIC]  # robots.txt; the page was never asked for
    assert web.paths() == []


def test_the_next_address_of_a_name_is_tried_when_one_is_silent(web: Web) -> None:
    web.names["news.example"] = [["93.184.215.15", PUBLIC]]
    web.routes["/a"] = answer()
    assert web.client().get("http://news.example/a").body == PAGE


def test_redirects_without_end_are_left(web: Web) -> None:
    web.routes = {f"/{number}": redirect(f"/{number + 1}") for number in range(50)} | {"/a": redirect("/0")}
    assert "more than 5 redirects" in refused(web)
    assert len(web.paths()) == 6


def trickle(request: BaseHTTPRequestHandler) -> None:
    request.send_response(200)
    request.send_header("Content-Type", "text/html")
    request.end_headers()
    for _ in range(100):
        request.wfile.write(b"x")
        time.sleep(0.05)


def slow_head(request: BaseHTTPRequestHandler) -> None:
    for byte in b"HTTP/1.1 200 OK\r\nX-Long: " + b"y" * 100:
        request.wfile.write(bytes([byte]))
        time.sleep(0.05)


@pytest.mark.parametrize("route", [trickle, slow_head])
def test_a_trickle_ends_when_the_whole_takes_too_long(web: Web, route: object) -> None:
    web.routes["/a"] = route  # type: ignore[assignment]
    begun = time.monotonic()
    assert "not complete after 0.4 s" in refused(web, total=0.4)
    assert time.monotonic() - begun < 3


def test_silence_ends(web: Web) -> None:
    web.routes["/a"] = lambda _: time.sleep(2)
    assert "silent for 0.2 s" in refused(web, read=0.2)


def endless(request: BaseHTTPRequestHandler) -> None:
    request.send_response(200)
    request.send_header("Content-Type", "text/html")
    request.end_headers()
    while True:
        request.wfile.write(b"x" * 10_000)


def test_a_page_without_end_is_cut(web: Web) -> None:
    web.routes["/a"] = endless
    assert "larger than 100,000 bytes" in refused(web, size=100_000)


def test_a_page_that_says_it_is_too_large_is_not_read(web: Web) -> None:
    web.routes["/a"] = answer(Content_Length="200000")
    assert "larger than 100,000 bytes" in refused(web, size=100_000)


def raw_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(data) + packer.flush()


PACKED = {
    "gzip": gzip.compress,
    "x-gzip": lambda data: gzip.compress(data[:9]) + gzip.compress(data[9:]),
    "deflate": zlib.compress,
    "Deflate": raw_deflate,
}


@pytest.mark.parametrize("encoding", PACKED)
def test_packed_pages_are_unpacked_and_bombs_are_not(web: Web, encoding: str) -> None:
    pack = PACKED[encoding]
    web.routes["/a"] = answer(body=pack(PAGE), Content_Encoding=encoding)
    web.routes["/bomb"] = answer(body=pack(b"\0" * 5_000_000), Content_Encoding=encoding)

    assert web.client().get("http://news.example/a").body == PAGE
    assert "larger than 100,000 bytes" in refused(web, "http://news.example/bomb", size=100_000)


@pytest.mark.parametrize("encoding", ["br", "zstd", "gzip, gzip", "compress", "gzip"])
def test_other_or_damaged_packing_is_refused(web: Web, encoding: str) -> None:
    web.routes["/a"] = answer(Content_Encoding=encoding)
    assert "the answer is" in refused(web)


def test_an_answer_that_breaks_off_is_refused(web: Web) -> None:
    web.routes["/a"] = answer(Content_Length=str(len(PAGE) + 10))
    web.routes["/b"] = answer(body=gzip.compress(PAGE)[:-20], Content_Encoding="gzip")
    web.routes["/c"] = lambda request: request.wfile.write(b"SSH-2.0-x\r\n\r\n") and None

    assert "broke off" in refused(web)
    assert "damaged gzip" in refused(web, "http://news.example/b")
    assert "no HTTP" in refused(web, "http://news.example/c")


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (401, "login"),
        (403, "no programs"),
        (404, "check the address"),
        (410, "archive"),
        (500, "trouble"),
        (299, "299"),
    ],
)
def test_a_status_is_told_in_words_with_the_fix(web: Web, status: int, words: str) -> None:
    web.routes["/a"] = answer(status)
    assert words in refused(web)


def test_a_host_that_wants_a_rest_gets_it(web: Web) -> None:
    web.routes = {"/a": answer(429, b"", Retry_After="120"), "/b": answer()}
    client = web.client()
    with pytest.raises(FetchError, match="asks to wait 120 s"):
        client.get("http://news.example/a")
    with pytest.raises(FetchError, match=r"not asked: too many requests"):
        client.get("http://news.example/b")
    assert web.paths() == ["/a"]
    assert client.get("http://other.example/b").body == PAGE


def test_a_retry_after_that_is_a_day_is_told(web: Web) -> None:
    web.routes["/a"] = answer(503, b"", Retry_After="Tue, 30 May 2023 12:00:00 GMT")
    assert "until 2023-05-30 12:00 UTC" in refused(web)


def test_an_empty_page_is_refused(web: Web) -> None:
    web.routes["/a"] = answer(body=b" \n")
    assert "empty answer" in refused(web)


def test_a_host_that_nobody_knows(web: Web) -> None:
    assert "no host nowhere.example is known" in refused(web, "http://nowhere.example/")


def test_a_certificate_is_checked_against_the_name_not_the_address(web: Web) -> None:
    names: list[str] = []
    assert web.certificate
    web.certificate.sni_callback = lambda _socket, name, _context: names.append(name)
    web.routes["/a"] = answer()

    assert web.client().get("https://news.example/a").body == PAGE
    assert names[0] == "news.example"
    assert web.asked[-1][0] == "news.example"
    assert "no secure connection" in refused(web, "https://other.example/a")


def test_a_certificate_that_nobody_vouches_for_is_refused(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.fetch.conftest.AUTHORITY", trustme.CA())  # the client trusts another than the server's
    assert "no secure connection" in refused(web, "https://news.example/a")


def test_proxy_settings_change_nothing(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    web.routes["/a"] = answer()

    assert web.client().get("http://news.example/a").body == PAGE
    web.names["news.example"] = [["93.184.215.99"]]
    assert "HTTP_PROXY is set" in refused(web)


def test_what_is_known_is_asked_for_only_if_it_changed(web: Web, tmp_path: Path) -> None:
    def page(request: BaseHTTPRequestHandler) -> None:
        same = request.headers["If-None-Match"] == '"1"'
        answer(304 if same else 200, b"" if same else PAGE, ETag='"1"')(request)

    web.routes["/a"] = page
    first, second = (web.client(tmp_path).get("http://news.example/a") for _ in range(2))

    assert first == second
    for entry in tmp_path.iterdir():
        entry.write_bytes(entry.read_bytes()[:-3])
    assert web.client(tmp_path).get("http://news.example/a").body == PAGE

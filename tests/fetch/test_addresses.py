"""Which addresses are asked, and how they are written down."""

import socket
import ssl
from ipaddress import IPv4Address, IPv6Address, ip_address

import httpcore
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder import data
from builder.errors import FetchError
from builder.fetch import Client, Network, parse, recorded
from builder.fetch.ranges import refusal

PRIVATE = [
    word
    for line in (
        "0.0.0.0 10.1.2.3 100.64.0.1 127.0.0.1 127.255.255.255 169.254.169.254 172.16.0.1 172.31.255.255",
        "192.0.0.1 192.0.0.9 192.0.2.1 192.88.99.1 192.168.0.1 198.18.0.1 198.51.100.1 203.0.113.1 224.0.0.1",
        "239.255.255.255 240.0.0.1 255.255.255.255 :: ::1 ::127.0.0.1 ::8.8.8.8 ::ffff:127.0.0.1",
        "::ffff:8.8.8.8 ::ffff:0:127.0.0.1 64:ff9b::7f00:1 64:ff9b::808:808 64:ff9b:1::a00:1 100::1 2001::1",
        "2001:2::1 2001:10::1 2001:db8::1 2002:7f00:1::1 2002:808:808::1 3fff::1 5f00::1 fc00::1 fd12::1",
        "fe80::1 fe80::1%1 fec0::1 ff02::1 2606:4700::5efe:a00:1 2606:4700::200:5efe:a00:1 localhost 127.1 1",
        "0x7f000001",
    )
    for word in line.split()
]


@pytest.mark.parametrize("address", PRIVATE)
def test_no_private_local_or_wrapped_address_is_public(address: str) -> None:
    assert refusal(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "93.184.215.14", "192.0.1.1", "2606:4700:4700::1111", "2a00:1450::1"])
def test_public_addresses_are_public(address: str) -> None:
    assert refusal(address) is None


@given(st.ip_addresses())
def test_what_python_calls_private_is_never_public(address: IPv4Address | IPv6Address) -> None:
    if not address.is_global or address.is_multicast or address.is_reserved:
        assert refusal(str(address))


TRUST = ssl.create_default_context()  # made once: loading certificates takes a tenth of a second

NETWORKS = [
    "0.0.0.0/8",
    "10.0.0.0/8",
    "100.64.0.0/10",
    "127.0.0.0/8",
    "169.254.0.0/16",
    "172.16.0.0/12",
    "192.168.0.0/16",
    "224.0.0.0/3",
]


@st.composite
def forms(draw: st.DrawFn) -> str:
    """A private IPv4 address, or what wraps it, in any spelling that some parser takes."""
    value = int(draw(st.sampled_from(NETWORKS).flatmap(lambda network: st.ip_addresses(network=network))))
    quads = list(value.to_bytes(4, "big"))
    number = draw(st.sampled_from([str, hex, lambda one: f"0{one:o}", lambda one: f"0x{one:08X}"]))
    cut = draw(st.integers(0, 3))
    short = [number(one) for one in quads[:cut]] + [number(value & (1 << 8 * (4 - cut)) - 1)]
    wide = str.maketrans("0123456789.", "０１２３４５６７８９。")
    high, low = f"{value >> 16:x}", f"{value & 0xFFFF:x}"
    dotted = str(IPv4Address(value))
    wrapped = [f"::{dotted}", f"::ffff:{dotted}", f"::ffff:{high}:{low}", f"64:ff9b::{dotted}", f"64:ff9b:1::{dotted}"]
    wrapped += [f"2002:{high}:{low}::1", f"2001:0:1:2:3:4:{high}:{low}", f"::ffff:0:{dotted}", f"fe80::{high}:{low}%1"]
    return draw(
        st.sampled_from(
            [".".join(short), ".".join(short) + ".", ".".join(map(number, quads)), dotted.translate(wide)]
            + [f"[{one}]" for one in wrapped]
        )
    )


@given(forms(), st.sampled_from(["http://{}/", "https://{}:443/x", "HTTP://{}", "http://{}?q", " http://{}/ "]))
def test_no_spelling_of_a_private_address_is_ever_dialled(host: str, shape: str) -> None:
    dialled: list[str] = []

    def dial(ip: str, port: int, timeout: float) -> httpcore.NetworkStream:
        dialled.append(ip)
        raise httpcore.ConnectError

    def resolve(name: str, port: int) -> list[str]:
        # As the system reads numbers; what it would have to ask a name server for is not known.
        try:
            found = socket.getaddrinfo(name, port, type=socket.SOCK_STREAM, flags=socket.AI_NUMERICHOST)
        except OSError:
            return []
        return [str(one[4][0]) for one in found]

    client = Client("x", network=Network(resolve, dial=dial, sleep=lambda _: None, trust=TRUST))
    with pytest.raises(FetchError):
        client.get(shape.format(host))
    assert dialled == []


@given(st.text(max_size=60))
def test_any_text_is_refused_or_parsed_to_parts_that_join_to_the_same(text: str) -> None:
    for url in (text, f"http://{text}", f"https://news.example/{text}"):
        try:
            found = parse(url)
        except FetchError:
            continue
        assert parse(str(found)) == found
        assert str(found).isascii()
        assert not set(str(found)) & set(' \t\r\n"<>\\')
        assert parse(recorded(found)).host == found.host


@pytest.mark.parametrize(
    "url",
    [
        *(
            "",
            "news.example",
            "/etc/passwd",
            "file:///etc/passwd",
            "ftp://news.example/",
            "javascript:alert(1)",
            "http://",
        ),
        *("http://user@news.example/", "http://a:b@news.example/", "http://news.example\\@127.0.0.1/"),
        "http://@news.example/",
        *("http://news.example:22/", "http://news.example:0/", "http://news.example:99999/", "http://news.example:x/"),
        *(
            "http://a b.example/",
            "http://a.example/b c",
            "http://-a.example/",
            "http://a..b/",
            "http://[::1/",
            "http://[fe80::1%25eth0]/",
            "http://[x]/",
        ),
        *(
            "http://news.example/\r\nHost: x",
            "http://news.example/\ta",
            "http://ne\tws.example/",
            "http://x/" + "a" * 5000,
        ),
    ],
)
def test_what_is_no_web_address_is_refused_with_a_fix(url: str) -> None:
    with pytest.raises(FetchError) as caught:
        parse(url)
    assert caught.value.fix


def test_another_port_is_asked_only_by_name() -> None:
    assert str(parse("http://news.example:8080/a", (8080,))) == "http://news.example:8080/a"


@pytest.mark.parametrize(
    ("url", "same"),
    [
        ("HTTP://News.Example:80", "http://news.example/"),
        ("https://news.example./a#part", "https://news.example/a"),
        ("https://bücher.example/äö?q=ü", "https://xn--bcher-kva.example/%C3%A4%C3%B6?q=%C3%BC"),
        ("https://news.example/a%20b?x=%2F", "https://news.example/a%20b?x=%2F"),
        ("https://[2606:4700:4700::1111]/", "https://[2606:4700:4700::1111]/"),
    ],
)
def test_addresses_are_written_one_way(url: str, same: str) -> None:
    assert str(parse(url)) == same


@pytest.mark.parametrize("query", data.load("tracking")["drops"])
def test_what_follows_readers_is_dropped(query: str) -> None:
    assert recorded(parse(f"https://news.example/a?{query}")) == "https://news.example/a"
    assert recorded(parse(f"https://news.example/a?id=1&{query}&b=%20")) == "https://news.example/a?id=1&b=%20"


@pytest.mark.parametrize("query", data.load("tracking")["keeps"])
def test_what_finds_the_article_stays(query: str) -> None:
    assert recorded(parse(f"https://news.example/a?{query}")) == f"https://news.example/a?{query}"


def test_every_resolved_address_is_in_plain_spelling() -> None:
    from builder.fetch.network import resolve

    for spelling in ("127.1", "2130706433", "0x7f000001", "017700000001", "::1"):
        assert all(str(ip_address(one)) == one for one in resolve(spelling, 80))

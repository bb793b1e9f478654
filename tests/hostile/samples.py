"""Hostile sources of our own: each payload in each place where a source can say something.

New payloads are new lines in `payloads.py`, new places here; the payloads are dealt out in turn.
"""

import gzip
import json
import os
from collections.abc import Callable, Iterator
from email.header import Header
from html import escape
from itertools import cycle
from pathlib import Path
from xml.sax.saxutils import escape as in_xml

import yaml

from tests.hostile.payloads import PAYLOADS, RUN
from tests.hostile.project import Hostile

ADDRESSES = (
    f"javascript:{RUN}",
    "data:text/html,<script>x</script>",
    "http://[::1",
    "http://user@127.0.0.1/",
    "//evil.invalid/x",
    "http://2130706433/",
    "file:///etc/passwd",
    'https://news.example.org/"><img src=q>',
    "https://news.example.org/a b\tc",
)

_WORDS = "Ordinary words on the harbour of Port Mery, where the council met on Monday."


def _text(word: str, said: Callable[[], str], address: Callable[[], str]) -> str:
    return f"{said()}\n\n{word} {_WORDS}\n\n{said()}\n\n{said()}\n\nSource: {address()}\nBy {said()}\n\nThe end.\n"


def _html(word: str, said: Callable[[], str], address: Callable[[], str]) -> str:
    metas = "".join(
        f'<meta property="{key}" content="{escape(said(), quote=True)}">'
        for key in ("og:title", "og:site_name", "article:author", "article:published_time", "og:description")
    )
    article = {"@type": "NewsArticle", "headline": said(), "author": {"name": said()}, "url": address()}
    linked = json.dumps(article).replace("</", "<\\/")
    return (
        f"<!doctype html><html><head><meta charset=utf-8><title>{escape(said())}</title>{metas}"
        f'<link rel=canonical href="{escape(address(), quote=True)}">'
        f'<script type="application/ld+json">{linked}</script></head><body><article>'
        f"<h1>{escape(said())}</h1><p>{word} {_WORDS} {_WORDS}</p><p>{escape(said())}</p><div>{said()}</div>"
        f'<p><a href="{escape(address(), quote=True)}">{escape(said())}</a> {_WORDS}</p></article></body></html>'
    )


def _feed(word: str, said: Callable[[], str], address: Callable[[], str]) -> str:
    def put(tag: str, what: str) -> str:
        return f"<{tag}>{in_xml(''.join(one for one in what if one.isprintable() or one == chr(10)))}</{tag}>"

    return (
        '<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>'
        f"{put('title', said())}{put('link', address())}<item>{put('title', said())}{put('link', address())}"
        f"{put('guid', said())}{put('dc:creator', said())}{put('category', said())}"
        f"{put('description', f'{word} {_WORDS} {said()}')}<pubDate>Mon, 04 Mar 2024 10:00:00 GMT</pubDate>"
        "</item></channel></rss>"
    )


def _json_feed(word: str, said: Callable[[], str], address: Callable[[], str]) -> str:
    item = {
        "id": said(),
        "url": address(),
        "external_url": address(),
        "title": said(),
        "content_html": f"<p>{word} {_WORDS}</p>{said()}",
        "authors": [{"name": said(), "url": address()}],
        "tags": [said(), said()],
        "date_published": "2024-03-04T10:00:00Z",
        "template": "nope.html",
    }
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": said(), "home_page_url": address(), "items": [item]}
    return json.dumps(feed)


def _mail(word: str, said: Callable[[], str], address: Callable[[], str]) -> str:
    subject, sender = (Header(said(), "utf-8").encode().replace("\n", "\r\n") for _ in range(2))
    return (
        f"From: {sender} <r@news.example.org>\r\nSubject: {subject}\r\nDate: Mon, 04 Mar 2024 10:00:00 +0000\r\n"
        f"MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{word} {_WORDS}\r\n\r\n{said()}\r\n"
    )


def _markdown(word: str, said: Callable[[], str], address: Callable[[], str]) -> str:
    front = yaml.safe_dump({"title": said(), "author": said(), "template": "nope.html", "url": address()})
    return f"---\n{front}---\n\n# {said()}\n\n{word} {_WORDS}\n\n{said()}\n\n[x]({address()})\n"


_PLACES = {
    "txt": _text,
    "html": _html,
    "rss": _feed,
    "json": _json_feed,
    "eml": _mail,
    "md": _markdown,
}
ROUNDS = 7
"""Files of each format: enough for every payload to have been in one place or two."""


def write(folder: Path) -> list[Hostile]:
    """Write all of them into a folder; what each must lead to."""
    return [*_dealt(folder), *_odd(folder)]


def _dealt(folder: Path) -> Iterator[Hostile]:
    for shift, (ending, place) in enumerate(_PLACES.items()):
        start = shift * len(PAYLOADS) // len(_PLACES)
        said, address = (cycle(one).__next__ for one in (PAYLOADS[start:] + PAYLOADS[:start], ADDRESSES))
        expect = "page" if ending in ("txt", "json", "eml", "rss") else "either"
        for number in range(ROUNDS):
            word, name = f"zq{ending}{number}ok", f"{ending}{number}.{ending}"
            (folder / name).write_bytes(place(word, said, address).encode("utf-8", "surrogatepass"))
            yield Hostile(name, name, expect, (word,), ("687",))


def _odd(folder: Path) -> Iterator[Hostile]:
    """What is no article, or has an odd name."""
    (folder / "stated.txt").write_text(f"Talks\n\nzqstatedok {_WORDS}\n", "utf-8")
    beside = {"title": PAYLOADS[1], "source": PAYLOADS[2], "url": ADDRESSES[0], "authors": [PAYLOADS[3]]}
    (folder / "stated.yml").write_text(yaml.safe_dump(beside), "utf-8")
    yield Hostile("stated", "stated.txt", "either")
    for name in (f"<img src=q onerror={RUN}>.txt", "-rf .txt", "a;b`c$d.txt", "'\"{{x}}{% y %}.txt"):
        (folder / name).write_text(f"Talks on {name}\n\nzqnameok {_WORDS}\n", "utf-8")
        yield Hostile(name, name, "page", ("zqnameok",))
    (folder / "link.txt").symlink_to("/etc/passwd")
    (folder / "round.txt").symlink_to("round.txt")
    (folder / "up").symlink_to("..")
    os.mkfifo(folder / "pipe.txt")
    (folder / "empty.txt").write_bytes(b"")
    (folder / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    (folder / "bomb.txt.gz").write_bytes(gzip.compress(bytes(40_000_000), 9, mtime=0))
    (folder / "deep.json").write_text('{"items":' + "[" * 50_000)
    for name in ("link.txt", "round.txt", "pipe.txt", "empty.txt", "picture.txt", "bomb.txt.gz", "deep.json"):
        yield Hostile(name, name, "reject", never=("root:x:",))
    (folder / "forged\nERROR all is lost.txt").write_text(f"Talks\n\n{_WORDS}\n", "utf-8")
    (folder / "entities.rss").write_text(_BOMB)
    yield Hostile("entities", "entities.rss", "either", never=("root:x:",))


_BOMB = (
    '<!DOCTYPE r [<!ENTITY a "aaaaaaaaaaaaaaaa"><!ENTITY f SYSTEM "file:///etc/passwd">'
    + "".join(f'<!ENTITY {new} "{f"&{old};" * 16}">' for old, new in zip("abcde", "bcdeg", strict=True))
    + "]><rss version='2.0'><channel><title>F</title><item><title>&g;&f;</title>"
    f"<description>{_WORDS}</description></item></channel></rss>"
)

"""What a search costs a reader, beside the theme's own: `python -m tests.bench.search [PAGES]`, a part of `make bench`.

The pages are made directly, as HTML with the attributes that the theme writes; both indexes hold the same words. Bytes
are those of files that Chromium asks for from an empty cache until the first results stand there; the theme's index is
one file, which it loads and takes apart before the first result, by lunr in a worker.
"""

import functools
import itertools
import json
import random
import sys
import tempfile
import threading
import time
from contextlib import suppress
from html import escape
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from shutil import copytree
from typing import Any, ClassVar

from mkdocs.config import load_config
from playwright.sync_api import Browser, sync_playwright

from builder.publish.search import write_index
from builder.publish.words import words

ROOT = Path(__file__).parents[2]
PAGES = 5_000
SYLLABLES = ("bren", "dal", "kor", "mar", "vik", "ost", "lund", "hal", "ner", "sten", "rup", "tor", "bek", "nor", "gas")
PICK = random.Random(1)
WORDS = ["".join(PICK.choices(SYLLABLES, k=PICK.choice((2, 2, 3, 3, 4)))) for _ in range(20_000)]
COMMON = list(itertools.accumulate(1 / (rank + 3) for rank in range(len(WORDS))))
"""Some words are in every text, most in hardly any (Zipf)."""

QUERIES = ("Shangri", "Quokka Bay", WORDS[300], WORDS[30], WORDS[0], f"{WORDS[0]} Quokka", "")
"""Rare words, a common one, one on most pages, one on all, a rare one beside that; nothing, which finds all."""


def page(number: int, pages: int) -> tuple[str, str, list[str], dict[str, list[str]]]:
    """Address, title, paragraphs and facets of a page."""
    pick = random.Random(number)
    title = _text(pick, 9).capitalize()
    kind = pick.choices(("briefing", "event", "actor", "source"), (45, 10, 43, 2))[0]
    day = f"{2005 + pick.randrange(20)}-{pick.randrange(1, 13):02}-{pick.randrange(1, 29):02}"
    facets = {"kind": [kind], "day": [day], "review": ["draft"]}
    if kind in ("briefing", "event"):
        facets["actor"] = sorted({f"{WORDS[int(pick.paretovariate(0.7)) % 4000]} Actor" for _ in range(7)})
        facets["source"] = [f"Outlet {int(pick.paretovariate(0.6)) % 200}"]
    if kind == "event" or (kind == "briefing" and number % 3 == 0):
        facets["event"] = [f"{WORDS[number % 97]} event {pick.randrange(pages // 8)}"]
    paragraphs = [_text(pick, 70) for _ in range(5)]
    if number % 500 == 7:
        paragraphs[0] += " At the Shangri-La of Quokka Bay."
    return f"{kind}/{number}.html", title, paragraphs, facets


def _text(pick: random.Random, count: int) -> str:
    return " ".join(pick.choices(WORDS, cum_weights=COMMON, k=count))


def make(site: Path, pages: int) -> None:
    """A site of so many pages, and both indexes of it."""
    config = load_config(config_file=str(ROOT / "mkdocs.yml"))
    theme = Path(config.theme.dirs[1])
    copytree(theme / "assets", site / "assets")
    copytree(ROOT / "overrides" / "assets", site / "assets", dirs_exist_ok=True)
    entries = []
    for number in range(pages):
        address, title, paragraphs, facets = page(number, pages)
        metas = "".join(
            f'<meta data-pagefind-filter="{name}[content]" content="{value}">'
            for name, values in facets.items()
            for value in values
        )
        metas += f'<meta data-pagefind-sort="date[content]" content="{facets["day"][0]}">'
        body = "".join(f"<h2 id=h{at}>Part {at}</h2><p>{text}</p>" for at, text in enumerate(paragraphs))
        path = site / address
        path.parent.mkdir(exist_ok=True)
        path.write_text(
            f"<!doctype html><html lang=en><head><title>{title}</title>{metas}</head>"
            f"<body><article data-pagefind-body><h1>{title}</h1>{body}</article></body></html>",
            "utf-8",
        )
        entries.append({"location": address, "title": title, "text": "".join(f"<p>{one}</p>" for one in paragraphs)})
    write_index(site)
    separator = r"[\s\-]+|\.(?!\d)"
    settings = {"lang": ["en"], "separator": separator, "pipeline": ["stemmer"], "fields": {"title": {"boost": 5.0}}}
    index = {"config": settings, "docs": entries}
    (site / "search" / "search_index.json").write_text(json.dumps(index), "utf-8")
    (site / "index.html").write_text(
        '<!doctype html><html lang=en><head><meta name=words-search content="'
        f'{escape(words("en")["script_search"])}"></head>'
        "<body><button data-find hidden>Search</button>"
        "<script src=assets/javascripts/search.js></script></body></html>"
    )
    (worker,) = (site / "assets" / "javascripts" / "workers").glob("search.*.js")
    (site / "theme.html").write_text(f"<!doctype html><body><a href={worker.relative_to(site).as_posix()}>x</a></body>")


class _Counting(SimpleHTTPRequestHandler):
    """Notes what is asked for, and the size of it."""

    asked: ClassVar[list[tuple[str, int]]] = []

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def copyfile(self, source: Any, outputfile: Any) -> None:
        """Send a file."""
        body = source.read()
        self.asked.append((self.path, len(body)))
        with suppress(OSError):  # a tab that closes asks for no more
            outputfile.write(body)


def ours(browser: Browser, url: str, query: str) -> tuple[float, int]:
    """Seconds to the first results and bytes loaded, from nothing."""
    tab = browser.new_context().new_page()
    _Counting.asked.clear()
    tab.goto(f"{url}index.html")
    start = time.perf_counter()
    tab.goto(f"{url}index.html?q={query}")
    tab.locator(".find__hit mark" if query else ".find__hit").first.wait_for(timeout=60_000)
    spent = time.perf_counter() - start
    tab.wait_for_timeout(500)
    tab.context.close()
    return spent, sum(
        size for address, size in _Counting.asked if "/search" in address and not address.endswith("/search.js")
    )


THEME = """([worker, index, query]) => new Promise(async done => {
  const made = new Worker(worker);
  const data = await (await fetch(index)).json();
  data.options = {suggest: false};
  made.onmessage = ({data: said}) => {
    if (said.type === 1) made.postMessage({type: 2, data: query});
    if (said.type === 3) done(said.data.items.length);
  };
  made.postMessage({type: 0, data});
})"""


def theirs(browser: Browser, url: str, query: str) -> tuple[float, int]:
    """The same by the theme's own worker."""
    tab = browser.new_context().new_page()
    tab.set_default_timeout(300_000)
    _Counting.asked.clear()
    tab.goto(f"{url}theme.html")
    worker = tab.evaluate("document.querySelector('a').href")
    start = time.perf_counter()
    tab.evaluate(THEME, [worker, f"{url}search/search_index.json", query])
    spent = time.perf_counter() - start
    tab.context.close()
    return spent, sum(size for address, size in _Counting.asked if "search" in address)


def main(pages: int) -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = Path(folder)
        start = time.perf_counter()
        make(site, pages)
        say(f"search, {pages:,} pages, made and indexed in {time.perf_counter() - start:.0f} s")
        for name, files in (
            ("our index", [one for one in (site / "search").rglob("*.p*") if one.is_file()]),
            ("the theme's", [site / "search" / "search_index.json"]),
        ):
            total, largest = sum(one.stat().st_size for one in files), max(one.stat().st_size for one in files)
            say(f"  {name:<12} {total / 1e6:8.1f} MB in {len(files):,} files, the largest {largest / 1e3:,.0f} kB")
        server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Counting, directory=folder))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        url = f"http://127.0.0.1:{server.server_port}/"
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--headless", "--no-sandbox"])
        for query in QUERIES:
            for name, measure in (("ours", ours), ("the theme's", theirs))[: 2 if query else 1]:
                spent, size = measure(browser, url, query)
                say(f"  {query or '(nothing)':<16} {name:<12} {size / 1e3:8,.0f} kB {spent:6.2f} s to the first")
        browser.close()
        server.shutdown()


def say(line: str) -> None:
    """Print it at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else PAGES)

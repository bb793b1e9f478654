"""How long each stage takes, in one run: `make bench`, or `python -m tests.bench.rooms ARTICLES`.

Single times depend on the machine and on what else it does; the ratios are what to quote.
"""

import io
import json
import os
import random
import resource
import shutil
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from functools import partial
from html import escape
from pathlib import Path, PurePosixPath
from typing import BinaryIO, cast

from lxml.html import document_fromstring

from builder import analyse, clean, publish, read, write
from builder.analyse.nlp import model
from builder.config import Settings
from builder.read import warc
from builder.read.extract import VOTERS, extract
from builder.read.format import Seed
from builder.records import Document, Page
from builder.rows import articles as as_articles
from tests.bench import events, search, serve
from tests.read.endless import Endless

ROOT = Path(__file__).parents[2]
DAY = date(2024, 2, 1)
DECIDED = 5000
"""Pages on which the cost of deciding is measured."""

STREAM = 5_000_000_000
"""Bytes of the web archive that lies nowhere."""
EXTRACTED = 40
"""Web pages on which finding the main text is measured."""

PEOPLE = (
    "Ada Lund",
    "Jonas Brekke",
    "Mira Castell",
    "Tom Okafor",
    "Ines Duarte",
    "Karl Voss",
    "Lea Maurer",
    "Sami Aalto",
)
ROLES = ("Mayor", "Minister", "Judge", "Professor", "Director", "Senator")
PLACES = ("Brockel", "Agder", "Port Mery", "Sundby", "Valdora", "Kesten", "Norrheim")
THINGS = ("the harbour bridge", "a water plant", "the night train", "the hospital", "a wind park", "the old market")
DEEDS = ("closed", "reopened", "inspected", "praised", "criticised", "sold")


def article(number: int) -> str:
    """About 350 words, different for every number."""
    pick = random.Random(number)
    lines = [f"{pick.choice(PLACES)} council to vote on {pick.choice(THINGS)} for the {number}th time", ""]
    for _ in range(8):
        who, role, thing = pick.choice(PEOPLE), pick.choice(ROLES), pick.choice(THINGS)
        month = pick.choice(("January", "March", "June", "October"))
        lines += [
            f"{role} {who} {pick.choice(DEEDS)} {thing} in {pick.choice(PLACES)} on {pick.randint(1, 28)} {month} 2022,"
            f" a spokeswoman said. “We did not expect {thing} to cost {pick.randint(2, 90)} million,” {who} told the"
            f" Valdora Post. "
            f"Residents of {pick.choice(PLACES)} would not confirm that the work ended last week.",
            "",
        ]
    return "\n".join(lines)


@contextmanager
def timed(times: dict[str, float], stage: str) -> Iterator[None]:
    start = time.process_time()
    yield
    times[stage] = time.process_time() - start


def run(count: int) -> dict[str, float]:
    """Seconds of processor time for each stage."""
    times: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for name in ("mkdocs.yml", "overrides"):
            source = ROOT / name
            shutil.copytree(source, root / name) if source.is_dir() else shutil.copy(source, root / name)
        (root / "seeds").mkdir()
        for number in range(count):
            (root / "seeds" / f"{number}.txt").write_text(article(number))
        with timed(times, "load model"):
            nlp = model()
        with timed(times, "read and clean"):
            paths, _ = read.find(root / "seeds", root)
            documents = [one for path in paths for one in read.read(path, root) if isinstance(one, Document)]
            articles = [clean.clean(one) for one in documents]
            articles = [analyse.date_article(one, DAY) for one in articles]
        with timed(times, "model alone"):
            list(nlp.pipe([one.text for one in articles]))
        with timed(times, "analyse, model included"):
            briefings = analyse.link(list(analyse.analyse(articles)))
        store = write.Store(root)
        with timed(times, "render pages"):
            dossiers = analyse.gather(briefings)
            pages = list(write.render(briefings, dossiers, store, Settings(), model="bench"))
        with timed(times, "write pages"):
            write.write(pages, store)
        with timed(times, "look at unchanged pages"):
            write.write(pages, write.Store(root))
        with timed(times, "publish"):
            publish.publish(root)
        times["pages"] = len(pages)
    return times


def reading(count: int) -> dict[str, float]:
    """Milliseconds of processor time an article, for each kind of file that holds `count` of them."""
    texts = [article(number) for number in range(count)]
    titles = [text.partition("\n")[0] for text in texts]
    pages = ["".join(f"<p>{line}</p>" for line in text.split("\n")[2:] if line) for text in texts]
    head = "From: A <a@b.example>\nDate: Tue, 30 May 2023 06:00:00 +0200\nMessage-ID: <{}>\nSubject: {}\n"
    mail = f"From a@b.example Tue May 30 06:00:00 2023\n{head}Content-Type: text/html\n\n{{}}\n"
    entries = zip(range(count), titles, pages, strict=True)
    items = [
        f"<item><guid>{n}</guid><title>{t}</title><description>{escape(p)}</description></item>" for n, t, p in entries
    ]
    kinds = {
        "rows.jsonl": "\n".join(json.dumps({"id": n, "text": text}) for n, text in enumerate(texts)).encode(),
        "feed.rss": f'<rss version="2.0"><channel>{"".join(items)}</channel></rss>'.encode(),
        "mails.mbox": "\n".join(map(mail.format, range(count), titles, pages)).encode(),
        "texts.zip": _zipped(texts, ".txt"),
        "markdown.zip": _zipped(texts, ".md"),
        "pages.zip": _zipped([f"<html><body><article>{page}" for page in pages], ".html"),
    }
    times: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        for name, data in kinds.items():
            (Path(folder) / name).write_bytes(data)
            start = time.process_time()
            assert len(list(read.read(Path(folder) / name, Path(folder)))) == count
            times[name] = 1000 * (time.process_time() - start) / count
    return times


def _zipped(texts: list[str], ending: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, text in enumerate(texts):
            archive.writestr(f"{number}{ending}", text)
    return buffer.getvalue()


def deciding(count: int) -> dict[str, float]:
    """Milliseconds of processor time a page, to decide what becomes of pages that a build gives once more.

    The pages are of the size of a briefing's; nothing is analysed or rendered. With one edit each, every page also has
    one changed sentence of the builder, so that each is merged.
    """
    times: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        pages = [synthetic(number) for number in range(count)]
        decide(root, pages)
        times["unchanged pages"] = decide(root, pages)
        for page in pages:
            path = root / "docs" / page.path
            path.write_text(page.text.replace("a spokeswoman said", "a spokesman said", 1))
        times["one edit each, seen first"] = decide(root, pages)
        times["one edit each, kept"] = decide(root, pages)
        news = [replace(page, text=page.text.replace("work ended last week", "work ended", 1)) for page in pages]
        times["one edit each, merged"] = decide(root, news)
    return {stage: 1000 * seconds / count for stage, seconds in times.items()}


def extracting(count: int) -> dict[str, float]:
    """Milliseconds of processor time to find the main text of a page with menus, teasers and a footer."""
    trees = [document_fromstring(web_page(number)) for number in range(count)]
    times: dict[str, float] = dict.fromkeys(("voters, each alone", "consensus", "fast"), 0.0)
    extract(trees[0])  # loads the libraries
    for tree in trees:
        for voter in VOTERS.values():
            times["voters, each alone"] += processor(partial(voter, tree))
        times["consensus"] += processor(partial(extract, tree))
        times["fast"] += processor(partial(extract, tree, "fast"))
    return {stage: 1000 * seconds / count for stage, seconds in times.items()}


def processor(work: Callable[[], object]) -> float:
    """Seconds of processor time."""
    start = time.process_time()
    work()
    return time.process_time() - start


def web_page(number: int) -> str:
    """A page of the size of a news page: the article, 100 links and 40 teasers around it, and scripts."""
    title, _, *paragraphs = (article(number) + article(-number)).split("\n")
    pick = random.Random(number)
    menu = "".join(f'<li class="menu-item"><a href="/{at}">{pick.choice(PLACES)}</a></li>' for at in range(100))
    card = (
        '<li class="card"><div class="card-inner"><div class="card-media"><a href="/{0}"><picture><img src="{0}.webp" '
        'alt=""></picture></a></div><div class="card-text"><span class="kicker">News</span><h3><a href="/{0}">{1}</a>'
        '</h3><div class="meta"><i>Ada Lund</i> <time datetime="2022-01-01">1 January</time></div></div></div></li>'
    )
    teasers = [card.format(at, article(at).split("\n", 1)[0]) for at in range(40)]
    body = "".join(f'<p class="story-text">{line}</p>' for line in paragraphs if line)
    return (
        f"<html lang=en><head><title>{title}</title><script>{'var a = 1;' * 2_000}</script></head><body>"
        f"<nav><ul>{menu}</ul></nav><main><article><h1>{title}</h1>{body}</article>"
        f'<aside class="related"><h2>Most read</h2><ul>{"".join(teasers)}</ul></aside></main>'
        f"<footer><p>Copyright Valdora Post. Write to us at the harbour.</p></footer></body></html>"
    )


def decide(root: Path, pages: list[Page]) -> float:
    """Seconds of processor time."""
    start = time.process_time()
    store = write.Store(root)
    for page in pages:
        store.put(page)
    store.commit()
    return time.process_time() - start


def synthetic(number: int) -> Page:
    """A page of the size and shape of a briefing's."""
    title, _, *paragraphs = article(number).split("\n")
    page_id = f"b{number:010x}"
    front = "".join(f"- {name}\n" for name in PEOPLE)
    points = "\n".join(
        f"- **Reported**{{ .tag .reported }} {line} [\\[{at}\\]](#s{at})" for at, line in enumerate(paragraphs[:6:2])
    )
    text = "\n\n".join(f"    [{at}](#s{at}){{#s{at} .s}} {line}" for at, line in enumerate(paragraphs[::2]))
    return Page(
        page_id,
        PurePosixPath("briefings", "2022", f"page-{page_id}.md"),
        f"---\nid: {page_id}\ntype: briefing\ntitle: {title}\ndate: 2022-05-10\nsource: Valdora Post\nactors:\n{front}"
        f"review: draft\nseed: seeds/{number}.txt sha256:{number:016x}\n---\n\n# {title}\n\nSource: Valdora Post\n"
        f'{{: .meta }}\n\n## Key points\n\n{points}\n\n## Source text\n\n??? note "Sentences"\n\n{text}\n',
    )


def reading_samples(copies: int) -> dict[str, float]:
    """Articles a second of wall-clock time, read from a file of each format; the children of PDF files count too."""
    rates: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        for sample in sorted((ROOT / "tests/read/samples").iterdir()):
            if sample.suffix in (".yml", ".gz"):
                continue
            seed = Path(folder) / sample.name
            shutil.copy(sample, seed)
            list(read.read(seed, seed.parent))  # libraries are loaded, a child started
            start = time.perf_counter()
            count = sum(len(list(read.read(seed, seed.parent))) for _ in range(copies))
            rates[sample.name] = count / (time.perf_counter() - start)
    return rates


def streaming(size: int) -> tuple[int, float, int]:
    """Pages, seconds of processor time and peak memory in MB for a web archive of so many bytes; reading alone.

    What a build then does with the articles takes memory for each.
    """

    class Archive(Seed):
        def open(self) -> BinaryIO:
            return cast(BinaryIO, io.BufferedReader(Endless(size)))

    start = time.process_time()
    limits = read.Limits(parts=1_000_000_000)
    pages = sum(isinstance(one, Seed) for one in warc.FORMAT.read(Archive(PurePosixPath("a.warc"), b"", limits)))
    return pages, time.process_time() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1_000


def sharing(count: int) -> dict[int, float]:
    """Seconds of wall-clock time to analyse so many articles in one process, its model loaded, and in two."""
    rows = [json.dumps({"id": number, "text": article(number)}) for number in range(count)]
    articles = list(as_articles(rows, []))
    times = {}
    for processes in (1, 2):
        start = time.perf_counter()
        assert len(list(analyse.analyse_on_cores(articles, processes))) == count
        times[processes] = time.perf_counter() - start
    return times


def main() -> None:
    """Print a table."""
    pages, seconds, peak = streaming(STREAM)  # first: the peak is that of the whole process
    sys.stdout.write(f"web archive of {STREAM / 1e9:.0f} GB, {pages:,} pages: {seconds:.1f} s, peak {peak} MB\n")
    for name, rate in reading_samples(20).items():
        sys.stdout.write(f"  read {name:<21} {rate:8.0f} articles/s\n")
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    times = run(count)
    pages = int(times.pop("pages"))
    sys.stdout.write(f"{count} articles, {pages} pages; processor time\n")
    for stage, seconds in times.items():
        sys.stdout.write(f"  {stage:<26} {seconds:8.2f} s  {1000 * seconds / count:8.2f} ms an article\n")
    ratio = times["analyse, model included"] / times["model alone"]
    sys.stdout.write(f"  analysis / model alone     {ratio:8.2f}\n")
    shared = sharing(count)
    load = os.getloadavg()[0]
    sys.stdout.write(f"  two processes / one        {shared[2] / shared[1]:8.2f}  by the clock; load {load:.1f}\n")
    for name, milliseconds in reading(count).items():
        sys.stdout.write(f"  read {name:<21} {milliseconds:8.2f} ms an article  {1000 / milliseconds:6.0f} a second\n")
    for stage, milliseconds in deciding(DECIDED).items():
        sys.stdout.write(f"  {DECIDED:,} pages, {stage:<26} {milliseconds:6.3f} ms a page\n")
    found = extracting(EXTRACTED)
    for stage, milliseconds in found.items():
        sys.stdout.write(f"  main text, {stage:<26} {milliseconds:8.2f} ms a page\n")
    sys.stdout.write(f"  consensus / its voters     {found['consensus'] / found['voters, each alone']:8.2f}\n")
    events.main(10_000)
    serve.main()
    search.main(search.PAGES)
    sys.stdout.write(f"  publish                    {1000 * times['publish'] / pages:8.2f} ms a page\n")


if __name__ == "__main__":
    main()

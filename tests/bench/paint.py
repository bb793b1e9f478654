"""How soon a reader sees a page: largest contentful paint in Chromium, and the size of what is sent.

    python -m tests.bench.paint [SITE]

SITE is a published site, by default `site/`. Each type of page is opened five times with an empty cache, and once more
with a processor four times slower; times are milliseconds, the median and the worst. Nothing is judged here:
`tests/browser/test_keyboard.py` holds the size.
"""

import gzip
import statistics
import sys
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
RUNS = 5
SLOWER = 4
PATTERNS = (
    "index.html",
    "events/[!i]*.html",
    "briefings/*/*.html",
    "actors/[!i]*.html",
    "actors/index.html",
    "method.html",
)

OBSERVE = """() => new Promise(done => new PerformanceObserver(list => {
  const last = list.getEntries().at(-1)
  setTimeout(() => done(last.startTime), 300)
}).observe({type: 'largest-contentful-paint', buffered: true}))"""


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:
        pass


def paint(browser: Browser, address: str, slower: int = 1) -> float:
    """Milliseconds until the largest part of a page is painted."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    if slower > 1:
        context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slower})
    page.goto(address)
    found = float(page.evaluate(OBSERVE))
    context.close()
    return found


def _line(text: str) -> None:
    sys.stdout.write(f"{text}\n")


def main(site: Path) -> None:
    """Print a table."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        _line(f"{'page':30} {'gzip kB':>8} {'median':>7} {'worst':>7} {f'CPU/{SLOWER}':>7}")
        for pattern in PATTERNS:
            files = sorted(site.glob(pattern), key=lambda path: path.stat().st_size)
            if not files:
                continue
            address = f"http://127.0.0.1:{server.server_port}/{files[-1].relative_to(site).as_posix()}"
            times = [paint(browser, address) for _ in range(RUNS)]
            size = len(gzip.compress(files[-1].read_bytes())) / 1000
            slow = paint(browser, address, SLOWER)
            _line(f"{pattern:30} {size:8.1f} {statistics.median(times):7.0f} {max(times):7.0f} {slow:7.0f}")
        browser.close()
    server.shutdown()


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "site"))

"""Pages of a built site in Chromium: what stands in them, and what they do when a reader touches everything."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page

PARSE = """html => {
  const page = new DOMParser().parseFromString(html, "text/html"), found = {text: "", shapes: [], bad: []};
  const region = element => element.closest("article") ? "article" : element.closest("head") ? "head" : "frame";
  const shapes = new Set();
  for (const element of page.querySelectorAll("*")) {
    const tag = element.localName, place = region(element);
    shapes.add(`${place} ${tag}`);
    for (const {name, value} of element.attributes) {
      if (name.startsWith("on") || ["style", "srcdoc", "ping", "background", "formaction"].includes(name))
        found.bad.push(`<${tag} ${name}="${value.slice(0, 60)}">`);
      if (["href", "src", "action", "xlink:href", "srcset", "poster", "data", "cite"].includes(name)) {
        let address = null;
        try { address = new URL(value, "http://site.test/") } catch { }
        const allowed = name == "href" && tag == "a" ? ["http:", "https:", "mailto:"] : ["http:", "https:"];
        if (!address || !allowed.includes(address.protocol)) found.bad.push(`<${tag} ${name}="${value.slice(0, 60)}">`);
        else if (!(tag == "a" || element.rel == "canonical") && address.host != "site.test")
          found.bad.push(`loads from afar: <${tag} ${name}="${value.slice(0, 60)}">`);
        if (tag == "a" && place == "article" && address && address.host && address.host != "site.test"
            && address.protocol != "mailto:"
            && !(element.rel.includes("nofollow") && element.rel.includes("noopener") && element.rel.includes("ugc")))
          found.bad.push(`unmarked link: ${value.slice(0, 60)}`);
      }
      if (name == "id" && place == "article" && value.startsWith("_") && !(value == "__skip" && !element.textContent))
        found.bad.push(`id ${value}`);
      if (name == "class" && place == "article" && element.closest(".md-content__inner > :not(.md-content__button)")
          && /(^|\\s)md-(overlay|dialog|header|search|sidebar|nav|banner)(\\s|$)/.test(value))
        found.bad.push(`class ${value}`);
      if (tag == "meta" && name == "http-equiv" && value.toLowerCase() != "content-security-policy")
        found.bad.push(`meta ${value}`);
    }
    if (tag == "script" && element.type == "application/ld+json") {
      try { JSON.parse(element.textContent) } catch { found.bad.push(`no data: ${element.textContent.slice(0, 60)}`) }
    } else if (tag == "script" && !element.src && element.type != "application/json")
      shapes.add(`script ${element.textContent}`);
  }
  for (const element of page.querySelectorAll("script, style, template, noscript")) element.remove();
  found.text = page.documentElement.textContent.replace(/\\s+/g, " ");
  found.shapes = [...shapes];
  return found;
}"""
"""Reads a page with the parser of a browser, and runs nothing."""

_TOUCH = """() => {
  document.addEventListener("click", event => {
    const link = event.target.closest && event.target.closest("a[href]");
    if (link && /^https?:$/.test(link.protocol)) event.preventDefault();
  });
  document.addEventListener("submit", event => event.preventDefault());
  for (const details of document.querySelectorAll("details")) details.open = true;
  for (const element of document.querySelectorAll("article, article *, .md-sidebar *, .md-header__title *")) {
    for (const kind of ["mouseover", "mouseenter", "pointerover", "focus", "mousedown", "toggle"])
      element.dispatchEvent(new Event(kind, {bubbles: true, cancelable: true}));
    if (typeof element.click == "function" && element.localName != "label" && element.localName != "input")
      element.click();
    else element.dispatchEvent(new MouseEvent("click", {bubbles: true, cancelable: true}));
  }
  return location.href;
}"""
"""Hovers over and clicks everything; a link to the web or within the site is not followed, any other is."""

_SEARCHED = """() => [...document.querySelectorAll("script, iframe, object, embed, style, form, img, base")]
  .map(one => one.localName == "form" ? `form ${one.getAttribute("action")}` : one.outerHTML.slice(0, 100))"""

_TRAP = """window.__told = []; Object.defineProperty(window, "__pwned", {value: id => window.__told.push(String(id)),
  writable: false, configurable: false});"""


@dataclass
class Seen:
    """A site as a browser saw it."""

    texts: dict[str, str] = field(default_factory=dict)
    """What can be read on each page, spaces folded."""

    shapes: set[str] = field(default_factory=set)
    """The elements of all pages by place (`article p`), and the inline scripts."""

    faults: list[str] = field(default_factory=list)


@contextmanager
def served(site: Path) -> Iterator[str]:
    """The site at an address of this machine."""
    handler = partial(_Silent, directory=str(site))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class _Silent(SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:
        pass


def parsed(browser: Browser, site: Path) -> Seen:
    """Every page as a browser's parser reads it, without running anything."""
    seen = Seen()
    page = browser.new_page()
    for path in sorted(site.rglob("*.html")):
        name = path.relative_to(site).as_posix()
        found = page.evaluate(PARSE, path.read_text("utf-8"))
        seen.texts[name] = found["text"]
        seen.shapes.update(found["shapes"])
        seen.faults += [f"{name}: {what}" for what in found["bad"]]
    page.close()
    return seen


def visited(browser: Browser, site: Path, *, policy: bool) -> list[str]:
    """What pages did wrong when opened and touched all over; without the policy nothing but clean pages protects."""
    faults: list[str] = []
    with served(site) as address:
        context = browser.new_context(bypass_csp=not policy, service_workers="block")
        context.add_init_script(_TRAP)
        page = context.new_page()
        here = ""

        def note(what: str) -> None:
            faults.append(f"{here}: {what}")

        context.route("**/*", lambda route: _only_here(route, address, note))
        page.on("dialog", lambda dialog: (note(f"dialog {dialog.message}"), dialog.dismiss()))
        page.on("popup", lambda popup: (note(f"window {popup.url}"), popup.close()))
        page.on("download", lambda download: note(f"download {download.url}"))
        for path in sorted(site.rglob("*.html")):
            here = path.relative_to(site).as_posix()
            page.goto(address + here, wait_until="load")
            after = page.evaluate(_TOUCH).partition("#")[0]
            if after != address + here:
                note(f"went to {after}")
            if told := page.evaluate("window.__told"):
                note(f"ran {told[:3]}")
        context.close()
    return faults


def _only_here(route: Any, address: str, note: Any) -> None:
    if route.request.url.startswith((address, "data:", "blob:")):
        route.continue_()
    else:
        note(f"request {route.request.url}")
        route.abort()


def searched(browser: Browser, site: Path, words: list[str]) -> list[str]:
    """What went wrong when the words were typed into the search box, letter after letter of the first."""
    faults: list[str] = []
    with served(site) as address:
        context: BrowserContext = browser.new_context(bypass_csp=True)
        context.add_init_script(_TRAP)
        page = context.new_page()
        page.on("dialog", lambda dialog: (faults.append(f"dialog {dialog.message}"), dialog.dismiss()))
        context.route("**/*", lambda route: _only_here(route, address, faults.append))
        page.goto(address + "index.html", wait_until="networkidle")
        before = set(page.evaluate(_SEARCHED))
        box = _search_box(page)
        for number, word in enumerate(words):
            box.fill("")
            if number == 0:
                box.press_sequentially(word)
            else:
                box.fill(word)
            page.wait_for_timeout(500)
            faults += [f"{word}: {one}" for one in page.evaluate(_SEARCHED) if one not in before]
            if told := page.evaluate("window.__told"):
                faults.append(f"{word}: ran {told[:3]}")
        context.close()
    return faults


def _search_box(page: Page) -> Any:
    page.get_by_role("button", name="Search").first.click()
    return page.locator(".find__input")

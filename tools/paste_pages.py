"""Pasted texts made of HTML pages: what a reader's select-all gives, and what a careless scrape does."""

import re
from collections import Counter
from collections.abc import Iterator

import lxml.html

_INLINE = frozenset(
    [
        "a",
        "span",
        "b",
        "i",
        "em",
        "strong",
        "u",
        "small",
        "sup",
        "sub",
        "abbr",
        "cite",
        "code",
        "font",
        "mark",
        "q",
        "s",
        "time",
        "label",
        "var",
        "kbd",
        "bdi",
        "ins",
        "del",
        "wbr",
        "tt",
        "big",
        "acronym",
        "strike",
        "dfn",
        "data",
        "samp",
    ]
)
_HIDDEN = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "head",
        "iframe",
        "object",
        "select",
        "textarea",
        "canvas",
        "audio",
        "video",
        "math",
    ]
)
_BLANKS = re.compile(r"\s+")
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W\u3040-\u30ff\u3400-\u9fff]+")

_MIN_WORDS = 40
_ENOUGH = 0.85
"""Share of the article's words that the visible text must have: else scripts would have written the page."""

_NEARLY_ALL = 0.95
_MIN_LINES = 5


def pastes(page: bytes, article: str) -> Iterator[tuple[str, str]]:
    """`page`: all the visible text; `container`: that of the smallest element with nearly all of the article."""
    body = lxml.html.document_fromstring(page).find("body")
    wanted = Counter(words(article))
    if body is None or wanted.total() < _MIN_WORDS:
        return
    there = _share(body, wanted)
    if there < _ENOUGH:
        return
    yield "page", "\n\n".join(visible_lines(body))
    smallest = body
    while (inner := next((one for one in smallest if _share(one, wanted) >= _NEARLY_ALL * there), None)) is not None:
        smallest = inner
    lines = visible_lines(smallest)
    if len(lines) >= _MIN_LINES:
        yield "container", "\n\n".join(lines)


def words(text: str) -> list[str]:
    """The words of a text without case; signs of scripts without blanks one by one."""
    return _WORD.findall(text.casefold())


def _share(element: lxml.html.HtmlElement, wanted: Counter[str]) -> float:
    if not isinstance(element.tag, str):
        return 0.0
    return (Counter(words(" ".join(visible_lines(element)))) & wanted).total() / wanted.total()


def visible_lines(element: lxml.html.HtmlElement) -> list[str]:
    """The text that a reader sees, a line for each block."""
    lines = [""]
    todo: list[tuple[lxml.html.HtmlElement, bool]] = [(element, True)]
    while todo:  # not by recursion: pages nest deeper than Python does
        one, opens = todo.pop()
        block = isinstance(one.tag, str) and one.tag not in _INLINE
        if opens:
            todo.append((one, False))
            if not isinstance(one.tag, str) or one.tag in _HIDDEN or _is_hidden(one):
                continue
            if block:
                lines.append("")
            lines[-1] += _BLANKS.sub(" ", one.text or "")
            todo += [(child, True) for child in reversed(one)]
            continue
        if block:
            lines.append("")
        if one is not element:
            lines[-1] += _BLANKS.sub(" ", one.tail or "")
    return [line.strip() for line in lines if line.strip()]


def _is_hidden(element: lxml.html.HtmlElement) -> bool:
    style = (element.get("style") or "").replace(" ", "")
    return "display:none" in style or element.get("hidden") is not None or element.get("aria-hidden") == "true"

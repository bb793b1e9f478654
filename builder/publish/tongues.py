"""The language of words on a page that is in another one: what lines repeat of an article, and titles that link to it.

WCAG 2.2, 3.1.2: a voice that reads a French sentence with English sounds is not understood. Done to the finished HTML
of either engine, so that `docs/` stays plain: a line cites the sentence it repeats, so the run of words that both have
in common is the article's.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from functools import cached_property, lru_cache
from html import escape, unescape
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import unquote

from builder.publish.quotes import sentences
from builder.publish.reading import Told

RIGHT_TO_LEFT = frozenset({"ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})
"""Languages written from right to left, as far as articles are found to be in them."""

FEWEST = 3
"""Words in a row from which a line is taken to repeat a sentence; fewer where it has no others."""

_UNKNOWN = "und"
_SPAN = 4
"""Sentences that words of a line may run through, from the one that is cited."""

_ARTICLE = re.compile(r"<article\b.*</article>", re.DOTALL)
_PIECE = re.compile(r"<details\b.*?</details>|<[^>]+>|[^<]+", re.DOTALL)
_BLOCK = re.compile(r"</?(?:li|td|th|p|ul|ol|table|tr|h[1-6]|div|details)\b")
_LINK = re.compile(r'<a\b[^>]*?\bhref="?([^" >]+)')
_SENTENCE = re.compile(r"s(\d+)\Z")
_WORD = re.compile(r"&nbsp;|((?:&(?!nbsp;)|[^\s&])+)")
_MARKS = re.compile(r"^[\W_]+|[\W_]+$")


class Foreign:
    """A page about words in another language than the site's."""

    def __init__(self, lang: str, title: str, told: Told) -> None:
        self.lang, self.title, self._told = lang, title, told

    def __repr__(self) -> str:
        """What others may show of it."""
        return f"{self.lang} {self.title} {self.sentences}"

    @cached_property
    def sentences(self) -> Mapping[int, str]:
        """The words of the article by number, as far as the page shows them."""
        return dict(sentences(self._told.body)) if self._told.kind == "briefing" else {}

    @property
    def attributes(self) -> str:
        """What HTML says of such words."""
        side = ' dir="rtl"' if self.lang.partition("-")[0] in RIGHT_TO_LEFT else ""
        return f' lang="{escape(self.lang)}"{side}'


def foreign(told: Mapping[str, Told], language: str) -> dict[str, Foreign]:
    """Path of each page about words in another language; an event bears the title of one of its articles."""
    titles: dict[str, str] = {}
    for page in told.values():
        if page.kind == "briefing":
            titles.setdefault(page.title, str(page.values.get("lang") or language))
    found = {}
    for path, page in told.items():
        known = page.values.get("lang") if page.kind == "briefing" else titles.get(page.title)
        lang = str(known or language) if page.kind in ("briefing", "event") else language
        if lang.partition("-")[0] != language.partition("-")[0] and lang != _UNKNOWN:
            found[path] = Foreign(lang, page.title, page)
    return found


def tell_languages(site: Path, known: Mapping[str, Foreign], pages: Mapping[str, object]) -> None:
    """Write it into all pages of a site; both are known by the addresses that the engine gives pages."""
    places = {_place(address): one for address, one in known.items()}
    for name in map(_place, pages) if places else ():
        file = site / name
        if file.is_file():
            before = file.read_text("utf-8")
            after = told_apart(before, name, places)
            if after != before:
                file.write_text(after, encoding="utf-8", newline="")


def _place(address: str) -> str:
    return unquote(f"{address}index.html" if not address or address.endswith("/") else address)


def told_apart(html: str, name: str, known: Mapping[str, Foreign]) -> str:
    """A page of that place in the site, with the language of what is not in the site's."""
    return _ARTICLE.sub(lambda found: "".join(_blocks(found[0], name, known)), html, count=1)


def _blocks(html: str, name: str, known: Mapping[str, Foreign]) -> Iterator[str]:
    """The HTML in parts that follow each other: block after block."""
    pieces: list[str] = []
    whole = False
    for piece in _PIECE.findall(html):
        if _BLOCK.match(piece):
            yield from pieces if whole else _marked(pieces, name, known)
            pieces, whole = [], " lang=" in piece and not piece.startswith("<details")
            yield piece
        else:
            pieces.append(piece)
    yield from _marked(pieces, name, known)


def _marked(pieces: Sequence[str], name: str, known: Mapping[str, Foreign]) -> Iterator[str]:
    """The pieces of one block."""
    links = [_target(piece, name) for piece in pieces]
    cited = [(known[place], anchor) for place, anchor in links if place in known and _SENTENCE.match(anchor)]
    link: tuple[str, str] = ("", "")
    inside = False
    for at, piece in enumerate(pieces):
        if piece.startswith("<a"):
            link, inside = links[at], True
            page = known.get(link[0])
            if page and at + 1 < len(pieces) and unescape(pieces[at + 1]) == page.title and page.title:
                piece = f"<a{page.attributes}{piece[2:]}"
        elif piece == "</a>":
            inside = False
        elif cited and not inside and not piece.startswith("<"):
            piece = _with_run(piece, cited)
        yield piece


def _target(piece: str, name: str) -> tuple[str, str]:
    """Place and anchor that a link leads to; two empty strings for what is no link."""
    found = _LINK.match(piece)
    if not found:
        return "", ""
    return _led(dirname(name), name, unescape(found[1]))


@lru_cache(1 << 16)
def _led(folder: str, name: str, href: str) -> tuple[str, str]:
    path, _, anchor = unquote(href).partition("#")
    place = normpath(join(folder, path)) if path else name
    return f"{place}/index.html" if path.endswith("/") else place, anchor


def _with_run(text: str, cited: Sequence[tuple[Foreign, str]]) -> str:
    """A text in which the longest run of words that it has in common with a cited passage says its language."""
    places = [found for found in _WORD.finditer(text) if found[1]]
    words = [_bare(unescape(one[0])) for one in places]
    told = sum(map(_has_letters, words))
    best, lang = (0, 0), ""
    for page, anchor in dict.fromkeys(cited):
        first = int(anchor[1:])
        passage = tuple(page.sentences[number] for number in range(first, first + _SPAN) if number in page.sentences)
        run = SequenceMatcher(None, words, _words(passage), autojunk=False).find_longest_match()
        if run.size > best[1] - best[0] and _said(words, run.a, run.size) >= min(FEWEST, told):
            best, lang = (run.a, run.a + run.size), page.attributes
    run_words = [at for at in range(*best) if words[at]]
    if not lang or not told:
        return text
    start, end = places[run_words[0]].start(), places[run_words[-1]].end()
    return f"{text[:start]}<span{lang}>{text[start:end]}</span>{text[end:]}"


@lru_cache(1 << 12)
def _words(passage: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(_bare(one) for sentence in passage for one in sentence.split())


def _has_letters(word: str) -> bool:
    return any(map(str.isalpha, word))


def _said(words: Sequence[str], start: int, size: int) -> int:
    return sum(map(_has_letters, words[start : start + size]))


def _bare(word: str) -> str:
    """A word without the marks around it."""
    return _MARKS.sub("", word)

"""An article as it is compared with others: its runs of words, its figures, its address."""

import re
from datetime import date
from typing import NamedTuple
from urllib.parse import parse_qsl, urlencode, urlsplit
from zlib import crc32

from builder.letters import composed
from builder.records import Article

_SHINGLE = 5
FEWEST = 30
"""Shingles; shorter texts are the same only if they are equal: two notices of thirty words may differ in the one that
matters."""

_WORD = re.compile(r"\w+")

_TRACKING = re.compile(
    r"utm_|fbclid$|gclid$|mc_[ce]id$|ref$|cmpid$|ito$|smid$|ocid$|igshid$|output(?:type)?$|amp$|print$"
)
"""Matches the names of address parameters that say how a reader came or looks: `utm_source`, not `id`."""

_VARIANT_HOST = re.compile(r"^(?:amp|m|mobile|www)\.")
_VARIANT_PATH = re.compile(r"(?<=/)(?:amp|print)(?:/|$)|\.amp(?=\.|$)|(?<=/)amp(?=/)")
"""Match what sets the AMP, phone and print variants of one address apart: `m.`, `/amp/`, `.amp.html`."""


class Text(NamedTuple):
    """An article, with what it is compared by."""

    article: Article
    shingles: frozenset[int]
    numbers: frozenset[str]
    """Words with digits: texts made from one mould (quakes, results, weather) differ in little else."""

    address: str | None
    at: int
    """Place in the order they came in."""


def shingles_of(article: Article) -> tuple[frozenset[int], frozenset[str]]:
    """Its runs of words, and its words with digits."""
    words = _WORD.findall(folded(article.text.removeprefix(article.original_title or "")))
    runs = {" ".join(words[start : start + _SHINGLE]) for start in range(max(1, len(words) - _SHINGLE + 1))}
    numbers = frozenset(word for word in words if any(map(str.isdigit, word)))
    return frozenset(crc32(run.encode()) for run in runs), numbers


def plain_address(url: str | None) -> str | None:
    """An address without what tells its variants apart: scheme, tracking, AMP, print; None for none."""
    if not url:
        return None
    parts = urlsplit(url)
    asked = sorted(pair for pair in parse_qsl(parts.query) if not _TRACKING.match(pair[0]))
    place = _VARIANT_PATH.sub("", parts.path).rstrip("/")
    return f"{_VARIANT_HOST.sub('', parts.netloc.casefold())}{place}?{urlencode(asked)}"


def day_of(article: Article) -> date | None:
    """The day of its date; None where that is no more than the day it was taken in."""
    dating = article.dating
    return dating.day if dating and dating.basis != "retrieved" else None


def folded(text: str) -> str:
    """Its words in small letters, without marks."""
    return " ".join(_WORD.findall(composed(text, "NFKC").casefold()))

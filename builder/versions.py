"""One text, one briefing: copies, reprints and updates of an article are joined to it, and kept as its versions.

Two texts are compared by their shingles (runs of five words); candidates come from MinHash with locality-sensitive
hashing (Broder 1997; Leskovec, Rajaraman, Ullman 2014, chapter 3), so that the cost of an article does not grow with
the archive.
"""

import re
import unicodedata
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from hashlib import sha256
from itertools import combinations
from typing import NamedTuple
from urllib.parse import parse_qsl, urlencode, urlsplit
from zlib import crc32

from builder.memory import NO_MEMORY, Memory
from builder.records import Article, Problem, Rule, Version, VersionKind

SAME = 0.8
"""Shared shingles (Jaccard) of two copies of one text: an edited word costs five of them, a reprint's new first and
last paragraph a fifth."""

UPDATED = 0.4
"""The same for an article that was updated, where the address or headline says that it is the same article."""

_SHINGLE = 5
_FEWEST = 30
"""Shingles; shorter texts are the same only if they are equal: two notices of thirty words may differ in the one that
matters."""

_PERMUTATIONS = 64
_WORD = re.compile(r"\w+")

_TRACKING = re.compile(
    r"utm_|fbclid$|gclid$|mc_[ce]id$|ref$|cmpid$|ito$|smid$|ocid$|igshid$|output(?:type)?$|amp$|print$"
)
"""Matches the names of address parameters that say how a reader came or looks: `utm_source`, not `id`."""

_VARIANT_HOST = re.compile(r"^(?:amp|m|mobile|www)\.")
_VARIANT_PATH = re.compile(r"(?<=/)(?:amp|print)(?:/|$)|\.amp(?=\.|$)|(?<=/)amp(?=/)")
"""Match what sets the AMP, phone and print variants of one address apart: `m.`, `/amp/`, `.amp.html`."""

_UPDATED_WITHIN = timedelta(days=7)


class Joined(NamedTuple):
    """What is left when the versions of each article are joined."""

    articles: tuple[Article, ...]
    """One of each text: the latest update, the first of several that printed it; in the order they came in."""

    notes: tuple[Problem, ...]
    """A line for each that was joined to another."""

    doubts: tuple[Problem, ...]
    """Those that look like another, but are not alike enough, or have pages that people wrote on."""


class _Text(NamedTuple):
    article: Article
    shingles: frozenset[int]
    numbers: frozenset[str]
    """Words with digits: texts made from one mould (quakes, results, weather) differ in little else."""

    address: str | None
    at: int
    """Place in the order they came in."""


def join(
    articles: Sequence[Article], kept: Mapping[str, bool], deleted: Container[str] = (), memory: Memory = NO_MEMORY
) -> Joined:
    """The articles with their versions joined.

    `kept` names the ids that have a page, with whether a person wrote on it: such an id is kept before others, and two
    pages that people wrote on are never joined. Pages of the ids `deleted` are gone, and like nothing.
    """
    texts = [
        _Text(
            one,
            *memory.made(("shingles", one.id), (one.text, one.original_title), partial(_shingles, one)),
            _address(one.url),
            at,
        )
        for at, one in enumerate(articles)
    ]
    groups: dict[int, list[_Text]] = {one.at: [one] for one in texts}
    home = {one.at: one.at for one in texts}
    doubts = []
    for one, other in sorted(_pairs(texts, memory), key=lambda pair: (pair[1].at, pair[0].at)):
        if home[one.at] == home[other.at] or _kind(one, other) is None:
            continue
        members = [*groups[home[one.at]], *groups[home[other.at]]]
        if len({member.article.id for member in members if kept.get(member.article.id)}) > 1:
            fix = "delete one of the two seeds, or one of the two pages"
            doubts.append(
                Problem(
                    str(other.article.path), f"same article as {one.article.path}, but people wrote on both pages", fix
                )
            )
            continue
        del groups[home[other.at]]
        groups[home[one.at]] = members
        home |= dict.fromkeys((member.at for member in members), home[one.at])
    settled = sorted((_settled(members, kept) for members in groups.values()), key=lambda pair: pair[0])
    done = tuple(_with_own_ids(article for _, article in settled))
    notes = tuple(note for article in done for note in _notes(article))
    return Joined(done, notes, (*doubts, *_look_alikes(one for one in done if one.id not in deleted)))


def _with_own_ids(articles: Iterable[Article]) -> Iterator[Article]:
    """The articles, each with an id of its own: texts that were one article once may have come apart."""
    taken: set[str] = set()
    for article in articles:
        if article.id in taken:
            article = replace(article, id=f"b{sha256(f'{article.path} {article.text}'.encode()).hexdigest()[:10]}")
        taken.add(article.id)
        yield article


def _pairs(texts: Sequence[_Text], memory: Memory) -> Iterator[tuple[_Text, _Text]]:
    """Pairs that may be one article: equal words or address, or alike by MinHash; each in the order they came in."""
    seen: set[tuple[int, int]] = set()
    for pair in (*_equal(texts), *_alike(texts, memory)):
        if pair not in seen:
            seen.add(pair)
            yield texts[pair[0]], texts[pair[1]]


def _equal(texts: Sequence[_Text]) -> Iterator[tuple[int, int]]:
    places: dict[object, list[int]] = {}
    for one in texts:
        for key in (one.address, one.shingles):
            if key:
                places.setdefault(key, []).append(one.at)
    for found in places.values():
        yield from combinations(found, 2)


def _alike(texts: Sequence[_Text], memory: Memory) -> Iterator[tuple[int, int]]:
    long = [one for one in texts if len(one.shingles) >= _FEWEST]
    if len(long) < 2:
        return
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(threshold=UPDATED, num_perm=_PERMUTATIONS)
    first = MinHash(num_perm=_PERMUTATIONS, hashfunc=int)  # to make one costs more than to fill a copy

    def sketch_of(one: _Text) -> MinHash:
        sketch = first.copy()
        sketch.update_batch(sorted(one.shingles))
        return sketch

    for one in long:
        what = ("sketch", one.article.path, one.article.id)
        sketch = memory.made(what, one.shingles, partial(sketch_of, one))
        yield from ((at, one.at) for at in sorted(index.query(sketch)))
        index.insert(one.at, sketch)


def _kind(one: _Text, other: _Text) -> VersionKind | None:
    """What two texts are to each other; None when they are two articles."""
    if one.article.by_hand or other.article.by_hand:
        return None
    same_source = not one.article.source or not other.article.source or one.article.source == other.article.source
    alike = _alikeness(one, other)
    if one.shingles == other.shingles or (alike >= SAME and one.numbers == other.numbers):
        return "copy" if same_source else "reprint"
    return "update" if same_source and alike >= UPDATED and _says_same(one, other) else None


def _alikeness(one: _Text, other: _Text) -> float:
    if min(len(one.shingles), len(other.shingles)) < _FEWEST:
        return 0.0
    return len(one.shingles & other.shingles) / len(one.shingles | other.shingles)


def _says_same(one: _Text, other: _Text) -> bool:
    """Whether address, or headline and day, say that two texts are one article."""
    if one.address and one.address == other.address:
        return True
    days = [day for text in (one, other) if (day := _day(text.article))]
    near = len(days) < 2 or abs(days[0] - days[1]) <= _UPDATED_WITHIN
    return near and _folded(one.article.title) == _folded(other.article.title)


def _settled(members: Sequence[_Text], kept: Mapping[str, bool]) -> tuple[int, Article]:
    """The place and the article that stands for its versions, under the id that is kept."""
    shown = _shown(members)
    if len(members) == 1:
        return shown.at, shown.article
    first = min(members, key=lambda one: one.at)
    ids = [one.article.id for one in sorted(members, key=lambda one: (_day(one.article) or date.max, one.at))]
    keep = next((one for one in ids if kept.get(one)), None) or next((one for one in ids if one in kept), ids[0])
    others = sorted((one for one in members if one is not shown), key=lambda one: one.at)
    if not shown.article.dropped:  # what only its page held is held by no page from now on
        others = [one for one in others if not one.article.dropped]
    places = {one.article.path for one in members}
    before = (one for one in shown.article.versions if one.path not in places)
    versions = (*before, *(_version(one, shown) for one in others))
    return first.at, replace(
        shown.article, id=keep, versions=versions, other_ids=tuple(dict.fromkeys(one for one in ids if one != keep))
    )


def _shown(members: Sequence[_Text]) -> _Text:
    """Of the outlet that printed it first, the latest; of several of one day the one that states most."""
    first = min(members, key=lambda one: (_day(one.article) or date.max, one.article.source is None, one.at))
    own = [one for one in members if one.article.source in (None, first.article.source)]
    own = [one for one in own if not _is_replaced(one, own)]
    return max(own, key=lambda one: (_day(one.article) or date.min, _facts(one.article), len(one.shingles), -one.at))


def _is_replaced(one: _Text, others: Sequence[_Text]) -> bool:
    """Whether an article that its file does not hold any more stands there in another form, such as a mended row."""
    places = {other.article.path.parent for other in others if not other.article.dropped}
    return one.article.dropped and one.article.path.parent in places


def _facts(article: Article) -> int:
    return sum(map(bool, (article.url, article.source, article.authors, article.original_title)))


def _version(one: _Text, shown: _Text) -> Version:
    article = one.article
    kept = {_folded(paragraph) for paragraph in shown.article.text.split("\n\n")}
    gone = tuple(line for line in article.text.split("\n\n") if _folded(line) not in kept)
    dating = article.dating if _day(article) else None
    return Version(
        kind=_kind(one, shown) or "update",
        path=article.path,
        title=article.title,
        source=article.source,
        url=article.url,
        edtf=dating.edtf if dating else None,
        gone=gone,
    )


_WORDS_OF = {"copy": "a copy", "reprint": "a reprint", "update": "another version"}


def _notes(article: Article) -> Iterator[Problem]:
    for one in article.versions:
        yield Problem(str(one.path), f"{_WORDS_OF[one.kind]} of {article.path}: one briefing for both")


def _look_alikes(articles: Iterable[Article]) -> Iterator[Problem]:
    """Articles of one title and day, or of one address, that were not joined."""
    first: dict[tuple[str, str], Article] = {}
    for article in articles:
        dating = article.dating
        day = str(dating.edtf or dating.basis) if dating else ""
        keys = [(_folded(article.title), day), *([("address", address)] if (address := _address(article.url)) else [])]
        if other := next((first[key] for key in keys if key in first), None):
            what = f"same title and date as {other.path}, but another text: both have a page"
            fix = "an update? delete the older page; else write another `title` or `date` on one of the two pages"
            yield Problem(
                str(article.path), what if keys[0] in first else what.replace("title and date", "address"), fix
            )
        for key in keys:
            first.setdefault(key, article)


def _words(article: Article, memory: Memory) -> tuple[frozenset[int], frozenset[str]]:
    what = ("shingles", article.path, article.id)
    return memory.made(what, (article.text, article.original_title), partial(_shingles, article))


def _shingles(article: Article) -> tuple[frozenset[int], frozenset[str]]:
    """Its runs of words, and its words with digits."""
    words = _WORD.findall(_folded(article.text.removeprefix(article.original_title or "")))
    runs = {" ".join(words[start : start + _SHINGLE]) for start in range(max(1, len(words) - _SHINGLE + 1))}
    numbers = frozenset(word for word in words if any(map(str.isdigit, word)))
    return frozenset(crc32(run.encode()) for run in runs), numbers


def _address(url: str | None) -> str | None:
    """An address without what tells its variants apart: scheme, tracking, AMP, print; None for none."""
    if not url:
        return None
    parts = urlsplit(url)
    asked = sorted(pair for pair in parse_qsl(parts.query) if not _TRACKING.match(pair[0]))
    place = _VARIANT_PATH.sub("", parts.path).rstrip("/")
    return f"{_VARIANT_HOST.sub('', parts.netloc.casefold())}{place}?{urlencode(asked)}"


def _day(article: Article) -> date | None:
    dating = article.dating
    return dating.day if dating and dating.basis != "retrieved" else None


def _folded(text: str) -> str:
    return " ".join(_WORD.findall(unicodedata.normalize("NFKC", text).casefold()))


def rules() -> tuple[Rule, ...]:
    """The figures in force, for the page on method."""
    return (
        Rule("Share of runs of words from which two texts are copies of one", f"{SAME:.0%}"),
        Rule("The same for an update, where the address or headline says that it is one article", f"{UPDATED:.0%}"),
    )

"""Articles that no seed gives any more though its file is still there: their briefings stay.

A feed is saved anew and has lost its older entries, a mailbox was tidied, a file was damaged. People who published a
briefing expect to find it again, so the article is taken from its page: the text from the data file beside it,
the facts from what the machine last wrote. A file that was deleted takes its briefings with it.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple, get_args

from builder import write
from builder.records import Article, DateBasis, Dating, Evidence, Problem, Removed, Span, Version, VersionKind

_ANEW = ("inferred", "event", "retrieved")
"""Dates that the texts give away: worked out again, by the rules in force."""

_STAY = "does not give {} any more: what was published stays"
_TO_LET_GO = "to let a briefing go delete its page"
_GO = "does not give {} any more, and the pages do not hold the text: those that nobody edited go"
_TO_BRING_BACK = "bring the older file back under a name of its own, as `builder add --again` saves a feed"


class Kept(NamedTuple):
    """What the pages still hold."""

    articles: tuple[Article, ...]
    notes: tuple[Problem, ...]
    """A line for each file whose briefings stay."""

    lost: tuple[Problem, ...]
    """A line for each file whose briefings cannot stay, since their pages do not hold the text."""


def articles(store: write.Store, read: Sequence[Article]) -> Kept:
    """The articles that only their pages hold; `read` are those that the seeds gave."""
    given, ids = {write.in_front_matter(str(one.path)) for one in read}, {one.id for one in read}
    found: list[Article] = []
    stay: Counter[str] = Counter()
    lost: Counter[str] = Counter()
    for seed, page_id in sorted(store.made_from().items()):
        if seed in given or page_id in ids or (file := _file(store.root, seed)) is None:
            continue
        if not store.base_of(page_id).exists():  # a page that the machine never wrote never goes either
            continue
        article = _article(store, page_id, seed)
        (stay if article else lost)[file] += 1
        found += [article] if article else []
    return Kept(
        tuple(found),
        tuple(Problem(file, _STAY.format(_counted(number)), _TO_LET_GO) for file, number in stay.items()),
        tuple(Problem(file, _GO.format(_counted(number)), _TO_BRING_BACK) for file, number in lost.items()),
    )


def _counted(number: int) -> str:
    return "1 article" if number == 1 else f"{number} articles"


def _file(root: Path, seed: str) -> str | None:
    """The file that the seed is, or is a part of; None when it is not there."""
    path = PurePosixPath(seed)
    if ".." in path.parts:
        return None
    return next((str(one) for one in (path, *path.parents[:-2]) if (root / one).is_file()), None)


def _article(store: write.Store, page_id: str, seed: str) -> Article | None:
    """The article of a page; None when the page does not hold all of it."""
    try:
        data = json.loads(store.data(page_id) or b"")
        return _rebuilt(page_id, seed, store.written(page_id), data)
    except (ValueError, KeyError, TypeError, AttributeError):  # a data file that somebody changed
        return None


def _rebuilt(page_id: str, seed: str, own: Mapping[str, Any], data: Mapping[str, Any]) -> Article | None:
    """`own` is the front matter that the machine last wrote, without what a person changed."""
    text, title = data["text"], own.get("title")
    if data["id"] != page_id or not isinstance(text, str) or not text or not title:
        return None
    first = text.partition("\n\n")[0]
    original = own.get("original_title")
    return Article(
        id=page_id,
        path=PurePosixPath(seed),
        digest=str(own["seed"]).rpartition("sha256:")[2],
        text=text,
        title=_unescaped(title, (data["title"], first)),
        original_title=_unescaped(original, (first,)) if original else None,
        dating=_dating(own, data["dating"]),
        source=None if own["source"] == "unknown" else str(own["source"]),
        url=own.get("source_url"),
        authors=tuple(map(str, own.get("authors") or ())),
        lang=str(own["lang"]),
        translated=bool(own.get("translated")),
        dropped=True,
        removed=tuple(Removed(str(one["text"]), str(one["rule"])) for one in data["removed"]),
        versions=tuple(_version(one) for one in data["versions"]),
        how={key: rule if rule != "a person" else "the page" for key, rule in data["how"].items()},
    )


def _unescaped(written: object, words: Iterable[object]) -> str:
    """The words that front matter writes so; front matter knows no `<`."""
    return next((str(one) for one in words if write.in_front_matter(str(one)) == written), str(written))


def _dating(own: Mapping[str, Any], data: Mapping[str, Any] | None) -> Dating | None:
    basis, day = own["date_basis"], write.as_day(own["date"])
    if basis in _ANEW or day is None:
        return None
    if basis not in get_args(DateBasis):
        raise ValueError(basis)
    listed = data["evidence"] if data and data["basis"] == basis else ()
    evidence = (Evidence(str(reason), Span(*span) if span else None) for reason, span, *_ in listed)
    return Dating(basis, day, own.get("date_edtf"), tuple(evidence))


def _version(one: Mapping[str, Any]) -> Version:
    if one["kind"] not in get_args(VersionKind):
        raise ValueError(one["kind"])
    return Version(
        one["kind"],
        PurePosixPath(one["path"]),
        one["title"],
        one["source"],
        one["url"],
        one["edtf"],
        tuple(one["gone"]),
    )

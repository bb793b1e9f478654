"""Which of the versions of an article stands for all, under which id, and what the others had."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from hashlib import sha256

from builder.records import Article, Version
from builder.versions.kinds import kind
from builder.versions.texts import Text, day_of, folded


def one_of(members: Sequence[Text], kept: Mapping[str, bool]) -> tuple[int, Article]:
    """The place and the article that stands for its versions, under the id that is kept."""
    shown = _shown(members)
    if len(members) == 1:
        return shown.at, shown.article
    first = min(members, key=lambda one: one.at)
    ids = [one.article.id for one in sorted(members, key=lambda one: (day_of(one.article) or date.max, one.at))]
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


def _shown(members: Sequence[Text]) -> Text:
    """Of the outlet that printed it first, the latest; of several of one day the one that states most."""
    first = min(members, key=lambda one: (day_of(one.article) or date.max, one.article.source is None, one.at))
    own = [one for one in members if one.article.source in (None, first.article.source)]
    own = [one for one in own if not _is_replaced(one, own)]
    return max(own, key=lambda one: (day_of(one.article) or date.min, _facts(one.article), len(one.shingles), -one.at))


def _is_replaced(one: Text, others: Sequence[Text]) -> bool:
    """Whether an article that its file does not hold any more stands there in another form, such as a mended row."""
    places = {other.article.path.parent for other in others if not other.article.dropped}
    return one.article.dropped and one.article.path.parent in places


def _facts(article: Article) -> int:
    return sum(map(bool, (article.url, article.source, article.authors, article.original_title)))


def _version(one: Text, shown: Text) -> Version:
    article = one.article
    kept = {folded(paragraph) for paragraph in shown.article.text.split("\n\n")}
    gone = tuple(line for line in article.text.split("\n\n") if folded(line) not in kept)
    dating = article.dating if day_of(article) else None
    return Version(
        kind=kind(one, shown) or "update",
        path=article.path,
        title=article.title,
        source=article.source,
        url=article.url,
        edtf=dating.edtf if dating else None,
        gone=gone,
    )


def with_own_ids(articles: Iterable[Article]) -> Iterator[Article]:
    """The articles, each with an id of its own: texts that were one article once may have come apart."""
    taken: set[str] = set()
    for article in articles:
        if article.id in taken:
            article = replace(article, id=f"b{sha256(f'{article.path} {article.text}'.encode()).hexdigest()[:10]}")
        taken.add(article.id)
        yield article

"""What a person is told: what was joined, and what looks like one article and was not."""

from collections.abc import Iterable, Iterator

from builder.records import Article, Problem
from builder.versions.texts import folded, plain_address

_WORDS_OF = {"copy": "a copy", "reprint": "a reprint", "update": "another version"}


def joined(article: Article) -> Iterator[Problem]:
    """A line for each version that was joined to the article."""
    for one in article.versions:
        yield Problem(str(one.path), f"{_WORDS_OF[one.kind]} of {article.path}: one briefing for both")


def look_alikes(articles: Iterable[Article]) -> Iterator[Problem]:
    """Articles of one title and day, or of one address, that were not joined."""
    first: dict[tuple[str, str], Article] = {}
    for article in articles:
        dating = article.dating
        day = str(dating.edtf or dating.basis) if dating else ""
        keys = [
            (folded(article.title), day),
            *([("address", address)] if (address := plain_address(article.url)) else []),
        ]
        if other := next((first[key] for key in keys if key in first), None):
            what = f"same title and date as {other.path}, but another text: both have a page"
            fix = "an update? delete the older page; else write another `title` or `date` on one of the two pages"
            yield Problem(
                str(article.path), what if keys[0] in first else what.replace("title and date", "address"), fix
            )
        for key in keys:
            first.setdefault(key, article)

"""What holds for any text."""

from collections import Counter
from pathlib import PurePosixPath

from hypothesis import assume, given
from hypothesis import strategies as st

from builder.clean import clean
from builder.clean.text import find_paragraphs
from builder.errors import SeedError
from builder.records import Article, Document, Statement

LINES = [
    "Leave a Reply",
    "Read more",
    "Advertisement",
    "More on this: Ferry runs again",
    "Harbour opens again after storm",
    "harbour opens  again after storm",
    "The harbour of Westhaven reopened on Tuesday, the mayor said, two days after the storm.",
    "“We were lucky,” she said.",
    "By Ida Holm",
    "wrapped lines of a paragraph that",
    "goes on below with small letters,",
    "and ends here.",
]
WORDS = st.text(st.sampled_from("abcXYZ019 .,:!?“”’\"'-–—() \n"), max_size=80)
TEXTS = st.lists(st.sampled_from(LINES) | WORDS, max_size=12).flatmap(
    lambda lines: st.lists(st.sampled_from(["\n", "\n\n", "\n \n\n"]), min_size=len(lines), max_size=len(lines)).map(
        lambda gaps: "".join(line + gap for line, gap in zip(lines, gaps, strict=True))
    )
)
PAGES = st.lists(
    st.sampled_from(
        [*LINES, "Home", "News", "Sport", "Log in", "Contact us", "Published 5 March 2024", "© 2024 Courier"]
    ),
    min_size=6,
    max_size=40,
).map("\n".join)
STATEMENTS = st.builds(
    Statement,
    st.sampled_from(["title", "date", "url", "lang", "authors", "source"]),
    st.text(),
    st.sampled_from(["sidecar", "json-ld", "h1", "title element"]),
)
ANYTHING = st.text(max_size=300) | TEXTS


def _clean(text: str, *stated: Statement, page: bool = False) -> Article:
    assume(any(map(str.isalnum, text)))
    try:
        return clean(Document(PurePosixPath("seeds/a.txt"), "0" * 64, text, stated, whole_page=page))
    except SeedError:
        assume(False)
        raise


@given(TEXTS | PAGES, st.booleans())
def test_cleaning_twice_changes_nothing_more(text: str, page: bool) -> None:
    once = _clean(text, page=page)

    twice = _clean(once.text, page=page)

    assert (twice.text, twice.title, twice.original_title, twice.id) == (
        once.text,
        once.title,
        once.original_title,
        once.id,
    )
    assert twice.removed == ()


@given(st.text(max_size=300))
def test_mending_twice_changes_nothing_more(text: str) -> None:
    once = find_paragraphs(text)

    assert find_paragraphs("\n\n".join(once)) == once


@given(TEXTS | PAGES, st.booleans())
def test_every_word_is_kept_or_listed_as_removed(text: str, page: bool) -> None:
    article = _clean(text, page=page)

    kept = Counter(article.text.split())
    removed = Counter(word for stretch in article.removed for word in stretch.text.split())

    assert kept + removed == Counter(text.split())


@given(ANYTHING, st.booleans())
def test_an_article_has_the_shape_that_other_rooms_rely_on(text: str, page: bool) -> None:
    article = _clean(text, page=page)

    paragraphs = article.text.split("\n\n")
    assert all(paragraph and paragraph == paragraph.strip() and "\n" not in paragraph for paragraph in paragraphs)
    assert 0 < len(article.title) <= 250
    assert "\n" not in article.title
    assert article.original_title in (None, paragraphs[0])
    assert set(article.how) == {"title", "date", "source", "url", "authors", "lang"}
    assert len(article.id) == 11


@given(ANYTHING, st.lists(STATEMENTS))
def test_whatever_is_stated_an_article_comes_out(text: str, stated: list[Statement]) -> None:
    article = _clean(text, *stated)

    assert article.original_title in (None, article.text.split("\n\n")[0])
    assert article.title.strip()

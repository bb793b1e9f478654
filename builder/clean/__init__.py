"""Room: clean. A `Document` as found -> an `Article`: clean text, and what is stated of it.

The text is mended (`text.py`); of a text that may be a whole page the article is taken (`pasted.py`: learnt scores of
lines, the headline among them, the printed day); noise goes and is listed (`boilerplate.py`). Then title, date, source,
authors and language are taken from what the document states: a title by the agreement of places, an outlet by its
address first, a language unless the text is plainly in another, the rest most trusted first. Lines that repeat the
headline or name the authors go (`title.py`, `byline.py`). `article.how` keeps the name of the rule that won, `none`
when nothing was stated. Nothing is inferred from the prose but its language and a headline cut from the lead: dates in
the prose are the work of `analyse`. Pure: no file, clock or network.
"""

from dataclasses import replace
from hashlib import sha256

from builder.clean.authors import find_authors
from builder.clean.boilerplate import remove_boilerplate
from builder.clean.byline import remove_bylines
from builder.clean.date import find_date
from builder.clean.headline_in_text import is_headline
from builder.clean.language import find_language
from builder.clean.pasted import Pasted, take_apart
from builder.clean.source import find_source, find_url, other_names, site_names
from builder.clean.text import find_paragraphs, legible
from builder.clean.title import find_title
from builder.clean.translated import is_translated
from builder.errors import SeedError
from builder.records import Article, Document, Statement

__all__ = ["clean"]

_ROUNDS = 20
"""More than a page takes: each takes a line away, and the third is rare."""


def clean(document: Document) -> Article:
    """The article in a document.

    Its `id` is of the text before bylines go and a headline from the markup is put on top, so that a headline or an
    author stated later, by the page or a sidecar, does not change it.

    Raises:
        SeedError: nothing but noise in it.
    """
    document = _seen(document)
    pasted = _taken_apart(document)
    paragraphs = pasted.paragraphs
    if not any(character.isalnum() for paragraph in paragraphs for character in paragraph):
        raise SeedError(document.path, "no article in it, only page furniture", fix="put the article's text in it")
    body = "\n\n".join(paragraphs)
    lang, lang_by = find_language(document.stated, body)
    url, url_by = find_url(document.stated)
    source, source_by = find_source(document.stated, url)
    sites = site_names(document.stated, url)
    authors, authors_by = find_authors(document.stated, sites)
    dating, date_by = find_date(document.stated, url, lang, pasted.printed)
    own = [paragraphs[0]] if paragraphs[0] == pasted.headline or is_headline(paragraphs) else []
    titles = (*document.stated, *(Statement("title", line, "text") for line in own))
    paragraphs, bylines = remove_bylines(paragraphs, authors)
    headline = find_title(titles, paragraphs, sites, lang)
    return Article(
        id="b" + sha256(body.encode()).hexdigest()[:10],
        path=document.path,
        digest=document.digest,
        text="\n\n".join(headline.paragraphs),
        title=headline.title,
        original_title=headline.original,
        dating=dating,
        source=source,
        source_names=other_names(document.stated, source, source_by),
        url=url,
        authors=authors,
        lang=lang,
        translated=is_translated(body, lang),
        removed=(*headline.removed, *pasted.removed, *bylines, *document.removed),
        how={
            "title": headline.by,
            "date": date_by,
            "source": source_by,
            "url": url_by,
            "authors": authors_by,
            "lang": lang_by,
        },
    )


def _seen(document: Document) -> Document:
    """The document, what it states and what its reader left out without characters that nobody sees."""
    stated = tuple(fact._replace(value=legible(fact.value)) for fact in document.stated)
    return replace(
        document, stated=stated, removed=tuple(one._replace(text=legible(one.text)) for one in document.removed)
    )


def _taken_apart(document: Document) -> Pasted:
    """The article's paragraphs, and what is told from the lines around them if the page is still there."""
    lines = find_paragraphs(document.text)
    if not document.whole_page:
        paragraphs, removed = remove_boilerplate(lines)
        return Pasted(paragraphs, None, removed)
    titles = [fact.value for fact in document.stated if fact.key == "title"]
    first = found = take_apart(lines, titles)
    removed = first.removed
    for _ in range(_ROUNDS):
        paragraphs, noise = remove_boilerplate(found.paragraphs)
        removed += noise
        if not noise:
            break
        found = take_apart(paragraphs, titles)  # without the noise more of the page may show
        removed += found.removed
    headline = found.headline or first.headline
    return Pasted(found.paragraphs, headline, removed, first.printed)

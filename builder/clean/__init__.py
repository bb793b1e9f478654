"""Room: clean. A `Document` as found -> an `Article`: clean text, and what is stated of it.

The text is mended (`text.py`), noise goes and is listed (`boilerplate.py`), then title, date, source, authors and
language are taken from what the document states: a title by the agreement of places, an outlet by its address first,
a language unless the text is plainly in another, the rest most trusted first. Lines that repeat the headline or name
the authors go (`title.py`, `byline.py`). `article.how` keeps the name of the rule that won, `none` when nothing was
stated. Nothing is inferred from the prose but its language and a headline cut from the lead: dates in the text are the
work of `analyse`. Pure: no file, clock or network.
"""

from hashlib import sha256

from builder.clean.authors import find_authors
from builder.clean.boilerplate import remove_boilerplate
from builder.clean.byline import remove_bylines
from builder.clean.date import find_date
from builder.clean.language import find_language
from builder.clean.source import find_source, find_url, site_names
from builder.clean.text import find_paragraphs
from builder.clean.title import find_title
from builder.clean.translated import is_translated
from builder.errors import SeedError
from builder.records import Article, Document

__all__ = ["clean"]


def clean(document: Document) -> Article:
    """The article in a document.

    Its `id` is of the text before bylines go and a headline from the markup is put on top, so that a headline or an
    author stated later, by the page or a sidecar, does not change it.

    Raises:
        SeedError: nothing but noise in it.
    """
    paragraphs, removed = remove_boilerplate(find_paragraphs(document.text))
    if not any(character.isalnum() for paragraph in paragraphs for character in paragraph):
        raise SeedError(document.path, "no article in it, only page furniture", fix="put the article's text in it")
    body = "\n\n".join(paragraphs)
    lang, lang_by = find_language(document.stated, body)
    url, url_by = find_url(document.stated)
    source, source_by = find_source(document.stated, url)
    sites = site_names(document.stated, url)
    authors, authors_by = find_authors(document.stated, sites)
    dating, date_by = find_date(document.stated, url, lang)
    paragraphs, bylines = remove_bylines(paragraphs, authors)
    headline = find_title(document.stated, paragraphs, sites, lang)
    return Article(
        id="b" + sha256(body.encode()).hexdigest()[:10],
        path=document.path,
        digest=document.digest,
        text="\n\n".join(headline.paragraphs),
        title=headline.title,
        original_title=headline.original,
        dating=dating,
        source=source,
        url=url,
        authors=authors,
        lang=lang,
        translated=is_translated(body, lang),
        removed=(*headline.removed, *removed, *bylines, *document.removed),
        how={
            "title": headline.by,
            "date": date_by,
            "source": source_by,
            "url": url_by,
            "authors": authors_by,
            "lang": lang_by,
        },
    )

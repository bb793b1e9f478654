"""Voter: jusText, which looks at the length, links and common words of paragraphs and of those beside them."""

from copy import deepcopy
from functools import cache

from lxml.html import HtmlElement

from builder.data import load


def paragraphs(tree: HtmlElement) -> list[str]:
    """Paragraphs that it calls good."""
    from justext.core import (
        MAX_HEADING_DISTANCE_DEFAULT,
        ParagraphMaker,
        classify_paragraphs,
        preprocessor,
        revise_paragraph_classification,
    )

    found = ParagraphMaker.make_paragraphs(preprocessor(deepcopy(tree)))
    words = _common_words((tree.get("lang") or tree.get("xml:lang") or "")[:2].lower())
    # Without common words of the language every long paragraph has enough of them.
    bounds = {} if words else {"stopwords_low": 0.0, "stopwords_high": 0.0}
    classify_paragraphs(found, words, **bounds)
    revise_paragraph_classification(found, MAX_HEADING_DISTANCE_DEFAULT)
    return [one.text for one in found if not one.is_boilerplate]


@cache
def _common_words(lang: str) -> frozenset[str]:
    """Common words of a language, from jusText's lists; empty for one without a list."""
    from justext import get_stoplist

    name = load("stop_lists").get(lang)
    return get_stoplist(name) if name else frozenset()

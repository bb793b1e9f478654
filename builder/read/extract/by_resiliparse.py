"""Voter: resiliparse, which leaves out elements whose names and classes speak of page furniture."""

from lxml.html import HtmlElement, tostring


def paragraphs(tree: HtmlElement) -> list[str]:
    """Lines of what it leaves."""
    from resiliparse.extract.html2text import extract_plain_text

    text = extract_plain_text(
        tostring(tree, encoding="unicode"),
        preserve_formatting=True,
        main_content=True,
        list_bullets=False,
        alt_texts=False,
        comments=False,
    )
    return [line for line in text.split("\n") if line.strip()]

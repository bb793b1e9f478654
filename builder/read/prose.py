"""Prose in HTML: the fragments that feeds, mails, books and rows of data carry -> plain paragraphs.

Everything in a fragment is the text, so that nothing is weighed here as on a web page; only what no reader sees goes.
"""

import re

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

_PARAGRAPHS = """address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption
figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol option p pre search section
summary table tbody tfoot thead tr ul"""
_BLOCKS = frozenset(_PARAGRAPHS.split())
"""Elements that begin and end a paragraph (HTML Standard, rendering section)."""

_MACHINES = """applet area audio base button canvas datalist embed frame frameset head iframe img input link map math
meta noembed noframes noscript object param picture script select source style svg template textarea title track video
"""
_UNSEEN = frozenset(_MACHINES.split())
"""Elements whose text is for machines, or stands in for what is no text."""

_HIDDEN = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all)", re.IGNORECASE)
"""Matches `color: red; display:none`, not `--display: none`; newsletters hide the line that mailboxes preview."""

_MARKUP = re.compile(
    r"</?(?:a|abbr|article|b|blockquote|body|br|center|cite|code|dd|div|dl|dt|em|figure|font|h[1-6]|hr|html|i|img|li|"
    r"main|ol|p|pre|q|section|small|span|strong|sub|sup|table|tbody|td|th|tr|u|ul)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
"""Matches `<p>`, `<br/>` and `</a>`, not `a < b > c` and not `<name withheld>`."""


def paragraphs(fragment: str | bytes | HtmlElement) -> list[str]:
    """What a browser would show of a fragment, a page or an element: its paragraphs.

    Where a line breaks in one is a line feed. A heading and a list item are paragraphs, the cells of a row stand on one
    line. A tree is left as it is; one of XHTML elements will do.

    Raises:
        ValueError: elements nested too deep to be read whole.
    """
    if isinstance(fragment, str | bytes):
        tree = _parse(fragment)
        if tree is None:
            return []
    else:
        tree = fragment
    runs: list[list[str]] = [[]]
    walker = etree.iterwalk(tree, events=("start", "end", "comment", "pi"))
    unseen: HtmlElement | None = None
    inside_pre = 0
    for event, element in walker:
        if event == "start":
            tag = _tag(element)
            if element is not tree and _is_unseen(element, tag):
                unseen = element
                walker.skip_subtree()
                continue
            _break(runs, element, tag)
            inside_pre += tag == "pre"
            runs[-1].append(_line(element.text, inside_pre))
            continue
        if event == "end" and element is not unseen:
            tag = _tag(element)
            _break(runs, element, tag)
            if tag in ("td", "th", "br"):
                runs[-1].append("\n" if tag == "br" else " ")
            inside_pre -= tag == "pre"
        if element is not tree:
            runs[-1].append(_line(element.tail, inside_pre))
    return [paragraph for run in runs for paragraph in _split("".join(run))]


def one_line(fragment: str) -> str:
    """A headline or a name as text; feeds write it with markup, or with entities escaped twice."""
    return " ".join(" ".join(paragraphs(fragment)).split())


def plain(text: str) -> str:
    """Text that may or may not be HTML, as paragraphs with an empty line between them."""
    return "\n\n".join(paragraphs(text)) if _MARKUP.search(text) else text


def _parse(fragment: str | bytes) -> HtmlElement | None:
    """The tree; None when nothing is in it. `huge_tree` reads 2,048 levels instead of 255."""
    encoding: str | None = "utf-8"
    if isinstance(fragment, bytes):
        try:
            fragment.decode()
        except UnicodeDecodeError:
            encoding = None  # what its meta element says
        data = fragment
    else:
        data = fragment.encode("utf-8", "replace")
    parser = HTMLParser(encoding=encoding, huge_tree=True, remove_comments=True, remove_pis=True)
    data = data.replace(b"\0", b"")  # the parser would stop there
    if not data.strip():
        return None
    try:
        tree = document_fromstring(data, parser=parser)
    except etree.ParserError:  # nothing but comments
        return None
    if any(error.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for error in parser.error_log):
        raise ValueError("elements nested over 2,048 deep")
    return tree


def _is_unseen(element: HtmlElement, tag: str) -> bool:
    return tag in _UNSEEN or element.get("hidden") is not None or bool(_HIDDEN.search(element.get("style", "")))


def _tag(element: HtmlElement) -> str:
    """Lower case, without the namespace."""
    return str(element.tag).rpartition("}")[2].lower()


def _break(runs: list[list[str]], element: HtmlElement, tag: str) -> None:
    """Begin a new paragraph at either end of a block."""
    if tag in _BLOCKS or (tag in ("td", "th") and _is_layout(element)):
        runs.append([])


def _is_layout(cell: HtmlElement) -> bool:
    """Whether the cell is a column of a page rather than a value in a row."""
    table = next(cell.iterancestors("table"), None)
    return table is not None and table.get("role") == "presentation"


def _line(text: str | None, inside_pre: int) -> str:
    """Text with its own line ends where they count."""
    return (text or "") if inside_pre else (text or "").replace("\n", " ").replace("\r", " ")


def _split(run: str) -> list[str]:
    """The paragraphs of a run, which ends where two lines break; single blanks in each line, as a browser shows it."""
    lines = [" ".join(line.split()) for line in run.split("\n")]
    return [block.strip("\n") for block in re.split(r"\n{2,}", "\n".join(lines)) if block.strip()]

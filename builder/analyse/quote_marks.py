"""Stretches of text between quote marks, whoever says them, outermost only."""

import re
from itertools import islice

from builder.records import Span

_CLOSERS = {
    "“": "”“’’",
    "„": "“”",
    "«": "»",
    "»": "«",
    '"': '"”',
    "「": "」",
    "『": "』",
    "‘": "’",
    "'": "'",
    "``": "''",
}
_STOPS = frozenset(",.!?…")
_MARKS = re.compile(r"``|''|’’|[“”„«»\"「」『』‘’']")
_PARAGRAPH = re.compile(r"[^\n]+")
_MAX_MARKS = 100
"""Marks in a paragraph after which one that opened is not closed any more: else a row of marks takes for ever."""
_MAX_PARAGRAPHS = 8
"""A quote left open runs on over at most so many paragraphs; beyond that the missing mark is a slip."""


def find_quoted(text: str) -> list[Span]:
    """Outermost quoted stretches in order, quote marks included.

    A quote may run over paragraphs, each opened anew or not (`“One.` / `“Two.”` is one stretch). An open mark that
    nothing closes takes its paragraph when that starts with it, otherwise nothing.
    """
    found: list[Span] = []
    paragraphs = [match.span() for match in _PARAGRAPH.finditer(text)]
    number, at = 0, 0
    closing = "«" if 0 <= text.find("»") < (text.find("«") % (len(text) + 1)) else "»"
    while number < len(paragraphs):
        start, end = paragraphs[number]
        at = max(at, start)
        opener = _next_opener(text, at, end, closing)
        if opener is None:
            number += 1
            continue
        mark = opener.group()
        close = _close(text, mark, opener.end(), end)
        if close is None and mark in '“"«„' and number + 1 < len(paragraphs):
            close, last = _close_later(text, mark, paragraphs, number)
            if close is not None:
                number = last
        if close is None:
            if mark in '“"«„' and not text[start : opener.start()].strip() and end - opener.end() > 1:
                found.append(Span(opener.start(), _rstrip(text, opener.start(), end)))
                at = end
            else:
                at = opener.end()
            continue
        found.append(Span(opener.start(), close))
        at = close
    return found


def _rstrip(text: str, start: int, end: int) -> int:
    """The end without the white space before it."""
    while end > start and text[end - 1].isspace():
        end -= 1
    return end


def _next_opener(text: str, at: int, end: int, closing: str = "") -> re.Match[str] | None:
    """The next mark that can open a quote; `closing` is the guillemet that does not in this text."""
    for match in _MARKS.finditer(text, at, end):
        mark = match.group()
        if mark in {"”", "’", "’’", "」", "』", "''", closing}:
            continue
        before = text[match.start() - 1] if match.start() else " "
        after = text[match.end()] if match.end() < end else " "
        if mark in {'"', "'", "‘", "“"} and (before.isalnum() or after.isspace()):
            continue
        return match
    return None


def _close(text: str, mark: str, at: int, end: int) -> int | None:
    """Offset behind the mark that closes, inside one paragraph."""
    depth = 0
    for match in islice(_MARKS.finditer(text, at, end), _MAX_MARKS):
        found = match.group()
        before = text[match.start() - 1]
        after = text[match.end()] if match.end() < end else " "
        if mark == "“":
            # A second opening mark nests; with white space on its right it is a closing mark typed wrongly.
            if found == "“" and not after.isspace():
                depth += 1
            elif found in {"”", "“", "’’"}:
                if depth == 0:
                    return match.end()
                depth -= 1
        elif mark == '"':
            if found == "“" and not after.isspace():
                depth += 1
            elif found == "”" and depth > 0:
                depth -= 1
            elif (
                found == mark
                and before.isspace()
                and after.isalnum()
                and text[at : match.start()].rstrip()[-1:] in _STOPS
            ):
                return (
                    match.end()
                )  # `"We left, "she said`: a space on the wrong side, or the mark that closes is missing
            elif found in _CLOSERS[mark] and (not before.isspace() or after.isspace()):
                if after.isalnum():
                    continue
                return match.end()
        elif mark in {"'", "‘"}:
            # An apostrophe looks the same: `workers’ rights`. Only a mark at a stop or before one closes.
            if found in _CLOSERS[mark] and not after.isalnum() and (before in ".,!?…" or after in ",.;:)"):
                return match.end()
        elif found in _CLOSERS[mark]:
            return match.end()
    return None


def _close_later(text: str, mark: str, paragraphs: list[tuple[int, int]], number: int) -> tuple[int | None, int]:
    """Where a quote that runs over paragraphs closes, and the number of that paragraph."""
    for later in range(number + 1, min(number + 1 + _MAX_PARAGRAPHS, len(paragraphs))):
        start, end = paragraphs[later]
        again = text.startswith(mark, start)
        close = _close(text, mark, start + (len(mark) if again else 0), end)
        if close is not None:
            inner = _next_opener(text, start + (1 if again else 0), end)
            if not again and inner is not None and inner.start() < close - 1 and mark != '"':
                return None, number  # a new quote opens first: the mark was a slip
            if mark == '"' and not again and text[start:close].count('"') != 1:
                return None, number
            return close, later
        if not again and mark != '"':
            return None, number
    return None, number

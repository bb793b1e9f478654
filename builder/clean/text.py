"""Text: encoding slips mended, invisible characters gone, one line a paragraph. Words and quotes stay as they are."""

import html
import re
from itertools import pairwise

import ftfy

from builder.letters import composed

_REPAIR = ftfy.TextFixerConfig(
    # Only what went wrong between bytes and characters; `“` and `ﬁ` are what the source wrote.
    unescape_html=False,
    uncurl_quotes=False,
    fix_latin_ligatures=False,
    fix_character_width=False,
    fix_line_breaks=False,
    remove_control_chars=False,
    remove_terminal_escapes=False,
    normalization=None,
    explain=False,
)

_LINE_END = re.compile("\r\n|[\r\v\f\x1c\x1d\x1e\x85\u2028]")
_INVISIBLE = re.compile(
    "\x1b\\[[0-9;]{0,20}[A-Za-z]|[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ud800-\udfff\ufe00-\ufe0f\ufeff\uffa0\ufff0-\uffff\U000e0000-\U000e0fff]"
)
"""Control characters and what Unicode tells programs not to draw (Default_Ignorable_Code_Point): direction marks,
joiners, soft hyphens, variation selectors, tags; halves of characters; and colours of terminals."""

_BLANKS = re.compile(r"[^\S\n]+")
_ENTITY = re.compile(r"&(?:amp;)*(#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
"""Matches `&nbsp;`, `&#8217;` and the twice escaped `&amp;quot;`, not `AT&T;`."""

_ROUNDS = 4
"""One repair can uncover another; texts met so far need one round and a second that finds nothing."""

_GAP = re.compile(r"\n(?:[^\S\n]*\n)+")
_SENTENCE_END = re.compile(r"[.!?…:;][\"”’»)\]]*$")
_WRAP = range(40, 101)
"""Columns at which people and mail programs wrap; narrower lines are lists, wider ones paragraphs."""


def find_paragraphs(text: str) -> list[str]:
    """Clean paragraphs, none empty, each on one line.

    Empty lines part them; so does every line feed, unless the lines between are clearly wrapped.
    Found again in its own output joined by empty lines.
    """
    for _ in range(_ROUNDS):
        before, text = text, _mend(text)
        if text == before:
            break
    paragraphs: list[str] = []
    for block in _GAP.split(text):
        lines = [line for line in block.split("\n") if line]
        paragraphs.extend([" ".join(lines)] if _is_wrapped(lines) else lines)
    return paragraphs


def legible(text: str) -> str:
    """What a page states, without what no reader sees: an outlet's name must not turn round the line it stands in.

    Slips of encoding are mended first: half of what they consist of are control characters.
    """
    return text if text.isascii() and text.isprintable() else _visible(ftfy.fix_text(text, _REPAIR))


def _visible(text: str) -> str:
    return _INVISIBLE.sub("", text)


def _mend(text: str) -> str:
    """One round of repairs."""
    text = _LINE_END.sub("\n", text.replace("\u2029", "\n\n"))
    # Line by line, since one slip says nothing of the next line's; ASCII cannot be wrong, and passing it on costs most.
    text = "\n".join(line if line.isascii() else ftfy.fix_text(line, _REPAIR) for line in text.split("\n"))
    text = _ENTITY.sub(_character, text)
    text = composed(_visible(text))
    return "\n".join(line.strip() for line in _BLANKS.sub(" ", text).split("\n"))


def _character(entity: re.Match[str]) -> str:
    """What the entity stands for; those that would make markup or another entity stay: the text talks about them."""
    meant = html.unescape(f"&{entity[1]};")
    return entity[0] if (meant.startswith("&") and entity[1] != "amp") or set(meant) & set("<>") else meant


def _is_wrapped(lines: list[str]) -> bool:
    """Whether the lines are one paragraph that was broken at a width.

    True when no line could have taken the next one's first word, and the breaks fall inside sentences:
    then at least one in four of them stands before a small letter. Headlines below one another have none.
    """
    if len(lines) < 2:
        return False
    width = max(map(len, lines))
    if width not in _WRAP:
        return False
    small = inside = 0
    for line, following in pairwise(lines):
        if len(line) + 1 + len(following.split(" ", 1)[0]) <= width:
            return False
        inside += not _SENTENCE_END.search(line)
        small += following[0].islower()
    breaks = len(lines) - 1
    return inside * 2 >= breaks and small * 4 >= breaks

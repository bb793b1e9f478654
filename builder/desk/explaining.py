"""Why each part of a page is there: rule, sentences cited, whose text it is, since when."""

import html
import posixpath
import re
import subprocess
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path, PurePosixPath
from typing import Literal, NamedTuple

from builder.desk.editing import refuse_markers
from builder.desk.lookup import Target
from builder.desk.rules import Rules
from builder.errors import PageError
from builder.write.files import read
from builder.write.merge import edited_keys
from builder.write.merge.page import Page, take_apart
from builder.write.merge.records import KEY
from builder.write.merge.units import Unit

Hand = Literal["machine", "edited", "person"]

WHOSE: dict[Hand, str] = {
    "machine": "by the builder",
    "edited": "by the builder, edited by a person",
    "person": "by a person",
}

_SHOWN = 120
"""Characters of a part that are shown."""

_GIT_SECONDS = 10

_CITATION = re.compile(r"\]\(([^)\s#]*)#s(\d+)\)(?!\{)")
_SENTENCE = re.compile(
    r"\[(\d+)\]\(#s\1\)\{[^}\n]*\}[ \t]*(.*?)(?=\s*\[\d+\]\(#s\d+\)\{|\s*\n[ \t]*\r?\n|\s*\Z)", re.DOTALL
)
"""A numbered sentence of a source text: `[2](#s2){#s2 .s} The words.`; not a citation `[\\[2\\]](#s2)`."""

_LINK = re.compile(r"\[((?:\\.|[^\]\\])*)\]\([^)\s]*\)")
_ATTRIBUTES = re.compile(r"\{:?[ ][^}\n]*\}|\{#[^}\n]*\}")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")


class Cited(NamedTuple):
    """A sentence that a part of a page cites."""

    number: int
    words: str
    """As they stand in the source text of the page that holds it; says so when they are not there."""


@dataclass(frozen=True, slots=True)
class Explained:
    """A part of a page, and why it is there."""

    place: str
    """`front matter: title`, or the section's anchor and the number of the part in it: `key-points 2`."""

    text: str
    """In short, without Markdown."""

    rule: str
    cites: tuple[Cited, ...]
    hand: Hand
    since: str | None
    """Day of the last commit that touched it; None without git, and for what is not committed yet."""


class _Part(NamedTuple):
    """A part of a page before it is explained."""

    anchor: str
    raw: str
    line: int
    """Of its first line, from 0."""

    key: str
    """Equal for parts that say the same."""

    handle: str | None
    """By what it is known when its words change."""


def explain(root: Path, page: Target) -> tuple[Explained, ...]:
    """Every front matter key and block of the page, or of the place asked for, in the order of the page.

    Raises:
        PageError: the page was deleted, cannot be read, or has no such place.
    """
    if page.text is None:
        raise PageError(page.path, "was deleted", fix=f"`builder restore {page.id}` brings it back")
    refuse_markers(page)
    try:
        apart = take_apart(page.text)
        before = take_apart(page.base) if page.base else None
    except ValueError as error:
        raise PageError(page.path, str(error), fix="mend it") from error
    rules = Rules(root, Path(page.path), page.id)
    days = _days(root, page.path)
    units = [*_keys(page, apart, before, rules, days), *_blocks(root, page, apart, before, rules, days)]
    if page.place is None:
        return tuple(units)
    for place in (page.place, f"{KEY}{page.place}"):
        if found := tuple(one for one in units if one.place == place or one.place.rpartition(" ")[0] == place):
            return found
    places = ", ".join(dict.fromkeys(re.sub(r" \d+$", "", one.place) for one in units))
    raise PageError(page.path, f"has no part {page.place!r}", fix=f"it has: {places}")


def _keys(
    page: Target, apart: Page, before: Page | None, rules: Rules, days: Sequence[str | None]
) -> Iterator[Explained]:
    changed = edited_keys(page.base, page.text or "")
    line = 1
    for key, entry in apart.front.entries.items():
        line += entry.lead.count("\n")
        hand: Hand = "machine"
        if key in changed:
            hand = "edited" if before and key in before.front.entries else "person"
        shown = ", ".join(map(str, entry.value)) if isinstance(entry.value, list) else str(entry.value)
        end = line + entry.raw.count("\n")
        rule = _told(rules.of_key(key), hand)
        yield Explained(f"{KEY}{key}", _cut(shown), rule, (), hand, _newest(days[line:end]))
        line = end


def _blocks(
    root: Path, page: Target, apart: Page, before: Page | None, rules: Rules, days: Sequence[str | None]
) -> Iterator[Explained]:
    now, old = list(_parts(apart)), list(_parts(before)) if before else []
    gone = _without(old, now)
    fresh = set(_without(now, old))
    numbers: Counter[str] = Counter()
    sources: dict[PurePosixPath, dict[int, str]] = {}
    for part in now:
        numbers[part.anchor] += 1
        hand: Hand = "machine"
        if part in fresh:
            hand = "edited" if any(_is_edit(part, other) for other in gone) else "person"
        cites = tuple(_cited(root, page, part.raw, sources))
        since = _newest(days[part.line : part.line + part.raw.count("\n") + 1])
        rule = _told(rules.of_block(part.anchor, part.raw), hand)
        yield Explained(f"{part.anchor} {numbers[part.anchor]}", _cut(_bare(part.raw)), rule, cites, hand, since)


def _told(rule: str, hand: Hand) -> str:
    """The rule as it applies to what a person left of it."""
    return {"machine": rule, "edited": f"a person changed what this rule gave: {rule}", "person": "a person wrote it"}[
        hand
    ]


def _parts(page: Page) -> Iterator[_Part]:
    """The blocks of a page that say something; of a folded block the sentences in it."""
    line = page.front.text().count("\n")
    for section in page.sections:
        line += section.gap.count("\n")
        here = line
        for block in section.blocks:
            here += block.gap.count("\n")
            yield from _of_block(section.anchor, block, here)
            here += block.raw.count("\n")
        line += section.raw.count("\n")


def _of_block(anchor: str, block: Unit, line: int) -> Iterator[_Part]:
    if block.kind == "container":
        for inner in block.blocks[1:]:
            for sentence in inner.parts or [inner]:
                yield _Part(anchor, sentence.raw, line, sentence.key, sentence.handle)
    elif block.kind not in ("header", "dashes", "rule") and not (block.kind == "heading" and block.level == 2):
        yield _Part(anchor, block.raw, line, block.key, block.handle)


def _without(parts: Sequence[_Part], others: Sequence[_Part]) -> list[_Part]:
    """The parts that none of the others equals, each counted once."""
    left = Counter((other.anchor, other.key) for other in others)
    found = []
    for part in parts:
        if left[part.anchor, part.key]:
            left[part.anchor, part.key] -= 1
        else:
            found.append(part)
    return found


def _is_edit(part: _Part, other: _Part) -> bool:
    """Whether a part is another one, changed: known by its handle, or by half of its words."""
    if part.anchor != other.anchor:
        return False
    if part.handle is not None and part.handle == other.handle:
        return True
    ours, theirs = set(part.key.split()), set(other.key.split())
    return 2 * len(ours & theirs) >= min(len(ours), len(theirs)) + 1


def _cited(root: Path, page: Target, raw: str, sources: dict[PurePosixPath, dict[int, str]]) -> Iterator[Cited]:
    """The sentences that a block cites, on this page or on a briefing it links to."""
    for link, number in dict.fromkeys(found.groups() for found in _CITATION.finditer(raw)):
        where = PurePosixPath(posixpath.normpath(page.path.parent / link)) if link else page.path
        if where not in sources:
            sources[where] = _sentences(root, where, page)
        yield Cited(int(number), sources[where].get(int(number), "(not in the source text of the page)"))


def _sentences(root: Path, where: PurePosixPath, page: Target) -> dict[int, str]:
    """Numbered sentences of a page's source text, as a reader sees them."""
    text = page.text if where == page.path else None
    if text is None and where.parts[:1] == ("docs",):
        try:
            text = (read(root / where) or b"").decode()
        except (ValueError, PageError):
            text = ""
    return {int(found[1]): _plain(found[2]) for found in _SENTENCE.finditer(text or "")}


def _bare(raw: str) -> str:
    """What a reader sees of a block, citations left out."""
    text = re.sub(r"\[\\\[\d+\\\]\]\([^)\s]*\)", "", raw)
    text = _ATTRIBUTES.sub("", _LINK.sub(r"\1", text))
    return _plain(re.sub(r"^[ \t]*(?:[-*+]|#{1,6})[ \t]+|(?<!\\)\*", "", text, flags=re.MULTILINE))


def _plain(text: str) -> str:
    return " ".join(html.unescape(_ESCAPED.sub(r"\1", text)).split())


def _cut(text: str) -> str:
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1].rstrip() + "…"


def _newest(days: Sequence[str | None]) -> str | None:
    return max((day for day in days if day), default=None)


def _days(root: Path, path: PurePosixPath) -> list[str | None]:
    """For each line of the page the day of the commit that brought it; empty without git or a history of the page."""
    command = ["git", "-C", str(root), "blame", "--line-porcelain", "--", str(path)]
    try:
        done = subprocess.run(command, capture_output=True, timeout=_GIT_SECONDS, check=True)
    except (OSError, subprocess.SubprocessError):
        return []
    days: list[str | None] = []
    facts: dict[bytes, bytes] = {}
    for line in done.stdout.split(b"\n"):
        if line.startswith(b"\t"):
            days.append(_day(facts))
            facts = {}
        elif facts:
            name, _, value = line.partition(b" ")
            facts[name] = value
        else:
            facts[b"commit"] = line.partition(b" ")[0]
    return days


def _day(facts: dict[bytes, bytes]) -> str | None:
    """The author's day, in the author's time zone; None for what is not committed."""
    zone = facts.get(b"author-tz", b"")
    if not facts.get(b"commit", b"").strip(b"0") or not re.fullmatch(rb"[+-]\d{4}", zone):
        return None
    ahead = timedelta(hours=int(zone[:3]), minutes=int(zone[:1] + zone[3:]))
    return (datetime.fromtimestamp(int(facts.get(b"author-time", b"0")), UTC) + ahead).date().isoformat()

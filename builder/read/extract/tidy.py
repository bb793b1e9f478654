"""What the vote on single blocks does not see: captions, headings of the text, and paragraphs that come twice."""

from collections import Counter
from collections.abc import Sequence

from builder.read.extract.blocks import Block
from builder.read.extract.features import Row

OUTVOTED = "no part of the main text, by vote"
CAPTION = "picture caption"
TWICE = "paragraph, printed twice"

_HEADINGS = frozenset({"h2", "h3", "h4", "h5"})
_LIKELY = 0.2
"""Chance from which a heading within the text is taken for one of it, if others of its level are. On 376 labelled pages
39 headings come in so that belong there and 3 that do not; of the captions that the vote keeps, 84 of 100 are wrong."""

_LONG = 200
"""Characters of a paragraph that nobody writes twice; shorter ones return as questions, steps and verdicts."""

_NEAR = 4
"""Elements above a block, itself included, among which a caption is looked for."""


def reasons(candidates: Sequence[tuple[Block, Row]], chance: Sequence[float], bound: float) -> list[str | None]:
    """For each block why it is left out; None for those of the main text."""
    found = [None if one > bound else OUTVOTED for one in chance]
    for at, (block, _) in enumerate(candidates):
        if found[at] is None and _in_caption(block):
            found[at] = CAPTION
    levels = Counter(block.element.tag for (block, _), why in zip(candidates, found, strict=True) if why is None)
    voted = list(found)
    for at, (block, row) in enumerate(candidates[1:-1], 1):
        heading = block.element.tag in _HEADINGS and levels[block.element.tag] >= 2
        within = voted[at] == OUTVOTED and voted[at - 1] is None and voted[at + 1] is None
        if heading and within and chance[at] >= _LIKELY and not block.linked and not row["seen"]:
            found[at] = None
    texts = Counter(block.text for (block, _), why in zip(candidates, found, strict=True) if why is None)
    seen: set[str] = set()
    for at, (block, _) in enumerate(candidates):
        # More copies than two are a form that is filled in.
        if found[at] is None and len(block.text) >= _LONG and texts[block.text] == 2:
            if block.text in seen:
                found[at] = TWICE
            seen.add(block.text)
    return found


def _in_caption(block: Block) -> bool:
    element, steps = block.element, 0
    while element is not None and steps < _NEAR:
        if element.tag == "figcaption":
            return True
        element, steps = element.getparent(), steps + 1
    return False

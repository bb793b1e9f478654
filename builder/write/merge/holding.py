"""The finest merge that holds: it loses no word, repeats no sentence, and a crash after it changes nothing."""

from dataclasses import replace

from builder.write.merge.body import merge_units
from builder.write.merge.keys import merge_front
from builder.write.merge.matching import alike
from builder.write.merge.page import Page, readable, take_apart
from builder.write.merge.page_words import own_words, written
from builder.write.merge.records import KEY, Conflict, Merged
from builder.write.merge.repeats import repeats
from builder.write.merge.settling import with_unit


def finest(origin: Page, mine: str, target: Page, *, translated: bool = False) -> Merged:
    """The finest merge that holds, first of all units, then of whole sections.

    Where neither does (both moved one sentence; Markdown reads differently once something stands before it), the body
    stays the person's.
    """
    fine = _held(origin, mine, target, whole=False, translated=translated)
    if fine is not None:
        return fine
    coarse = _held(origin, mine, target, whole=True, translated=translated)
    if coarse is not None:
        again = _held(origin, coarse.text, target, whole=False, translated=translated)
        if again is None or again.text == coarse.text:
            return coarse
    page = take_apart(mine)
    conflicts = merge_front(origin.front, page.front, target.front)
    before = {unit.anchor: unit.raw for unit in origin.sections}
    theirs = {unit.anchor: unit for unit in target.sections}
    for unit in page.sections:
        was, to_be = before.get(unit.anchor, ""), theirs.get(unit.anchor)
        if to_be is not None and unit.raw and to_be.raw != was and not alike(unit, to_be):
            conflicts.append(Conflict(unit.anchor, was, unit.raw, to_be.raw))
    return Merged(page.text(), tuple(conflicts))


def _held(origin: Page, mine: str, target: Page, *, whole: bool, translated: bool) -> Merged | None:
    """The merge; None when it loses or repeats something, or would be another one were the build to crash after it."""
    page = take_apart(mine)
    own = own_words(origin, page)
    text, conflicts = _once(origin, page, target, whole=whole, translated=translated)
    result = readable(text)
    if result is None:  # a rule that came to stand on the first line is a fence there
        return None
    if not own <= written(result) and any(word not in text for word in own):
        return None
    if repeats(result.sections, take_apart(mine).sections, target.sections):
        return None
    if _once(origin, take_apart(text), target, whole=whole, translated=translated)[0] != text:
        return None
    found = (_found(conflict, result) for conflict in conflicts)
    return Merged(text, tuple(dict.fromkeys(_widened(one, text, origin, result, target) for one in found)))


def _found(conflict: Conflict, page: Page) -> Conflict:
    """The conflict under the anchor that its section has now: the machine may have changed the heading."""
    if conflict.where.startswith(KEY):
        return conflict
    holding = [unit.anchor for unit in page.sections if conflict.mine in unit.raw]
    known = conflict.where in holding or not holding
    return conflict if known else replace(conflict, where=holding[0])


def _widened(conflict: Conflict, text: str, origin: Page, result: Page, target: Page) -> Conflict:
    """The conflict, or that of its whole section when its unit melted into a neighbour and could not be found."""
    if with_unit(text, conflict) is not None:
        return conflict
    mine, was, to_be = (
        next((unit.raw for unit in page.sections if unit.anchor == conflict.where), "")
        for page in (result, origin, target)
    )
    return Conflict(conflict.where, was, mine, to_be) if mine else conflict


def _once(origin: Page, page: Page, target: Page, *, whole: bool, translated: bool) -> tuple[str, tuple[Conflict, ...]]:
    """The merged text and its conflicts; `page` has the merged front matter afterwards."""
    conflicts = merge_front(origin.front, page.front, target.front)
    row = merge_units(origin.sections, page.sections, target.sections, "", whole=whole, translated=translated)
    body = row.text
    body = body if page.body.strip() or not body else body.lstrip("\n")
    if page.front.opening and body and not body.startswith("\n") and not page.body.strip():
        body = "\n" + body
    return page.with_body(body + page.tail), (*conflicts, *row.conflicts)

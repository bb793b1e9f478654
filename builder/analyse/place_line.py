"""Where the words of a sentence begin behind the place and the agency that open a report: `LONDON (AP) — `."""

import re

from builder.analyse.cues import is_outlet
from builder.records import Span

_AGENCY = r"\((?P<agency>[A-Z][\w. ]{1,24})\)"
_DASH = r"\s*(?:—|–|--|-)\s+"
_SHOUTED = r"[A-Z][A-Z'’.-]+(?:[ /][A-Z][A-Z'’.-]+){0,3}(?:, [A-Z][\w.]+(?: [A-Z][\w.]+)?){0,2}"
_TITLED = r"[A-Z][\w'’.-]+(?: [A-Z][\w'’.-]+){0,3}(?:, [A-Z][\w.]+(?: [A-Z][\w.]+){0,2}){0,3}"
_BEGINS = r"(?=[\"“'‘]?[A-Z0-9])"
_BY_DASH = re.compile(rf"(?:{_SHOUTED}(?:,? {_AGENCY})?|{_TITLED},? \([A-Z][\w. ]{{1,24}}\)){_DASH}{_BEGINS}")
"""Matches `KYIV, Ukraine (AP) — `, `WASHINGTON — `, `Hong Kong (Reuters) - `; not `NATO-led`, `BART (the train) `."""
_BARE = re.compile(rf"(?:(?:{_SHOUTED}|{_TITLED}) )?{_AGENCY}(?:{_DASH}|\s+){_BEGINS}")
"""Matches `(CNN) `, `Hong Kong (CNN Business) `: only before the name of an outlet."""


def without_place_line(text: str, span: Span) -> Span:
    """The sentence without the place and the agency it opens with; the same when it opens with its own words."""
    by_dash = _BY_DASH.match(text, span.start, span.end)
    if by_dash:
        return Span(by_dash.end(), span.end)
    bare = _BARE.match(text, span.start, span.end)
    return Span(bare.end(), span.end) if bare and is_outlet(bare["agency"]) else span

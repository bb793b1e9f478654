"""The nouns that pass between rooms; no work is done here.

`Document` (read) -> `Article` (clean) -> `Briefing` (analyse) -> `Event` (events) -> `Page` (write) -> the site
(publish). One file for what each room gives; `findings.py` for what is found in one text. All offsets are in
characters of the text of the record they belong to.
"""

from builder.records.analyse import Appearance, Briefing, Chain, Dossier, Possible, Sourcing
from builder.records.clean import Article, Correction, DateBasis, Dating, Evidence, Version, VersionKind
from builder.records.events import (
    Dated,
    Event,
    Group,
    Grouped,
    Moment,
    Origin,
    Passage,
    Question,
    Related,
    Relay,
    Row,
    RowKind,
    Side,
    Telling,
    Wishes,
)
from builder.records.findings import (
    Actor,
    ActorKind,
    Claim,
    ClueKind,
    Confidence,
    DateClue,
    OpenPoint,
    Point,
    Quote,
    Role,
    Sentence,
    Stance,
    Timex,
)
from builder.records.read import Document, Removed, Statement
from builder.records.report import Finding, Problem, Report
from builder.records.rules import Rule
from builder.records.span import Span
from builder.records.write import Page, PageState

__all__ = [
    "Actor", "ActorKind", "Appearance", "Article", "Briefing", "Chain", "Claim", "ClueKind", "Confidence",
    "Correction", "DateBasis", "DateClue", "Dated", "Dating", "Document", "Dossier", "Event", "Evidence", "Finding",
    "Group", "Grouped", "Moment", "OpenPoint", "Origin", "Page", "PageState", "Passage", "Point", "Possible",
    "Problem", "Question", "Quote", "Related", "Relay", "Removed", "Report", "Role", "Row", "RowKind", "Rule",
    "Sentence", "Side", "Sourcing", "Span", "Stance", "Statement", "Telling", "Timex", "Version", "VersionKind",
    "Wishes",
]  # fmt: skip

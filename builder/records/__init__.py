"""The nouns that pass between rooms; no work is done here.

`Document` (read) -> `Article` (clean) -> `Briefing` (analyse) -> `Event` (events) -> `Page` (write) -> the site
(publish).
One file for what each room gives. All offsets are in characters of the text of the record they belong to.
"""

from builder.records.analyse import (
    Actor,
    ActorKind,
    Appearance,
    Briefing,
    Chain,
    Claim,
    ClueKind,
    Confidence,
    DateClue,
    Dossier,
    OpenPoint,
    Point,
    Possible,
    Quote,
    Role,
    Sentence,
    Sourcing,
    Stance,
    Timex,
)
from builder.records.clean import Article, Correction, DateBasis, Dating, Evidence, Version, VersionKind
from builder.records.events import (
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
from builder.records.read import Document, Removed, Statement
from builder.records.report import Problem, Report
from builder.records.span import Span
from builder.records.write import Page, PageState

__all__ = [
    "Actor", "ActorKind", "Appearance", "Article", "Briefing", "Chain", "Claim", "ClueKind", "Confidence",
    "Correction", "DateBasis", "DateClue", "Dating", "Document", "Dossier", "Event", "Evidence", "Group", "Grouped",
    "Moment", "OpenPoint", "Origin", "Page", "PageState", "Passage", "Point", "Possible", "Problem", "Question",
    "Quote", "Related", "Relay", "Removed", "Report", "Role", "Row", "RowKind", "Sentence", "Side", "Sourcing", "Span",
    "Stance", "Statement", "Telling", "Timex", "Version", "VersionKind", "Wishes",
]  # fmt: skip

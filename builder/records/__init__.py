"""The nouns that pass between rooms; no work is done here.

`Document` (read) -> `Article` (clean) -> `Briefing` (analyse) -> `Page` (write) -> the site (publish).
One file for what each room gives. All offsets are in characters of the text of the record they belong to.
"""

from builder.records.analyse import (
    Actor,
    ActorKind,
    Appearance,
    Briefing,
    Confidence,
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
from builder.records.read import Document, Removed, Statement
from builder.records.report import Problem, Report
from builder.records.span import Span
from builder.records.write import Page, PageState

__all__ = [
    "Actor", "ActorKind", "Appearance", "Article", "Briefing", "Confidence", "Correction", "DateBasis", "Dating",
    "Document", "Dossier", "Evidence", "OpenPoint", "Page", "PageState", "Point", "Possible", "Problem", "Quote",
    "Removed", "Report", "Role", "Sentence", "Sourcing", "Span", "Stance", "Statement", "Timex", "Version",
    "VersionKind",
]  # fmt: skip

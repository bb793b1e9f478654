"""Versions: the other seeds that hold this article, and what earlier ones said that this one does not."""

from builder.records import Version
from builder.write import escape
from builder.write.view import Section, View

_WORDS = {"copy": "The same text again", "reprint": "The same text published by", "update": "Another version"}

_MAX_GONE = 12
"""Paragraphs shown of another version."""


def render(view: View) -> str:
    """A line for each, then folded what it said."""
    others = view.briefing.article.versions
    lines = [f"- {_line(one, view)}" for one in others]
    folded = [_gone(one, view) for one in others if one.kind == "update" and one.gone]
    return "\n\n".join(("\n".join(lines), *folded)) if lines else ""


def _line(one: Version, view: View) -> str:
    parts = [_WORDS[one.kind]]
    if one.source and one.kind == "reprint":
        parts[0] += f" {view.source(one.source)}"
    if one.edtf:
        parts.append(escape.markdown(one.edtf))
    if one.title != view.briefing.article.title:
        parts.append(f"“{escape.markdown(one.title)}”")
    if one.url:
        parts.append(escape.link("original", one.url))
    return " · ".join((*parts, escape.markdown(str(one.path))))


def _gone(one: Version, view: View) -> str:
    if view.settings.source_text == "none":
        return ""
    words = [f"    - {escape.markdown(paragraph)}" for paragraph in one.gone[:_MAX_GONE]]
    more = [f"    - and {len(one.gone) - _MAX_GONE} more"] if len(one.gone) > _MAX_GONE else []
    count = f"{len(one.gone)} paragraph{'s' if len(one.gone) > 1 else ''}"
    title = f"{count} of the version in {escape.one_line(one.path.name)} that this one does not have"
    return "\n".join((f'??? note "{escape.markdown(title)}"', "", *words, *more))


SECTION = Section("Versions", render)

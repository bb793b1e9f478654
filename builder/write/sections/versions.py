"""Versions: the other seeds that hold this article, and what earlier ones said that this one does not."""

from builder.records import Version
from builder.write import escape
from builder.write.view import Section, View

_MAX_GONE = 12
"""Paragraphs shown of another version."""


def render(view: View) -> str:
    """A line for each, then folded what it said."""
    others = view.briefing.article.versions
    lines = [f"- {_line(one, view)}" for one in others]
    folded = [_gone(one, view) for one in others if one.kind == "update" and one.gone]
    return "\n\n".join(("\n".join(lines), *folded)) if lines else ""


def _line(one: Version, view: View) -> str:
    by = view.source(one.source) if one.source else ""
    parts = [
        view.say("version_reprint", outlet=by).rstrip() if one.kind == "reprint" else view.say(f"version_{one.kind}")
    ]
    if one.edtf:
        parts.append(escape.markdown(one.edtf))
    if one.title != view.briefing.article.title:
        parts.append(view.say("quoted", words=escape.markdown(one.title)))
    if one.url:
        parts.append(escape.link(view.say("original"), one.url))
    return " · ".join((*parts, escape.markdown(str(one.path))))


def _gone(one: Version, view: View) -> str:
    if view.settings.source_text == "none":
        return ""
    words = [f"    - {escape.markdown(paragraph)}" for paragraph in one.gone[:_MAX_GONE]]
    more = [f"    - {view.say('more', count=len(one.gone) - _MAX_GONE)}"] if len(one.gone) > _MAX_GONE else []
    count = view.say.count(len(one.gone), "paragraph")
    title = view.say("version_gone", paragraphs=count, file=escape.one_line(one.path.name))
    return "\n".join((f'??? note "{escape.markdown(title)}"', "", *words, *more))


SECTION = Section("Versions", render)

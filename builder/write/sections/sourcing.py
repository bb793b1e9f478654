"""Sourcing: what the account rests on, at which hand, and how far it can be trusted by the published rule."""

from pathlib import PurePosixPath

from builder.write import escape
from builder.write.addresses import way
from builder.write.view import Section, View


def render(view: View) -> str:
    """A list of facts about the article itself."""
    sourcing, article = view.briefing.sourcing, view.briefing.article
    lines = []
    if sourcing.origins:
        lines.append("Rests on " + ", ".join(map(view.actor, sourcing.origins)))
    if sourcing.via:
        relayed = [
            f"{view.source(name)} {view.cite(evidence.span)}" if evidence.span else view.source(name)
            for name, evidence in zip(sourcing.via, sourcing.via_evidence, strict=True)
        ]
        lines.append("Second hand: relays " + ", ".join(relayed))
    if article.translated:
        lines.append("Shows signs of machine translation; its defects are kept as they are")
    method = way(PurePosixPath("method.md"), view.here)
    reason = escape.markdown(sourcing.reason)
    if sourcing.confidence:
        lines.append(f"Confidence **{sourcing.confidence}**: {reason} ([rule]({method}#confidence))")
    return "\n".join(f"- {line}" for line in lines)


SECTION = Section("Sourcing", render)

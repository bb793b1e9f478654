"""Who said what: every quote with its speaker, the speaker's role, and how the words reached us."""

from builder.records import Quote
from builder.write import escape
from builder.write.view import Section, View


def render(view: View) -> str:
    """A list in the order of the text."""
    return "\n".join(
        f"- {_who(view, quote)}: {view.words(quote.span)} {view.cite(quote.span)}" for quote in view.briefing.quotes
    )


def _who(view: View, quote: Quote) -> str:
    if quote.speaker is None and not view.briefing.in_full:
        return "*Unattributed*"
    if quote.speaker is None:
        return "*Unattributed: the article does not say who*"
    roles = [actor.roles for actor in view.briefing.actors if actor.name == quote.speaker and actor.roles]
    parts = [f"**{view.actor(quote.speaker)}**"]
    if roles:
        parts.append(escape.markdown(roles[0][0].text))
    parts.append("on record" if quote.on_record else "unnamed")
    if quote.via:
        parts.append(f"via {view.actor(quote.via)}")
    return ", ".join(parts)


SECTION = Section("Who said what", render)

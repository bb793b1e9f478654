"""Who said what: every quote with its speaker, the speaker's role, and how the words reached us."""

from builder.records import Quote
from builder.write import escape
from builder.write.view import Section, View


def render(view: View) -> str:
    """A list in the order of the text; the first `: ` before a quote mark ends the name."""
    return "\n".join(
        f"- {_who(view, quote)}{view.say('colon')}{view.words(quote.span)} {view.cite(quote.span)}"
        for quote in view.briefing.quotes
    )


def _without_colons(who: str) -> str:
    """The same to a reader; the quote is looked for behind the first."""
    return who.replace(": ", "&#58; ")


def _who(view: View, quote: Quote) -> str:
    if quote.speaker is None and not view.briefing.in_full:
        return f"*{view.say('unattributed')}*"
    if quote.speaker is None:
        return f"*{view.say('nobody_said')}*"
    roles = [actor.roles for actor in view.briefing.actors if actor.name == quote.speaker and actor.roles]
    parts = [f"**{view.actor(quote.speaker)}**"]
    if roles:
        parts.append(escape.markdown(roles[0][0].text))
    parts.append(view.say("on_record" if quote.on_record else "unnamed"))
    if quote.via:
        parts.append(view.say("via", outlets=view.actor(quote.via)))
    return _without_colons(", ".join(parts))


SECTION = Section("Who said what", render)

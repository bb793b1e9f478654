"""Actors: who acts, and what each one is in this story, with the words that say so."""

from builder.records import Actor, ActorKind
from builder.saying import Saying
from builder.write import escape
from builder.write.view import Section, View


def kind_in_words(kind: ActorKind, say: Saying) -> str:
    """`person`."""
    return say(f"kind_{kind}")


def render(view: View) -> str:
    """A table, most prominent first."""
    rows = [_row(view, actor) for actor in view.briefing.actors if actor.acts]
    if not rows:
        return ""
    return "\n".join(("| Actor | Role in this story | Mentions, first |", "| --- | --- | --- |", *rows))


def _row(view: View, actor: Actor) -> str:
    roles = {
        role.text.lower(): f"{escape.markdown(role.text)} {view.cite(role.span)}" for role in reversed(actor.roles)
    }
    role = "; ".join(reversed(roles.values())) or kind_in_words(actor.kind, view.say)
    forms = [alias for alias in actor.aliases if alias != actor.name]
    names = ", ".join(view.say("quoted", words=escape.markdown(form)) for form in forms)
    also = f" ({view.say('also', names=names)})" if forms else ""
    count = len(actor.mentions)
    return f"| {view.actor(actor.name)}{also} | {role} | {count} {view.cite(actor.mentions[0])} |"


SECTION = Section("Actors", render)

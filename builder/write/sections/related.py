"""Related briefings: others that name the same actors, with the reason in words; not those on the same event."""

from builder.write import escape
from builder.write.listing import line
from builder.write.view import Kin, Section, View

NAMED = 3
"""Shared actors that a line names."""


def render(view: View) -> str:
    """A list, nearest first."""
    return "\n".join(f"{line(one.briefing, view.here, view.addresses)} · {_reason(one, view)}" for one in view.kin)


def _reason(kin: Kin, view: View) -> str:
    names = ", ".join(map(escape.markdown, kin.actors[:NAMED]))
    if len(kin.actors) > NAMED:
        names = view.say("and_more", those=names, count=len(kin.actors) - NAMED)
    return f"{view.say('same_actors' if len(kin.actors) > 1 else 'same_actor')}{view.say('colon')}{names}"


SECTION = Section("Related briefings", render)

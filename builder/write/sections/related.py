"""Related briefings: others that name the same actors, with the reason in words; not those on the same event."""

from builder.write import escape
from builder.write.listing import line
from builder.write.view import Kin, Section, View

NAMED = 3
"""Shared actors that a line names."""


def render(view: View) -> str:
    """A list, nearest first."""
    return "\n".join(f"{line(one.briefing, view.here, view.addresses)} · {_reason(one)}" for one in view.kin)


def _reason(kin: Kin) -> str:
    names = ", ".join(map(escape.markdown, kin.actors[:NAMED]))
    more = f" and {len(kin.actors) - NAMED} more" if len(kin.actors) > NAMED else ""
    return f"same actor{'s' if len(kin.actors) > 1 else ''}: {names}{more}"


SECTION = Section("Related briefings", render)

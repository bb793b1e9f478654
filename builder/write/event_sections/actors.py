"""Actors: who acts in the articles, and what each one is in their words, merged."""

from collections import defaultdict

from builder.records import Actor, ActorKind, Passage
from builder.write import escape
from builder.write.event_view import EventSection, EventView
from builder.write.sections.actors import kind_in_words

ACTORS = 20
"""The most named; the data file has all."""

ROLES = 3


def render(view: EventView) -> str:
    """A table, those whom most articles name first."""
    found: defaultdict[tuple[ActorKind, str], list[tuple[int, str, Actor]]] = defaultdict(list)
    for article, member in view.members.items():
        for place, actor in enumerate(member.actors):
            if actor.acts:
                found[actor.kind, actor.name].append((place, article, actor))
    if not found:
        return ""
    ordered = sorted(found.items(), key=lambda item: (-len(item[1]), sum(one[0] for one in item[1]), item[0]))
    rows = [
        f"| {view.actor(name)} | {_roles(view, named) or kind_in_words(kind, view.say)} | {_named(view, named)} |"
        for (kind, name), named in ordered[:ACTORS]
    ]
    table = "\n".join(("| Actor | Role | Named in |", "| --- | --- | --- |", *rows))
    return "\n\n".join(filter(None, (table, view.more(len(ordered) - ACTORS))))


def _roles(view: EventView, named: list[tuple[int, str, Actor]]) -> str:
    """Each role once, with who gives it."""
    roles: dict[str, tuple[str, dict[str, Passage]]] = {}
    for _, article, actor in named:
        for role in actor.roles:
            given = roles.setdefault(role.text.lower(), (role.text, {}))[1]
            given.setdefault(article, Passage(article, role.span))
    return "; ".join(
        f"{escape.markdown(text)} ({view.tellers(list(given.values())[:2])})"
        for text, given in list(roles.values())[:ROLES]
    )


def _named(view: EventView, named: list[tuple[int, str, Actor]]) -> str:
    """In how many articles, with the first mention in the first of them."""
    _, article, actor = named[0]
    articles = view.say.count(len(named), "article")
    return view.say("first_in", articles=articles, teller=view.teller(Passage(article, actor.mentions[0])))


SECTION = EventSection("Actors", render)

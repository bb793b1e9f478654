"""Coverage: every article on the event, with its outlet, headline and date, and where else its text stands."""

from builder.records import Briefing, Version
from builder.write import escape
from builder.write.event_view import EventSection, EventView
from builder.write.listing import when
from builder.write.names import UNKNOWN
from builder.write.over_time import over_time
from builder.write.over_time import section as over_time_section

SHOWN, FOLDED, VERSIONS = 20, 300, 5
"""Articles in sight and folded away, and versions of each; the data file has all."""


def render(view: EventView) -> str:
    """Earliest first, as the event's members are; of many, most are folded."""
    cards = [_card(view, member) for member in view.members.values()]
    parts = ["\n".join("\n".join(card) for card in cards[:SHOWN])]
    folded = cards[SHOWN:FOLDED]
    if folded:
        lines = (f"    {line}" for card in folded for line in card)
        parts.append("\n".join((f'??? note "{view.say("later_articles", count=len(folded))}"', "", *lines)))
    parts.append(view.more(len(cards) - max(SHOWN, FOLDED)))
    if told := over_time(view.members.values(), view.say):
        parts.append(over_time_section(told, view.picture("over-time")))
    return "\n\n".join(filter(None, parts))


def _card(view: EventView, member: Briefing) -> list[str]:
    article = member.article
    parts = [
        view.addresses.link(article.title, article.id, view.here),
        _outlet(view, article.id),
        when(member, view.say),
    ]
    if member.sourcing.via:
        parts.append(view.say("via", outlets=", ".join(map(view.source, member.sourcing.via))))
    if article.url:
        parts.append(escape.link(view.say("original"), article.url))
    versions = [f"    - {_version(view, one)}" for one in article.versions[:VERSIONS]]
    hidden = len(article.versions) - VERSIONS
    more = [f"    - {view.say('more_versions', count=hidden)}"] if hidden > 0 else []
    return [f"- {' · '.join(filter(None, parts))}", *versions, *more]


def _outlet(view: EventView, article: str) -> str:
    """Link to the outlet's page, by the name that tells this article from others of the outlet."""
    return view.source(view.members[article].article.source or UNKNOWN, view.labels[article])


def _version(view: EventView, one: Version) -> str:
    words = view.say("reprinted" if one.kind == "reprint" else f"version_{one.kind}")
    if one.kind == "reprint" and one.source:
        words = view.say("reprinted_by", outlet=view.source(one.source))
    title = view.say("quoted", words=escape.markdown(one.title))
    link = escape.link(view.say("original"), one.url) if one.url else ""
    return " · ".join(filter(None, (words, escape.markdown(one.edtf or ""), title, link)))


SECTION = EventSection("Coverage", render)

"""Timeline: what happened when, and what is planned, by the dates that the articles name."""

from collections.abc import Sequence

from builder.records import Evidence, Moment
from builder.saying import ENGLISH, Saying
from builder.write import escape
from builder.write.calendar import about, value_in_words
from builder.write.event_view import EventSection, EventView
from builder.write.pictures.timeline import draw_timeline

MOMENTS = 20
"""Of each list; the data file has all."""


def render(view: EventView) -> str:
    """Two lists, past and planned, then both as a drawing."""
    past = [moment for moment in view.event.moments if not moment.planned and moment.passages]
    planned = [moment for moment in view.event.moments if moment.planned and moment.passages]
    parts = []
    if past:
        # The newest stay when there are too many: a long tale is read from its end.
        hidden = len(past) - MOMENTS
        parts += [view.say("happened"), _list(view, past[-MOMENTS:], hidden)]
    if planned:
        parts += [view.say("planned"), _list(view, planned[:MOMENTS], len(planned) - MOMENTS)]
    if parts and (drawing := draw_timeline(view.event, view.say)):
        words = view.say("timeline_drawn")
        lasting = [value_in_words(one.value, view.say) for one in (*past, *planned) if "/" in one.value]
        if lasting:
            words += view.say("bars_drawn", those=", ".join(dict.fromkeys(filter(None, lasting))))
        size = f'width="{drawing.width}" height="{drawing.height}"'
        parts.append(f"![{words}]({view.picture('timeline')}){{ .drawing {size} }}")
    if view.event.contradictions:
        parts += [view.say("contradict"), "\n".join(_clue(view, one) for one in view.event.contradictions)]
    return "\n\n".join(parts)


def _clue(view: EventView, one: Evidence) -> str:
    """What an article says of its own day, with its words."""
    article, reason = one.article or "", escape.markdown(view.say.finding(one.reason))
    if one.span is None:
        return f"- {reason} — {view.name(article)}"
    words = view.say("quoted", words=escape.markdown(one.span.of(view.members[article].article.text)))
    return f"- {reason}{view.say('colon')}{words} — {view.name(article)} {view.cite(article, one.span)}"


def _list(view: EventView, moments: Sequence[Moment], hidden: int) -> str:
    items = [
        f"- **{when(moment, view.say)}** — {view.told(moment.passages[0])} — {view.tellers(moment.passages)}"
        for moment in moments
    ]
    return "\n".join((*items, *filter(None, (view.more(hidden),))))


def when(moment: Moment, say: Saying = ENGLISH) -> str:
    """Markdown of the date; "about" one that rests on an estimated day."""
    words = escape.markdown(value_in_words(moment.value, say) or moment.value)
    return about(words, say) if moment.estimated else words


SECTION = EventSection("Timeline", render)

"""Dates: when the article was published and how that is known, then every date it names, planned ones apart."""

from collections.abc import Iterable

from builder.records import Evidence, Timex
from builder.write import escape
from builder.write.calendar import YEAR, about, dating_in_words, is_estimate, value_in_words
from builder.write.listing import cite
from builder.write.view import Section, View


def render(view: View) -> str:
    """Three lists: the evidence for the article's own date, past dates, planned dates."""
    return "\n\n".join(part for part in (_published(view), _past(view), _planned(view)) if part)


def _published(view: View) -> str:
    dating = view.briefing.article.dating
    if dating is None or dating.basis == "stated":
        return ""
    lines = [view.say("published", when=escape.markdown(dating_in_words(dating, view.say))), ""]
    lines += [
        f"- {escape.markdown(view.say.finding(evidence.reason))}{_words(view, evidence)}"
        for evidence in dating.evidence
    ]
    return "\n".join(lines).rstrip()


def _words(view: View, evidence: Evidence) -> str:
    """The words that say so, of this article or of another one on the event."""
    if evidence.span is None:
        return ""
    if evidence.article in (None, view.briefing.article.id):
        return f"{view.say('colon')}{view.say('quoted', words=view.words(evidence.span))} {view.cite(evidence.span)}"
    other = view.shelf.get(evidence.article or "")
    if other is None:
        return ""
    words = escape.markdown(evidence.span.of(other.article.text))
    where = cite(other, evidence.span.start, view.here, view.addresses)
    title = view.addresses.link(other.article.title, other.article.id, view.here)
    return f"{view.say('colon')}{view.say('quoted', words=words)} {view.say('in', where=where, page=title)}".replace(
        "  ", " "
    )


def _past(view: View) -> str:
    past = [timex for timex in _calendar(view) if timex.direction != "planned"]
    return f"{view.say('named')}\n\n" + _list(view, past) if past else ""


def _planned(view: View) -> str:
    planned = [timex for timex in _calendar(view) if timex.direction == "planned"]
    return f"{view.say('planned')}\n\n" + _list(view, planned) if planned else ""


def _calendar(view: View) -> list[Timex]:
    """Dates a calendar has; durations and "now" tell a reader nothing out of their sentence."""
    return [
        timex for timex in view.briefing.timexes if timex.kind == "DATE" and timex.value and timex.value[0] in "12X"
    ]


def _list(view: View, timexes: Iterable[Timex]) -> str:
    """One line for each wording and value, with all the sentences that use it."""
    grouped: dict[tuple[str, str], list[Timex]] = {}
    for timex in timexes:
        grouped.setdefault((timex.text.lower(), timex.value or ""), []).append(timex)
    lines = []
    for group in grouped.values():
        meaning = value_in_words(group[0].value or "", view.say)
        if meaning and is_estimate(view.briefing.article.dating) and not YEAR.search(group[0].text):
            meaning = about(meaning, view.say)
        same = not meaning or meaning.lower() == group[0].text.lower()
        spans = [timex.span for timex in group]
        means = "" if same else f"{view.say('colon')}{meaning}"
        lines.append(f"- {view.say('quoted', words=view.words(group[0].span))}{means} {view.cite(*spans)}")
    return "\n".join(lines)


SECTION = Section("Dates", render)

"""What the last builds brought: the page "Since last time", and the lines of it that the home page shows."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import PurePosixPath

from builder.records import Briefing, Event, Page
from builder.saying import ENGLISH, Saying
from builder.write import escape
from builder.write.addresses import Addresses
from builder.write.listing import event_line, heading, line, plain_page
from builder.write.news import KINDS, Build, Item, News, NewsKind

HERE = PurePosixPath("since.md")

_WHERE: dict[NewsKind, tuple[str, str]] = {
    "new event": ("all_events_here", "page-events"),
    "changed event": ("all_events_here", "page-events"),
    "new briefing": ("all_dates_here", "page-dates"),
    "updated briefing": ("all_dates_here", "page-dates"),
    "correction": ("all_corrections_here", "page-corrections"),
}
"""Where those are that are not listed."""


@dataclass(frozen=True, slots=True)
class Telling:
    """The news of the last builds, and what is needed to tell them."""

    news: News
    briefings: Mapping[str, Briefing]
    """By id, as they are now."""

    events: Mapping[str, Event]
    addresses: Addresses

    def brought(self, build: Build) -> str:
        """`With the sources up to 30 May 2023: 1 new event, 2 new briefings`."""
        say = self.addresses.say
        counts = ", ".join(say.count(build.counts[kind], kind) for kind in KINDS if build.counts.get(kind))
        return say("brought_by", day=_day(build, say), counts=counts) if build.day else say("brought", counts=counts)

    def lines(self, build: Build, kind: NewsKind, here: PurePosixPath, most: int, before: str = "") -> Iterator[str]:
        """A list of news of a kind, `before` each of them, and how many more there are."""
        say = self.addresses.say
        shown = [one for one in build.items if one.kind == kind][:most]
        for one in shown:
            yield f"- {before}{self._line(one, here)}"
        hidden = build.counts.get(kind, 0) - len(shown)
        if hidden > 0 and here == HERE:
            key, page_id = _WHERE[kind]
            page = self.addresses.link(say(key), page_id, here)
            yield f"- {say('more_at', count=say.number(hidden), page=page)}"

    def _line(self, item: Item, here: PurePosixPath) -> str:
        event, briefing = self.events.get(item.page), self.briefings.get(item.page)
        if item.kind == "new event" and event:
            return event_line(event, here, self.addresses).removeprefix("- ")
        if item.kind in ("new briefing", "updated briefing") and briefing:
            return line(briefing, here, self.addresses).removeprefix("- ")
        title = event.title if event else briefing.article.title if briefing else item.title
        say = self.addresses.say
        what = f"{say('colon')}{escape.markdown(say.findings(item.what))}" if item.what else ""
        gone = "" if self.addresses.path(item.page) else f" ({say('no_longer')})"
        return f"{self.addresses.link(title, item.page, here)}{gone}{what}"


def since_page(telling: Telling) -> Page:
    """The page, its data, and what the next run has to know."""
    say = telling.addresses.say
    how = telling.addresses.link_into(say("how_found"), "page-method", HERE, "news")
    parts = [f"{say('since_introduction', how=how)}\n{{: .meta }}"]
    for build in reversed(telling.news.builds):
        parts.append(f"## {heading(_until(build, say), _until(build, ENGLISH))}")
        for kind in KINDS:
            if lines := "\n".join(telling.lines(build, kind, HERE, len(build.items))):
                parts.append(f"**{say.count(build.counts[kind], kind).capitalize()}**\n\n{lines}")
    body = "\n\n".join(parts if parts[1:] else [*parts, say("no_news")])
    page = plain_page(
        "page-since",
        HERE,
        say("since_last_time"),
        ENGLISH("since_last_time"),
        body,
    )
    data = {HERE.with_suffix(".json").name: _data(telling.news)}
    return replace(page, assets=data, notes=telling.news.files())


def latest(telling: Telling, here: PurePosixPath, most: int) -> str:
    """The news of the last build that had any, at most so many of each kind; empty when none had.

    To the first build all is new: that is not listed.
    """
    if not telling.news.builds:
        return ""
    say, build = telling.addresses.say, telling.news.builds[-1]
    kinds = KINDS if build.number > 1 else ()
    lines = [
        one for kind in kinds for one in telling.lines(build, kind, here, most, f"**{_kind(kind, say)}**{say('colon')}")
    ]
    more = telling.addresses.link(say("all_and_before" if lines else "all_of_it"), "page-since", here)
    return "\n".join((f"{telling.brought(build)}. {more}\n{{: .meta }}", *([""] if lines else []), *lines))


def _until(build: Build, say: Saying) -> str:
    if not build.day:
        return say("build", number=build.number)
    return say("build_by", day=_day(build, say), number=build.number)


def _kind(kind: NewsKind, say: Saying) -> str:
    """`New event`."""
    return say(f"one_{kind.replace(' ', '_')}")


def _day(build: Build, say: Saying) -> str:
    return say.day(date.fromisoformat(build.day))


def _data(news: News) -> str:
    """What a feed is made from: see `publish/feeds`."""
    builds = [
        {
            "build": one.number,
            "day": one.day or None,
            "counts": dict(one.counts),
            "items": [item._asdict() for item in one.items],
        }
        for one in reversed(news.builds)
    ]
    return json.dumps({"id": "page-since", "builds": builds}, ensure_ascii=False, indent=1) + "\n"

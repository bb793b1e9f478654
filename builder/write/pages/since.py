"""What the last builds brought: the page "Since last time", and the lines of it that the home page shows."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import PurePosixPath

from builder.records import Briefing, Event, Page
from builder.write import escape
from builder.write.addresses import Addresses
from builder.write.calendar import day_in_words
from builder.write.listing import counted, event_line, line, plain_page
from builder.write.news import KINDS, Build, Item, News, NewsKind

HERE = PurePosixPath("since.md")

_NONE = "Nothing so far: what the next build brings is listed here."
_INTRODUCTION = "What the last builds with news brought, the newest first; "

_WHERE: dict[NewsKind, tuple[str, str]] = {
    "new event": ("all events", "page-events"),
    "changed event": ("all events", "page-events"),
    "new briefing": ("all dates", "page-dates"),
    "updated briefing": ("all dates", "page-dates"),
    "correction": ("all corrections", "page-corrections"),
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
        counts = ", ".join(counted(build.counts[kind], kind) for kind in KINDS if build.counts.get(kind))
        return f"With the sources up to {_day(build)}: {counts}" if build.day else f"In the last build: {counts}"

    def lines(self, build: Build, kind: NewsKind, here: PurePosixPath, most: int, before: str = "") -> Iterator[str]:
        """A list of news of a kind, `before` each of them, and how many more there are."""
        shown = [one for one in build.items if one.kind == kind][:most]
        for one in shown:
            yield f"- {before}{self._line(one, here)}"
        hidden = build.counts.get(kind, 0) - len(shown)
        if hidden > 0 and here == HERE:
            yield f"- and {hidden:,} more: {self.addresses.link(*_WHERE[kind], here)}"

    def _line(self, item: Item, here: PurePosixPath) -> str:
        event, briefing = self.events.get(item.page), self.briefings.get(item.page)
        if item.kind == "new event" and event:
            return event_line(event, here, self.addresses).removeprefix("- ")
        if item.kind in ("new briefing", "updated briefing") and briefing:
            return line(briefing, here, self.addresses).removeprefix("- ")
        title = event.title if event else briefing.article.title if briefing else item.title
        what = f": {escape.markdown(item.what)}" if item.what else ""
        gone = "" if self.addresses.path(item.page) else " (no longer here)"
        return f"{self.addresses.link(title, item.page, here)}{gone}{what}"


def since_page(telling: Telling) -> Page:
    """The page, its data, and what the next run has to know."""
    how = telling.addresses.link_into("how this is found", "page-method", HERE, "news")
    parts = [f"{_INTRODUCTION}{how}.\n{{: .meta }}"]
    for build in reversed(telling.news.builds):
        until = f"Sources up to {_day(build)}, build {build.number}" if build.day else f"Build {build.number}"
        parts.append(f"## {until}")
        for kind in KINDS:
            if lines := "\n".join(telling.lines(build, kind, HERE, len(build.items))):
                parts.append(f"**{counted(build.counts[kind], kind).capitalize()}**\n\n{lines}")
    page = plain_page("page-since", HERE, "Since last time", "\n\n".join(parts if parts[1:] else [*parts, _NONE]))
    data = {HERE.with_suffix(".json").name: _data(telling.news)}
    return replace(page, assets=data, notes=telling.news.files())


def latest(telling: Telling, here: PurePosixPath, most: int) -> str:
    """The news of the last build that had any, at most so many of each kind; empty when none had.

    To the first build all is new: that is not listed.
    """
    if not telling.news.builds:
        return ""
    build = telling.news.builds[-1]
    kinds = KINDS if build.number > 1 else ()
    lines = [one for kind in kinds for one in telling.lines(build, kind, here, most, f"**{kind.capitalize()}**: ")]
    more = telling.addresses.link("All of it, and the builds before" if lines else "All of it", "page-since", here)
    return "\n".join((f"{telling.brought(build)}. {more}\n{{: .meta }}", *([""] if lines else []), *lines))


def _day(build: Build) -> str:
    return day_in_words(date.fromisoformat(build.day))


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

"""The rule behind each part of a page, in words: from the data beside a briefing, from a table for everything else."""

import json
from pathlib import Path
from typing import Any

from builder.errors import PageError
from builder.saying import ENGLISH
from builder.write.escape import one_line
from builder.write.files import read
from builder.write.merge.normal import plain

_HOW = {
    "stated": "stated beside the seed",
    "sidecar": "stated beside the seed",
    "a person": "a person wrote it in the front matter",
    "none": "nothing states it, and it is never guessed",
    "lead": "cut from the first sentence: the article has no headline",
    "first line": "the article's first line",
    "json-ld": "stated in the page's JSON-LD",
    "og:title": "what the page asks others to show",
    "meta og:site_name": "what the page asks others to show as its site",
    "headline element": "a heading that is marked as the headline",
    "link rel=author": "a link that is marked as the author's",
    "byline element": "an element that is marked as the byline",
    "line at the headline": "a line beside the headline",
    "itemprop datePublished": "an element that is marked as the day of publication",
    "time element": "the page's time element",
    "htmldate": "the day that the page shows, read by htmldate",
    "htmldate, whole text": "the likeliest day in the whole page, read by htmldate",
    "h1": "the page's first heading",
    "title element": "the page's title element",
    "html lang": "the language that the page states for itself",
    "link canonical": "the address that the page states for itself",
    "printed date": "a line beside the headline prints it",
    "text": "the language that the text reads as",
    "address": "from the page's address",
}
"""Names of rules in the data -> words; a name without words is shown as it is."""

_KEYS = {
    "id": "given when the page was first built; it never changes",
    "type": "what kind of page it is",
    "title": "the name of what the page is about",
    "original_title": "the headline as published",
    "description": "the bottom line, cut at 200 characters; of other pages, what they are",
    "date": "the day that sorts the page: of a list, that of its newest briefing",
    "actors": "who acts in the article, most prominent first",
    "places": "where it happens: the first place that does not act",
    "kind": "person, organisation, state or place, from the tables or the language model",
    "aliases": "every other form of the name in the articles",
    "translated": "the text shows signs of machine translation",
    "review": "draft until a person says otherwise; needs-review while a conflict is open",
    "corrections": "what was corrected, and when",
    "seed": "the input and the first digits of its digest",
    "event": "the event it belongs to",
    "date_edtf": "the days of the first and the last report, as precisely as they are known",
    "confidence": "the published rule, on the origins of all articles",
    "confidence_reason": "the published rule, on the origins of all articles",
    "same_as": "a person says that it is another one in truth",
    "not": "a person says what it must never be taken for",
}
"""Front matter -> rule, where the data of the page has nothing better to say."""

_BASES = {basis: ENGLISH(f"basis_{basis}", when="").strip(" ()") for basis in ("metadata", "url", "inferred", "event")}
_SECTIONS = {
    "top": "title, facts about the article, and its first sentence or the main clauses of it",
    "key-points": "sentences ranked by likeness to the headline, by vocabulary and by position",
    "who-said-what": "every quote of the article, with the words that name who speaks",
    "sourcing": "what the article says it rests on, and the published rule of confidence",
    "not-confirmed": "a denial, a refusal, or what the article itself leaves open",
    "dates": "every date the article names, counted from the day of the article",
    "actors": "who acts in the article, by the tables and the language model, most prominent first",
    "source-text": "the sentences of the article, numbered; noise removed from it is listed",
    "corrections": "what a person states to have corrected, and facts and text that a person changed",
    "versions": "other seeds with the same text, or an earlier or later state of it",
    "roles": "what the articles call the actor, in their words, oldest first",
    "latest": "the briefings that name the actor, newest first",
    "said": "quotes whose speaker is the actor, newest briefing first",
    "named-together-with": "who else is named in the same briefings, with the number of them",
    "written-as": "every form of the name in the articles, with its count",
    "briefings": "the briefings whose outlet this is, newest first",
    "relayed-by-others": "the briefings that relay this outlet, newest first",
    "latest-briefings": "the newest briefings by the day of the article, undated ones last",
    "dates-to-watch": "days that the articles speak of as planned, not over on the newest article's day",
    "most-named": "actors by the number of briefings that name them",
    "claims-by-outlet": "facts of all articles on the event, aligned: told alike, told differently, told by one alone",
    "origins": "whom each article names as its source, followed to the body that spoke",
    "timeline": "dates that the articles name, with the clauses that tell what happened or is planned",
    "coverage": "every article on the event, earliest first, with its other versions",
    "who-speaks-about-whom": "whom the quotes of each speaker name, and the outlets they were told to",
    "over-time": "the briefings of the page, by the most likely day of each article",
    "open-questions": "what articles deny or leave open, where they differ, and what is still to come",
    "what-changed": "the event compared with what its page said before its newest article",
    "earlier-and-related-events": "other events that share actors and words with this one",
    "other-coverage": "the other articles on the same event, and where they agree with this one or differ from it",
    "related-briefings": "other briefings with the same actors; whom few name counts more, who is everywhere does not",
    "newest": "the newest entries of the list",
    "most-briefings": "sources by the number of their briefings",
    "briefings-by-day": "the days of the month with the number of their briefings",
    "calendar": "the number of briefings of each day",
    "events": "the events that have to do with what the page is named after, newest report first",
    "said-about": "quotes of others that name the actor, newest briefing first",
    "since-last-time": "what was new, changed or corrected in the last build in which anything was",
    "open-disputes": "what the newest events leave open or tell differently, then open points of the newest briefings",
    "top-events": "recent events, by outlets, then origins, then the newest report",
    "browse-and-search": "the ways into the site, the same on every build",
}
"""Anchor of a section -> rule."""

_OTHERWISE = {
    "page-method": "the published rules, with the figures that the builder uses",
    "page-since": "what was new, changed or corrected in the last builds with news, each dated by its newest source",
    "dates": "the briefings of the time the page is named after, newest first",
    "page": "a list of pages, with counts",
    "actors": "part of a list, with counts",
    "sources": "part of a list, with counts",
    "events": "part of a list, with counts",
}
"""Page id, or the part of it before `-` -> rule of its sections."""

_STANCES = {
    "reported": "the article says it in its own voice",
    "claimed": "the article names who says so",
    "assessed": "somebody's judgement, forecast or belief",
}


class Rules:
    """Why the parts of one page are there."""

    def __init__(self, root: Path, path: Path, page_id: str | None) -> None:
        self._id = page_id or ""
        self._how: dict[str, str] = {}
        self._lines: dict[str, list[tuple[str, str]]] = {}
        """Anchor -> pairs: what a block must hold, the rule of such a block."""

        data = _data(root, path.with_suffix(".json"))
        if data.get("id") == page_id:
            try:
                self._learn(data)
            except (KeyError, TypeError, ValueError, IndexError, AttributeError):
                self._how, self._lines = {}, {}  # not the builder's file any more: the tables must do

    def of_key(self, key: str) -> str:
        """The rule of a front matter key."""
        return self._how.get(key) or _KEYS.get(key, "a key that the builder does not write")

    def of_block(self, anchor: str, text: str) -> str:
        """The rule of a block in a section."""
        flat = plain(text)
        for held, rule in self._lines.get(anchor, ()):
            if held in flat:
                return rule
        kind = self._id.partition("-")[0]
        home = anchor == "top" and kind in ("actor", "source", "page", "dates", "actors", "sources", "events")
        if home:
            return "the name of the page and what it is"
        return _SECTIONS.get(anchor) or _OTHERWISE.get(self._id) or _OTHERWISE.get(kind, "a section of its own")

    def _learn(self, data: dict[str, Any]) -> None:
        text, how, dating, sourcing = data["text"], data["how"], data["dating"], data["sourcing"]
        self._how = {key: _in_words(rule) for key, rule in how.items()}
        self._how["source_url"] = self._how.pop("url", "")
        if dating:
            reasons = "; ".join(_evidence(one, text) for one in dating["evidence"])
            basis = _BASES.get(dating["basis"], dating["basis"])
            if how.get("date") != "a person":
                self._how |= dict.fromkeys(("date", "date_edtf", "date_basis"), f"{basis}: {reasons}".rstrip(": "))
            self._lines["dates"] = [
                (plain(one[0]), "evidence for the day of the article") for one in dating["evidence"]
            ]
        self._how |= dict.fromkeys(("confidence", "confidence_reason"), sourcing["reason"])
        self._how["via"] = "; ".join(_evidence(one, text) for one in sourcing["via_evidence"])
        self._lines["sourcing"] = [("Confidence ", sourcing["reason"])]
        self._lines["key-points"] = [
            (f"](#s{_number(data, one['span'][0])})", _by(_STANCES[one["stance"]], one["by"])) for one in data["points"]
        ]
        self._lines["who-said-what"] = [(plain(one["text"]), _quote(one, text)) for one in data["quotes"]]
        self._lines["not-confirmed"] = [
            (f"](#s{_number(data, one['cue'][0])})", _by(f"the article says so{_words(one['cue'], text)}", one["by"]))
            for one in data["open_points"]
        ]
        self._lines.setdefault("dates", []).extend((plain(f"“{one['text']}”"), _timex(one)) for one in data["timexes"])
        self._lines["actors"] = [(plain(f"| [{one['name']}]"), _actor(one)) for one in data["actors"]]


def _data(root: Path, path: Path) -> dict[str, Any]:
    try:
        data = json.loads(read(root / path) or b"{}")
    except (ValueError, PageError):
        return {}
    return data if isinstance(data, dict) else {}


def _number(data: dict[str, Any], offset: int) -> int:
    """Number of the sentence that holds the offset."""
    return max((number for number, (start, _) in enumerate(data["sentences"], start=1) if start <= offset), default=1)


def _words(span: list[int] | None, text: str | None) -> str:
    """`: “the words”` of the article; nothing when the site does not publish its text."""
    return f": “{one_line(text[span[0] : span[1]])}”" if span and text else ""


def _evidence(one: list[Any], text: str | None) -> str:
    """Reason and words; those of another article are on its own page."""
    afar = len(one) > 2 and one[2]
    return f"{one[0]}{'' if afar else _words(one[1], text)}"


def _by(rule: str, who: str | None) -> str:
    return f"{rule}: {who}" if who else rule


def _quote(one: dict[str, Any], text: str | None) -> str:
    if not one["speaker"]:
        return "quote marks in the article, which does not say who speaks"
    named = f"the article names the speaker{_words(one['speaker_span'], text)} ({one['speaker']})"
    cue = f", by the word “{one['cue']}”" if one["cue"] else ""
    return f"quote marks in the article; {named}{cue}{', via ' + one['via'] if one['via'] else ''}"


def _timex(one: dict[str, Any]) -> str:
    looked_at = f", {one['direction']}" if one["direction"] else ""
    return f"read as {one['value']}{looked_at}" if one["value"] else "cannot be resolved"


def _actor(one: dict[str, Any]) -> str:
    found = f"in the tables as {one['key']}" if one["key"] else "found by the language model"
    forms = ", ".join(f"“{form}”" for form in one["aliases"])
    roles = f"; roles as the article words them: {', '.join(role[0] for role in one['roles'])}" if one["roles"] else ""
    return f"{found}; mentioned {len(one['mentions'])} times, as {forms}{roles}"


def _in_words(rule: str) -> str:
    """What a rule's name means; ` + ` stands between places that state the same."""
    places = rule.split(" + ")
    words = [_place_in_words(place) for place in places]
    return words[0] if len(places) == 1 else f"stated alike in {len(places)} places: {', '.join(places)}"


def _place_in_words(place: str) -> str:
    """What one name of a rule means: of the many places of a page, those not in the table by their kind."""
    kind, _, name = place.partition(" ")
    if place in _HOW:
        return _HOW[place]
    if kind == "meta":
        return f"stated in the page's meta element `{name}`"
    if place.startswith("table of publishers, "):
        return f"the outlet whose address is {place.removeprefix('table of publishers, ')}"
    if place.startswith("text, against "):
        return f"the language of the text, though the page states another ({place.removeprefix('text, against ')})"
    return f"rule `{place}`"

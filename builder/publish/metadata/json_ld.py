"""A page in the words of schema.org, as JSON-LD: only what its front matter and its data file say."""

from collections.abc import Mapping
from typing import Any

from builder.publish.metadata.site import Site, published
from builder.publish.reading import Told, day, plain, strings, web

LISTED = 30
"""Briefings on the home page's list, and articles of an event, at most."""

UNKNOWN = "unknown"
"""What the source of an article is called where nobody says who put it out."""

TYPES = {"PER": "Person", "ORG": "Organization", "STATE": "Country", "LOC": "Place"}


def json_ld(site: Site, path: str, page: Told, card: str | None) -> dict[str, Any]:
    """What is to be said of a page; empty for none. `card` is the full address of its picture."""
    if page.values.get("same_as"):
        return {}
    if site.is_home(path):
        said = _home(site)
    elif page.kind == "briefing":
        said = _briefing(site, page)
    elif page.kind == "event":
        said = _event(site, page)
    elif page.kind == "actor":
        said = {"@type": TYPES.get(plain(page.values.get("kind")), "Thing"), **_named(page)}
    elif page.kind == "source" and page.id != "source-unknown":
        said = {"@type": "NewsMediaOrganization", **_named(page)}
    else:
        return {}
    url = site.url(path)
    place = {"@id": url, "url": url} if url and "@graph" not in said else {}
    picture = {"image": card} if card and page.kind in ("briefing", "event") else {}
    return {"@context": "https://schema.org", **_filled({**said, **place, **picture})}


def _briefing(site: Site, page: Told) -> dict[str, Any]:
    values = page.values
    corrections = _corrections(values)
    days = [str(one) for one in (day(each.get("datePublished")) for each in corrections) if one]
    appeared = published(values)
    return {
        "@type": "NewsArticle",
        "headline": page.title,
        "description": plain(values.get("description")),
        "inLanguage": plain(values.get("lang")),
        "datePublished": appeared,
        "dateModified": max(days, default=""),
        "creativeWorkStatus": "Withdrawn" if values.get("review") == "withdrawn" else "",
        "publisher": {"@type": "Organization", "name": site.name},
        "isPartOf": _whole(site),
        "isBasedOn": _filled(
            {
                "@type": "NewsArticle",
                "headline": plain(values.get("original_title")),
                "url": web(values.get("source_url")),
                "datePublished": appeared,
                "publisher": _outlet(values.get("source")),
                "creditText": ", ".join(strings(values.get("authors"))),
                "inLanguage": plain(values.get("lang")),
            }
        ),
        "citation": [
            {"@type": "CreativeWork", "publisher": _outlet(name)} for name in strings(values.get("via")) if name
        ],
        "correction": corrections,
        "about": [*_event_of(site, values), *_actors(site, values)],
        "contentLocation": _places(values),
        "keywords": strings(values.get("tags")),
    }


def _event(site: Site, page: Told) -> dict[str, Any]:
    """An event has no day here: when articles told of it is known, when it happened is for a reader to judge."""
    values = page.values
    return {
        "@type": "Event",
        "name": page.title,
        "description": plain(values.get("description")),
        "location": _places(values),
        "about": _actors(site, values),
        "subjectOf": [_article(site, one) for one in _members(page) if plain(one.get("title"))],
    }


def _article(site: Site, member: Mapping[str, Any]) -> dict[str, Any]:
    """The briefing of an article on an event."""
    return _filled(
        {
            "@type": "NewsArticle",
            "headline": plain(member.get("title")),
            "url": site.url(site.by_id[known]) if (known := plain(member.get("id"))) in site.by_id else "",
            "datePublished": published(member),
            "isBasedOn": web(member.get("url")),
        }
    )


def _members(page: Told) -> list[Mapping[str, Any]]:
    found = page.data.get("members")
    return [one for one in found if isinstance(one, Mapping)][:LISTED] if isinstance(found, list) else []


def _home(site: Site) -> dict[str, Any]:
    newest = sorted(
        (str(page.values.get("date")), path)
        for path, page in site.pages.items()
        if page.kind == "briefing" and page.values.get("review") != "withdrawn" and day(page.values.get("date"))
    )[::-1][:LISTED]
    items = [
        _filled({"@type": "ListItem", "position": at, "name": site.pages[path].title, "url": site.url(path)})
        for at, (_, path) in enumerate(newest, start=1)
    ]
    listed = {
        "@type": "ItemList",
        "name": "Latest briefings",
        "itemListOrder": "https://schema.org/ItemListOrderDescending",
        "numberOfItems": len(items),
        "itemListElement": items,
    }
    return {"@graph": [_filled({**_whole(site), "description": site.description}), *([listed] if items else [])]}


def _whole(site: Site) -> dict[str, Any]:
    return _filled({"@type": "WebSite", "name": site.name, "@id": site.address, "url": site.address})


def _named(page: Told) -> dict[str, Any]:
    return {
        "name": page.title,
        "alternateName": strings(page.values.get("aliases")),
        "description": plain(page.values.get("description")),
    }


def _outlet(name: object) -> dict[str, Any]:
    told = plain(name)
    return {} if told in ("", UNKNOWN) else {"@type": "Organization", "name": told}


def _actors(site: Site, values: Mapping[str, Any]) -> list[dict[str, Any]]:
    found = []
    for name in filter(None, strings(values.get("actors"))):
        path = site.actors.get(name, "")
        kind = plain(site.pages[path].values.get("kind")) if path else ""
        url = site.url(path) if path else ""
        found.append(_filled({"@type": TYPES.get(kind, "Thing"), "name": name, "@id": url, "url": url}))
    return found


def _event_of(site: Site, values: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The event of a briefing, where it has a page."""
    path = site.by_id.get(plain(values.get("event")), "")
    if not path or site.pages[path].kind != "event":
        return []
    url = site.url(path)
    return [_filled({"@type": "Event", "name": site.pages[path].title, "@id": url, "url": url})]


def _places(values: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [{"@type": "Place", "name": name} for name in strings(values.get("places")) if name]


def _corrections(values: Mapping[str, Any]) -> list[dict[str, Any]]:
    listed = values.get("corrections")
    found = [one for one in listed if isinstance(one, Mapping)] if isinstance(listed, list) else []
    return [
        _filled(
            {
                "@type": "CorrectionComment",
                "text": plain(one.get("text")),
                "datePublished": str(day(one.get("date")) or ""),
            }
        )
        for one in found
        if plain(one.get("text"))
    ]


def _filled(said: Mapping[str, Any]) -> dict[str, Any]:
    """Without what says nothing: empty text and lists, and things of which only the type is known."""
    return {key: value for key, value in said.items() if value and _says(value)}


def _says(value: object) -> bool:
    return not isinstance(value, dict) or bool(value.keys() - {"@type"})

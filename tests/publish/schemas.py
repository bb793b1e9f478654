"""What JSON-LD of each kind of page looks like; the names are those of schema.org, and no other may appear."""

from typing import Any

TEXT = {"type": "string", "minLength": 1, "pattern": r"^[^\n]+$"}
ADDRESS = {"type": "string", "format": "uri", "pattern": "^https?://"}
DAY = {"type": "string", "pattern": r"^\d{4}(-\d\d(-\d\d)?)?$"}
TEXTS = {"type": "array", "items": TEXT, "minItems": 1}


def thing(*types: str, required: tuple[str, ...] = (), **properties: Any) -> dict[str, Any]:
    """An object of one of these types with these properties at most."""
    return {
        "type": "object",
        "required": ["@type", *required],
        "properties": {"@type": {"enum": list(types)}, **properties},
        "additionalProperties": False,
    }


def many(schema: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": schema, "minItems": 1}


HERE = {"@id": ADDRESS, "url": ADDRESS}
OUTLET = thing("Organization", required=("name",), name=TEXT)
ABOUT = many(
    thing("Person", "Organization", "Country", "Place", "Thing", "Event", required=("name",), name=TEXT, **HERE)
)
WEB_SITE = thing("WebSite", required=("name",), name=TEXT, description=TEXT, **HERE)
PLACES = many(thing("Place", required=("name",), name=TEXT))
ARTICLE = thing(
    "NewsArticle",
    headline=TEXT,
    url=ADDRESS,
    datePublished=DAY,
    publisher=OUTLET,
    creditText=TEXT,
    inLanguage=TEXT,
    isBasedOn=ADDRESS,
)
CONTEXT = {"@context": {"const": "https://schema.org"}}

SCHEMAS = {
    "briefing": thing(
        "NewsArticle",
        required=("@context", "headline", "publisher", "isPartOf"),
        **CONTEXT,
        **HERE,
        headline=TEXT,
        description=TEXT,
        inLanguage={"type": "string", "pattern": "^[a-z]{2,3}$"},
        datePublished=DAY,
        dateModified=DAY,
        creativeWorkStatus={"const": "Withdrawn"},
        publisher=OUTLET,
        isPartOf=WEB_SITE,
        isBasedOn=ARTICLE,
        citation=many(thing("CreativeWork", required=("publisher",), publisher=OUTLET)),
        correction=many(thing("CorrectionComment", required=("text",), text=TEXT, datePublished=DAY)),
        about=ABOUT,
        contentLocation=PLACES,
        keywords=TEXTS,
        image=ADDRESS,
    ),
    "event": thing(
        "Event",
        required=("@context", "name"),
        **CONTEXT,
        **HERE,
        name=TEXT,
        description=TEXT,
        location=PLACES,
        about=ABOUT,
        subjectOf=many(ARTICLE),
        image=ADDRESS,
    ),
    "actor": thing(
        *("Person", "Organization", "Country", "Place", "Thing"),
        required=("@context", "name"),
        **CONTEXT,
        **HERE,
        name=TEXT,
        alternateName=TEXTS,
        description=TEXT,
    ),
    "source": thing(
        "NewsMediaOrganization",
        required=("@context", "name"),
        **CONTEXT,
        **HERE,
        name=TEXT,
        alternateName=TEXTS,
        description=TEXT,
    ),
    "home": {
        "type": "object",
        "required": ["@context", "@graph"],
        "properties": {
            **CONTEXT,
            "@graph": {
                "type": "array",
                "prefixItems": [
                    WEB_SITE,
                    thing(
                        "ItemList",
                        required=("itemListElement",),
                        name=TEXT,
                        itemListOrder=ADDRESS,
                        numberOfItems={"type": "integer", "minimum": 1},
                        itemListElement=many(
                            thing(
                                "ListItem",
                                required=("position", "name"),
                                position={"type": "integer"},
                                name=TEXT,
                                url=ADDRESS,
                            )
                        ),
                    ),
                ],
                "items": False,
                "minItems": 1,
            },
        },
        "additionalProperties": False,
    },
}

"""The id that a heading gets on the site: what writes pages and what publishes them must agree on it."""

import re

_OTHER = re.compile(r"[^a-z0-9]+")


def slug(text: str) -> str:
    """The id of a heading: `[a-z0-9-]`, at least one letter or digit, in any script.

    "Who said what" gives `who-said-what`; a heading without a letter gives `section`.
    """
    lowered = text.lower()
    if not lowered.isascii():
        from slugify import slugify

        lowered = slugify(text)
    return _OTHER.sub("-", lowered).strip("-") or "section"

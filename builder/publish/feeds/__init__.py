"""Feeds: whoever follows the site, an actor, a source or an event, reads of new briefings in a program of their own.

Each list has an Atom feed (RFC 4287) and a JSON Feed (version 1.1) in the folder `feeds`, named by the id of its page,
which never changes; so a feed stays where it is when its page is moved or retitled. The feed of the whole site is
`feed.xml` and `feed.json`. Nothing in them comes from the clock: an item is dated by its article.

What the last builds brought and what was corrected have feeds too: `feeds/page-since` and `feeds/page-corrections`.

`listing` finds what each feed holds (`news` that of those two), `atom` and `json_feed` write it down.
"""

from collections.abc import Mapping
from pathlib import Path

from builder.publish.feeds.atom import as_atom
from builder.publish.feeds.json_feed import as_json
from builder.publish.feeds.listing import feeds
from builder.publish.reading import Told
from builder.saying import ENGLISH, Saying

FOLDER = "feeds"


def write_feeds(pages: Mapping[str, Told], site: Path, *, name: str, address: str = "", say: Saying = ENGLISH) -> int:
    """Put the feeds of the pages into a finished site; how many there are, each in two forms.

    Args:
        pages: by path.
        site: the folder of the site.
        name: what the site is called.
        address: where the site will stand, with a `/` at its end; without it links in feeds are relative, which most
            readers follow.
        say: the words of the site.
    """
    (site / FOLDER).mkdir(exist_ok=True)
    count = 0
    for feed in feeds(pages, name, say):
        for there in feed.files:
            up = address or "../" * there.count("/")
            (site / f"{there}.xml").write_bytes(as_atom(feed, up, address and f"{address}{there}.xml"))
            text = as_json(feed, up, address and f"{address}{there}.json")
            (site / f"{there}.json").write_text(text, encoding="utf-8", newline="\n")
            count += 1
    return count

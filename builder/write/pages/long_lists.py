"""Lists that grow with the archive: a page shows the first lines of them, its data file has all."""

from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import Any

from builder.records import Briefing
from builder.saying import Saying
from builder.write.addresses import Addresses
from builder.write.listing import lines

SHOWN = 60
"""Lines of a list on a page: some screens; a name of the news is in hundreds of briefings."""


def data_name(here: PurePosixPath) -> str:
    """Name of the data file beside a page."""
    return here.with_suffix(".json").name


def data_link(here: PurePosixPath, say: Saying) -> str:
    """The line below a page that leads to its data."""
    return f"[{say('data')}]({data_name(here)})\n{{: .data }}"


def shortened(items: Sequence[str], here: PurePosixPath, say: Saying) -> str:
    """A list; where it is long, a last item says how many are left out, and where they are."""
    hidden = len(items) - SHOWN
    more = [f"- {say('more_in_data', count=hidden, data=data_name(here))}"] if hidden > 0 else []
    return "\n".join([*items[:SHOWN], *more])


def briefing_lines(briefings: Sequence[Briefing], here: PurePosixPath, addresses: Addresses) -> str:
    """A list of briefings; of a long one the first."""
    first = lines(briefings[:SHOWN], here, addresses).split("\n")
    return shortened([*first, *[""] * (len(briefings) - SHOWN)], here, addresses.say) if briefings else ""


def briefing_data(briefing: Briefing, addresses: Addresses) -> dict[str, Any]:
    """What leads to a briefing."""
    article = briefing.article
    path = addresses.path(article.id)
    return {
        "id": article.id,
        "title": article.title,
        "page": str(path) if path else None,
        "date_edtf": article.dating.edtf if article.dating else None,
        "source": article.source,
    }

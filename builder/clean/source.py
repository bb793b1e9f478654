"""Source, address and byline: only as stated. A style, a place name or a dateline never names an outlet."""

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from builder.clean.publishers import find_publisher, host_of
from builder.records import Statement

_LABEL = re.compile(r"(?!-)[^\W_](?:[\w-]{0,61}[^\W_])?")
_NOT_IN_URL = re.compile(r"[\x00-\x20\x7f-\xa0\s<>\"\\^`{}|\[\]\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")
_MAX_URL = 2_000

_NO_NAME = re.compile(
    r"https?:|www\.|://|@|^[\W\d_]+$|^(?:admin|administrator|editor|webmaster|null|none|undefined|unknown)$",
    re.IGNORECASE,
)
"""Matches addresses, accounts and what forms put for a missing name; not `Reuters`."""

_CLAIM = re.compile(r"\s*[|｜•·»]\s*|\s+[-–—:]\s+|:\s")
"""Matches between a name and its claim: `Daily Courier | Latest News`, `Courier: News of the north`."""

_ENDING = re.compile(r"(?:,? (?:Inc|Ltd|LLC|GmbH|AG|S\.?A|plc|Co)\b\.?)+$", re.IGNORECASE)
"""Matches legal forms: `Courier Media Ltd.`"""

_BY_ADDRESS = "table of publishers"

_MAX_NAME = 120
_MAX_OUTLET_WORDS = 8


def find_source(stated: Sequence[Statement], url: str | None) -> tuple[str | None, str]:
    """The outlet that put the article out, and who says so: the sidecar, the table of addresses, the markup."""
    for fact in stated:
        if fact.key == "source" and fact.by == "sidecar" and (stated_name := " ".join(fact.value.split())):
            return stated_name, fact.by
    for address in (url, *(fact.value for fact in stated if fact.key == "url")):
        if known := find_publisher(address):
            return known.name, f"{_BY_ADDRESS}, {known.domain}"
    named = [(name, fact.by) for fact in stated if fact.key == "source" and (name := _outlet(fact.value))]
    return next(iter(named), _in_title(stated, url) or (None, "none"))


def other_names(stated: Sequence[Statement], source: str | None, by: str) -> tuple[str, ...]:
    """What the page itself calls an outlet that the table of addresses names."""
    if not by.startswith(_BY_ADDRESS):
        return ()
    facts = (fact for fact in stated if fact.key == "source" and fact.by not in ("sidecar", "folder"))
    found = (name for fact in facts if (name := _outlet(fact.value)) and name != source)
    return tuple(dict.fromkeys(found))


def _in_title(stated: Sequence[Statement], url: str | None) -> tuple[str, str] | None:
    """The part of the title that is the domain written out: `Storm | Daily Post` at dailypost.example."""
    hosts = [host_of(address) for address in (url, *(fact.value for fact in stated if fact.key == "url"))]
    labels = {label.replace("-", "") for host in hosts for label in host.split(".")[:-1] if len(label) > 3}
    for fact in stated:
        if fact.key == "title" and fact.by == "title element":
            for part in _CLAIM.split(" ".join(fact.value.split())):
                if "".join(character for character in part.casefold() if character.isalnum()) in labels:
                    return part, "title element"
    return None


def site_names(stated: Sequence[Statement], url: str | None) -> list[str]:
    """Every name that the outlet goes by: on the page, in the table, in its address."""
    names = [name for fact in stated if fact.key == "source" and (name := _outlet(fact.value))]
    for address in dict.fromkeys((url, *(fact.value for fact in stated if fact.key == "url"))):
        if known := find_publisher(address):
            names += [known.name, *known.names]
        host = host_of(address)
        names += [host, *(label for label in host.split(".")[:-1] if len(label) > 3)]
    return [name for name in dict.fromkeys(names) if name]


def _outlet(value: str) -> str | None:
    """The name of an outlet in what a page gives as one: `Daily Courier | Latest News` without its claim."""
    name = _CLAIM.split(" ".join(value.split()))[0].strip(" -–—|:,")
    name = _ENDING.sub("", name) if " " in name else name
    if not name or len(name) > _MAX_NAME or len(name.split()) > _MAX_OUTLET_WORDS or _NO_NAME.search(name):
        return None
    return name


def find_url(stated: Sequence[Statement]) -> tuple[str | None, str]:
    """The article's own address and who says so; a home page is not one."""
    for fact in stated:
        if fact.key == "url" and _is_address(fact.value, bare=fact.by == "sidecar"):
            return _in_small_letters(fact.value), fact.by
    return None, "none"


def _in_small_letters(url: str) -> str:
    """The address with its scheme and host as every program writes them: `HTTPS://Post.Example/A` in capitals."""
    host = urlsplit(url).netloc
    before, _, after = url.partition(host)
    return f"{before.lower()}{host.lower()}{after}"


def _is_address(url: str, *, bare: bool) -> bool:
    """Whether it is a web address that can be printed as it is; `bare` allows one without a path."""
    if len(url) > _MAX_URL or _NOT_IN_URL.search(url):
        return False
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return False
    labels = (parts.hostname or "").split(".")
    sane = len(labels) > 1 and all(_LABEL.fullmatch(label) for label in labels) and not labels[-1].isdigit()
    own = bare or len(parts.path) > 1 or bool(parts.query)
    return parts.scheme in ("http", "https") and sane and own and "@" not in parts.netloc and port != 0

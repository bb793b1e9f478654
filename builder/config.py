"""Our settings, as one frozen record: the mapping `extra: builder:` of `mkdocs.yml`.

They live there so that a site has one settings file, which both the builder and the engine read.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Literal, get_args

import yaml

from builder.errors import ConfigError

Service = Literal["none", "github", "gitlab"]
SourceText = Literal["none", "excerpt", "full"]
Extract = Literal["consensus", "fast"]
Cards = Literal["none", "site", "events", "all"]


@dataclass(frozen=True, slots=True)
class Limits:
    """What a seed may cost: `limits:` below `extra: builder:`."""

    seed_mb: int = 20
    """A larger file that is read whole is refused, in 1,000,000 bytes: news pages stay below 1, 20 leave room for
    pictures written into the page, and a tree of more than that costs gigabytes of memory."""

    unpacked_mb: int = 200
    """What may come out of one archive that is not streamed."""

    elements: int = 200_000
    """Of one HTML page; news pages have some thousand, live blogs up to 30,000."""

    characters: int = 300_000
    """Of one article's text: a book of 150 pages; what reads grammar needs gigabytes for more than a few."""

    parts: int = 100_000
    """Articles of one file, files of one archive."""

    depth: int = 3
    """Files in files in files."""

    pdf_pages: int = 500

    seconds: int = 60
    """What a file may take whose format can be made to run for ever; 280 pages of PDF took 8 on a busy machine."""

    memory_mb: int = 1_000
    """What reading such a file may need, the interpreter included, in 1,000,000 bytes."""

    def __post_init__(self) -> None:
        """Refuse values that make no sense."""
        for one in fields(self):
            _whole(f"limits.{one.name}", getattr(self, one.name))


@dataclass(frozen=True, slots=True)
class Admin:
    """Editing in the browser, at `admin/` of the site: `admin:` below `extra: builder:`."""

    service: Service = "none"
    """What holds the repository that `repo_url` names; `none`: no such page."""

    branch: str = "main"
    """Where edits go."""

    sign_in: str = ""
    """Address of a program that signs editors in at the service; without one they paste an access token."""

    def __post_init__(self) -> None:
        """Refuse values that make no sense."""
        _one_of("admin.service", self.service, get_args(Service))
        for name in ("branch", "sign_in"):
            if not isinstance(getattr(self, name), str):
                raise ConfigError(f"admin.{name} is {getattr(self, name)!r} (write text)")
        if self.sign_in and not self.sign_in.startswith("https://"):
            raise ConfigError(f"admin.sign_in is {self.sign_in!r} (write the whole address, with https://)")


@dataclass(frozen=True, slots=True)
class Search:
    """What readers can find: `search:` below `extra: builder:`; `overrides/main.html` reads it."""

    source_text: bool = False
    """Whether words that stand only in the folded text of an article find its page; doubles the index."""

    def __post_init__(self) -> None:
        """Refuse values that make no sense."""
        if not isinstance(self.source_text, bool):
            raise ConfigError(f"search.source_text is {self.source_text!r} (use true or false)")


def _one_of(name: str, value: object, choices: tuple[str, ...]) -> None:
    if value not in choices:
        raise ConfigError(f"{name} is {value!r} (use one of {', '.join(choices)})")


def _whole(name: str, value: object) -> None:
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise ConfigError(f"{name} is {value!r} (use a whole number from 1)")


@dataclass(frozen=True, slots=True)
class Settings:
    """What a site may decide; every value has a sane default."""

    source_text: SourceText = "full"
    """How much of the article a page shows: every sentence, only the cited ones, or their places alone."""

    extract: Extract = "consensus"
    """How the main text of an HTML page is found: by a vote of several programs, or by trafilatura alone, which takes
    a fourth of the time."""

    front_matter_lines: int = 25
    """Front matter stays below this many lines: as many actors enter it as fit, and five in any case."""

    front_matter_actors: int = 10
    """At most this many actors enter front matter, the most prominent first."""

    home_briefings: int = 20
    """Briefings listed on the home page."""

    cards: Cards = "events"
    """Which pages have a picture of their own beside links to them, where `site_url` is set: none, none but the site
    as a whole, events too, or briefings as well. A card takes 13 ms, once, and 17 kB: 20,000 are 4 minutes, 350 MB."""

    processes: int | None = None
    """Many new articles are read and analysed in so many processes, at most one for each core; None means one for each
    core, 1 none but our own. Each needs about 260 MB of memory."""

    limits: Limits = Limits()
    """What a seed may cost."""

    search: Search = Search()
    """What readers can find."""

    admin: Admin = Admin()
    """Editing in the browser."""

    language: str = "en"
    """What pages are written in around the words of articles: `theme: language:`, since the engine follows it too."""

    def __post_init__(self) -> None:
        """Refuse values that make no sense."""
        for name, choices in (
            ("source_text", get_args(SourceText)),
            ("extract", get_args(Extract)),
            ("cards", get_args(Cards)),
        ):
            _one_of(name, getattr(self, name), choices)
        for name in ("front_matter_lines", "front_matter_actors", "home_briefings"):
            _whole(name, getattr(self, name))
        if self.processes is not None:
            _whole("processes", self.processes)


def load(root: Path) -> Settings:
    """Settings of the project in `root`; the defaults when it has no `mkdocs.yml`.

    Raises:
        ConfigError: the file is no YAML, or a setting is unknown or impossible.
    """
    path = root / "mkdocs.yml"
    if not path.exists() and not path.is_symlink():
        return Settings()
    try:
        content = yaml.load(path.read_bytes(), Loader=_TolerantLoader)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        # The scanner notices a line or more below where the fault began, the parser where it is.
        began = isinstance(error, yaml.scanner.ScannerError) and error.context_mark
        mark = began or getattr(error, "problem_mark", None)
        where = f"{path.name}:{mark.line + 1}:{mark.column + 1}" if mark else path.name
        what = getattr(error, "problem", None) or " ".join(str(error).split())
        raise ConfigError(f"{where}: no valid YAML: {what}") from error
    except RecursionError as error:
        raise ConfigError(f"{path.name}: nested too deep to be read (mend it)") from error
    try:
        content = _mapping("the file", content)
        extra = content.get("extra")
        extra = _mapping("extra", extra)
        given = _known(Settings, "extra.builder", extra.get("builder") or {})
        for name, kind in (("limits", Limits), ("admin", Admin), ("search", Search)):
            if name in given:
                given[name] = kind(**_known(kind, f"extra.builder.{name}", given[name] or {}))
        language = _mapping("theme", _theme(content)).get("language")
        given["language"] = str(language or "en")
        return Settings(**given)
    except ConfigError as error:
        raise ConfigError(f"{path.name}: {error}") from None


def _theme(content: Mapping[str, Any]) -> object:
    """The theme; one that is only named has no settings."""
    theme = content.get("theme")
    return None if isinstance(theme, str) else theme


def _mapping(where: str, given: object) -> dict[Any, Any]:
    """What stands there; nothing is an empty mapping."""
    if given is None:
        return {}
    if not isinstance(given, dict):
        raise ConfigError(f"{where} is {str(given)[:60]!r} (write `key: value`)")
    return given


def _known(kind: type[Settings | Limits | Admin | Search], where: str, given: object) -> dict[str, Any]:
    """The given settings, if all are such as `kind` has."""
    if not isinstance(given, dict):
        raise ConfigError(f"{where} is {given!r} (make it a mapping of settings)")
    known = [one.name for one in fields(kind) if one.name != "language"]
    for key in given:
        if key not in known:
            near = get_close_matches(str(key), known, 1)
            fix = f"did you mean {near[0]}?" if near else f"known: {', '.join(known)}"
            raise ConfigError(f"{where} has no setting {key!r} ({fix})")
    return dict(given)


class _TolerantLoader(yaml.SafeLoader):
    """Reads past `!ENV` and `!!python/name:` tags, which MkDocs knows and we do not need."""


def _ignored(_loader: yaml.SafeLoader, _suffix: str, _node: Any) -> None:
    return None


_TolerantLoader.add_multi_constructor("!", _ignored)
_TolerantLoader.add_multi_constructor("tag:yaml.org,2002:python/", _ignored)

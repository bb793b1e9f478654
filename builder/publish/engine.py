"""MkDocs, run in this process: quiet, its warnings collected, its output the same for the same input.

Its own strict mode is not used: with `--quiet` it lets dead links pass. What it logs as a warning is a problem here.
"""

import logging
import os
import posixpath
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import jinja2
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException

from builder.errors import PublishError
from builder.publish.front_matter import read_front_matter
from builder.publish.policy import policy, theme_scripts
from builder.publish.settings import findings, in_settings, lost_files
from builder.publish.words import language, words
from builder.records import Finding


class _Listeners(logging.Handler):
    """Gives each message to whoever listens in its thread: `serve` renders in one while settings load in another."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self._threads: dict[int, list[list[str]]] = {}
        self._settling = threading.Lock()

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one message."""
        for messages in self._threads.get(threading.get_ident(), ()):
            messages.append(" ".join(record.getMessage().split()))

    @contextmanager
    def heard(self) -> Iterator[list[str]]:
        """Messages of this thread within the block."""
        mine, messages = threading.get_ident(), list[str]()
        with self._settling:
            self._threads.setdefault(mine, []).append(messages)
            _LOGGER.addHandler(self)  # once, however often
            _LOGGER.propagate = False
        try:
            yield messages
        finally:
            with self._settling:
                self._threads[mine].pop()
                if not self._threads[mine]:
                    del self._threads[mine]
                if not self._threads:
                    _LOGGER.removeHandler(self)
                    _LOGGER.propagate = True


_LOGGER = logging.getLogger("mkdocs")
_LISTENERS = _Listeners()


def listening() -> AbstractContextManager[list[str]]:
    """What MkDocs and its plugins warn about in this thread within the block, which is then printed nowhere."""
    return _LISTENERS.heard()


def load(root: Path) -> MkDocsConfig:
    """The settings in `root/mkdocs.yml`, and in `extra` the site's own words in its language.

    Raises:
        PublishError: there are none, or MkDocs does not take them.
    """
    file = root / "mkdocs.yml"
    with listening() as messages:
        try:
            config = load_config(config_file=str(file), strict=False)
        except MkDocsException as error:
            told = messages or [str(error)]
            raise PublishError("; ".join(str(in_settings(root, message)) for message in told)) from error
    if messages:
        raise PublishError("; ".join(str(in_settings(root, message)) for message in messages))
    config.extra["words"] = words(language(config))
    return config


def build(
    root: Path, config: MkDocsConfig, folder: Path, edited: Mapping[str, Mapping[str, Any]]
) -> tuple[list[Finding], frozenset[str]]:
    """Render all pages into a folder; what MkDocs warned about, and the digests of the theme's scripts.

    Raises:
        PublishError: a page or a template stopped MkDocs.
    """
    config.site_dir, kept = str(folder), config.site_dir
    with listening() as messages, clock_of(_newest(Path(config.docs_dir))):
        try:
            scripts = theme_scripts(config)
            config.extra |= {"csp": policy(scripts), "edited": dict(edited)}
            mkdocs_build(config)
        except jinja2.TemplateSyntaxError as error:
            raise PublishError(f"overrides/{error.name}:{error.lineno}: {error.message}") from error
        except (MkDocsException, jinja2.TemplateError) as error:
            raise PublishError(f"MkDocs stopped: {'; '.join(messages) or error}") from error
        except Exception as error:
            # MkDocs logs which page it was at, then lets the error of the parser or plugin through.
            if messages:
                raise PublishError(f"MkDocs stopped: {'; '.join(messages)}") from error
            raise
        finally:
            config.site_dir = kept
    told = [finding for message in messages for finding in findings(root, message)]
    return [*lost_files(root, config), *told], scripts


def by_address(config: MkDocsConfig, marks: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    """What is to be told of pages, by the address that both engines call `page.url` instead of the path in `docs/`."""
    return {address(path, as_folders=config.use_directory_urls): dict(told) for path, told in marks.items()}


def address(path: str, *, as_folders: bool) -> str:
    """What MkDocs' `File.url` says of a page of `docs/`, in a tenth of the time."""
    parent, name = posixpath.split(path)
    stem = "index" if name == "README.md" else name.removesuffix(".md")
    if not as_folders:
        return quote(posixpath.join(parent, f"{stem}.html"))
    return quote(f"{parent or '.'}/" if stem == "index" else f"{posixpath.join(parent, stem)}/")


def base_path(config: MkDocsConfig) -> str:
    """The folder of the host where the site will stand, as `/` or `/briefings/`; the 404 page links from it."""
    return urlsplit(config.site_url or "/").path or "/"


@contextmanager
def clock_of(newest: int) -> Iterator[None]:
    """Let MkDocs believe it is the day of the newest article, so that the day of the build is nowhere in the site.

    `newest` is in seconds since 1970.
    """
    name = "SOURCE_DATE_EPOCH"
    before = os.environ.get(name)
    os.environ[name] = before or str(newest)
    try:
        yield
    finally:
        if before is None:
            del os.environ[name]


def _newest(docs: Path) -> int:
    pages = docs.rglob("*.md")
    return newest(read_front_matter(page.read_text("utf-8-sig", errors="replace")).values for page in pages)


def newest(pages: Iterable[Mapping[str, Any]]) -> int:
    """The newest `date` of a page that does not merely say when we took it in; seconds since 1970, 0 for none."""
    found = 0
    for values in pages:
        if values.get("date_basis") == "retrieved":
            continue
        try:
            day = datetime.strptime(str(values.get("date")), "%Y-%m-%d").replace(tzinfo=UTC)
        except ValueError:
            continue
        found = max(found, int(day.timestamp()))
    return found

"""What pages share when they are rendered one by one: files, menu, addresses; and how what stops MkDocs is told."""

import os
import posixpath
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException
from mkdocs.structure.files import File, Files, InclusionLevel, get_files, set_exclusions
from mkdocs.structure.nav import Navigation, get_navigation
from mkdocs.structure.pages import Page

from builder.errors import PublishError
from builder.publish import engine


class Frame(NamedTuple):
    """All that pages share."""

    files: Files
    nav: Navigation
    by_address: dict[str, File]
    """Address below the site, as `briefings/2023/a.html` -> file."""


def frame(root: Path, config: MkDocsConfig, theme_files: Sequence[File]) -> Frame:
    """What is in `docs/` now, and in the theme.

    Raises:
        PublishError: MkDocs or a plugin stopped.
    """
    with explained("mkdocs.yml"):
        files = get_files(config)
        for file in theme_files:
            if file.src_uri not in files.src_uris:
                files.append(file)
        files = config.plugins.on_files(files, config=config)
        set_exclusions(files, config)
        nav = config.plugins.on_nav(get_navigation(files, config), config=config, files=files)
    published = (file for file in files if file.inclusion.value > InclusionLevel.DRAFT.value)
    inside = _Inside(root / "docs")
    there = [file for file in published if inside.has(file)]
    for file in there:
        if file.page is None and file.is_documentation_page():
            Page(None, file, config)
    return Frame(files, nav, {file.dest_uri: file for file in there})


@contextmanager
def explained(path: str) -> Iterator[None]:
    """Whatever stops MkDocs, its plugins or a template within the block is an error that says where."""
    with engine.listening() as messages:
        try:
            yield
        except PublishError:
            raise
        except jinja2.TemplateSyntaxError as error:
            raise PublishError(f"overrides/{error.name}:{error.lineno}: {error.message}") from error
        except (MkDocsException, jinja2.TemplateError, OSError, ValueError) as error:
            raise PublishError(f"{_place(path)}: {'; '.join(messages) or error}") from error
        except Exception as error:
            what = "; ".join(messages) or f"{type(error).__name__}: {error}"
            raise PublishError(f"{_place(path)}: {what}") from error


class _Inside:
    """Which files of `docs/` lie there: a link could lead anywhere; the check names it."""

    def __init__(self, docs: Path) -> None:
        self._below = os.path.join(os.path.abspath(docs), "")  # noqa: PTH100, PTH118 - of thousands, as text
        self._real = docs.resolve()
        self._folders: dict[str, bool] = {}

    def has(self, file: File) -> bool:
        source = file.abs_src_path
        if source is None or not source.startswith(self._below):
            return True
        folder = os.path.dirname(source)  # noqa: PTH120
        if folder not in self._folders:
            self._folders[folder] = self._is_real(folder)
        return self._folders[folder] and (not os.path.islink(source) or self._is_real(source))  # noqa: PTH114

    def _is_real(self, path: str) -> bool:
        return Path(path).resolve().is_relative_to(self._real)


def _place(path: str) -> str:
    return f"docs/{path}" if posixpath.splitext(path)[1] == ".md" else path

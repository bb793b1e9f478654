"""The body of a page: by the renderer of our own where it is certain, else by MkDocs and Python-Markdown."""

from functools import cached_property
from html import escape
from typing import Any

from mkdocs.commands.build import _populate_page
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

from builder.publish.fast.dialect import render
from builder.publish.fast.inline import UnknownError
from builder.publish.fast.links import Links

EXTENSIONS = {
    *("attr_list", "tables", "admonition", "pymdownx.details", "toc", "builder.publish.safe_markdown", "fenced_code"),
}
"""With these, and the settings below, the dialect means what `dialect` makes of it."""

_SETTINGS: dict[str, dict[str, Any]] = {"tables": {"use_align_attribute": True}}
_PERMALINK = {"permalink": True}


class Bodies:
    """Renders the bodies of a site's pages."""

    def __init__(self, config: MkDocsConfig, files: Files, *, quick: bool = True) -> None:
        """With `quick` false all of them by Python-Markdown."""
        self._config, self._files, self._may = config, files, quick
        self._links = Links(files)

    def fill(self, page: Page) -> None:
        """Give a page what MkDocs gives it before templates see it.

        Raises:
            Exception: whatever stops MkDocs.
        """
        if not (self._may and self._title_of_link and self._quickly(page)):
            _populate_page(page, self._config, self._files)

    def _quickly(self, page: Page) -> bool:
        try:
            page.read_source(self._config)
        except (OSError, ValueError):  # which MkDocs meets too, and tells
            return False
        if not page.meta.get("title") or page.markdown is None:
            return False  # the title is then that of the heading
        follow = self._links.of(page.file)
        try:
            made = render(page.markdown, follow, self._title_of_link)
        except UnknownError:
            return False
        page.content = made.html
        page.toc = get_toc(made.toc)
        page.present_anchor_ids = set(made.ids)
        page.links_to_anchors = follow.anchors
        return True

    @cached_property
    def _title_of_link(self) -> str:
        """What the links beside headings say; empty when settings are others than those of the dialect."""
        settings = {name: told for name, told in (self._config.mdx_configs or {}).items() if told}
        toc = dict(settings.pop("toc", {}))
        title = toc.pop("permalink_title", "")
        same = set(self._config.markdown_extensions) == EXTENSIONS and settings == _SETTINGS and toc == _PERMALINK
        return escape(title) if same and isinstance(title, str) and title.isprintable() else ""

"""The HTML of single pages, as the engine's Markdown makes it; for looking things up, not for publishing."""

from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, cast

import lxml.html
from markdown import Markdown

from builder.publish.front_matter import read_front_matter
from builder.publish.safe_markdown import without_html

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

SAFE = "builder.publish.safe_markdown"


class Renderer:
    """Renders a page when first asked about it."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self.anchors = cache(self._anchors)
        """The ids in a page; its path is below `docs/`."""

        self.targets = cache(self._targets)
        """Where the links and images of a page point, as written."""

    def forget(self) -> None:
        """Look at every page anew from now on; the settings stay."""
        self.anchors.cache_clear()
        self.targets.cache_clear()

    def _anchors(self, path: str) -> frozenset[str]:
        return self._attributes(path, self._markdown, "//@id")

    def _targets(self, path: str) -> frozenset[str]:
        # Without our cleaning step: a link that it takes away is to be reported, not overlooked.
        return self._attributes(path, self._raw_markdown, "//a/@href | //img/@src")

    def _attributes(self, path: str, markdown: Markdown, which: str) -> frozenset[str]:
        text = (self._root / "docs" / path).read_text("utf-8-sig")
        html = markdown.reset().convert(text[read_front_matter(text).body :])
        tree = lxml.html.document_fromstring(f"<html><body>{html}</body></html>")
        return frozenset(cast("list[str]", tree.xpath(which, smart_strings=False)))

    @cached_property
    def _config(self) -> "MkDocsConfig":
        from builder.publish import engine

        return engine.load(self._root)

    @cached_property
    def _markdown(self) -> Markdown:
        return Markdown(extensions=self._config.markdown_extensions, extension_configs=self._config.mdx_configs)

    @cached_property
    def _raw_markdown(self) -> Markdown:
        names = [name for name in self._config.markdown_extensions if name != SAFE]
        found = Markdown(extensions=names, extension_configs=self._config.mdx_configs)
        if self._config.mdx_configs.get(SAFE, {}).get("html") == "none":
            without_html(found)
        return found

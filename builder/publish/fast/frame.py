"""Parts of the theme that are the same on all pages of a folder, rendered once for each.

The menu, the tabs and the foot of a page that stands in no menu show nothing of the page; only where links lead from
depends on its folder. Only parts of the theme itself are remembered, not those that a site has in their place.
"""

from collections.abc import Callable, Iterator
from posixpath import dirname
from typing import Any

import jinja2
from jinja2.runtime import Context

PARTS = (
    *("partials/nav.html", "partials/tabs.html", "partials/footer.html", "partials/palette.html", "partials/logo.html"),
    *("partials/icons.html", "partials/javascripts/base.html", "partials/javascripts/palette.html"),
    *("partials/javascripts/content.html",),
)
"""Of Material 9.8."""

Render = Callable[[Context], Iterator[str]]


def remember(env: jinja2.Environment, in_menu: frozenset[str]) -> None:
    """Let templates remember parts of pages; `in_menu` are the paths below `docs/` of those that it names."""
    env.auto_reload = False  # no template changes while pages are rendered
    for name in PARTS:
        template = env.get_template(name)
        if "site-packages" in str(template.filename):
            template.root_render_func = _remembering(template.root_render_func, in_menu)


def _remembering(render: Render, in_menu: frozenset[str]) -> Render:
    known: dict[str, str] = {}

    def remembering(context: Context, *rest: Any) -> Iterator[str]:
        page = context.get("page")
        if page is None or page.file.src_uri in in_menu or "hide" in page.meta:
            yield from render(context, *rest)
            return
        folder = dirname(page.url) if page.url.endswith(".html") else page.url
        if folder not in known:
            known[folder] = "".join(render(context, *rest))
        yield known[folder]

    return remembering

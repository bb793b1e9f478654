"""Where MkDocs is taken apart: which versions and settings the fast way is known to be right for.

MkDocs 1.6 and Material 9.8 get no new features any more, so what they do can be relied on; still the fast way follows
their inner steps, not their promises, so it is used for the versions that it was compared with and for no others. What
a page shows of other pages is known for the theme and the extensions named here; a plugin, a hook or a template that
looks at more makes the site go the plain way.
"""

from collections.abc import Iterator
from importlib.metadata import version
from logging import WARNING
from pathlib import Path

from jinja2 import Environment, TemplateSyntaxError, nodes
from mkdocs.config.defaults import MkDocsConfig

VERSIONS = {"mkdocs": ("1.6.1",), "mkdocs-material": ("9.8.",), "markdown": ("3.",), "jinja2": ("3.",)}
"""Package -> beginnings of the versions that were compared."""

EXTENSIONS = frozenset(
    {
        *("attr_list", "tables", "admonition", "pymdownx.details", "toc", "builder.publish.safe_markdown"),
        *("footnotes", "def_list", "abbr", "md_in_html", "sane_lists", "fenced_code", "smarty"),
    }
)
"""What they make of a page depends on its text alone."""

_OTHERS = frozenset({"pages", "build_date_utc"})
"""Names by which a template sees all pages, or the day of the build."""

_OF_OTHERS = frozenset({"content", "markdown", "toc", "file", "previous_page", "next_page", "update_date", "parent"})
"""What a template may ask of the page that it renders, and of no other."""


def why_plain(root: Path, config: MkDocsConfig) -> str:
    """Why the fast way is not for this site; empty when it is."""
    return next(_reasons(root, config), "")


def _reasons(root: Path, config: MkDocsConfig) -> Iterator[str]:
    for package, known in VERSIONS.items():
        if not version(package).startswith(known):
            yield f"{package} {version(package)} is not a version that it was compared with"
    if config.theme.name != "material":
        yield f"it does not know the theme {config.theme.name}"
    for name, plugin in config.plugins.items():
        if name not in ("search", "material/search") or plugin.config.get("enabled") is not False:
            yield f"it does not know the plugin {name}"
    if config.hooks or config.extra_templates:
        yield "it does not know `hooks` and `extra_templates`"
    if unknown := sorted(set(config.markdown_extensions) - EXTENSIONS):
        yield f"it does not know the extension {unknown[0]}"
    links = config.validation.links
    if min(links.not_found, links.unrecognized_links, links.anchors, links.absolute_links) < WARNING:
        yield "`validation` in mkdocs.yml lets dead links pass"
    if b"INHERIT" in (root / "mkdocs.yml").read_bytes():
        yield "mkdocs.yml inherits from another file"
    for folder in map(Path, config.theme.dirs):
        if folder.resolve().is_relative_to(root.resolve()) and "site-packages" not in folder.parts:
            yield from _templates(folder)


def _templates(folder: Path) -> Iterator[str]:
    environment = Environment(extensions=["jinja2.ext.loopcontrols"], autoescape=False)
    for path in sorted(folder.rglob("*.html")):
        try:
            tree = environment.parse(path.read_text("utf-8"))
        except (TemplateSyntaxError, UnicodeDecodeError):
            yield f"{path.name} cannot be read"  # the plain way says where
            return
        names = {node.name for node in tree.find_all(nodes.Name)} & _OTHERS
        others = {
            node.attr
            for node in tree.find_all(nodes.Getattr)
            if node.attr in _OF_OTHERS and not (isinstance(node.node, nodes.Name) and node.node.name == "page")
        }
        if found := sorted(names | others):
            yield f"overrides/{path.relative_to(folder).as_posix()} looks at other pages ({found[0]})"

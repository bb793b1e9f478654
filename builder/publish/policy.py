"""The content security policy of the site, and the theme's scripts that it lets run."""

import json
from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256
from typing import TYPE_CHECKING

import lxml.etree
import lxml.html

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig

POLICY = (
    "default-src 'none'; script-src 'self' {scripts}; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'"
)
"""What a page may load. The theme needs data: images (icons in its style sheet) and its scripts; the search a worker
and its index. No inline styles, so none are allowed."""

DATA_BLOCK = "application/ld+json"
"""The type of a script that holds data: no browser runs it, whatever the policy says."""


def policy(scripts: Iterable[str]) -> str:
    """The policy that lets these inline scripts run; they are named by their digests."""
    return POLICY.format(scripts=" ".join(f"'{script}'" for script in sorted(scripts)))


def digest(script: str) -> str:
    """A script's name in a policy: `sha256-...`."""
    return f"sha256-{b64encode(sha256(script.encode()).digest()).decode()}"


def theme_scripts(config: "MkDocsConfig", env: "Environment | None" = None) -> frozenset[str]:
    """Digests of the inline scripts that stand in every page, taken from a page without content.

    The theme has three; `extra.scope` in mkdocs.yml makes them the same on every page. `env` are its templates, where
    they are loaded already.
    """
    from mkdocs.commands.build import get_context
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation

    template = (env or config.theme.get_env()).get_template("404.html")
    page = template.render(get_context(Navigation([], []), Files([]), config, base_url="/"))
    return inline_scripts(page)


def is_data_block(script: lxml.etree._Element) -> bool:
    """Whether a script element is JSON-LD in the head of a page, and nothing else: it parses, and has no markup."""
    parent = script.getparent()
    if dict(script.items()) != {"type": DATA_BLOCK} or len(script) or parent is None or parent.tag != "head":
        return False
    text = script.text or ""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return False
    return "<" not in text and isinstance(value, dict) and value.get("@context") == "https://schema.org"


def inline_scripts(page: str | bytes) -> frozenset[str]:
    """Digests of the scripts that stand in a page."""
    scripts = lxml.html.document_fromstring(page).iterfind(".//script")
    return frozenset(
        digest(script.text or "") for script in scripts if not script.get("src") and not script.get("type")
    )

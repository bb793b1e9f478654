"""Files for whoever hosts the site: `robots.txt` for search engines, `_headers` for the server.

Netlify, Cloudflare Pages and others answer with the headers in `_headers`; GitHub Pages does not read it, so every page
states its policy itself as well. A file of that name in `docs/` is a person's, and stays as it is.
"""

from collections.abc import Mapping
from pathlib import Path

_HEADERS = """\
/*
{policy}  X-Content-Type-Options: nosniff
  Referrer-Policy: no-referrer
  Permissions-Policy: {off}
"""

_POLICY = "  Content-Security-Policy: {}; frame-ancestors 'none'\n"
"""`frame-ancestors` has no force in a page, so the policy of the pages goes without it."""

_OFF = (
    *("accelerometer", "browsing-topics", "camera", "display-capture", "geolocation", "gyroscope", "magnetometer"),
    *("microphone", "midi", "payment", "usb"),
)
"""What a browser can do that no page here asks for."""


def write_hosting(site: Path, policy: str, site_url: str, exceptions: Mapping[str, str] | None = None) -> None:
    """Put both files into a finished site.

    Args:
        site: the folder.
        policy: the content policy of its pages.
        site_url: where the site will stand, with a `/` at its end; empty when nobody said.
        exceptions: folders of the site whose pages have a content policy of their own, and that policy.
    """
    # A sitemap is named by its full address or not at all, says the protocol.
    sitemap = f"\nSitemap: {site_url}sitemap.xml\n" if site_url else ""
    _write(site / "robots.txt", f"User-agent: *\nAllow: /\n{sitemap}")
    off = ", ".join(f"{name}=()" for name in _OFF)
    everywhere = "" if exceptions else _POLICY.format(policy)
    rules = _each_with_its_own(site, policy, exceptions) if exceptions else ""
    _write(site / "_headers", _HEADERS.format(policy=everywhere, off=off) + rules)


def _each_with_its_own(site: Path, policy: str, exceptions: Mapping[str, str]) -> str:
    """A rule for each file and folder at the top of the site, since no path may get two policies.

    Two rules that fit a path both apply, and of two policies a browser obeys both: an exception to `/*` would loosen
    nothing. What is not there is answered with the 404 page, which states its policy itself.
    """
    tops = {"/": policy}
    for path in sorted(site.iterdir()):
        tops[f"/{path.name}/*" if path.is_dir() else f"/{path.name}"] = exceptions.get(path.name, policy)
    return "".join(f"{top}\n{_POLICY.format(stated)}" for top, stated in tops.items())


def _write(path: Path, text: str) -> None:
    if not path.exists():
        path.write_text(text, encoding="utf-8", newline="\n")

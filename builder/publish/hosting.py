"""Files for whoever hosts the site: `robots.txt` for search engines, `_headers` for the server.

Netlify, Cloudflare Pages and others answer with the headers in `_headers`; GitHub Pages does not read it, so every page
states its policy itself as well. A file of that name in `docs/` is a person's, and stays as it is.
"""

from pathlib import Path

_HEADERS = """\
/*
  Content-Security-Policy: {policy}; frame-ancestors 'none'
  X-Content-Type-Options: nosniff
  Referrer-Policy: no-referrer
  Permissions-Policy: {off}
"""
"""`frame-ancestors` has no force in a page, so the policy of the pages goes without it."""

_OFF = (
    *("accelerometer", "browsing-topics", "camera", "display-capture", "geolocation", "gyroscope", "magnetometer"),
    *("microphone", "midi", "payment", "usb"),
)
"""What a browser can do that no page here asks for."""


def write_hosting(site: Path, policy: str, site_url: str) -> None:
    """Put both files into a finished site.

    Args:
        site: the folder.
        policy: the content policy of its pages.
        site_url: where the site will stand, with a `/` at its end; empty when nobody said.
    """
    # A sitemap is named by its full address or not at all, says the protocol.
    sitemap = f"\nSitemap: {site_url}sitemap.xml\n" if site_url else ""
    _write(site / "robots.txt", f"User-agent: *\nAllow: /\n{sitemap}")
    _write(site / "_headers", _HEADERS.format(policy=policy, off=", ".join(f"{name}=()" for name in _OFF)))


def _write(path: Path, text: str) -> None:
    if not path.exists():
        path.write_text(text, encoding="utf-8", newline="\n")

"""The browser of the browser tests."""

from tests.browser.conftest import _wanted, browser

__all__ = ["_wanted", "browser"]

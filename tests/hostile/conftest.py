"""Whether the browser is wanted, as for the browser tests."""

from tests.browser.conftest import _wanted

__all__ = ["_wanted"]

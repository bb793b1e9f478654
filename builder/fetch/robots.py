"""Whether a site wants us at a page: its robots.txt, asked once a run. Source: RFC 9309."""

from collections.abc import Callable
from typing import NamedTuple

from protego import Protego

from builder.errors import FetchError
from builder.fetch.addresses import Address
from builder.fetch.agent import NAME
from builder.fetch.faults import named
from builder.fetch.pace import Pace

_FIX = "ask the site, or save the page in a browser and add the file"


class RobotsAnswer(NamedTuple):
    """What became of the question for a robots.txt."""

    status: int
    body: bytes


class Robots:
    """The wishes of each site asked so far."""

    def __init__(self, ask: Callable[[Address], RobotsAnswer], pace: Pace) -> None:
        self._ask, self._pace = ask, pace
        self._known: dict[str, Protego | FetchError] = {}

    def check(self, address: Address) -> None:
        """Return if the page may be fetched; from then on the host's own pause holds.

        Raises:
            FetchError: the site does not want it, or its robots.txt cannot be had, which means the same.
        """
        if address.origin not in self._known:
            self._known[address.origin] = self._fetch(address)
        rules = self._known[address.origin]
        if isinstance(rules, FetchError):
            raise FetchError(str(address), f"robots.txt: {rules.what}", fix=rules.fix)
        if not rules.can_fetch(str(address), NAME):
            raise FetchError(str(address), "the site's robots.txt asks programs to stay away", fix=_FIX)
        if delay := rules.crawl_delay(NAME):
            self._pace.slow(address, delay)

    def _fetch(self, address: Address) -> Protego | FetchError:
        """The rules of a site, or why they cannot be had."""
        try:
            answer = self._ask(address._replace(target="/robots.txt"))
        except FetchError as error:
            return error
        if answer.status == 429 or answer.status >= 500:
            fix = "try again later: without it no page may be asked for"
            return FetchError(str(address), f"the server answers {named(answer.status)}", fix=fix)
        # Status 4xx says that there is no such file, so there are no wishes.
        text = answer.body.decode("utf-8-sig", "replace") if answer.status == 200 else ""
        return Protego.parse(text)

"""Pauses between requests to one host, and hosts that want none for now."""

from dataclasses import dataclass, field

from builder.errors import FetchError
from builder.fetch.addresses import Address
from builder.fetch.limits import Limits
from builder.fetch.network import Network


@dataclass(slots=True)
class Pace:
    """When each host may be asked again. Requests come one after the other, so none overlap."""

    network: Network
    limits: Limits
    _last: dict[str, float] = field(default_factory=dict)
    _pauses: dict[str, float] = field(default_factory=dict)
    _resting: dict[str, str] = field(default_factory=dict)

    def wait(self, address: Address) -> None:
        """Return when the host may be asked.

        Raises:
            FetchError: it said that it wants no more requests for now.
        """
        if why := self._resting.get(address.host):
            raise FetchError(str(address), f"not asked: {why}", fix="run the same command again later")
        if address.host in self._last:
            pause = self._pauses.get(address.host, self.limits.pause)
            left = self._last[address.host] + pause - self.network.now()
            if left > 0:
                self.network.sleep(left)

    def done(self, address: Address) -> None:
        """Note that a request has ended."""
        self._last[address.host] = self.network.now()

    def slow(self, address: Address, pause: float) -> None:
        """Keep the pause that the host asks for, within our bounds."""
        self._pauses[address.host] = min(max(pause, self.limits.pause), self.limits.longest_pause)

    def rest(self, address: Address, why: str) -> None:
        """Leave the host alone for the rest of the run."""
        self._resting[address.host] = why

"""How much a stranger's server may take of us, and we of it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Times in seconds, sizes in bytes."""

    connect: float = 10
    """For each address that the name has, and for the handshake of an encrypted connection."""

    read: float = 15
    """Longest silence while an answer comes in."""

    total: float = 60
    """For one request, from the connection to the last byte: a trickle that never falls silent ends here."""

    size: int = 20_000_000
    """As sent and as decompressed. A larger seed would be refused by the build as well."""

    robots: int = 512_000
    """Of a robots.txt; the rest is not looked at. RFC 9309 asks for 500 KiB at least."""

    redirects: int = 5

    pause: float = 1
    """Between two requests to one host."""

    longest_pause: float = 30
    """A robots.txt may ask for longer pauses, up to this."""

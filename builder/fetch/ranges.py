"""Which IP addresses are public: an allow-list, since `ipaddress.is_global` alone lets several private ones through.

Source: the IANA special-purpose and IPv6 address space registries. In IPv6 only 2000::/3 has ever been given out for
the public; so nothing else is allowed, which keeps out every private, local, multicast and reserved range, as well as
IPv4 wrapped in `::ffff:0:0/96`, `::/96` and NAT64's `64:ff9b::/96` and `64:ff9b:1::/48`.
"""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

_PUBLIC_V6 = ip_network("2000::/3")

_SPECIAL_V4 = tuple(
    (ip_network(network), name)
    for network, name in (
        ("0.0.0.0/8", "of this very machine"),
        ("10.0.0.0/8", "private"),
        ("100.64.0.0/10", "shared by a provider's customers"),
        ("127.0.0.0/8", "of this very machine"),
        ("169.254.0.0/16", "of the local link"),
        ("172.16.0.0/12", "private"),
        ("192.0.0.0/24", "reserved"),
        ("192.0.2.0/24", "for documentation"),
        ("192.88.99.0/24", "reserved (6to4)"),
        ("192.168.0.0/16", "private"),
        ("198.18.0.0/15", "for benchmarks"),
        ("198.51.100.0/24", "for documentation"),
        ("203.0.113.0/24", "for documentation"),
        ("224.0.0.0/4", "multicast"),
        ("240.0.0.0/4", "reserved"),
    )
)

_SPECIAL_V6 = tuple(
    (ip_network(network), name)
    for network, name in (
        ("2001::/23", "reserved (Teredo and others)"),
        ("2001:db8::/32", "for documentation"),
        ("2002::/16", "reserved (6to4)"),
        ("3fff::/20", "for documentation"),
    )
)

_ISATAP = frozenset({0x0000_5EFE, 0x0200_5EFE})
"""Third quarter of an address that holds an IPv4 address as its last (RFC 5214)."""


def refusal(address: str) -> str | None:
    """Why nothing may be sent to an IP address, as a word or two; None when it is public.

    Whatever is not an address in its plain spelling is refused, too.
    """
    try:
        found = ip_address(address)
    except ValueError:
        return "no plain IP address"
    return _refusal_v4(found) if isinstance(found, IPv4Address) else _refusal_v6(found)


def _refusal_v4(found: IPv4Address) -> str | None:
    named = next((name for network, name in _SPECIAL_V4 if found in network), None)
    return named or (None if found.is_global else "not public")


def _refusal_v6(found: IPv6Address) -> str | None:
    if found.scope_id is not None or found not in _PUBLIC_V6:
        return "not public"
    named = next((name for network, name in _SPECIAL_V6 if found in network), None)
    if named is None and int(found) >> 32 & 0xFFFF_FFFF in _ISATAP:
        return "reserved (ISATAP)"
    return named or (None if found.is_global else "not public")

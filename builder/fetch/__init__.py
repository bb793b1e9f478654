"""Room: fetch. A web address -> the bytes of the page behind it, fetched politely. Only `builder add` opens this door.

An address may come from anyone, and what it leads to is a stranger's, so these rules hold for every request, that of
each redirect and of `robots.txt` included:

- `addresses.py`: http and https alone, ports 80 and 443 or those allowed by name, no user or password.
- `ranges.py`, `network.py`: the name is resolved by us; if any of its addresses is private, local, reserved or a
  wrapping of such a one, none is used. The connection goes to the very address that was checked, so a name that
  answers differently the second time gains nothing. Certificates are checked against the name.
- `network.py`, `bodies.py`: time limits for the connection, each read and the whole; a limit on bytes before and after
  decompression; only the kinds of file that can be seeds.
- `client.py`: no cookies, no credentials, no scripts, five redirects; never more than one request at a time, with a
  pause between two to one host (`pace.py`); an honest name (`agent.py`). `robots.py` asks the site first.
- `cache.py`: what was fetched before is asked for anew only if it changed.

Proxies: HTTP_PROXY and its kin are ignored, requests go out directly. A proxy would resolve the name itself, and the
check of the address would check nothing.

What this cannot see: a machine inside your network that has a public address, and a gateway that maps other public
addresses to private ones (NAT64 under a prefix of its own). Do not run `builder add` with strangers' lists on a machine
that such a gateway serves.
"""

from builder.fetch.addresses import Address, parse, recorded
from builder.fetch.agent import agent
from builder.fetch.client import Client, Fetched
from builder.fetch.limits import Limits
from builder.fetch.network import Network

__all__ = ["Address", "Client", "Fetched", "Limits", "Network", "agent", "parse", "recorded"]

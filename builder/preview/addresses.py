"""Where the preview listens, and by which names it may be called."""

import errno
import ipaddress
import socket

from builder.errors import BuilderError

PORT = 8000
TRIED = 20
"""Ports after the wanted one that are looked at for a free one."""


def listening(host: str, port: int | None) -> socket.socket:
    """A socket that listens at a port, or, when none is named, at the first free one from `PORT`.

    Raises:
        BuilderError: the port is taken, or there is no such host on this machine.
    """
    wanted = PORT if port is None else port
    for at in range(wanted, wanted + TRIED):
        try:
            found = _listen(host, at)
        except OSError as error:
            if not _is_taken(error):
                raise BuilderError(
                    f"{host}:{at} cannot be served: {error.strerror or error} (try --host 127.0.0.1)"
                ) from error
            continue
        if at == wanted or port is None:
            return found
        found.close()
        raise BuilderError(f"port {wanted} is taken by another program (try --port {at}, which is free)")
    raise BuilderError(f"ports {wanted} to {wanted + TRIED - 1} are all taken (try --port with another number)")


def is_known(named: str, host: str) -> bool:
    """Whether a request that calls us by this name (`Host:`) was meant for us.

    A page of another site can have its own name lead to this machine (DNS rebinding) and would then read ours; an
    address in numbers and `localhost` cannot be made to lead elsewhere.
    """
    name = named.strip().lower()
    name = name[1:].partition("]")[0] if name.startswith("[") else name.partition(":")[0]
    name = name.removesuffix(".")
    if name == "localhost" or name.endswith(".localhost") or name == host.lower():
        return bool(name)
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    found = socket.socket(family, socket.SOCK_STREAM)
    try:
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        found.bind((host, port))
        found.listen(64)
    except OverflowError as error:
        found.close()
        raise BuilderError(f"port {port} is none (use 1 to 65535)") from error
    except OSError:
        found.close()
        raise
    return found


def _is_taken(error: OSError) -> bool:
    return error.errno == errno.EADDRINUSE

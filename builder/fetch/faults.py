"""What went wrong, in words with the fix."""

import os
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC
from email.utils import parsedate_to_datetime
from http import HTTPStatus

import httpcore

from builder.errors import FetchError
from builder.fetch.addresses import Address
from builder.fetch.bodies import EncodingError, TooLargeError
from builder.fetch.limits import Limits
from builder.fetch.network import AddressRefusedError, NoSuchHostError, TimeUpError

BY_HAND = "save the page in a browser, then `builder add FILE`"

_PROXIES = ("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy")

_AGAIN = f"try again later, or {BY_HAND}"

_FIXES = {
    401: f"it wants a login: {BY_HAND}",
    402: f"it wants to be paid: {BY_HAND}",
    403: f"the site lets no programs in: {BY_HAND}",
    404: "check the address",
    410: "the page is gone: look for it in a web archive",
    451: "it is withheld for legal reasons",
}


def of_status(address: Address, status: int, retry_after: str = "") -> FetchError:
    """The error for an answer that is no page."""
    if status in (429, 503):
        return FetchError(str(address), later(status, retry_after), fix="run the same command again then")
    if status >= 500:
        return FetchError(str(address), f"the server has trouble ({named(status)})", fix=_AGAIN)
    return FetchError(str(address), f"the server answers {named(status)}", fix=_FIXES.get(status, BY_HAND))


def of_type(address: Address, content_type: str) -> FetchError:
    """The error for a page of a kind that cannot be a seed."""
    what = f"is {content_type.partition(';')[0].strip()!r}" if content_type else "does not say what it is"
    return FetchError(str(address), f"{what}, not an article", fix="HTML, PDF, feeds, JSON and plain text can be added")


def later(status: int, retry_after: str) -> str:
    """What a busy server says, with the time it names."""
    what = "too many requests" if status == 429 else "the server is busy"
    if retry_after.strip().isdecimal():
        return f"{what} ({status}); it asks to wait {int(retry_after):,} s"
    try:
        until = parsedate_to_datetime(retry_after).astimezone(UTC)
    except (ValueError, OverflowError):
        return f"{what} ({status})"
    return f"{what} ({status}); it asks to wait until {until:%Y-%m-%d %H:%M} UTC"


def named(status: int) -> str:
    """`404 Not Found`; the number alone when nobody defined it."""
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return str(status)


@contextmanager
def explained(address: Address, limits: Limits) -> Iterator[None]:
    """Turns what the network and the libraries raise into a `FetchError`."""
    url = str(address)
    try:
        yield
    except AddressRefusedError as error:
        what = f"{address.host} is {error.address}, an address that is {error.why}"
        raise FetchError(url, what, fix=f"only public sites are asked: {BY_HAND}") from error
    except NoSuchHostError as error:
        raise FetchError(url, f"no host {address.host} is known", fix="check the address, and your network") from error
    except TooLargeError as error:
        what = f"larger than {limits.size:,} bytes"
        raise FetchError(url, what, fix="save the article alone, as text, then `builder add FILE`") from error
    except EncodingError as error:
        raise FetchError(url, f"the answer {error}", fix=BY_HAND) from error
    except TimeUpError as error:
        raise FetchError(url, f"not complete after {limits.total:g} s", fix=_AGAIN) from error
    except httpcore.ConnectTimeout as error:
        raise FetchError(url, f"no connection within {limits.connect:g} s{_proxy()}", fix=_AGAIN) from error
    except httpcore.TimeoutException as error:
        raise FetchError(url, f"silent for {limits.read:g} s", fix=_AGAIN) from error
    except httpcore.ConnectError as error:
        if isinstance(error.__context__, ssl.SSLError):
            raise _of_tls(url, error.__context__) from error
        raise FetchError(url, f"no connection: {_words(error)}{_proxy()}", fix=_AGAIN) from error
    except (httpcore.NetworkError, httpcore.ProtocolError) as error:
        raise FetchError(url, f"the answer broke off or is no HTTP: {error}", fix=_AGAIN) from error


def _of_tls(url: str, error: ssl.SSLError) -> FetchError:
    why = error.verify_message if isinstance(error, ssl.SSLCertVerificationError) else error.reason or str(error)
    what = f"no secure connection: {why}"
    return FetchError(url, what, fix=f"check the address and this machine's clock; if the site is to blame, {BY_HAND}")


def _proxy() -> str:
    """A hint for machines that reach the web only through a proxy."""
    found = next((name for name in _PROXIES if name in os.environ), None)
    return f" ({found} is set, but addresses can only be checked on direct connections)" if found else ""


def _words(error: Exception) -> str:
    """The system's words for what it met, without its numbers."""
    cause = error.__context__
    return cause.strerror if isinstance(cause, OSError) and cause.strerror else str(error)

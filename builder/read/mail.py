"""E-mail (.eml, .emlx): a message is an article, the files attached to it are parts. Source: RFC 5322, 2045, 2919."""

import re
from collections.abc import Iterator
from email import message_from_bytes
from email.errors import MessageError
from email.message import EmailMessage, Message
from email.utils import getaddresses

from builder.errors import ReadError
from builder.read.encoding import decode
from builder.read.facts import tidy
from builder.read.format import Format, Item, Seed
from builder.read.headers import BOUNDED
from builder.read.prose import paragraphs
from builder.records import Document, Statement

_FIELD = re.compile(rb"(?:[A-Za-z][A-Za-z0-9-]{1,60}:[^\n]*|[ \t][^\n]*)\r?\n")
_NEEDED = (b"from", b"date")
_SENT = (b"message-id", b"received", b"mime-version", b"delivered-to", b"return-path")
"""Fields that programs add: a press release that starts with `From:` and `Date:` has none of them."""

_APPLE = re.compile(rb"\s*(\d{1,10})[ \t]*\r?\n")
"""The length of the message, before it in .emlx; a property list follows it."""

_FORWARDED = re.compile(r"^(?:\s*(?:fwd?|wg|re|aw|tr|rv)\s*:)+\s*", re.IGNORECASE)
"""Matches the start of `Fwd: Re: Harbour reopens`, not of `Region: ...`."""

_LIST_NAME = re.compile(r"\s*\"?([^<\"]*?)\"?\s*<[^>]*>\s*")
_ADDRESS = re.compile(r"https?://\S+")

_NO_ARTICLE = frozenset(
    {
        "image",
        "audio",
        "video",
        "font",
        "text/calendar",
        "text/vcard",
        "text/x-vcard",
        "text/css",
        "text/rfc822-headers",
    }
)
"""What is attached to mails without being read: kinds and types."""

_SIGNED = ("application/pgp", "application/pkcs7", "application/x-pkcs7", "application/ms-tnef")

_FAULTS = (ValueError, LookupError, TypeError, AttributeError, MessageError)
"""What the library raises on headers that are none."""


def read_mail(seed: Seed) -> Iterator[Item]:
    """The message's words and facts, then the attachments of formats that are known.

    Raises:
        ReadError: neither words nor attachments.
    """
    message = message_from_bytes(_message(seed.data), policy=BOUNDED)
    text = _text(seed, message)
    attached = list(_attachments(seed, message))
    if text:
        yield Document(seed.path, seed.digest, text, tuple(_facts(message)))
    elif not attached:
        raise ReadError(seed.path, "no words in the mail", fix="save what it shows as HTML or as a .txt file")
    yield from attached


def header(message: Message, name: str) -> str:
    """A header's value, decoded; "" when there is none, or it is beyond repair."""
    try:
        return tidy(str(message[name] or ""))
    except _FAULTS:
        return ""


def _message(data: bytes) -> bytes:
    if (found := _APPLE.match(data)) and found.end() + int(found[1]) <= len(data):
        return data[found.end() : found.end() + int(found[1])]
    return data


def _text(seed: Seed, message: EmailMessage) -> str:
    """The body: HTML where it says at least as much as the plain text, whose lines are wrapped and links bare."""
    bodies: dict[str, str] = {}
    for kind in ("html", "plain"):
        part = message.get_body((kind,))
        data = part.get_payload(decode=True) if part is not None else None
        if part is not None and isinstance(data, bytes) and data.strip():
            bodies[kind] = decode(seed.path, data, part.get_content_charset())
    page = "\n\n".join(paragraphs(bodies.get("html", "")))
    letter = bodies.get("plain", "").strip()
    return letter if len(_ADDRESS.sub("", letter).split()) > len(page.split()) else page


def _facts(message: EmailMessage) -> Iterator[Statement]:
    if title := _FORWARDED.sub("", header(message, "Subject")):
        yield Statement("title", title, "mail")
    if date := header(message, "Date"):
        yield Statement("date", date, "mail")
    name, address = next(iter(getaddresses([header(message, "From")])), ("", ""))
    outlet = _outlet(message, name, address)
    if outlet:
        yield Statement("source", outlet, "mail")
    if outlet and name.endswith(outlet):  # `Ada Lund – Brockel Courier`, `Ada Lund from Brockel Courier`
        name = re.sub(r"(?:[\s,|/@–—-]|\b(?:from|at|via))*$", "", name.removesuffix(outlet))
    if name:
        yield Statement("authors", name, "mail")
    if language := header(message, "Content-Language"):
        yield Statement("lang", language, "mail")


def _outlet(message: EmailMessage, name: str, address: str) -> str:
    """Who puts a newsletter out: the name of its list, or a sender who is called what its domain is; else "".

    A person who writes through a mail service is none.
    """
    listed = header(message, "List-Id")
    if not listed and not message.get("List-Unsubscribe"):
        return ""
    found = _LIST_NAME.fullmatch(listed)
    # Mail services number the lists of their customers.
    if found and found[1] and not re.search(r"\d{3}|\blist\b", found[1], re.IGNORECASE):
        return found[1]
    called = "".join(character for character in name.lower() if character.isalnum())
    labels = [label.replace("-", "") for label in address.rpartition("@")[2].lower().split(".")]
    return name if called and called in labels[:-1] else ""


def _attachments(seed: Seed, message: EmailMessage) -> Iterator[Seed]:
    for number, part in enumerate(message.iter_attachments() if message.is_multipart() else (), start=1):
        kind = part.get_content_type()
        if kind in _NO_ARTICLE or part.get_content_maintype() in _NO_ARTICLE or kind.startswith(_SIGNED):
            continue
        try:
            name = part.get_filename() or ""
        except _FAULTS:
            name = ""
        if kind == "message/rfc822":
            inner = part.get_payload()
            data = inner[0].as_bytes() if isinstance(inner, list) and inner and isinstance(inner[0], Message) else b""
            name = name or f"message-{number}.eml"
        else:
            payload = part.get_payload(decode=True)
            data = payload if isinstance(payload, bytes) else b""
        if data.strip():
            yield seed.part(tidy(name) or f"attachment-{number}", data, media_type=kind, optional=True)


def _knows(seed: Seed) -> bool:
    return seed.media_type == "message/rfc822" or is_message(seed.head)


def is_message(head: bytes) -> bool:
    """Whether bytes start with the fields of a message that a mail program has sent."""
    fields = set()
    at = 0
    while found := _FIELD.match(head, at):
        fields.add(found[0].partition(b":")[0].lower())
        at = found.end()
    ends = len(head) >= 4_000 or head[at : at + 1] in (b"\n", b"\r")
    return ends and all(name in fields for name in _NEEDED) and any(name in fields for name in _SENT)


FORMAT = Format("e-mail", (".eml", ".emlx"), read_mail, _knows)

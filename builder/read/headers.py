"""Headers of mail and MHTML, cut before they are taken apart: the time for one grows with its square."""

from collections.abc import Sequence
from email.message import EmailMessage
from email.policy import EmailPolicy
from typing import TYPE_CHECKING

LONGEST = 8_000
"""Characters of a header; subjects, and addresses of hundreds of people, are shorter."""

if TYPE_CHECKING:
    _Policy = EmailPolicy[EmailMessage]
else:
    _Policy = EmailPolicy  # at run time it is no generic


class _Bounded(_Policy):
    def header_source_parse(self, sourcelines: Sequence[str]) -> tuple[str, str]:
        """Name and value of a header, as the parser met them."""
        name, value = super().header_source_parse([*sourcelines])
        return name, value[:LONGEST]


BOUNDED = _Bounded()
"""How a message is read."""

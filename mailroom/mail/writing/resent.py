"""A mail that goes on as it came, to who should have had it (RFC 5322, 3.6.6).

Four Resent- fields are put before it and nothing in it changes: its author, its signature and its
attachments are for the next reader what they were for us. Only line ends become CRLF.
"""

from __future__ import annotations

import re
from datetime import datetime
from email.utils import format_datetime

from mailroom.domain.people import Address
from mailroom.ids import MessageId
from mailroom.mail.writing.compose import address_field, id_field

RESENT_ID = "Resent-Message-ID"

_BREAKS = re.compile(rb"\r\n|\r|\n")
_MBOX_LINE = re.compile(rb"\AFrom [^\r\n]*[\r\n]+")


def resent(
    raw: bytes, *, message_id: MessageId, date: datetime, sender: Address, to: Address
) -> bytes:
    """Return the bytes to send.

    Args:
        raw: the mail as it was received.
        message_id: of this sending; the mail keeps its own.
        date: aware, of this sending.
        sender: who sends it on.
        to: where it goes.

    Raises:
        BadInput: an address or the id cannot stand in a mail.
    """
    head = b"".join(
        (
            address_field("Resent-From", sender),
            address_field("Resent-To", to),
            f"Resent-Date: {format_datetime(date)}\r\n".encode("ascii"),
            id_field(RESENT_ID, message_id),
        )
    )
    # What begins with a blank would go on with our last field.
    mail = _MBOX_LINE.sub(b"", raw.lstrip(b" \t"))
    return head + _BREAKS.sub(b"\r\n", mail.lstrip(b" \t"))

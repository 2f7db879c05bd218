"""The copy of a sent mail in the Sent folder: looked for, filed, never filed twice."""

from __future__ import annotations

from mailroom.domain.sends.parcels import Parcel
from mailroom.mail.writing.resent import RESENT_ID
from mailroom.service.line import Line


def lies_in_sent(line: Line, parcel: Parcel) -> bool:
    """Return whether a mail with its Message-ID lies in Sent: then it has left (rule 16)."""
    field = "Message-ID" if parcel.redirects is None else RESENT_ID
    return bool(line.client.search_message_id(line.sent_folder, parcel.message_id, field=field))


def file_copy(line: Line, parcel: Parcel, raw: bytes, *, only_look: bool = False) -> bool:
    """Put the copy into Sent, unless it is there; return whether it lies there now.

    Args:
        line: to the server.
        parcel: the mail.
        raw: its bytes.
        only_look: the server files mail by itself (Gmail, Exchange), a little later: a copy put
            there meanwhile would be a second one.
    """
    if lies_in_sent(line, parcel):
        return True
    if only_look:
        return False
    line.client.append(line.sent_folder, raw, flags=["\\Seen"])
    return True

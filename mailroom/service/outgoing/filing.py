"""The copy of a sent mail in the Sent folder: looked for, filed, never filed twice."""

from __future__ import annotations

from mailroom.ids import MessageId
from mailroom.service.line import Line


def lies_in_sent(line: Line, message_id: MessageId) -> bool:
    """Return whether a mail with this Message-ID lies in Sent: then it has left (rule 16)."""
    return bool(line.client.search_message_id(line.sent_folder, message_id))


def file_copy(line: Line, message_id: MessageId, raw: bytes, *, only_look: bool = False) -> bool:
    """Put the copy into Sent, unless it is there; return whether it lies there now.

    Args:
        line: to the server.
        message_id: of the mail.
        raw: its bytes.
        only_look: the server files mail by itself (Gmail, Exchange), a little later: a copy put
            there meanwhile would be a second one.
    """
    if lies_in_sent(line, message_id):
        return True
    if only_look:
        return False
    line.client.append(line.sent_folder, raw, flags=["\\Seen"])
    return True

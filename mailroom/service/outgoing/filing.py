"""The copy of a sent mail in the Sent folder: looked for, filed, never filed twice."""

from __future__ import annotations

from mailroom.ids import MessageId
from mailroom.service.line import Line


def lies_in_sent(line: Line, message_id: MessageId) -> bool:
    """Return whether a mail with this Message-ID lies in Sent: then it has left (rule 16)."""
    return bool(line.client.search_message_id(line.sent_folder, message_id))


def file_copy(line: Line, message_id: MessageId, raw: bytes) -> None:
    """Put the copy into Sent, unless the server did so itself (Gmail does)."""
    if not lies_in_sent(line, message_id):
        line.client.append(line.sent_folder, raw, flags=["\\Seen"])

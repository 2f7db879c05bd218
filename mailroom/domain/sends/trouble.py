"""Why a mail server would not take a mail, as people understand it (S1).

Facts only: what state the mail is in is ``outgoing``'s, the sentences are made at the edge.
"""

from __future__ import annotations

from enum import Enum


class SendTrouble(Enum):
    """What is in the way of a mail, told from the server's answer or its absence."""

    NO_CONNECTION = "no_connection"  # not reached, silent, or gone before the text was handed over
    BUSY = "busy"  # asks to come again later
    LIMIT = "limit"  # this account has sent too much today
    LOGIN = "login"
    NO_SAFE_LINE = "no_safe_line"  # no encryption, or not by whom it should be
    SENDER = "sender"  # we may not send as this address
    NO_ADDRESS = "no_address"  # it will never reach them
    ADDRESS_FULL = "address_full"  # their mailbox is
    RECIPIENT = "recipient"  # not taken for whom it goes to, for another reason
    TOO_BIG = "too_big"
    CONTENT = "content"  # the text or a file: taken for spam or a danger
    NOT_CARRIED = "not_carried"  # letters that an old server cannot carry
    UNANSWERED = "unanswered"  # all was handed over, and no answer came: it may have left
    OTHER = "other"  # the server's words must do

"""Message-IDs of our own: recognisable by the team, unguessable by everybody else (rules 23, 27).

    <purpose.case-tag.nonce.seal@domain>

The seal is a keyed hash over all that stands before it, so that an id quoted back to us proves
that its writer has seen a mail of ours. The case tag is keyed too: ids tell outsiders nothing.
"""

from __future__ import annotations

import hashlib
import hmac
import re

from mailroom.ids import MessageId

_SEAL = 24  # hex digits: 96 bits
_TAG = 12
_NOT_IN_NONCE = re.compile(r"[^A-Za-z0-9]+")
_OURS = re.compile(
    rf"<([a-z]{{1,12}}\.[0-9a-f]{{{_TAG}}}\.[A-Za-z0-9]{{1,64}})\.([0-9a-f]{{{_SEAL}}})@[^<>@\s]+>"
)


def make_message_id(
    secret: bytes, *, purpose: str, case: str, nonce: str, domain: str
) -> MessageId:
    """Return the id of an outgoing mail; the same arguments give the same id (rules 13, 16).

    Args:
        secret: the team's (``Team.secret``).
        purpose: a short lower-case word, ``reply``, ``esc`` or ``resent``.
        case: what the mail belongs to: a case id or an escalation id.
        nonce: what tells this mail from others of the same case, e.g. an event id or a step.
        domain: the right-hand side, as of the sender's address.
    """
    unique = _NOT_IN_NONCE.sub("", nonce)[:64] or "0"
    local = f"{purpose}.{_keyed(secret, 'case-tag', case)[:_TAG]}.{unique}"
    host = re.sub(r"[^A-Za-z0-9.-]+", "", domain) or "mailroom.invalid"
    return MessageId(f"<{local}.{_seal(secret, local)}@{host}>")


RESENT = "resent"
"""The purpose of ids under which mail of others goes on (RFC 5322, 3.6.6)."""


def is_resent(message_id: str) -> bool:
    """Tell whether an id has the shape of one under which some Mailroom sent a mail on."""
    found = _OURS.fullmatch(message_id)
    return found is not None and found[1].startswith(f"{RESENT}.")


def is_ours(message_id: str, secret: bytes) -> bool:
    """Tell whether this team's secret sealed the id."""
    found = _OURS.fullmatch(message_id)
    return found is not None and hmac.compare_digest(found[2], _seal(secret, found[1]))


def belongs_to(message_id: str, secret: bytes, case: str) -> bool:
    """Tell whether the id is ours and was made for this case or escalation."""
    tag = _keyed(secret, "case-tag", case)[:_TAG]
    return is_ours(message_id, secret) and message_id.split(".")[1] == tag


def _seal(secret: bytes, local: str) -> str:
    return _keyed(secret, "message-id", local)[:_SEAL]


def _keyed(secret: bytes, use: str, value: str) -> str:
    return hmac.new(secret, f"{use}\0{value}".encode(), hashlib.sha256).hexdigest()

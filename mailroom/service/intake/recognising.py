"""Knowing mail again by its header alone, under whatever number and in whatever folder it lies now.

So a folder that was renumbered, and mail that another client moved, need not be fetched anew. Only
reads; must not note anything.
"""

from __future__ import annotations

from collections.abc import Iterable

from mailroom.ids import MailKey
from mailroom.imap.client import ImapClient
from mailroom.imap.records import Header
from mailroom.mail.reading.parse import parse_mail
from mailroom.mail.threads import mail_key
from mailroom.service.parts import Parts
from mailroom.store.mailbox.ledger import KnownMail


def recognise(parts: Parts, client: ImapClient, uids: Iterable[int]) -> dict[int, KnownMail]:
    """Return which of these, in the selected folder, are mails that are here (rule 23)."""
    team = parts.store.reads.team()
    secret = team.secret.encode() if team else b""
    headers = client.fetch_headers(uids)
    keys = {uid: _keys(header, secret) for uid, header in headers.items()}
    nameless = [uid for uid, found in keys.items() if not found]
    if nameless:  # their key is about every field
        headers |= client.fetch_headers(nameless, whole=True)
        keys |= {uid: _keys(headers[uid], secret, whole=True) for uid in nameless}
    known = parts.store.ledger.known_mails({key for found in keys.values() for key in found})
    return {uid: known[key] for uid, found in keys.items() for key in found if key in known}


def _keys(header: Header, secret: bytes, *, whole: bool = False) -> tuple[MailKey, ...]:
    """Return what the mail may be called here; nothing if more of its header is needed for that.

    Whether an id that we made counts alone depends on where the mail was found first.
    """
    parsed = parse_mail(header.fields)
    if parsed.message_id is None and not whole:
        return ()
    return tuple(dict.fromkeys((mail_key(parsed, secret), mail_key(parsed))))

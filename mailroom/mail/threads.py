"""Header facts of a mail: its key, its place in conversations, and who takes part.

What is decided here must come out alike on every desk (rules 22-27): it depends on the bytes of
the mail and on the team's own addresses and secret, on nothing else.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from mailroom.domain.delivery import Pairing
from mailroom.domain.mails import Automatic, Direction, MailFacts
from mailroom.domain.people import Address, FolderRole
from mailroom.ids import MailKey, MessageId, digest
from mailroom.mail.addresses import NameAddr
from mailroom.mail.forwarded import author_inside
from mailroom.mail.machines.automatic import automatic_of
from mailroom.mail.machines.bounces import Bounce, read_bounce
from mailroom.mail.pairing import pairing_of
from mailroom.mail.reading.headers import Headers
from mailroom.mail.reading.parsed import ParsedMail
from mailroom.mail.subjects import clean_subject
from mailroom.mail.writing.message_ids import is_ours
from mailroom.mail.writing.tags import find_tags

MAX_REFERENCES = 50
MAX_RECIPIENTS = 50
# Beyond these no honest mail goes; together they keep an announcement within one journal message.
_MAX_ANSWERED = 10
_MAX_ID = 500
_MAX_SUBJECT = 1_000
_MAX_NAME = 200
_MAX_ADDRESS = 320
_INDEX_HEAD = 22  # bytes: when the conversation began, and a random number
_INDEX_DIGITS = 16  # enough to tell conversations apart; every mail of Outlook bears it
_EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
_MAX_AHEAD = timedelta(days=1)
_BLANKS = re.compile(rb"\s+")


def mail_key(mail: ParsedMail, secret: bytes = b"") -> MailKey:
    """Return what names this mail on every desk (rule 23).

    An id that the team itself made counts alone: servers may touch a mail of ours on its way.
    A foreign id counts together with From, Date and Subject, for ids are not unique in the wild.
    What others send on to us, or back to us, is another mail than what came first; the copy of what
    we sent on ourselves is not.
    """
    if mail.message_id is not None and _made_here(mail, secret):
        return own_mail_key(mail.message_id)
    named = [_flat(mail.headers.raw(name)) for name in ("from", "date", "subject")]
    if mail.message_id is not None:
        return MailKey(digest("mail", mail.message_id, *named, *_sent_on(mail, secret)))
    return MailKey(digest("mail-without-id", _all_fields(mail.headers)))


def _sent_on(mail: ParsedMail, secret: bytes) -> tuple[str, ...]:
    """Return the id under which somebody else than we last sent it on (RFC 5322, 3.6.6)."""
    id_ = _flat(mail.headers.raw("resent-message-id")).decode("ascii", "replace")[:_MAX_ID]
    return () if not id_ or (secret and is_ours(id_, secret)) else (id_,)


def key_of_bytes(raw: bytes) -> MailKey:
    """Return a key for bytes in which not even a header can be found."""
    return MailKey(digest("mail-of-bytes", raw))


def own_mail_key(message_id: MessageId) -> MailKey:
    """Return the key of a mail whose id we made (``SendBegun`` registers it before it exists)."""
    return MailKey(digest("own-mail", message_id))


def _flat(value: bytes) -> bytes:
    """Return a raw field as one line; servers fold anew, and only that may differ."""
    return _BLANKS.sub(b" ", value).strip()


def _all_fields(headers: Headers) -> bytes:
    """Return every field but those that each delivery adds."""
    kept = sorted(name for name in headers if name not in _ADDED_BY_DELIVERY)
    return b"\n".join(
        name.encode() + b":" + _flat(value) for name in kept for value in headers.all_raw(name)
    )


_ADDED_BY_DELIVERY = frozenset({"received", "return-path", "delivered-to", "x-original-to"})


def facts_of(
    mail: ParsedMail,
    *,
    own_addresses: frozenset[str],
    folder_role: FolderRole,
    arrived_at: datetime,
    size: int = 0,
    secret: bytes = b"",
    history: bool = False,
) -> MailFacts:
    """Return what the team is told about a mail.

    Args:
        mail: the parsed mail.
        own_addresses: the team's addresses, lower case.
        folder_role: where it was found.
        arrived_at: the server's INTERNALDATE.
        size: bytes of the raw mail.
        secret: what the team seals its Message-IDs with; none before it was founded.
        history: whether it lies below the founding record (rule 22).
    """
    subject = clean_subject(mail.subject)
    bounce = read_bounce(mail)
    automatic = automatic_of(mail, own_addresses, bounce)
    sender = _sender(mail)
    recipients = _addresses((*mail.to, *mail.cc))
    ours = folder_role is FolderRole.SENT or (
        sender.addr in own_addresses and _made_here(mail, secret)
    )
    return MailFacts(
        # Whoever got a mail of ours knows its id: under it their own words would be swallowed.
        key=mail_key(mail, secret if ours else b""),
        # In INBOX anybody may write under our address; only an id of ours shows that we did.
        direction=Direction.OUTBOUND if ours else Direction.INBOUND,
        message_id=mail.message_id if len(mail.message_id or "") <= _MAX_ID else None,
        in_reply_to=_usable(mail.in_reply_to or _reported(bounce))[:_MAX_ANSWERED],
        references=_first_and_last(_usable(mail.references)),
        subject=mail.subject[:_MAX_SUBJECT],
        clean_subject=subject.text[:_MAX_SUBJECT],
        reply_marked=subject.reply_marked,
        sent_at=_sent_at(mail.date, arrived_at),
        arrived_at=arrived_at.astimezone(UTC),
        sender=sender,
        recipients=recipients[:MAX_RECIPIENTS],
        automatic=automatic,
        our_tags=find_tags(mail.subject, mail.text, mail.html),
        bounced=bounce.original if bounce and automatic is Automatic.BOUNCE else None,
        report=bounce.report if bounce is not None else None,
        pairing=Pairing.NONE if ours else pairing_of(mail),
        thread_index=_thread_index(mail.headers),
        forwarded=None
        if ours or automatic is not Automatic.NO
        else author_inside(mail, own_addresses),
        history=history,
        size=size,
        has_attachments=any(not one.inline or one.filename for one in mail.attachments),
    )


def _thread_index(headers: Headers) -> str:
    """Return a digest of what the mails of a conversation in Outlook share; "" without it.

    Thread-Index is the head of the conversation, and five bytes more for every answer.
    """
    try:
        index = base64.b64decode(headers.raw("thread-index"), validate=False)
    except ValueError:
        return ""
    head = index[:_INDEX_HEAD]
    return digest("thread-index", head)[:_INDEX_DIGITS] if len(head) == _INDEX_HEAD else ""


def _reported(bounce: Bounce | None) -> tuple[MessageId, ...]:
    """Return the mail that a report is about: it belongs beside it, delivered or delayed."""
    return (bounce.original,) if bounce is not None and bounce.original is not None else ()


def _sender(mail: ParsedMail) -> Address:
    """Return who wrote: From, or Sender where From names nobody."""
    for name, addr in (*mail.from_, *mail.sender):
        if 0 < len(addr) <= _MAX_ADDRESS:
            return Address(name=name[:_MAX_NAME], addr=addr.lower())
    name = mail.from_[0][0] if mail.from_ else ""
    return Address(name=name[:_MAX_NAME], addr="")


def _addresses(pairs: Sequence[NameAddr]) -> tuple[Address, ...]:
    """Return each address once, as first named."""
    seen: dict[str, Address] = {}
    for name, addr in pairs:
        if 0 < len(addr) <= _MAX_ADDRESS:
            seen.setdefault(addr.lower(), Address(name=name[:_MAX_NAME], addr=addr.lower()))
    return tuple(seen.values())


def _made_here(mail: ParsedMail, secret: bytes) -> bool:
    """Return whether the team itself made the mail's id (rule 23)."""
    named = mail.message_id
    return named is not None and secret != b"" and is_ours(named, secret)


def _usable(ids: tuple[MessageId, ...]) -> tuple[MessageId, ...]:
    return tuple(one for one in ids if len(one) <= _MAX_ID)


def _first_and_last(references: tuple[MessageId, ...]) -> tuple[MessageId, ...]:
    if len(references) <= MAX_REFERENCES:
        return references
    return references[:1] + references[1 - MAX_REFERENCES :]


def _sent_at(date: datetime | None, arrived_at: datetime) -> datetime:
    """Return the Date in UTC, or the arrival when the Date is missing or absurd."""
    if date is None or not _EARLIEST <= date <= arrived_at + _MAX_AHEAD:
        return arrived_at.astimezone(UTC)
    return date.astimezone(UTC)

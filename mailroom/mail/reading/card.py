"""A parsed mail as the window's mail card shows it.

The HTML costs more than all the rest; an import leaves it out (``with_html=False``) and the card is
made again from the raw mail when somebody looks.
"""

from __future__ import annotations

from datetime import UTC

from mailroom.domain.people import Address
from mailroom.domain.query import AttachmentInfo, MailBody
from mailroom.ids import MailKey
from mailroom.mail.addresses import NameAddr
from mailroom.mail.html.safe import rich_text, whole_html, whole_text
from mailroom.mail.quote import fold
from mailroom.mail.reading.parsed import ParsedMail


def body_of(mail: ParsedMail, key: MailKey, *, with_html: bool = True) -> MailBody:
    """Return what a mail card shows."""
    folded = fold(whole_text(mail))
    has_html = with_html and any(piece.html for piece in mail.parts)
    senders = _people(mail.from_ or mail.sender)
    sender = senders[0] if senders else Address(addr="")
    return MailBody(
        key=key,
        message_id=mail.message_id,
        subject=mail.subject,
        sender=sender,
        to=_people(mail.to),
        cc=_people(mail.cc),
        sent_at=mail.date.astimezone(UTC) if mail.date else None,
        text=folded.visible,
        quoted="\n\n".join(part for part in (folded.signature, folded.quoted) if part),
        rich=rich_text(whole_html(mail), sender=sender.addr) if has_html else None,
        attachments=_attachments(mail),
        defects=mail.defects,
        seal=mail.seal,
        invites=mail.invites,
    )


def _attachments(mail: ParsedMail) -> tuple[AttachmentInfo, ...]:
    return tuple(
        AttachmentInfo(
            index=index,
            filename=one.filename or one.safe_name,
            content_type=one.content_type,
            size=one.size,
            content_id=one.content_id,
            inline=one.inline,
            safe_name=one.safe_name,
        )
        for index, one in enumerate(mail.attachments)
    )


def _people(pairs: tuple[NameAddr, ...]) -> tuple[Address, ...]:
    return tuple(Address(name=name, addr=addr.lower()) for name, addr in pairs)

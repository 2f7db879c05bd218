"""Mails for the store, in a few words."""

from dataclasses import replace

from mailroom.domain.mails import MailFacts
from mailroom.domain.people import Address
from mailroom.domain.query import AttachmentInfo, MailBody
from mailroom.ids import MailboxId
from mailroom.store.mailbox.ledger import FolderPass
from mailroom.store.mailbox.mails import Place, StoredMail
from tests.unit.domain.world import SUPPORT, facts

INBOX = "INBOX"


def place(uid: int, folder: str = INBOX, uidvalidity: int = 1) -> Place:
    """Return a UID of a folder."""
    return Place(mailbox=MailboxId("m"), folder=folder, uidvalidity=uidvalidity, uid=uid)


def stored(
    key: str,
    *,
    uid: int | None = None,
    text: str = "本文",
    at: Place | None = None,
    mail: MailFacts | None = None,
    attachment: str = "",
    problem: str = "",
    whole: bool = True,
) -> StoredMail:
    """Return a mail as ingest would hand it in; its UID comes from its key unless told."""
    known = mail or facts(key, f"{key}@firm.example", subject=f"件名{key}")
    known = replace(known, unreadable=problem != "")
    files = (AttachmentInfo(index=0, filename=attachment, content_type="text/plain", size=1),)
    return StoredMail(
        place=at or place(uid or sum(map(ord, key))),
        raw=f"Message-ID: <{key}>\r\n\r\n{text}".encode(),
        facts=known,
        problem=problem,
        whole=whole,
        body=MailBody(
            key=known.key,
            message_id=known.message_id,
            subject=known.subject,
            sender=known.sender,
            to=(Address(addr=SUPPORT),),
            text=text,
            attachments=files if attachment else (),
        ),
    )


def folder_pass(
    exists: int, vanished: set[int] | None = None, folder: str = INBOX, uidvalidity: int = 1
) -> FolderPass:
    """Return what the server says at the end of a pass."""
    return FolderPass(
        mailbox=MailboxId("m"),
        folder=folder,
        uidvalidity=uidvalidity,
        uidnext=1000,
        exists=exists,
        vanished=vanished or set(),
    )

"""Where the present begins in a folder: what lies before it is history (rule 22)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from mailroom.domain.people import FoundingRecord, Mailbox
from mailroom.ids import MailboxId
from mailroom.imap.records import NO_DATE, FetchedMail
from mailroom.service.intake.accounting import Folder


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """What of a folder is history.

    Attributes:
        below: UIDs below are.
        before: mail that the server took in before is, where the UIDs mean nothing: the folder
            was renumbered since the founding (N4).
    """

    below: int = 0
    before: datetime | None = None

    def has(self, mail: FetchedMail) -> bool:
        """Return whether a mail is history; what cannot be told is not."""
        if self.before is None:
            return mail.uid < self.below
        return NO_DATE < mail.internaldate < self.before


def past_of(
    mailboxes: Iterable[Mailbox], mailbox: MailboxId, folder: Folder, uidvalidity: int
) -> Past:
    """Return what is history in a folder, by the founding records of its mailbox."""
    records = [one for known in mailboxes if known.id == mailbox for one in known.folders]
    for record in records:
        if (record.folder, record.uidvalidity) == (folder.name, uidvalidity):
            return Past(below=record.uidnext)
    return Past(before=_since(records, folder))


def _since(records: Iterable[FoundingRecord], folder: Folder) -> datetime | None:
    told = [one for one in records if one.at is not None]
    same = [one for one in told if one.folder == folder.name or one.role is folder.role]
    return next((one.at for one in (*same, *told)), None)

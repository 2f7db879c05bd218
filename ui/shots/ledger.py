"""Scenes of the ledger: every mail accounted for, one moved by others, a folder suddenly empty."""

from __future__ import annotations

from mailroom.domain.query import CaseQuery, View
from mailroom.practice.day import PracticeDay
from mailroom.practice.mailbox import StoredMail
from ui.actions import Do
from ui.dialogs.ledger import FolderDialog
from ui.shots.stage import Scene, Stage

_ARCHIVED = "保証書をなくしました"
_DELETED = "ギフト包装の可否"


def let_others_tidy(day: PracticeDay) -> None:
    """Let somebody with another mail program archive a mail, delete one, copy one."""
    mails = day.server.mails(day.day.address)
    archived, deleted = _about(day, _ARCHIVED), _about(day, _DELETED)
    day.server.deliver(day.day.address, archived.raw, folder="Archive")
    day.server.remove(day.day.address, [archived.uid, deleted.uid])
    day.server.deliver(day.day.address, mails[0].raw)
    day.server.deliver_many(day.day.address, [mails[1].raw] * 12, folder="Junk")
    day.sync()


def empty_folder(day: PracticeDay) -> list[StoredMail]:
    """Let the server lose nearly everything; return what it had."""
    lost = list(day.server.mails(day.day.address))[:-2]
    day.server.remove(day.day.address, [mail.uid for mail in lost])
    day.sync()
    return lost


def put_back(day: PracticeDay, lost: list[StoredMail]) -> None:
    """Let the backup be put back."""
    day.server.deliver_many(day.day.address, [mail.raw for mail in lost])
    day.sync()


def _about(day: PracticeDay, subject: str) -> StoredMail:
    room = day.room
    rows = room.reads.rows(room.reads.case_ids(CaseQuery(view=View.ALL)))
    case = next(row.case.id for row in rows if row.case.subject == subject)
    [key] = [item.mail.facts.key for item in room.reads.timeline(case) if item.mail][:1]
    uids = [place.uid for place in room.reads.places([key])[key] if place.folder == "INBOX"]
    return next(mail for mail in day.server.mails(day.day.address) if mail.uid in uids)


def _page(stage: Stage) -> bool:
    stage.do(Do.LEDGER)
    return True


def _folders(stage: Stage) -> bool:
    FolderDialog(stage.session, stage.window).show()
    stage.settle()
    return True


def _card(subject: str) -> Scene:
    def show(stage: Stage) -> bool:
        reads = stage.session.room.reads
        rows = reads.rows(reads.case_ids(CaseQuery(view=View.ALL)))
        return stage.show(next((r.case.id for r in rows if r.case.subject == subject), None))

    return show


def _bar(stage: Stage) -> bool:
    stage.settle()
    return not stage.window.alarm.isHidden()


TIDIED = (
    ("ledger", _page),
    ("ledger-folders", _folders),
    ("ledger-moved", _card(_ARCHIVED)),
    ("ledger-deleted", _card(_DELETED)),
)
EMPTIED = (("ledger-asks", _bar), ("ledger-missed", _page))

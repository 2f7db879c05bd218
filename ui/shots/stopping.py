"""What came while somebody wrote: the warning in the composer, and a reply that was held (N12)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from mailroom.domain.escalations.escalation import StopReason
from mailroom.domain.escalations.internal_mail import MailKind
from mailroom.domain.position import START
from mailroom.domain.query import OutboxState
from mailroom.ids import EscalationId
from mailroom.service.outgoing.outbox import Outbox, OutboxDecision
from mailroom.service.outgoing.replies import Reply
from mailroom.service.stopped import StoppedRow
from ui.actions import Do
from ui.dialogs.stopped import StoppedDialog
from ui.shots.stage import Scene, Stage


def _came(stage: Stage) -> bool:
    """Go on with a reply that was begun before anything came."""
    case, reads = stage.cases.first, stage.session.room.reads
    _throw_away(stage.session.room.outbox)
    if case is None or not stage.show(case):
        return False
    stage.do(Do.REPLY)
    composer = stage.window.composer
    draft, detail = composer.reply.draft(), reads.detail(case)
    if draft is None or detail is None:
        return False
    composer.bars.begin(detail, replace(draft, shown=START))
    stage.settle()
    composer.submit()  # says why it cannot leave
    stage.settle()
    return True


def _stopped(stage: Stage) -> bool:
    """Send a reply whose author was shown nothing of it; nothing of it leaves."""
    case = stage.cases.first
    if case is None or not stage.show(case):
        return False
    outbox = stage.session.room.outbox
    _throw_away(outbox)  # of the picture before
    text = "お問い合わせありがとうございます。\n本日発送いたします。\n"
    mail = outbox.queue(Reply(case=case, text=text, shown=START, undo_seconds=3600))
    stage.session.room.sync_once()  # within its undo window it is held already
    stage.settle()
    row = outbox.row(mail)
    return row is not None and row.state is OutboxState.HELD


def _tray(stage: Stage) -> bool:
    """Show what Mailroom stopped of its own mail; what it was is made up, the window is not."""
    case = stage.cases.first
    if case is None:
        return False
    rows = tuple(
        StoppedRow(
            case=case,
            number=12 + at,
            subject=subject,
            escalation=EscalationId(str(at)),
            step=f"nudge:{at}",
            kind=MailKind.NUDGE,
            to=to,
            why=why,
            at=stage.session.now() - timedelta(minutes=35 * (at + 1)),
        )
        for at, (subject, to, why) in enumerate(_STOPS)
    )
    stage.do(Do.STOPPED)
    tray = stage.window.findChildren(StoppedDialog)[-1]
    tray.show_rows(rows)
    stage.settle()
    return True


def _throw_away(outbox: Outbox) -> None:
    for row in outbox.rows():
        if row.state in {OutboxState.HELD, OutboxState.UNDO}:
            outbox.decide(row.id, OutboxDecision.DISCARD)


_STOPS = (
    ("返品について", "no-reply@minato-shoten.example", StopReason.NOBODY_READS),
    ("請求金額の件", "kacho@hinata-shoji.example", StopReason.BOUNCED),
)

STOPPING: tuple[tuple[str, Scene], ...] = (
    ("came", _came),
    ("held", _stopped),
    ("stopped-tray", _tray),
)

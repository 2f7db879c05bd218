"""What came while somebody wrote: the warning in the composer, and a reply that was held (N12)."""

from __future__ import annotations

from dataclasses import replace

from mailroom.domain.position import START
from mailroom.domain.query import OutboxState
from mailroom.service.outgoing.outbox import Outbox, OutboxDecision
from mailroom.service.outgoing.replies import Reply
from ui.actions import Do
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


def _throw_away(outbox: Outbox) -> None:
    for row in outbox.rows():
        if row.state in {OutboxState.HELD, OutboxState.UNDO}:
            outbox.decide(row.id, OutboxDecision.DISCARD)


STOPPING: tuple[tuple[str, Scene], ...] = (("came", _came), ("held", _stopped))

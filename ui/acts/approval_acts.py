"""What people do about a mail that a second person looks at: ask, decide, send, take back (S19)."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from mailroom.domain import commands as c
from mailroom.domain.query import ApprovalPage
from mailroom.domain.sends.approval import Proposal
from mailroom.ids import PersonId
from mailroom.service.outgoing.replies import Reply
from ui.dialogs.approval import ApprovalDialog, AskApprovalDialog
from ui.session import Session
from ui.views.case.approval_card import ApprovalCard
from ui.views.composer.composer import Composer


class ApprovalActs(QObject):
    """Opens the dialogs and carries out what was chosen there.

    Signals:
        asked(): the mail is proposed; its draft stays.
        queued(str): what was approved waits in its undo window.
    """

    asked = Signal()
    queued = Signal(object)

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._window = window

    def watch(self, card: ApprovalCard, composer: Composer) -> None:
        """Follow the bar over the case, and the composer that asks for a check."""
        composer.check_asked.connect(self.ask)
        self.asked.connect(composer.leave)
        self.queued.connect(composer.leave)
        self.queued.connect(composer.queued)
        card.look_asked.connect(self.look)
        card.send_asked.connect(self.send)
        card.revise_asked.connect(lambda _page: self._revise(composer))
        card.withdraw_asked.connect(self.withdraw)

    def ask(self, reply: Reply) -> None:
        """Ask whom to ask, then propose the mail."""
        dialog = AskApprovalDialog(self._session, reply, self._window)
        dialog.chosen.connect(
            lambda of, note, done: self._propose(replace(reply, close_after=done), of, note)
        )
        dialog.open()

    def look(self, page: ApprovalPage, deciding: bool) -> None:
        """Show a mail before and after."""
        case = self._session.case
        detail = self._session.room.reads.detail(case) if case is not None else None
        if case is None or detail is None:
            return
        dialog = ApprovalDialog(self._session, page, self._window, deciding=deciding)
        shown, named = detail.seen, page.approval.id

        def approve(changed: Proposal | None, comment: str) -> None:
            command = c.Approve(
                case=case,
                shown=shown,
                approval=named,
                seen=page.asked.proposal,
                changed=changed,
                comment=comment,
            )
            self._session.do(command, said=self.tr("Approved. Its author can send it now."))

        def give_back(comment: str) -> None:
            command = c.ReturnForRevision(case=case, shown=shown, approval=named, comment=comment)
            self._session.do(command, said=self.tr("Returned to its author"))

        dialog.approved.connect(approve)
        dialog.returned.connect(give_back)
        dialog.open()

    def send(self, page: ApprovalPage) -> None:
        """Send exactly what was approved."""
        case, room = self._session.case, self._session.room
        detail = room.reads.detail(case) if case is not None else None
        if case is None or detail is None:
            return
        self._session.tasks.act(
            lambda: room.approvals.send(case, page, shown=detail.seen),
            self.queued.emit,
            self._session.tell,
        )

    def withdraw(self, page: ApprovalPage) -> None:
        """Take the request back; the draft stays."""
        if self._session.case is not None:
            command = c.WithdrawApproval(case=self._session.case, approval=page.approval.id)
            self._session.do(command, said=self.tr("Withdrawn. Your draft is kept."))

    def _revise(self, composer: Composer) -> None:
        if self._session.case is not None:
            composer.open_reply(self._session.case)

    def _propose(self, reply: Reply, of: PersonId | None, note: str) -> None:
        room = self._session.room
        self._session.tasks.act(
            lambda: room.approvals.ask(reply, of=of, note=note),
            lambda _asked: self._on_asked(),
            self._session.tell,
        )

    def _on_asked(self) -> None:
        self._session.toast(self.tr("Asked for a check. Your draft is kept until it is sent."))
        self.asked.emit()

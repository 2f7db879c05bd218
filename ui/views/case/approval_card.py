"""The bar over a case in which a mail waits for a second person, or comes back from one (S19)."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot

from mailroom.domain.changes import Changes
from mailroom.domain.query import ApprovalPage, CaseDetail
from mailroom.domain.sends.approval import ApprovalState
from mailroom.domain.sends.approving import has_moved_on, may_approve
from ui.notice_bar import BarKind, NoticeBar
from ui.session import Session
from ui.wording import approval_text


class ApprovalCard(NoticeBar):
    """Says how far the last proposed mail of a case is, and what I can do about it.

    Signals:
        look_asked(ApprovalPage, bool): show it; true = to decide about it.
        send_asked(ApprovalPage): send what was approved.
        revise_asked(ApprovalPage): back to the words.
        withdraw_asked(ApprovalPage): take it back.
    """

    look_asked = Signal(object, bool)
    send_asked = Signal(object)
    revise_asked = Signal(object)
    withdraw_asked = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__(BarKind.WAIT, glyph="done")
        self._session = session
        self._detail: CaseDetail | None = None
        session.changed.connect(self._on_changed)

    @Slot(object)
    def show_case(self, detail: CaseDetail | None, _items: object = ()) -> None:
        """Follow the case on screen."""
        pages = detail.approvals if detail is not None else ()
        page = next((one for one in reversed(pages) if one.approval.is_open), None)
        self._detail = detail
        if detail is None or page is None or self._is_on_its_way(detail, page):
            self.hide()
        elif page.approval.asker.person == self._session.me.person:
            self._show_mine(detail, page)
        elif page.approval.state is ApprovalState.ASKED:
            self._show_theirs(page)
        else:
            self.hide()

    @Slot(object)
    def _on_changed(self, changes: Changes) -> None:
        if changes.outbox and self._detail is not None:
            self.show_case(self._detail)

    def _is_on_its_way(self, detail: CaseDetail, page: ApprovalPage) -> bool:
        """Return whether it waits in the outbox or leaves: other bars say how far it is."""
        if page.approval.state is not ApprovalState.APPROVED:
            return False
        approvals = self._session.room.approvals
        return approvals.on_its_way(detail.row.case.id, page.approval.id) is not None

    def _show_mine(self, detail: CaseDetail, page: ApprovalPage) -> None:
        row, me = page.approval, self._session.me
        look = (self.tr("Look at it"), lambda: self.look_asked.emit(page, False))
        revise = (self.tr("Revise"), lambda: self.revise_asked.emit(page))
        withdraw = (self.tr("Withdraw"), lambda: self.withdraw_asked.emit(page))
        roster, now = self._session.roster, self._session.now()
        if row.state is ApprovalState.ASKED:
            self.dress(BarKind.WAIT)
            self.say(approval_text.waiting(page, roster, now), look, revise, withdraw)
        elif row.state is ApprovalState.RETURNED:
            self.dress(BarKind.STOP)
            self.say(approval_text.returned(page, roster), revise, withdraw)
        elif has_moved_on(detail.row.case, row, me.desk):
            self.dress(BarKind.STOP)
            self.say(approval_text.overtaken(page, roster), revise, withdraw)
        else:
            self.dress(BarKind.INFO)
            label = approval_text.send_label(page, now)
            send = (label, lambda: self.send_asked.emit(page))
            self.say(approval_text.approved(page, roster), send, look, revise)

    def _show_theirs(self, page: ApprovalPage) -> None:
        roster, now = self._session.roster, self._session.now()
        me = roster.members.get(self._session.me.person)
        row = page.approval
        asked = None if row.of is None else roster.members.get(row.of)
        able = me is not None and may_approve(me, row, asked)
        self.dress(BarKind.WAIT)
        said = approval_text.asked(page, roster, now)
        label = self.tr("Check it") if able else self.tr("Look at it")
        self.say(said, (label, lambda: self.look_asked.emit(page, able)))

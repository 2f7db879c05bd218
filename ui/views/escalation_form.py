"""The escalation form: over the case, no dialog (ui.md). One screen, prefilled, one key to send.

Three pages: the questions, 「送りました」 with the offer to tell the customer, and an escalation
under way. Owns which page is on screen, the draft, and the one command ``Escalate``. Nothing here
can address the customer.
"""

from __future__ import annotations

import dataclasses
from enum import Enum
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from mailroom.domain.changes import Changes
from mailroom.domain.commands import Escalate, WithdrawEscalation
from mailroom.domain.drafts import DraftTab
from mailroom.domain.escalation import (
    OPEN_STATES,
    Criterion,
    Escalation,
    EscalationKind,
    EscalationState,
)
from mailroom.domain.escalation import EscalationForm as Request
from mailroom.domain.query import CaseDetail
from mailroom.domain.required import missing_fields
from mailroom.errors import MailroomError
from mailroom.ids import CaseId
from mailroom.service.room import Asked
from ui.flow import FlowLayout
from ui.inputs import ElidedLabel, PlainButton, Preedit, send_keys
from ui.notice_bar import BarKind, NoticeBar
from ui.session import Session
from ui.views.draft_keeper import DraftKeeper
from ui.views.escalation_open import OpenEscalation
from ui.views.escalation_sent import EscalationSent
from ui.views.request_page import RequestPage
from ui.words import tr


class Page(Enum):
    """What the form shows."""

    REQUEST = "request"
    SENT = "sent"
    OPEN = "open"


class EscalationForm(QFrame):
    """Escalates one case, and follows its escalation.

    Signals:
        closed(): the person left; an unsent request is kept as a draft.
        interim_asked(CaseId): write 「確認してご連絡します」 to the customer.
        reply_asked(CaseId): write to the customer with the answer.
    """

    closed = Signal()
    interim_asked = Signal(object)
    reply_asked = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._detail: CaseDetail | None = None
        self._raised: Escalation | None = None
        self._sending = False
        self._record_next = False
        self.setProperty("edge", "note")
        self.setAccessibleName(self.tr("Escalation"))
        self._title = ElidedLabel(role="title")
        self._close = PlainButton(self.tr("Close"), role="quiet", glyph="close")
        self.request = RequestPage(session)
        self.sent = EscalationSent()
        self.under_way = OpenEscalation(session)
        self.send_button = PlainButton("", role="note", glyph="send")
        self.phone_button = PlainButton(self.tr("Phone"), glyph="phone")
        self.spoken_button = PlainButton(self.tr("Record a spoken answer"))
        self.phone_bar = NoticeBar(BarKind.INFO)
        self._drafts = DraftKeeper(session, self.request, self)
        self._preedit = Preedit(self)
        self._lay_out()
        self._connect()
        self._show_page(Page.REQUEST)
        self.hide()

    # --- opening and leaving ---------------------------------------------------------------------

    def open(self, case: CaseId, *, consult: bool = False) -> None:
        """Open the form over a case; ``consult`` is 「迷ったら相談」, with little to fill."""
        detail = self._session.room.reads.detail(case)
        if detail is None:
            return
        self._begin(detail)
        escalation = latest(detail)
        if escalation is not None and _stands(escalation):
            self.under_way.show_escalation(detail, escalation)
            self._show_page(Page.OPEN)
            return
        self._ask_anew(detail, consult=consult)

    def _ask_anew(self, detail: CaseDetail, *, consult: bool = False) -> None:
        kept = self._session.room.drafts.load(detail.row.case.id, DraftTab.ESCALATION)
        if kept is not None and not consult:
            self.request.restore(detail, kept)
        else:
            prefilled = self._session.room.reads.prefill_escalation(detail.row.case.id)
            self.request.start(detail, for_consult(prefilled) if consult else prefilled)
        self._show_request()

    def open_check(self, case: CaseId, text: str) -> None:
        """Ask for a check of a reply that its author may not send (見習い: 確認を頼む)."""
        detail = self._session.room.reads.detail(case)
        if detail is None:
            return
        self._begin(detail)
        prefilled = self._session.room.reads.prefill_escalation(case)
        asked = dataclasses.replace(
            prefilled,
            kind=EscalationKind.CHECK,
            request=self.tr("Please check this reply before it goes to the customer."),
            now=text,
        )
        self.request.start(detail, asked)
        self._show_request()

    def leave(self) -> None:
        """Close; an unsent request stays as a draft."""
        if self._detail is None:
            return
        self._drafts.save_now()
        self._detail = None
        self.hide()
        self.closed.emit()

    @property
    def case(self) -> CaseId | None:
        """Return the case the form is open for."""
        return self._detail.row.case.id if self._detail else None

    # --- sending ---------------------------------------------------------------------------------

    def submit(self) -> None:
        """Do what the page on screen is for (Ctrl+Enter), if nothing that is needed is missing."""
        if self._detail is None or self._preedit.composing or self._sending:
            return
        if not self.under_way.isHidden():
            self.under_way.submit()
        if self.request.isHidden():
            return
        form = self.request.form()
        if form is None:
            return
        missing = missing_fields(form)
        self.request.fields.mark(missing)
        if missing:
            self.request.show_first_mark(self._scroll)
            return
        self._sending = True
        self.send_button.setEnabled(False)
        self._session.do(
            *self._commands(form), undo=False, then=partial(self._on_sent, form),
            failed=self._on_failed,
        )  # fmt: skip

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Esc leave; the words are kept."""
        if event.key() == Qt.Key.Key_Escape and not self._preedit.composing:
            self.leave()
            return
        super().keyPressEvent(event)

    def _commands(self, form: Request) -> tuple[WithdrawEscalation | Escalate, ...]:
        assert self._detail is not None
        escalate = Escalate(case=self._detail.row.case.id, shown=self._detail.seen, form=form)
        if self._raised is None:
            return (escalate,)
        reason = self.tr("Raised to {level}").format(level=f"L{form.level}")
        withdraw = WithdrawEscalation(case=escalate.case, escalation=self._raised.id, reason=reason)
        return (withdraw, escalate)

    def _on_sent(self, form: Request, _asked: tuple[Asked, ...]) -> None:
        self._sending = False
        self.send_button.setEnabled(True)
        self._drafts.forget()
        if self._detail is None:
            return
        case = self._detail.row.case.id
        drafts = self._session.room.drafts
        self._session.tasks.act(
            lambda: drafts.discard(case, DraftTab.ESCALATION), None, self._session.tell
        )
        self._raised = None
        self.sent.show_sent(form, self._session.now())
        self._show_page(Page.SENT)

    def _on_failed(self, error: MailroomError) -> None:
        self._sending = False
        self.send_button.setEnabled(True)
        self._session.tell(error)

    # --- pages -----------------------------------------------------------------------------------

    def _begin(self, detail: CaseDetail) -> None:
        if self._detail is not None and self._detail.row.case.id != detail.row.case.id:
            self.leave()
        self._detail = detail
        self._raised = None
        self.phone_bar.hide()
        case = detail.row.case
        self._title.setText(
            self.tr("Escalation #{number} {subject}").format(
                number=case.number, subject=case.subject
            )
        )
        self.show()

    def _show_request(self) -> None:
        self._show_page(Page.REQUEST)
        self._name_receiver()
        self.request.focus_request()

    def _show_page(self, page: Page) -> None:
        self.request.setVisible(page is Page.REQUEST)
        self.sent.setVisible(page is Page.SENT)
        self.under_way.setVisible(page is Page.OPEN)
        self._bottom.setVisible(page is Page.REQUEST)
        self._scroll.verticalScrollBar().setValue(0)

    def _name_receiver(self) -> None:
        receiver = self.request.side.receiver()
        name = receiver.name if receiver else self.tr("nobody yet")
        words = self.tr("Send to {name} (inside the house)").format(name=name)
        self.send_button.relabel(f"{words}  Ctrl+Enter")
        self.send_button.setEnabled(receiver is not None and not self._sending)

    def _raise(self, escalation: Escalation) -> None:
        assert self._detail is not None
        form = dataclasses.replace(escalation.form, level=escalation.form.level + 1, wanted_by=None)
        self.request.start(self._detail, form)
        self._raised = escalation
        self._show_request()

    def _again(self) -> None:
        assert self._detail is not None
        self._ask_anew(self._detail)

    def _show_phone(self) -> None:
        receiver = self.request.side.receiver()
        members = self._session.roster.members
        member = members.get(receiver.person) if receiver and receiver.person else None
        numbers = []
        if member is not None and member.extension:
            numbers.append(self.tr("extension {number}").format(number=member.extension))
        if member is not None and member.phone:
            numbers.append(member.phone)
        where = " / ".join(numbers) or self.tr("no number is known")
        sentence = self.tr("Phone {name}: {number}. Send the request too, so that it is on record.")
        self.phone_bar.say(
            sentence.format(name=receiver.name if receiver else "", number=where),
            (self.tr("Close"), self.phone_bar.hide),
        )

    def _record_spoken(self) -> None:
        """Send the record first (S41: the mail is mandatory), then write down what was said."""
        self.submit()
        self._record_next = self._sending

    @Slot(object)
    def _on_changed(self, changes: Changes) -> None:
        case = self.case
        if case is None or case not in changes.cases:
            return
        detail = self._session.room.reads.detail(case)
        escalation = latest(detail) if detail else None
        if detail is None or escalation is None:
            return
        self._detail = dataclasses.replace(
            detail, seen=self._detail.seen if self._detail else detail.seen
        )
        if not self.under_way.isHidden():
            self.under_way.show_escalation(detail, escalation)
        elif self._record_next and escalation.state in OPEN_STATES:
            self._record_next = False
            self.under_way.show_escalation(detail, escalation)
            self._show_page(Page.OPEN)
            self.under_way.record_spoken()

    def _lay_out(self) -> None:
        mark = QLabel(self.tr("Inside the house"))
        mark.setProperty("role", "internal-mark")
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(mark)
        head.addWidget(self._title, 1)
        head.addWidget(self._close)
        content = QWidget()
        pages = QVBoxLayout(content)
        pages.setContentsMargins(0, 0, 8, 0)
        for page in (self.request, self.sent, self.under_way):
            pages.addWidget(page)
        self._scroll = QScrollArea()
        self._scroll.setWidget(content)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._bottom = QWidget()
        row = FlowLayout(self._bottom)
        for button in (self.send_button, self.phone_button, self.spoken_button):
            row.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 4, 8)
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addWidget(self.phone_bar)
        layout.addWidget(self._scroll, 1)
        layout.addWidget(self._bottom)

    def _connect(self) -> None:
        self._close.clicked.connect(self.leave)
        self.send_button.clicked.connect(self.submit)
        self.phone_button.clicked.connect(self._show_phone)
        self.spoken_button.clicked.connect(self._record_spoken)
        self.request.edited.connect(self._drafts.touch)
        self.request.side.changed.connect(self._name_receiver)
        self.request.routed.connect(self._name_receiver)
        self.sent.interim_asked.connect(self._ask_interim)
        self.sent.done.connect(self.leave)
        self.under_way.interim_asked.connect(self.interim_asked)
        self.under_way.reply_asked.connect(self.reply_asked)
        self.under_way.raise_asked.connect(self._raise)
        self.under_way.again_asked.connect(self._again)
        self._session.changed.connect(self._on_changed)
        self._preedit.watch(*self.request.inputs(), *self.under_way.inputs())
        send_keys(self, self.submit)

    def _ask_interim(self) -> None:
        case = self.case
        self.leave()
        self.interim_asked.emit(case)


def latest(detail: CaseDetail) -> Escalation | None:
    """Return the open escalation of a case, else its last one."""
    open_ones = [one for one in detail.escalations if one.state in OPEN_STATES]
    found = open_ones or list(detail.escalations)
    return found[-1] if found else None


def _stands(escalation: Escalation) -> bool:
    """Return whether there is something to do about it: open, or answered and not yet applied."""
    return escalation.state in OPEN_STATES or (
        escalation.state is EscalationState.ANSWERED and not escalation.applied
    )


def for_consult(form: Request) -> Request:
    """Return a form turned into 「迷ったら相談」: a check by the first who can be asked (N04)."""
    return dataclasses.replace(
        form,
        kind=EscalationKind.CHECK,
        criterion=Criterion.UNSURE,
        level=2,
        request=tr("I am not sure how to go on. What would you do?"),
    )

"""The escalation form: over the case, no dialog (ui.md). One screen, prefilled, one key to send.

Four pages: the questions, the mail as it arrives, 「送りました」 with the offer to tell the
customer, and an escalation under way. Owns which page is on screen, the draft, and what is asked.
Nothing here can address the customer.
"""

from __future__ import annotations

import dataclasses
from enum import Enum
from functools import partial

from PySide6.QtCore import Qt, Signal, SignalInstance, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from mailroom.domain.changes import Changes
from mailroom.domain.drafts import Draft, DraftTab
from mailroom.domain.escalations.escalation import (
    OPEN_STATES,
    TO_APPLY,
    Escalation,
)
from mailroom.domain.escalations.escalation import EscalationForm as Request
from mailroom.domain.escalations.required import missing_fields
from mailroom.domain.query import CaseDetail
from mailroom.errors import MailroomError
from mailroom.ids import CaseId
from ui import phone_numbers
from ui.acts import escalation_acts
from ui.inputs import ElidedLabel, PlainButton, Preedit, send_keys
from ui.phone_numbers import Call
from ui.session import Session
from ui.views.composer.draft_keeper import DraftKeeper
from ui.views.escalation.dial_card import DialCard
from ui.views.escalation.request_foot import RequestFoot
from ui.views.escalation.request_page import RequestPage
from ui.views.escalation.request_preview import RequestPreview
from ui.views.escalation.sent import EscalationSent
from ui.views.escalation.under_way import OpenEscalation


class Page(Enum):
    """What the form shows."""

    REQUEST = "request"
    PREVIEW = "preview"
    SENT = "sent"
    OPEN = "open"


ASKING = frozenset({Page.REQUEST, Page.PREVIEW})
"""Pages from which the request can be sent."""


LOW_BELOW = 420
"""Below this height what is asked must not be pushed out of sight."""


class EscalationForm(QFrame):
    """Escalates one case, and follows its escalation.

    Signals:
        closed(): the person left; an unsent request is kept as a draft.
        interim_asked(CaseId): write 「確認してご連絡します」 to the customer.
        reply_asked(CaseId): write to the customer, with the answer or without asking.
        draft_asked(CaseId, str): write to the customer with these words (▼お客様へ).
    """

    closed = Signal()
    interim_asked = Signal(object)
    reply_asked = Signal(object)
    draft_asked = Signal(object, str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._detail: CaseDetail | None = None
        self._raised: Escalation | None = None
        self._page = Page.REQUEST
        self._sending = False
        self._record_next = False
        self.setProperty("edge", "note")
        self.setAccessibleName(self.tr("Escalation"))
        self._title = ElidedLabel(role="title")
        self._close = PlainButton(self.tr("Close"), role="quiet", glyph="close")
        self.request = RequestPage(session)
        self.preview = RequestPreview()
        self.sent = EscalationSent()
        self.under_way = OpenEscalation(session)
        self.dial = DialCard()
        self.foot = RequestFoot()
        self._drafts = DraftKeeper(session, self.request, self)
        self._saving: dict[CaseId, Draft] = {}  # left a moment ago, on their way to the disk
        self._preedit = Preedit(self)
        self._lay_out()
        self._connect()
        self._show_page(Page.REQUEST)
        self.hide()

    # --- opening and leaving ---------------------------------------------------------------------

    def open(self, case: CaseId, *, consult: bool = False) -> None:
        """Open the form over a case; ``consult`` is 「迷ったら相談」, with one line to fill."""
        detail = self._session.room.reads.detail(case)
        if detail is None:
            return
        self._begin(detail)
        escalation = latest(detail)
        if escalation is not None and _stands(escalation):
            self._show_under_way(detail, escalation)
            return
        self._ask_anew(consult=consult)

    def _ask_anew(self, *, consult: bool = False) -> None:
        assert self._detail is not None
        detail = self._detail
        reads, case = self._session.room.reads, detail.row.case.id
        kept = self._saving.get(case) or self._session.room.drafts.load(case, DraftTab.ESCALATION)
        self.request.keep(kept)
        suggestions = () if consult else escalation_acts.suggestions(self._session, case)
        if self.request.restore(detail, brief=consult, suggestions=suggestions):
            pass
        elif consult:
            asked = self.tr("I am not sure how to go on. What would you do?")
            self.request.start(detail, reads.prefill_consult(case, asked), brief=True)
        else:
            prefilled = escalation_acts.prefilled(self._session, case, suggestions)
            self.request.start(detail, prefilled, suggestions=suggestions)
        self._show_request()

    def leave(self) -> None:
        """Close; an unsent request stays as a draft."""
        if self._detail is None:
            return
        draft = self.request.draft() if self.request.has_words() else None
        if draft is not None and self._page in ASKING:
            self._saving[draft.case] = draft
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
        if self._page is Page.OPEN:
            self.under_way.submit()
        elif self._page in ASKING and not self.dial.isHidden():
            self.dial.save()
        elif self._page in ASKING:
            self._send()

    def _send(self, call: Call | None = None) -> bool:
        """Send the request, with what became of the call before it; say whether it could be."""
        form = self.request.form()
        if form is None:
            return False
        missing = missing_fields(form)
        self.request.fields.mark(missing)
        if missing:
            self._show_page(Page.REQUEST)
            self.request.show_first_mark(self._scroll)
            return False
        assert self._detail is not None
        self._sending = True
        self.foot.allow(sending=False)
        escalation_acts.ask(
            self._session, self._detail, form, self._raised, call,
            then=partial(self._on_sent, form), failed=self._on_failed,
        )  # fmt: skip
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the signs be a chip where there is little height."""
        super().resizeEvent(event)
        self.request.be_low(low=event.size().height() < LOW_BELOW)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Esc leave, from the preview to the form; the words are kept."""
        if event.key() == Qt.Key.Key_Escape and not self._preedit.composing:
            if self._page is Page.PREVIEW:
                self._back_to_request()
            else:
                self.leave()
            return
        super().keyPressEvent(event)

    def _on_sent(self, form: Request) -> None:
        self._sending = False
        self.foot.allow(sending=True)
        self._drafts.forget()
        self._saving.clear()
        if self._detail is None:
            return
        case = self._detail.row.case.id
        drafts, rest = self._session.room.drafts, self.request.without_sent()

        def put_away() -> None:
            if rest is not None:
                drafts.save(dataclasses.replace(rest, saved_at=self._session.clock.now()))
            else:
                drafts.discard(case, DraftTab.ESCALATION)

        self._session.tasks.act(put_away, None, self._session.tell)
        self._raised = None
        self.dial.hide()
        self.sent.show_sent(form, self._session.now())
        self._show_page(Page.SENT)

    def _on_failed(self, error: MailroomError) -> None:
        self._sending = False
        self._record_next = False
        self.foot.allow(sending=True)
        self._session.tell(error)

    # --- pages -----------------------------------------------------------------------------------

    def _begin(self, detail: CaseDetail) -> None:
        if self._detail is not None and self._detail.row.case.id != detail.row.case.id:
            self.leave()
        self._detail = detail
        self._raised = None
        self.dial.hide()
        case = detail.row.case
        self._title.setText(
            self.tr("Escalation #{number} {subject}").format(
                number=case.number, subject=case.subject
            )
        )
        policy = self._session.roster.policy
        self.foot.say_no_blame(policy.no_blame if policy is not None else "")
        self.show()

    def _show_request(self) -> None:
        self._show_page(Page.REQUEST)
        self._name_receiver()
        self.request.focus_request()

    def _back_to_request(self) -> None:
        self._show_page(Page.REQUEST)
        self.request.side.preview_button.setFocus()

    def _show_preview(self) -> None:
        form = self.request.form()
        if form is None or self.case is None:
            return
        mail = self._session.room.reads.preview_escalation(self.case, form)
        self.preview.show_mail(form.to.name or form.to.addr, mail)
        self._show_page(Page.PREVIEW)
        self.preview.back_button.setFocus()

    def _show_under_way(self, detail: CaseDetail, escalation: Escalation) -> None:
        self.under_way.close_panel()
        self.under_way.show_escalation(detail, escalation)
        self._show_page(Page.OPEN)
        self.under_way.focus_first()

    def _show_page(self, page: Page) -> None:
        self._page = page
        pages = {
            Page.REQUEST: self.request,
            Page.PREVIEW: self.preview,
            Page.SENT: self.sent,
            Page.OPEN: self.under_way,
        }
        for one, widget in pages.items():
            widget.setVisible(one is page)
        if page not in ASKING:
            self.dial.hide()
        self.foot.setVisible(page in ASKING and self.dial.isHidden())
        self._scroll.verticalScrollBar().setValue(0)

    def _name_receiver(self) -> None:
        receiver = self.request.side.receiver()
        self.foot.name_receiver(
            receiver.name if receiver else "",
            consult=self.request.fields.brief,
            phone_first=self.request.side.phone_first,
        )

    def _raise(self, escalation: Escalation) -> None:
        """Ask the next level, in the same escalation (S03)."""
        assert self._detail is not None
        form = dataclasses.replace(escalation.form, level=escalation.level + 1, wanted_by=None)
        self.request.start(self._detail, form)
        self._raised = escalation
        self._show_request()

    def _call(self) -> None:
        """Show the number; what becomes of the call leaves with the request."""
        receiver = self.request.side.receiver()
        members = self._session.roster.members
        member = members.get(receiver.person) if receiver and receiver.person else None
        if receiver is not None:
            self.foot.hide()
            self.dial.open_for(receiver.name, phone_numbers.of_member(member))

    def _hang_up(self) -> None:
        self.dial.hide()
        self.foot.show()
        self.foot.phone_button.setFocus()

    def _on_called(self, call: Call) -> None:
        if self._send(call):
            self.dial.forget()

    def _record_spoken(self) -> None:
        """Send the record first (S41: the mail is mandatory), then write down what was said."""
        self._record_next = self._send()

    @Slot(object)
    def _on_changed(self, changes: Changes) -> None:
        case = self.case
        if changes.team and case is not None and self._page is Page.REQUEST:
            self.request.look_again()
        if case is None or case not in changes.cases:
            return
        detail = self._session.room.reads.detail(case)
        escalation = latest(detail) if detail else None
        if detail is None or escalation is None:
            return
        self._detail = dataclasses.replace(
            detail, seen=self._detail.seen if self._detail else detail.seen
        )
        if self._page is Page.OPEN:
            self.under_way.show_escalation(detail, escalation)
        elif self._record_next and escalation.state in OPEN_STATES:
            self._record_next = False
            self._show_under_way(detail, escalation)
            self.under_way.record_spoken()

    # --- making ----------------------------------------------------------------------------------

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
        for page in (self.request, self.preview, self.sent, self.under_way):
            pages.addWidget(page)
        self._scroll = QScrollArea()
        self._scroll.setWidget(content)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 6, 4, 8)
        layout.setSpacing(6)
        layout.addLayout(head)
        layout.addWidget(self._scroll, 1)
        layout.addWidget(self.dial)
        layout.addWidget(self.foot)
        self.dial.hide()

    def _connect(self) -> None:
        session = self._session
        self._close.clicked.connect(self.leave)
        self.foot.send_button.clicked.connect(self.submit)
        self.foot.phone_button.clicked.connect(self._call)
        self.foot.spoken_button.clicked.connect(self._record_spoken)
        self.foot.more_button.clicked.connect(self.request.ask_in_full)
        self.dial.called.connect(self._on_called)
        self.dial.cancelled.connect(self._hang_up)
        self.request.edited.connect(self._drafts.touch)
        self._drafts.saved.connect(lambda _at: self._saving.clear())
        self.request.routed.connect(self._name_receiver)
        self.request.side.preview_asked.connect(self._show_preview)
        self.request.side.answer_asked.connect(partial(self._leave_for, self.reply_asked))
        self.request.side.scripts.used.connect(self._answer_ourselves)
        self.request.suggestion.dismissed.connect(
            lambda one, why: escalation_acts.dismiss(session, self.case, one.rule, why)
        )
        self.preview.back_asked.connect(self._back_to_request)
        self.sent.interim_asked.connect(partial(self._leave_for, self.interim_asked))
        self.sent.done.connect(self.leave)
        self.under_way.interim_asked.connect(partial(self._leave_for, self.interim_asked))
        self.under_way.reply_asked.connect(partial(self._leave_for, self.reply_asked))
        self.under_way.draft_asked.connect(self._use_their_words)
        self.under_way.raise_asked.connect(self._raise)
        # queued: the small form has its place once the layout is done
        self.under_way.opened.connect(self._reveal, Qt.ConnectionType.QueuedConnection)
        self.under_way.again_asked.connect(self._ask_anew)
        self._session.changed.connect(self._on_changed)
        self._preedit.watch(*self.request.inputs(), *self.under_way.inputs(), *self.dial.inputs())
        send_keys(self, self.submit)

    @Slot(QWidget)
    def _reveal(self, panel: QWidget) -> None:
        self._scroll.ensureWidgetVisible(panel, 0, 8)

    def _answer_ourselves(self, words: str) -> None:
        """S28: the desk has a text for this; on to the reply with it."""
        if self.case is not None:
            self._use_their_words(self.case, words)

    def _use_their_words(self, case: CaseId, words: str) -> None:
        """▼お客様へ: the answerer's wording becomes a draft that somebody looks at and sends."""
        self.leave()
        self.draft_asked.emit(case, words)

    def _leave_for(self, onward: SignalInstance, *_said: object) -> None:
        """On to the reply, or to an interim word; the form is left, and kept."""
        case = self.case
        self.leave()
        onward.emit(case)


def latest(detail: CaseDetail) -> Escalation | None:
    """Return the open escalation of a case, else its last one."""
    open_ones = [one for one in detail.escalations if one.state in OPEN_STATES]
    found = open_ones or list(detail.escalations)
    return found[-1] if found else None


def _stands(escalation: Escalation) -> bool:
    """Return whether there is something to do about it: open, or answered and not yet told."""
    return escalation.state in OPEN_STATES | TO_APPLY

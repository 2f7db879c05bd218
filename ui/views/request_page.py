"""The page of questions: the form on the left, who gets it on the right, or below when narrow.

Brings form and column together, asks the room who gets it, and says what is written for the draft.
"""

from __future__ import annotations

import json

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QScrollArea, QWidget

from mailroom.domain import record
from mailroom.domain.default_policy import DEFAULT_POLICY
from mailroom.domain.drafts import Draft, DraftTab
from mailroom.domain.escalation import EscalationForm
from mailroom.domain.people import Address
from mailroom.domain.policy import Policy
from mailroom.domain.query import CaseDetail
from mailroom.ids import CaseId
from mailroom.service.forms import Addressee, Route
from ui import words
from ui.session import Session
from ui.views.request_form import TEXTS, RequestForm
from ui.views.request_side import Receiver, RequestSide

BESIDE_FROM = 720
"""From this width the column stands beside the questions, else below them."""

NOBODY = Address(addr="")


class RequestPage(QWidget):
    """The questions of one escalation.

    Signals:
        edited(): something changed; the draft should be kept.
        routed(): somebody else gets it now.
    """

    edited = Signal()
    routed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._case: CaseId | None = None
        self._edited = False
        self.fields = RequestForm()
        self.side = RequestSide(session)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(16)
        self._box.addWidget(self.fields, 5)
        self._box.addWidget(self.side, 2)
        self.fields.edited.connect(self._on_edited)
        self.fields.route_changed.connect(self._route)
        self.side.changed.connect(self._on_edited)
        self.side.preview_asked.connect(self._show_preview)

    def start(self, detail: CaseDetail, form: EscalationForm, *, kept: bool = False) -> None:
        """Show a prefilled form."""
        self._case = detail.row.case.id
        self._edited = False
        self.fields.fill(form, self._policy(), self._session.now(), kept=kept)
        self._find_receiver(keep_choice=False)

    def restore(self, detail: CaseDetail, draft: Draft) -> None:
        """Show a form that was kept half-filled."""
        form: EscalationForm = record.from_plain(
            EscalationForm, json.loads(dict(draft.fields)["form"])
        )
        self.start(detail, form, kept=True)

    def form(self) -> EscalationForm | None:
        """Return the filled form, or ``None`` while nobody gets it."""
        receiver = self.side.receiver()
        return None if receiver is None else self.fields.form(receiver.address, receiver.person)

    def draft(self) -> Draft | None:
        """Return what is filled in, for the next time."""
        if self._case is None:
            return None
        receiver = self.side.receiver() or Receiver(address=NOBODY)  # kept all the same
        form = self.fields.form(receiver.address, receiver.person)
        return Draft(
            case=self._case,
            tab=DraftTab.ESCALATION,
            text=form.request,
            fields=(("form", record.canonical(form)),),
        )

    def has_words(self) -> bool:
        """Return whether the person changed anything."""
        return self._edited

    def focus_request(self) -> None:
        """Put the cursor into the only field that nobody can prefill."""
        self.fields.texts["request"].input.setFocus()

    def show_first_mark(self, scroll: QScrollArea) -> None:
        """Bring the first field that misses something into view."""
        focused = self.focusWidget()
        if focused is not None:
            scroll.ensureWidgetVisible(focused, 0, 40)

    def inputs(self) -> tuple[QWidget, ...]:
        """Return the inputs in which an input method may hold words."""
        return tuple(self.fields.texts[name].input for name in TEXTS)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the column below the questions when the pane is narrow."""
        super().resizeEvent(event)
        wide = event.size().width() >= BESIDE_FROM
        self._box.setDirection(
            QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        )

    def _policy(self) -> Policy:
        return self._session.roster.policy or DEFAULT_POLICY

    def _find_receiver(self, *, keep_choice: bool) -> None:
        level = self.fields.level.value()
        found = self._session.room.reads.addressee(level, self.fields.category.value())
        self.side.fill(self._receiver(found, level), keep_choice=keep_choice)
        self.side.plan(self._policy(), level, self.fields.deadline.value())
        self.routed.emit()

    def _receiver(self, found: Addressee, level: int) -> Receiver | None:
        if found.address is None:
            return None
        name = self._policy().level(level).name
        if found.why is Route.LEAD:
            reason = self.tr("nobody is set for {level} {name}, so it goes to a lead")
        else:
            reason = "{level} {name}"
        said = reason.format(level=words.level_name(level), name=name)
        return Receiver(address=found.address, person=found.person, reason=said)

    def _route(self) -> None:
        self._find_receiver(keep_choice=True)

    def _on_edited(self) -> None:
        self._edited = True
        self.edited.emit()

    def _show_preview(self, opened: bool) -> None:
        form = self.form()
        if opened and form is not None and self._case is not None:
            self.side.show_preview(self._session.room.reads.preview_escalation(self._case, form))

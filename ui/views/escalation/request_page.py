"""The page of questions: the form on the left, who gets it on the right, or below when narrow.

Brings suggestion, form and column together, asks the room who gets it, and says what is written
for the draft.
"""

from __future__ import annotations

import dataclasses
import json

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QScrollArea, QVBoxLayout, QWidget

from mailroom.domain.drafts import Draft, DraftTab
from mailroom.domain.escalations.escalation import EscalationForm
from mailroom.domain.escalations.plans import Plan
from mailroom.domain.policies.default_policy import DEFAULT_POLICY
from mailroom.domain.policies.policy import Policy
from mailroom.domain.query import CaseDetail
from mailroom.domain.records import record
from mailroom.ids import CaseId
from mailroom.service.forms import NOBODY
from ui.models.routing_words import routing_view
from ui.models.suggested import Suggested
from ui.session import Session
from ui.views.escalation.request_form import TEXTS, RequestForm
from ui.views.escalation.request_side import RequestSide
from ui.views.escalation.request_suggestion import SuggestionStrip

BESIDE_FROM = 620
"""From this width the column stands beside the questions, else below them."""


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
        self._low = False
        self._kept: dict[str, str] = {}
        self._plan = Plan()
        self.suggestion = SuggestionStrip()
        self.fields = RequestForm()
        self.side = RequestSide(session)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self.suggestion)
        left.addWidget(self.fields, 1)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(16)
        self._box.addLayout(left, 5)
        self._box.addWidget(self.side, 2)
        self.fields.edited.connect(self._on_edited)
        self.fields.route_changed.connect(self._route)
        self.side.changed.connect(self._on_chosen)
        self.suggestion.chosen.connect(self._follow)
        self.fields.signs_button.clicked.connect(lambda: self._show_signs(low=False))

    def start(
        self,
        detail: CaseDetail,
        form: EscalationForm,
        *,
        kept: bool = False,
        brief: bool = False,
        suggestions: tuple[Suggested, ...] = (),
    ) -> None:
        """Show a prefilled form; ``kept`` is one that the person had begun."""
        self._case = detail.row.case.id
        self.fields.be_brief(brief=brief)
        self.suggestion.show_all(() if brief else suggestions)
        self._show_signs(low=self._low)
        self.fields.fill(form, self._policy(), self._session.now(), kept=kept)
        self.side.offer_people(form.to_person)
        self._route()
        named = self.side.receiver()
        if kept and "@" in form.to.addr and (named is None or named.address.addr != form.to.addr):
            self.side.choose(form.to, form.to_person)
        self._edited = False  # what was filled in so far nobody wrote

    def restore(
        self, detail: CaseDetail, *, brief: bool, suggestions: tuple[Suggested, ...] = ()
    ) -> bool:
        """Show a form that was kept half-filled; return whether there was one."""
        words = self._kept.get(_slot(brief=brief), "")
        if not words:
            return False
        form: EscalationForm = record.from_plain(EscalationForm, json.loads(words))
        self.start(detail, form, kept=True, brief=brief, suggestions=suggestions)
        self._edited = True
        return True

    def keep(self, draft: Draft | None) -> None:
        """Take what was kept of a case: a full form, a question in doubt, or both."""
        self._kept = dict(draft.fields) if draft is not None else {}

    def without_sent(self) -> Draft | None:
        """Return what is still kept once the form on screen was sent, if anything is."""
        self._kept.pop(_slot(brief=self.fields.brief), None)
        return self._draft() if self._kept else None

    def form(self) -> EscalationForm | None:
        """Return the filled form with its plan, or ``None`` while nobody gets it."""
        receiver = self.side.receiver()
        if receiver is None:
            return None
        filled = self.fields.form(receiver.address, receiver.person)
        return dataclasses.replace(filled, plan=self._plan)

    def draft(self) -> Draft | None:
        """Return what is filled in, for the next time."""
        receiver = self.side.by_hand()  # whom the rules name is computed anew
        form = self.fields.form(
            receiver.address if receiver else NOBODY, receiver.person if receiver else None
        )
        if not self.fields.own_deadline:
            form = dataclasses.replace(form, wanted_by=None)
        self._kept[_slot(brief=self.fields.brief)] = record.canonical(form)
        return self._draft(form.request)

    def _draft(self, words: str = "") -> Draft | None:
        if self._case is None:
            return None
        kept = tuple(self._kept.items())
        return Draft(case=self._case, tab=DraftTab.ESCALATION, text=words, fields=kept)

    def has_words(self) -> bool:
        """Return whether the person changed anything."""
        return self._edited

    def focus_request(self) -> None:
        """Put the cursor into the only field that nobody can prefill."""
        request = self.fields.texts["request"].input
        request.setFocus()
        request.selectAll()

    def show_first_mark(self, scroll: QScrollArea) -> None:
        """Bring the first field that misses something into view."""
        focused = self.focusWidget()
        if focused is not None:
            scroll.ensureWidgetVisible(focused, 0, 40)

    def inputs(self) -> tuple[QWidget, ...]:
        """Return the inputs in which an input method may hold words."""
        return (
            *(self.fields.texts[name].input for name in TEXTS),
            *self.suggestion.inputs(),
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the column below the questions when the pane is narrow."""
        super().resizeEvent(event)
        wide = event.size().width() >= BESIDE_FROM
        self._box.setDirection(
            QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        )

    def look_again(self) -> None:
        """Show who gets it as things stand now: somebody came, left, or the rules changed."""
        self._route()

    def ask_in_full(self) -> None:
        """Show everything; from now on the rules of its level say who gets it."""
        self.fields.be_brief(brief=False)
        self._route()

    def be_low(self, *, low: bool) -> None:
        """In a low window the signs are a chip beside the criterion (ui.md)."""
        if low is not self._low:
            self._low = low
            self._show_signs(low=low)

    def _show_signs(self, *, low: bool) -> None:
        found = self.suggestion.suggestion is not None
        self.suggestion.setVisible(found and not low)
        self.fields.signs_button.setVisible(found and low)

    def _policy(self) -> Policy:
        return self._session.roster.policy or DEFAULT_POLICY

    def _route(self) -> None:
        """Ask the room who gets it and what follows, and show it."""
        if self._case is None:
            return
        chosen = self.side.by_hand()
        form = self.fields.form(
            chosen.address if chosen else NOBODY, chosen.person if chosen else None
        )
        routed = self._session.room.reads.routed(
            form, wait=self.side.waits(), in_doubt=self.fields.brief
        )
        self._plan = routed.plan
        now, roster = self._session.now(), self._session.roster
        view = routing_view(routed, form, roster, now)
        if chosen is None:
            self.side.show_routing(view)
        else:
            self.side.show_rows(view)
        self._show_boundary(form.category)
        self.side.scripts.show_scripts(self._case, form.category)
        self.routed.emit()

    def _show_boundary(self, category: str) -> None:
        found = self._policy().category(category)
        self.side.show_boundary(category, found.boundary if found else "")

    def _follow(self, one: Suggested) -> None:
        level = one.level or self.fields.level.value()  # mere signs suggest no level (S23)
        self.fields.follow(kind=one.kind, level=level, criterion=one.criterion)

    def _on_chosen(self) -> None:
        self._route()
        self._on_edited()

    def _on_edited(self) -> None:
        self._edited = True
        self.edited.emit()


def _slot(*, brief: bool) -> str:
    """Return under which name a form is kept: a question in doubt never replaces a full one."""
    return "consult" if brief else "form"

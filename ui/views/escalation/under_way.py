"""An escalation under way: who, when, which, how far (S46, S48), and what one can still do.

Its life, its answers, what is owed (a record mail, the reply to the customer), the steps ahead,
and the buttons. Shows the room's row; what happened in full is in the timeline.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from mailroom.domain.commands import AnswerEscalation
from mailroom.domain.escalations.escalation import Escalation
from mailroom.domain.people import AWAY, presence_at
from mailroom.domain.query import CaseDetail
from mailroom.ids import CaseId
from ui import phone_numbers
from ui.acts import escalation_acts as acts
from ui.flow import FlowLayout
from ui.inputs import PlainButton
from ui.models.answer_rows import answer_rows
from ui.models.escalation_offers import Offer, offers
from ui.models.life import life_points
from ui.models.owed import Owed, apply_by, owed
from ui.models.plan_rows import PlanRow, plan_rows
from ui.notice_bar import BarKind, NoticeBar
from ui.phone_numbers import Call
from ui.plain_text import plain_label
from ui.session import Session
from ui.views.escalation.answer_recorder import AnswerRecorder
from ui.views.escalation.answers import EscalationAnswers
from ui.views.escalation.dial_card import DialCard
from ui.views.escalation.life_line import LifeLine
from ui.views.escalation.plan_list import PlanList
from ui.views.escalation.words_panel import WordsPanel
from ui.wording import escalation_text

Said = TypeVar("Said")


class OpenEscalation(QWidget):
    """The page of an open escalation, or of one whose answer is still to be put to use.

    Signals:
        reply_asked(CaseId): write to the customer with the answer.
        draft_asked(CaseId, str): put this wording of the answerer into a reply (▼お客様へ).
        interim_asked(CaseId): write 「確認してご連絡します」.
        raise_asked(Escalation): ask the next level with a form of its own.
        again_asked(): ask once more, in a new escalation.
        opened(QWidget): this small form wants to be seen.
    """

    reply_asked = Signal(object)
    draft_asked = Signal(object, str)
    interim_asked = Signal(object)
    raise_asked = Signal(object)
    again_asked = Signal()
    opened = Signal(QWidget)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._case: CaseId | None = None
        self._escalation: Escalation | None = None
        self._who = plain_label("heading")
        self._which = plain_label("", selectable=True)
        self._when = plain_label("meta")
        self._nobody_yet = plain_label("meta")
        self.life = LifeLine()
        self.owed = NoticeBar(BarKind.WAIT, glyph="clock")
        self.answers = EscalationAnswers()
        self._ahead = plain_label("section", self.tr("If nobody answers"))
        self.plan = PlanList()
        self.buttons = {offer: self._button(offer) for offer in Offer}
        self.add_panel = WordsPanel(
            self.tr("What shall they know too?"), self.tr("Send (inside the house)")
        )
        self.withdraw_panel = WordsPanel(
            self.tr("Why is it settled? They will be told."), self.tr("Withdraw")
        )
        self.told_panel = WordsPanel(
            self.tr("How was the customer told? For example: by phone, by our branch."),
            self.tr("The customer knows"),
            lines=1,
        )
        self.lower_panel = WordsPanel(
            self.tr("How shall the desk go on? They get it with this instruction."),
            self.tr("Hand back to the desk"),
        )
        self.dial = DialCard()
        self.recorder = AnswerRecorder()
        self._panels = QStackedWidget()
        self._lay_out()
        self._connect()
        self.answers.take_keys_of(self)

    def _button(self, offer: Offer) -> PlainButton:
        said, role, glyph = {
            Offer.ANSWER: (self.tr("Answer"), "note", "answered"),
            Offer.REPLY: (self.tr("Write to the customer"), "customer", "reply"),
            Offer.TOLD: (self.tr("The customer was told…"), "", "done"),
            Offer.APPLIED: (self.tr("Done as answered"), "", "done"),
            Offer.ADD: (self.tr("Add"), "", "plus"),
            Offer.PHONE: (self.tr("Phone"), "", "phone"),
            Offer.SPOKEN: (self.tr("Record a spoken answer"), "", "note"),
            Offer.RAISE: (self.tr("Raise"), "", "escalate"),
            Offer.LOWER: (self.tr("Hand back…"), "", "down"),
            Offer.WITHDRAW: (self.tr("Withdraw"), "", "back"),
            Offer.INTERIM: (self.tr("Tell the customer it takes a while"), "", "reply"),
            Offer.AGAIN: (self.tr("Escalate again"), "", "escalate"),
        }[offer]
        return PlainButton(said, role=role, glyph=glyph)

    def _lay_out(self) -> None:
        row_widget = QWidget()
        row = FlowLayout(row_widget)
        for offer in Offer:
            row.addWidget(self.buttons[offer])
        self._panels.addWidget(QWidget())
        for panel in self._all_panels():
            self._panels.addWidget(panel)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for part in (
            self._who, self._when, self._which, self.life, self._nobody_yet, self.owed,
            self.answers, row_widget, self._panels, self._ahead, self.plan,
        ):  # fmt: skip
            layout.addWidget(part)
        layout.addStretch(1)
        self._panels.hide()

    def _connect(self) -> None:
        session = self._session
        for offer, act in {
            Offer.ANSWER: self._answer_here,
            Offer.REPLY: lambda: self.reply_asked.emit(self._case),
            Offer.TOLD: lambda: self._open_panel(self.told_panel),
            Offer.APPLIED: lambda: acts.applied(session, *self._now()),
            Offer.ADD: lambda: self._open_panel(self.add_panel),
            Offer.PHONE: self.call,
            Offer.SPOKEN: self.record_spoken,
            Offer.RAISE: lambda: self.raise_asked.emit(self._escalation),
            Offer.LOWER: lambda: self._open_panel(self.lower_panel),
            Offer.WITHDRAW: lambda: self._open_panel(self.withdraw_panel),
            Offer.INTERIM: lambda: self.interim_asked.emit(self._case),
            Offer.AGAIN: self.again_asked,
        }.items():
            self.buttons[offer].clicked.connect(act)
        self.add_panel.confirmed.connect(lambda said: self._do(acts.add, said))
        self.withdraw_panel.confirmed.connect(lambda said: self._do(acts.withdraw, said))
        self.told_panel.confirmed.connect(lambda said: self._do(acts.told, said))
        self.lower_panel.confirmed.connect(lambda said: self._do(acts.hand_back, said))
        self.dial.called.connect(self._on_called)
        self.recorder.recorded.connect(self._record)
        for panel in self._all_panels():
            panel.cancelled.connect(self.close_panel)
        self.answers.sorted.connect(
            lambda answer, kind: acts.sort(session, *self._now(), answer, kind)
        )
        self.answers.refused.connect(lambda answer: acts.refuse(session, *self._now(), answer))
        self.answers.wording_asked.connect(lambda said: self.draft_asked.emit(self._case, said))

    def _all_panels(self) -> tuple[WordsPanel | DialCard | AnswerRecorder, ...]:
        return (
            self.add_panel, self.withdraw_panel, self.told_panel, self.lower_panel, self.dial,
            self.recorder,
        )  # fmt: skip

    # --- showing ---------------------------------------------------------------------------------

    def show_escalation(self, detail: CaseDetail, escalation: Escalation) -> None:
        """Show how it stands; an opened panel stays open."""
        if self._escalation is not None and self._escalation.id != escalation.id:
            self._forget_words()
        self._case, self._escalation = detail.row.case.id, escalation
        session, now = self._session, self._session.now()
        self._who.setText(escalation_text.heading(escalation))
        self._when.setText(escalation_text.standing(escalation, session.roster, now))
        self._which.setText(
            self.tr("Request: {words}").format(words=escalation.form.request.strip())
        )
        self._nobody_yet.setText(escalation_text.ball(escalation, session.roster))
        self._nobody_yet.setVisible(bool(self._nobody_yet.text()))
        self.life.show_points(life_points(escalation, session.roster, now))
        self.answers.show_rows(answer_rows(escalation, now))
        rows = self._plan_rows(escalation)
        self.plan.show_rows(rows)
        self._ahead.setVisible(bool(rows))
        self._show_owed(owed(escalation, apply_by(detail.row.case.clocks), now))
        self._show_buttons(escalation)

    def focus_first(self) -> None:
        """Put the focus where the next right step is."""
        waiting = next((card for card in self.answers.cards() if card.buttons), None)
        if waiting is not None:
            next(iter(waiting.buttons.values())).setFocus()
            return
        first = next((one for one in self.buttons.values() if not one.isHidden()), None)
        if first is not None:
            first.setFocus()

    def record_spoken(self) -> None:
        """Open the small form for what somebody said (口頭の回答を記録)."""
        if self._escalation is None or self._case is None:
            return
        members = [m for m in self._session.roster.members.values() if not m.left]
        self.recorder.open_spoken(self._case, self._escalation, members, self._session.me.person)
        self._open_panel(self.recorder)
        self.recorder.words.setFocus()

    def call(self) -> None:
        """Show the number, and keep what becomes of the call."""
        if self._escalation is None:
            return
        person = self._escalation.person
        member = self._session.roster.members.get(person) if person else None
        self._open_panel(self.dial)
        self.dial.open_for(acts.whom(self._escalation), phone_numbers.of_member(member))

    def close_panel(self) -> None:
        """Put the small form away."""
        self._panels.setCurrentIndex(0)
        self._panels.hide()

    def submit(self) -> None:
        """Do what the button of the small form on screen does (Ctrl+Enter)."""
        panel = self._panels.currentWidget()
        if isinstance(panel, WordsPanel):
            panel.confirm()
        elif isinstance(panel, AnswerRecorder | DialCard):
            panel.save()

    def inputs(self) -> tuple[QWidget, ...]:
        """Return where one writes."""
        panels = (self.add_panel, self.withdraw_panel, self.told_panel, self.lower_panel)
        return (
            *(panel.text for panel in panels),
            self.recorder.words,
            self.recorder.for_customer,
            *self.dial.inputs(),
        )

    def _answer_here(self) -> None:
        me = self._session.roster.members.get(self._session.me.person)
        if self._escalation is not None and self._case is not None and me is not None:
            self.recorder.open_mine(self._case, self._escalation, me)
            self._open_panel(self.recorder)
            self.recorder.words.setFocus()

    def _show_owed(self, found: Owed | None) -> None:
        if found is None:
            self.owed.hide()
        elif self.owed.isHidden() or self.owed.sentence() != found.sentence:
            self.owed.say(found.sentence)

    def _show_buttons(self, escalation: Escalation) -> None:
        session = self._session
        policy = session.roster.policy
        shown = offers(
            escalation,
            session.me.person,
            lead=session.roster.i_am_lead,
            contact=self._is_contact(escalation),
            top=max((one.number for one in policy.levels), default=0) if policy else 0,
        )
        for offer, button in self.buttons.items():
            button.setVisible(offer in shown)

    def _open_panel(self, panel: QWidget) -> None:
        self._panels.setCurrentWidget(panel)
        self._panels.show()
        if isinstance(panel, WordsPanel):
            panel.open()
        self.opened.emit(panel)

    def _forget_words(self) -> None:
        for panel in self._all_panels():
            if isinstance(panel, WordsPanel):
                panel.text.clear()
        self.dial.forget()
        self.recorder.forget()
        self.close_panel()

    def _plan_rows(self, escalation: Escalation) -> tuple[PlanRow, ...]:
        steps = self._session.room.reads.steps_ahead(escalation.id)
        due = escalation.form.wanted_by if escalation.awaits_answer else None
        return plan_rows(steps, (), due, self._session.now())

    def _is_contact(self, escalation: Escalation) -> bool:
        """Return whether I speak with the customer meanwhile; the record says the last word."""
        asker = self._session.roster.members.get(escalation.asker.person)
        if asker is None or escalation.asker.person == self._session.me.person:
            return True
        return asker.left or presence_at(asker, self._session.now()) in AWAY

    def _do(self, act: Callable[[Session, CaseId, Escalation, Said], None], said: Said) -> None:
        act(self._session, *self._now(), said)
        self.close_panel()

    def _on_called(self, call: Call) -> None:
        self._do(acts.called, call)
        self.dial.forget()

    def _record(self, command: AnswerEscalation) -> None:
        acts.record(self._session, command)
        self.recorder.forget()
        self.close_panel()

    def _now(self) -> tuple[CaseId, Escalation]:
        assert self._case is not None
        assert self._escalation is not None
        return self._case, self._escalation

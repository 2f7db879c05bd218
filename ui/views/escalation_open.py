"""An escalation under way: who, when, which, how far (S46, S48), and what one can still do.

Add facts, withdraw, raise, record a spoken answer; for the addressee, answer here. Shows the
room's row; what happened is in the timeline.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QStackedWidget, QVBoxLayout, QWidget

from mailroom.domain.commands import AddToEscalation, AnswerEscalation, WithdrawEscalation
from mailroom.domain.escalation import OPEN_STATES, Escalation, EscalationState
from mailroom.domain.query import CaseDetail
from mailroom.ids import CaseId
from ui import moments, words
from ui.flow import FlowLayout
from ui.inputs import PlainButton, TextArea
from ui.session import Session
from ui.views.answer_recorder import AnswerRecorder

LIFE = (
    EscalationState.SENT,
    EscalationState.ACKNOWLEDGED,
    EscalationState.ANSWERED,
    EscalationState.CLOSED,
)
"""The steps shown in a row; where it stands now is marked."""


class OpenEscalation(QWidget):
    """The page of an open (or just answered) escalation.

    Signals:
        reply_asked(CaseId): write to the customer with the answer.
        interim_asked(CaseId): write 「確認してご連絡します」.
        raise_asked(Escalation): ask the next level instead.
        again_asked(): ask once more, in a new escalation.
    """

    reply_asked = Signal(object)
    interim_asked = Signal(object)
    raise_asked = Signal(object)
    again_asked = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._case: CaseId | None = None
        self._escalation: Escalation | None = None
        self._who, self._which, self._when = _line("heading"), _line(""), _line("meta")
        self._life = QLabel()
        self._life.setTextFormat(Qt.TextFormat.RichText)
        self._life.setWordWrap(True)
        self._answer = QFrame()
        self._answer.setProperty("card", "note")
        self._answer_text = _line("")
        self.add_button = PlainButton(self.tr("Add"), glyph="plus")
        self.withdraw_button = PlainButton(self.tr("Withdraw"), glyph="back")
        self.raise_button = PlainButton(self.tr("Raise"), glyph="escalate")
        self.spoken_button = PlainButton(self.tr("Record a spoken answer"), glyph="phone")
        self.mine_button = PlainButton(self.tr("Answer"), role="note", glyph="answered")
        self.interim_button = PlainButton(self.tr("Tell the customer it takes a while"))
        self.reply_button = PlainButton(self.tr("Write to the customer"), role="customer")
        self.again_button = PlainButton(self.tr("Escalate again"), glyph="escalate")
        self.add_panel = _WordsPanel(
            self.tr("What shall they know too?"), self.tr("Send (inside the house)")
        )
        self.withdraw_panel = _WordsPanel(
            self.tr("Why is it settled? They will be told."), self.tr("Withdraw")
        )
        self.recorder = AnswerRecorder()
        self._panels = QStackedWidget()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        answer_box = QVBoxLayout(self._answer)
        answer_box.setContentsMargins(12, 8, 12, 8)
        answer_box.addWidget(self._answer_text)
        buttons = QWidget()
        row = FlowLayout(buttons)
        for button in (
            self.reply_button, self.mine_button, self.add_button, self.spoken_button,
            self.raise_button, self.withdraw_button, self.interim_button, self.again_button,
        ):  # fmt: skip
            row.addWidget(button)
        self._panels.addWidget(QWidget())
        for panel in (self.add_panel, self.withdraw_panel, self.recorder):
            self._panels.addWidget(panel)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for part in (
            self._who, self._which, self._when, self._life, self._answer, buttons, self._panels,
        ):  # fmt: skip
            layout.addWidget(part)
        layout.addStretch(1)

    def _connect(self) -> None:
        self.add_button.clicked.connect(lambda: self._open_panel(self.add_panel))
        self.withdraw_button.clicked.connect(lambda: self._open_panel(self.withdraw_panel))
        self.spoken_button.clicked.connect(self.record_spoken)
        self.mine_button.clicked.connect(self._answer_here)
        self.raise_button.clicked.connect(lambda: self.raise_asked.emit(self._escalation))
        self.again_button.clicked.connect(self.again_asked)
        self.interim_button.clicked.connect(lambda: self.interim_asked.emit(self._case))
        self.reply_button.clicked.connect(lambda: self.reply_asked.emit(self._case))
        self.add_panel.confirmed.connect(self._add)
        self.withdraw_panel.confirmed.connect(self._withdraw)
        self.recorder.recorded.connect(self._record)
        for panel in (self.add_panel, self.withdraw_panel, self.recorder):
            panel.cancelled.connect(self.close_panel)

    def show_escalation(self, detail: CaseDetail, escalation: Escalation) -> None:
        """Show how it stands; an opened panel stays open."""
        if self._escalation is not None and self._escalation.id != escalation.id:
            self.add_panel.text.clear()
            self.withdraw_panel.text.clear()
        self._case, self._escalation = detail.row.case.id, escalation
        form, now = escalation.form, self._session.now()
        to = form.to.name or form.to.addr
        self._who.setText(self.tr("Asked {who}").format(who=to))
        asked = self._session.roster.name(escalation.asker.person)
        self._which.setText(
            f"{words.kind_name(form.kind)} · {words.level_name(form.level)} · {form.category}\n"
            f"{form.request}"
        )
        when = self.tr("Asked by {who} at {time}").format(
            who=asked, time=moments.when(escalation.asked_at, now)
        )
        is_open = escalation.state in OPEN_STATES
        if form.wanted_by is not None and is_open:
            due = moments.deadline(form.wanted_by, now)
            when += " · " + self.tr("Answer by {time} ({left})").format(
                time=due, left=moments.left(form.wanted_by, now)
            )
        self._when.setText(when)
        self._life.setText(_life(escalation.state))
        self._show_answer(escalation)
        self._show_buttons(escalation, is_open=is_open)

    def record_spoken(self) -> None:
        """Open the small form for what somebody said (口頭の回答を記録)."""
        if self._escalation is None or self._case is None:
            return
        members = [m for m in self._session.roster.members.values() if not m.left]
        self.recorder.open_spoken(self._case, self._escalation, members, self._session.me.person)
        self._open_panel(self.recorder)
        self.recorder.words.setFocus()

    def close_panel(self) -> None:
        """Put the small form away."""
        self._panels.setCurrentIndex(0)

    def submit(self) -> None:
        """Do what the button of the small form on screen does (Ctrl+Enter)."""
        panel = self._panels.currentWidget()
        if isinstance(panel, _WordsPanel):
            panel.confirm()
        elif panel is self.recorder:
            self.recorder.save()

    def inputs(self) -> tuple[QWidget, ...]:
        """Return where one writes."""
        return self.add_panel.text, self.withdraw_panel.text, self.recorder.words

    def _answer_here(self) -> None:
        me = self._session.roster.members.get(self._session.me.person)
        if self._escalation is not None and self._case is not None and me is not None:
            self.recorder.open_mine(self._case, self._escalation, me)
            self._open_panel(self.recorder)
            self.recorder.words.setFocus()

    def _show_answer(self, escalation: Escalation) -> None:
        last = escalation.answers[-1] if escalation.answers else None
        self._answer.setVisible(last is not None)
        if last is not None:
            said = self.tr("{who}: {answer}").format(
                who=last.by, answer=words.answer_name(last.kind)
            )
            self._answer_text.setText(f"{said}\n{last.words}".strip())

    def _show_buttons(self, escalation: Escalation, *, is_open: bool) -> None:
        me = self._session.me.person
        for_me = is_open and escalation.form.to_person == me
        answered = escalation.state is EscalationState.ANSWERED
        policy = self._session.roster.policy
        top = max((one.number for one in policy.levels), default=0) if policy else 0
        self.reply_button.setVisible(answered)
        self.mine_button.setVisible(for_me)
        self.spoken_button.setVisible(is_open and not for_me)
        self.add_button.setVisible(is_open)
        self.withdraw_button.setVisible(is_open and escalation.asker.person == me)
        self.raise_button.setVisible(
            is_open and escalation.asker.person == me and escalation.form.level < top
        )
        self.interim_button.setVisible(is_open)
        self.again_button.setVisible(not is_open)

    def _open_panel(self, panel: QWidget) -> None:
        if isinstance(panel, _WordsPanel):
            panel.open()
        self._panels.setCurrentWidget(panel)

    def _add(self, text: str) -> None:
        case, escalation = self._now()
        command = AddToEscalation(case=case, escalation=escalation.id, text=text)
        to = escalation.form.to.name or escalation.form.to.addr
        self._session.do(command, said=self.tr("Told {who} too").format(who=to), undo=False)
        self.close_panel()

    def _withdraw(self, text: str) -> None:
        case, escalation = self._now()
        command = WithdrawEscalation(case=case, escalation=escalation.id, reason=text)
        to = escalation.form.to.name or escalation.form.to.addr
        self._session.do(
            command, said=self.tr("Withdrawn; {who} is told").format(who=to), undo=False
        )
        self.close_panel()

    def _record(self, command: AnswerEscalation) -> None:
        self._session.do(command, said=self.tr("The answer is recorded"), undo=False)
        self.close_panel()

    def _now(self) -> tuple[CaseId, Escalation]:
        assert self._case is not None
        assert self._escalation is not None
        return self._case, self._escalation


class _WordsPanel(QWidget):
    """A question, room for words, a button.

    Signals:
        confirmed(str): the words.
        cancelled(): never mind.
    """

    confirmed = Signal(str)
    cancelled = Signal()

    def __init__(self, question: str, confirm: str) -> None:
        super().__init__()
        heading = QLabel(question)
        heading.setProperty("role", "heading")
        heading.setWordWrap(True)
        self.text = TextArea(question, lines=3)
        self.button = PlainButton(confirm, role="note")
        cancel = PlainButton(self.tr("Close"), role="quiet")
        buttons = QWidget()
        row = FlowLayout(buttons)
        row.addWidget(self.button)
        row.addWidget(cancel)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for part in (heading, self.text, buttons):
            layout.addWidget(part)
        layout.addStretch(1)
        self.button.clicked.connect(self.confirm)
        cancel.clicked.connect(self.cancelled)

    def open(self) -> None:
        """Begin, or go on with the words that were left here."""
        self.text.setFocus()

    def confirm(self) -> None:
        """Hand the words over, if there are any."""
        words_given = self.text.toPlainText().strip()
        if words_given:
            self.text.clear()
            self.confirmed.emit(words_given)
        else:
            self.text.setFocus()


def _life(state: EscalationState) -> str:
    """Return the steps with the present one marked; a bounce or withdrawal stands alone."""
    if state not in LIFE:
        return f"<b>{words.escalation_state(state)}</b>"
    shown = [
        f"<b>{words.escalation_state(step)}</b>" if step is state else words.escalation_state(step)
        for step in LIFE
    ]
    return " → ".join(shown)


def _line(role: str) -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    if role:
        label.setProperty("role", role)
    return label

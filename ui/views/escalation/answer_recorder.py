"""Recording an answer to an escalation: mine in the app, or one that was spoken (rule 31).

Who answered, how, what kind of answer, and the words. Makes an ``AnswerEscalation``, never a mail.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from mailroom.domain.commands import AnswerEscalation
from mailroom.domain.escalations.escalation import AnswerKind, Escalation
from mailroom.domain.people import Member
from mailroom.ids import CaseId, EscalationId, PersonId
from ui.choices import Choice, Segments
from ui.flow import FlowLayout
from ui.inputs import Line, PlainButton, TextArea
from ui.models.escalation_offers import answers_to, usual_answer
from ui.wording import words

_WORDLESS = {
    AnswerKind.TAKE,
    AnswerKind.APPROVE,
    AnswerKind.ACKNOWLEDGE,
    AnswerKind.BUSY,
    AnswerKind.RAISE,
}
"""Answers that say all there is to say; the others need words.

「差し戻す」 needs them too: it goes back to the desk with an instruction (S04).
"""


class AnswerRecorder(QWidget):
    """The small form of one answer.

    Signals:
        recorded(AnswerEscalation): save it.
        cancelled(): never mind.
    """

    recorded = Signal(object)
    cancelled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._case: CaseId | None = None
        self._escalation = EscalationId("")
        self._me: PersonId | None = None
        self._names: dict[PersonId | None, str] = {}
        self._heading = QLabel()
        self._heading.setProperty("role", "heading")
        self.kind: Segments[AnswerKind] = Segments(self.tr("Answer"))
        self.who: Choice[PersonId | None] = Choice(self.tr("Who answered"))
        self._other = Line(self.tr("Name"), hint=self.tr("Name"))
        self.how: Segments[str] = Segments(self.tr("How"))
        self.words = TextArea(self.tr("The words"), lines=3)
        self.for_customer = TextArea(self.tr("For the customer"), lines=2)
        self.for_customer.setPlaceholderText(
            self.tr("For the customer, if you have the words: the desk gets them as a draft")
        )
        self._problem = QLabel(self.tr("Write down what was said."))
        self._problem.setProperty("role", "problem")
        self.save_button = PlainButton("", role="note", glyph="done")
        self._cancel = PlainButton(self.tr("Close"), role="quiet")
        self._lay_out()
        self.save_button.clicked.connect(self.save)
        self._cancel.clicked.connect(self.cancelled)
        self.who.chosen.connect(self._show_other)
        self.words.textChanged.connect(self._problem.hide)

    def _lay_out(self) -> None:
        self._person_row = QWidget()
        person = FlowLayout(self._person_row)
        for widget in (self.who, self._other, self.how):
            person.addWidget(widget)
        buttons = QWidget()
        row = FlowLayout(buttons)
        row.addWidget(self.save_button)
        row.addWidget(self._cancel)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for part in (
            self._heading, self._person_row, self.kind, self.words, self.for_customer,
            self._problem, buttons,
        ):  # fmt: skip
            layout.addWidget(part)

    def open_spoken(
        self, case: CaseId, escalation: Escalation, members: Sequence[Member], me: PersonId
    ) -> None:
        """Record what somebody said: by default the addressee, by phone."""
        self._open(case, escalation)
        self._me = None
        self._heading.setText(self.tr("Record a spoken answer"))
        self.save_button.relabel(self.tr("Record the answer"))
        people = [(member.id, member.name) for member in members if member.id != me]
        self._names = dict(people)
        self.who.fill([*people, (None, self.tr("Somebody else"))])
        self.who.choose(escalation.person)
        self._other.setText("" if escalation.person else escalation.to.name)
        self.how.fill([("phone", self.tr("By phone")), ("in person", self.tr("In person"))])
        self.words.setPlaceholderText(self.tr("What was said, as close as you can"))
        self._person_row.show()
        self._show_other()

    def open_mine(self, case: CaseId, escalation: Escalation, me: Member) -> None:
        """Let the addressee answer in the app."""
        self._open(case, escalation)
        self._me, self._names = me.id, {me.id: me.name}
        self._heading.setText(self.tr("Your answer"))
        self.save_button.relabel(self.tr("Answer"))
        self.who.fill([(me.id, me.name)])
        self.how.fill([("app", "")])
        self.words.setPlaceholderText(self.tr("In your words"))
        self._person_row.hide()

    def save(self) -> None:
        """Hand the answer over, unless the words are missing where they matter."""
        said = self.words.toPlainText().strip()
        kind = self.kind.value()
        person = self.who.value()
        name = self._names.get(person, "") if person else self._other.text().strip()
        if (not said and kind not in _WORDLESS) or not name:
            self._problem.setVisible(True)
            (self._other if not name else self.words).setFocus()
            return
        assert self._case is not None
        self.recorded.emit(
            AnswerEscalation(
                case=self._case,
                escalation=self._escalation,
                kind=kind,
                words=said,
                by=name,
                by_person=person,
                spoken=self._me is None,
                how=self.how.value() if self._me is None else "",
                for_customer=self.for_customer.toPlainText().strip(),
            )
        )

    def _open(self, case: CaseId, escalation: Escalation) -> None:
        self._case, self._escalation = case, escalation.id
        kinds = answers_to(escalation.form.kind)
        self.kind.fill([(kind, words.answer_name(kind)) for kind in kinds])
        self.kind.choose(usual_answer(escalation.form.kind))
        self._problem.hide()

    def forget(self) -> None:
        """Clear what was kept: the answer is on record."""
        self.words.clear()
        self.for_customer.clear()

    def _show_other(self) -> None:
        self._other.setVisible(self.who.value() is None)

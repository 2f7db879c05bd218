"""In the status line: what leaves by itself next, with [止める]; or what somebody may send now.

Reads off the GUI thread, again and again, as time passes without any event. Stands still while
the pointer is over the line: a button always does what stood beside it when somebody aimed at it.
"""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from mailroom.domain import commands as ask
from mailroom.domain.changes import Changes
from mailroom.service.steps import NextStep
from ui.inputs import PlainButton
from ui.models import upcoming
from ui.models.upcoming import Upcoming
from ui.session import Session

_REFRESH_MS = 15_000
_LEAST = 150  # pixels: the first words can always be read


class _Words(PlainButton):
    """The step; a click shows its case. Gives way to what else the line says."""

    def __init__(self) -> None:
        super().__init__("", role="quiet")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        """Need no more than the first words."""
        hint = super().sizeHint()
        return QSize(min(_LEAST, hint.width()), hint.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint as much as there is room for."""
        painter = QPainter(self)
        painter.setPen(self.palette().buttonText().color())
        words = self.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, self.width()
        )
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignVCenter), words)
        if self.hasFocus():
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()


class UpcomingLine(QWidget):
    """The step and its buttons; hidden while nothing comes.

    Signals:
        case_asked(CaseId): the person wants to see the case of the step.
        steps_read(tuple[NextStep, ...]): what comes next was read again.
    """

    case_asked = Signal(object)
    steps_read = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._shown: Upcoming | None = None
        self._late = False  # what was read had to wait for the pointer
        self._told: set[tuple[str, int]] = set()
        self.words = _Words()
        self.send = PlainButton(self.tr("Send"), role="link")
        self.leave_out = PlainButton("", role="link")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        for widget in (self.words, self.send, self.leave_out):
            layout.addWidget(widget)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.words.clicked.connect(self._show_case)
        self.send.clicked.connect(self._send)
        self.leave_out.clicked.connect(self._leave_out)
        session.changed.connect(self._on_changed)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.read)
        self._timer.start(_REFRESH_MS)
        self.hide()
        self.read()

    def read(self) -> None:
        """Read again what comes; looking at an automatic step is what announces it."""
        self._session.ask("upcoming", self._session.room.escalations.next_steps, self.show_steps)

    def show_steps(self, steps: tuple[NextStep, ...]) -> None:
        """Show the first of these, unless somebody points at another one."""
        self.steps_read.emit(steps)
        if self._pointed_at():
            self._late = True
            return
        self._late = False
        now = self._session.now()
        self._shown = upcoming.upcoming(steps, now)
        self.setVisible(self._shown is not None)
        self._tell_settled(steps)
        if self._shown is None:
            return
        self.words.relabel(self._shown.sentence)
        self.words.setToolTip(self._shown.meaning)
        proposal = self._shown.step.proposal
        self.send.setVisible(proposal)
        self.leave_out.relabel(self.tr("Leave it out") if proposal else self.tr("Stop"))
        self.leave_out.setToolTip(self.tr("The request stays; only this step is left out."))

    def sentence(self) -> str:
        """Return what stands there, or ""."""
        return "" if self._shown is None else self._shown.sentence

    def catch_up(self) -> None:
        """Show what had to wait for the pointer."""
        if self._late:
            self.read()

    # --- inside --------------------------------------------------------------------------------

    def _pointed_at(self) -> bool:
        """Return whether somebody may be about to press, here or beside it."""
        line = self.parentWidget()
        return line is not None and line.underMouse()

    def _tell_settled(self, steps: tuple[NextStep, ...]) -> None:
        """Say once that what went by is not made up for (N02)."""
        fresh = [step for step in steps if (step.escalation, step.step) not in self._told]
        said = upcoming.settled(fresh, self._session.now())
        if said:
            self._session.toast(said)
            self._told |= {(step.escalation, step.step) for step in fresh if step.missed}

    def _show_case(self) -> None:
        if self._shown is not None:
            self.case_asked.emit(self._shown.step.case)

    def _send(self) -> None:
        if self._shown is not None:
            step = self._shown.step
            fire = ask.FireStep(case=step.case, escalation=step.escalation, step=step.step)
            self._do(fire, self.tr("Sent: {step}"))

    def _leave_out(self) -> None:
        if self._shown is not None:
            step = self._shown.step
            stop = ask.StopStep(case=step.case, escalation=step.escalation, step=step.step)
            self._do(stop, self.tr("Left out: {step}"))

    def _do(self, command: ask.FireStep | ask.StopStep, said: str) -> None:
        assert self._shown is not None
        step = self._shown.step
        said = said.format(step=f"{upcoming.name(step)} #{step.number}")
        self._shown = None  # a second click does nothing to what comes after it
        self.hide()
        self._session.do(command, said=said, undo=False, then=lambda _asked: self.read())

    def _on_changed(self, changes: Changes) -> None:
        if changes.cases or changes.membership or changes.team:
            self.read()

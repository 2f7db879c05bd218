"""期限: every clock of a case in words, its promises, pauses and misses, and what can be done.

A section of the inspector. Reads the case that is on screen and the policy; asks for small dialogs.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from mailroom.domain.cases import Case
from mailroom.domain.commands import KeepPromise
from mailroom.domain.policies.default_policy import DEFAULT_POLICY
from mailroom.domain.times.clocks import DueKind, PauseCause, Promise
from mailroom.domain.times.deadlines import Explanation, explained, standing
from ui.flow import FlowLayout
from ui.inputs import PlainButton
from ui.session import Session
from ui.wording import clock_text

_LATEST = 5


class ClockPanel(QWidget):
    """The clocks of one case."""

    def __init__(self, session: Session, case: Case) -> None:
        super().__init__()
        self._session = session
        self._case = case
        policy = session.roster.policy or DEFAULT_POLICY
        self._calendar = policy.calendar
        self._now = session.now()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        for one in explained(case, policy, self._now):
            self._show(one)
        if not case.closed and not case.filtered:
            self._column.addWidget(self._buttons())
        for said in self._past():
            self._column.addWidget(_line(said, "meta"))

    def _show(self, one: Explanation) -> None:
        name = clock_text.kind_name(one.due.kind)
        if one.text:
            name = self.tr("{name}: {text}").format(name=name, text=one.text)
        self._column.addWidget(_line(name, "field"))
        left = clock_text.left(one, self._calendar, self._now)
        self._column.addWidget(_line(left, "problem" if one.overdue else "meta"))
        if one.due.kind is DueKind.PROMISE:
            promise = next(p for p in self._case.promises if p.id == one.due.promise)
            self._column.addWidget(self._of_promise(promise))

    def _of_promise(self, promise: Promise) -> QWidget:
        kept = PlainButton(self.tr("Kept"), role="link")
        kept.clicked.connect(partial(self._keep, promise))
        change = PlainButton(self.tr("Change…"), role="link")
        change.clicked.connect(partial(self._change, promise))
        return _row(kept, change)

    def _buttons(self) -> QWidget:
        promise = PlainButton(self.tr("Promise a time…"), role="link")
        promise.clicked.connect(partial(self._change, None))
        stands = standing(self._case)
        if stands is not None and stands.cause is PauseCause.BY_HAND:
            clock = PlainButton(self.tr("Let the clock run on"), role="link")
        else:
            clock = PlainButton(self.tr("Stop the clock…"), role="link")
        clock.clicked.connect(self._stop_or_start)
        return _row(promise, clock)

    def _past(self) -> Iterable[str]:
        """Yield misses, promises that are settled, and pauses."""
        for verdict in self._case.verdicts:
            yield clock_text.verdict(verdict, self._calendar, self._now)
        for promise in [p for p in self._case.promises if not p.is_open][-_LATEST:]:
            yield clock_text.settled_promise(promise, self._calendar, self._now)
        roster = self._session.roster
        for pause in self._case.pauses[-_LATEST:]:
            yield clock_text.pause(pause, roster, self._calendar, self._now)

    def _keep(self, promise: Promise) -> None:
        command = KeepPromise(case=self._case.id, promise=promise.id)
        self._session.do(command, said=self.tr("Promise kept"), undo=False)

    def _change(self, promise: Promise | None) -> None:
        self._session.promise_asked.emit(self._case.id, promise)

    def _stop_or_start(self) -> None:
        self._session.clock_asked.emit(self._case.id)


def _row(*buttons: PlainButton) -> QWidget:
    row = QWidget()
    flow = FlowLayout(row, gap=8)
    for button in buttons:
        flow.addWidget(button)
    return row


def _line(said: str, role: str) -> QLabel:
    label = QLabel(said)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    label.setProperty("role", role)
    return label

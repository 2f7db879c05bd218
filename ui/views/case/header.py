"""The head of a case: what it is, where it stands, and the buttons in the order of a day's work.

The buttons press actions of the table; they hold no words and no state of their own. In a low
window everything is one line and the buttons are icons.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from mailroom.domain.policies.default_policy import DEFAULT_POLICY
from mailroom.domain.query import CaseDetail
from mailroom.domain.times.deadlines import explained
from ui import icons
from ui.actions import Do
from ui.flow import FlowLayout
from ui.inputs import ElidedLabel, PlainButton, restyle
from ui.models import chips
from ui.session import Session
from ui.views.lists.chip_paint import ChipRow
from ui.wording import clock_text, words

_BUTTONS = (
    (Do.REPLY, "reply"),
    (Do.PHONE, "phone"),
    (Do.NOTE, "note"),
    (Do.ASK, "ask"),
    (Do.ESCALATE, "escalate"),
    (Do.ASSIGN, "assign"),
    (Do.DONE, "done"),
)


_TITLE = 96
"""Pixels of the title that stay in the narrowest window."""


class ActionButton(PlainButton):
    """A button that presses an action and is grey when the action is."""

    def __init__(self, action: QAction, *, role: str = "", glyph: str = "") -> None:
        super().__init__(action.text().rstrip("…"), role=role, glyph=glyph)
        self._action = action
        self._words = self.text()
        self.setToolTip(action.toolTip())
        self.clicked.connect(action.trigger)
        action.changed.connect(self._follow)
        self._follow()

    def show_words(self, *, shown: bool) -> None:
        """Show words and icon, or the icon only."""
        self.setText(self._words if shown else "")

    def _follow(self) -> None:
        self.setEnabled(self._action.isEnabled())


class CaseHeader(QWidget):
    """The head.

    Signals:
        back_asked(): to the list (where list and case do not fit side by side).
        inspector_asked(): show or hide the inspector.
        more_asked(QPoint): the ⋯ menu.
    """

    back_asked = Signal()
    inspector_asked = Signal()
    more_asked = Signal(QPoint)

    def __init__(self, session: Session, actions: Mapping[Do, QAction]) -> None:
        super().__init__()
        self._session = session
        self._low = False
        self._back = _icon_button("back", self.tr("Back to the list"))
        self._title = ElidedLabel(role="title")
        self._title.setMinimumWidth(_TITLE)  # chips give way, what the case is about does not
        self._number = QLabel()
        self._state = QLabel()
        self._chips = ChipRow()
        self._drawer = _icon_button("drawer", self.tr("Customer and progress"))
        self._buttons = [
            ActionButton(actions[do], role="primary" if do is Do.REPLY else "tool", glyph=glyph)
            for do, glyph in _BUTTONS
        ]
        self._more = _icon_button("more", self.tr("More"))
        self._lay_out()
        self._back.clicked.connect(self.back_asked)
        self._drawer.clicked.connect(self.inspector_asked)
        self._more.clicked.connect(
            lambda: self.more_asked.emit(self._more.mapToGlobal(self._more.rect().bottomLeft()))
        )
        self.arrange(single=False, low=False)

    def show_case(self, detail: CaseDetail, suggested: str = "") -> None:
        """Say what this case is and where it stands; ``suggested`` only in a low window."""
        row, now = detail.row, self._session.now()
        case, roster = row.case, self._session.roster
        self._title.setText(case.subject or words.no_subject())
        self._title.setToolTip(case.subject)
        self._number.setText(f"#{case.number}" if case.number else "#–")
        owner = roster.name(case.assignee)
        owned = self.tr("Owner {name}").format(name=owner) if owner else self.tr("No owner")
        self._state.setText(f"{words.standing(case)}  {owned}")
        lock = chips.lock_chip(row, self._session.me, roster)
        labels = (roster.labels.get(label) for label in row.labels)
        waits = chips.pending_chip(row, offline=self._session.offline)
        hint = chips.suggestion_chip(suggested) if suggested and self._low else None
        shown = [waits, chips.due_chip(row, now), chips.escalation_chip(row), lock, hint]
        shown += [chips.label_chip(label) for label in labels if label is not None]
        self._chips.show_chips(tuple(chip for chip in shown if chip is not None))
        policy = roster.policy or DEFAULT_POLICY
        clocks = explained(case, policy, now)
        told = "\n".join(clock_text.short(one, policy.calendar, now) for one in clocks)
        self._chips.setToolTip(told)
        self._state.setToolTip(told)

    def arrange(self, *, single: bool, low: bool) -> None:
        """Fit a narrow or a low window."""
        self._low = low
        self._back.setVisible(single)
        margin = 2 if low else 6
        self._column.setContentsMargins(12, margin, 8, margin)
        for button in self._buttons:
            button.show_words(shown=not low)
        self._state.setVisible(not low)
        box = self._line if low else self._below
        if self._row.parentWidget() is not box:
            layout = box.layout()
            assert layout is not None
            layout.addWidget(self._row)
        self._below.setVisible(not low)
        self._row.setSizePolicy(
            QSizePolicy.Policy.Maximum if low else QSizePolicy.Policy.Preferred,
            QSizePolicy.Policy.Preferred,
        )
        self._row.setMinimumWidth(self._row.sizeHint().width() if low else 0)
        self._row.show()

    def mark_drawer(self, *, marked: bool) -> None:
        """Mark the drawer's icon: there is something in it that one should know."""
        self._drawer.setProperty("marked", marked)
        restyle(self._drawer)

    def show_drawer_button(self, *, shown: bool) -> None:
        """Hide the icon where the inspector is always there."""
        self._drawer.setVisible(shown)

    def _lay_out(self) -> None:
        for label in (self._number, self._state):
            label.setProperty("role", "meta")
        top = QHBoxLayout()
        top.setSpacing(8)
        for widget in (self._back, self._title, self._number, self._state, self._chips):
            top.addWidget(widget, 1 if widget is self._title else 0)
        self._line = QWidget()
        line = QHBoxLayout(self._line)
        line.setContentsMargins(0, 0, 0, 0)
        top.addWidget(self._line)
        top.addWidget(self._drawer)
        self._row = QWidget()
        flow = FlowLayout(self._row, gap=4)
        for button in self._buttons:
            flow.addWidget(button)
        flow.addWidget(self._more)
        self._below = QWidget()
        below = QVBoxLayout(self._below)
        below.setContentsMargins(0, 0, 0, 0)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(6)
        self._column.addLayout(top)
        self._column.addWidget(self._below)


def _icon_button(icon: str, name: str) -> QToolButton:
    button = QToolButton()
    button.setProperty("role", "icon")
    button.setIcon(icons.icon(icon))
    button.setToolTip(name)
    button.setAccessibleName(name)
    return button

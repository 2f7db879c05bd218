"""The bar over the list while several cases are chosen: how many, and what to do with them.

Everything here is an action of the menu as well. While a long one runs it says how far it is and
can be stopped.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QToolButton, QVBoxLayout

from mailroom.ids import CaseId
from ui import ops
from ui.actions import Do
from ui.inputs import PlainButton
from ui.session import Session
from ui.wording import words

_BUTTONS = (Do.ASSIGN, Do.LABEL, Do.SNOOZE, Do.DONE)
_MORE = (Do.MINE, Do.MERGE, Do.REOPEN, Do.FILTER, Do.RESTORE)
_LESS = (Do.PRINT_LIST, Do.LEDGER_CSV)


class BulkBar(QFrame):
    """Says how many cases are chosen, with buttons.

    Signals:
        cleared(): choose nothing any more.
    """

    cleared = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setProperty("role", "bulk")
        self._session = session
        self._count = 0
        self._cases: tuple[CaseId, ...] = ()
        self._said = QLabel()
        self._said.setProperty("role", "heading")
        self._stop = PlainButton(self.tr("Stop"), role="quiet")
        self._clear = PlainButton(self.tr("Clear selection"), role="quiet")
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(2)
        head = QHBoxLayout()
        head.addWidget(self._said, 1)
        head.addWidget(self._stop)
        head.addWidget(self._clear)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 6, 8, 6)
        layout.setSpacing(4)
        layout.addLayout(head)
        layout.addLayout(self._buttons)
        self._stop.hide()
        self._stop.clicked.connect(session.many.stop)
        self._clear.clicked.connect(self.cleared)
        session.many.went_on.connect(self._on_went_on)
        self.hide()

    def offer(self, made: Mapping[Do, QAction]) -> None:
        """Make buttons of these actions."""
        for do in _BUTTONS:
            self._buttons.addWidget(self._button(made[do]))
        more = QToolButton()
        more.setText("⋯")
        more.setProperty("role", "quiet")
        more.setAccessibleName(self.tr("More for the chosen cases"))
        more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        more.setMenu(self._menu(made, more))
        self._buttons.addWidget(more)
        self._buttons.addStretch(1)

    def show_chosen(self, cases: Sequence[CaseId]) -> None:
        """Show the bar for these cases; it is there for two or more."""
        self._cases = tuple(cases)
        self._say(self.tr("%n case(s) selected", "", len(cases)))
        self.setVisible(len(cases) > 1)

    def _button(self, action: QAction) -> QToolButton:
        button = QToolButton()
        button.setProperty("role", "quiet")
        button.setDefaultAction(action)
        button.setText(action.text().replace("…", "").replace("&", ""))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setAccessibleName(button.text())
        return button

    def _menu(self, made: Mapping[Do, QAction], owner: QToolButton) -> QMenu:
        menu = QMenu(owner)
        for do in _MORE:
            menu.addAction(made[do])
        levels = menu.addMenu(self.tr("Level"))
        policy = self._session.roster.policy
        for level in policy.levels if policy is not None else ():
            chosen = levels.addAction(words.level_name(level.number))
            chosen.triggered.connect(
                lambda _checked=False, number=level.number: ops.set_level(
                    self._session, self._cases, number
                )
            )
        menu.addSeparator()
        for do in _LESS:
            menu.addAction(made[do])
        return menu

    def _on_went_on(self, done: int, total: int) -> None:
        running = done < total
        self._stop.setVisible(running)
        self._clear.setHidden(running)
        if running:
            self._say(self.tr("{done} of {total} done …").format(done=done, total=total))
            self.show()
        else:
            self.show_chosen(self._cases)

    def _say(self, said: str) -> None:
        self._said.setText(said)
        self.setAccessibleName(said)

"""Everything one can do, found by a few letters: English, kana or romaji (Ctrl+K).

Offers the window's actions as they are now; sending is not among them, so Enter never sends.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from ui.actions import Do
from ui.dialogs.dialog import Dialog
from ui.dialogs.picker import PickList
from ui.entries import Entry


class ActionPalette(Dialog):
    """A list of actions; the marked one is done with Enter."""

    def __init__(self, actions: Sequence[QAction], parent: QWidget | None) -> None:
        super().__init__(parent, "", width=520)
        self.setWindowTitle(self.tr("All actions"))
        self._actions = [
            action
            for action in actions
            if action.text() and not action.isSeparator() and action.objectName() != _SELF
        ]
        self.list = PickList(self.tr("What do you want to do?"))
        self.list.fill([_entry(at, action) for at, action in enumerate(self._actions)])
        self.list.picked.connect(self._on_picked)
        self.content_layout.addWidget(self.list)
        self.add_buttons()
        self.list.line.setFocus()

    def _on_picked(self, at: int) -> None:
        action = self._actions[at]
        self.accept()
        # after this dialog has given the focus back: the action may open another one
        QTimer.singleShot(0, action, action.trigger)


_SELF = Do.PALETTE.value


def _entry(at: int, action: QAction) -> Entry:
    keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    return Entry(
        key=at,
        text=action.text().replace("&", "").rstrip("…"),
        hint=keys,
        icon=action.icon() if not action.icon().isNull() else None,
        enabled=action.isEnabled(),
    )

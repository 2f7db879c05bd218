"""The labels of the team as a tree, as a page of the settings (S66).

Moved by buttons or Alt with the arrows: up and down among its like, right below the one above it,
left out again. Three levels; what is not possible is not offered.
"""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QIcon, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from mailroom.domain.cases import Label, LabelStanding
from mailroom.domain.changes import Changes
from mailroom.domain.commands import SetLabel
from mailroom.domain.labelling import DEEPEST, depth, height
from mailroom.ids import LabelId
from ui.dialogs.labels import LabelEditor, colour_name
from ui.entries import swatch
from ui.inputs import PlainButton
from ui.session import Session

_ID = Qt.ItemDataRole.UserRole


class LabelPage(QWidget):
    """The tree; Enter changes a label."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.tree = QTreeWidget()
        self.tree.setProperty("role", "pick")
        self.tree.setAccessibleName(self.tr("Labels"))
        self.tree.setColumnCount(2)
        self.tree.setHeaderHidden(True)
        self.tree.itemActivated.connect(lambda item: self._change(item.data(0, _ID)))
        self.tree.currentItemChanged.connect(lambda *_items: self._offer())
        self.add_button = PlainButton(self.tr("New label…"), glyph="plus")
        self.change_button = PlainButton(self.tr("Change…"))
        self.retire_button = PlainButton(self.tr("Put away"))
        self.delete_button = PlainButton("", glyph="trash")
        self.moves = {
            step: PlainButton("", glyph=glyph)
            for step, glyph in (("up", "up"), ("down", "down"), ("in", "right"), ("out", "back"))
        }
        self._lay_out()
        self._connect()
        session.changed.connect(self._on_changed)
        self.read()

    def read(self) -> None:
        """Show the labels as they are now; the mark stays on its label."""
        marked = self._current()
        counts = self._session.room.reads.counts().labels
        items: dict[LabelId, QTreeWidgetItem] = {}
        with QSignalBlocker(self.tree):
            self.tree.clear()
            for label in self._labels.values():  # those above come first
                put_away = self.tr("put away") if label.standing is LabelStanding.RETIRED else ""
                cases = self.tr("%n case(s)", "", counts[label.id]) if label.id in counts else ""
                hint = "  ".join(filter(None, (colour_name(label.colour), cases, put_away)))
                item = QTreeWidgetItem([label.name, hint])
                item.setIcon(0, QIcon(swatch(label.colour)))
                item.setData(0, _ID, label.id)
                above = items.get(label.parent) if label.parent is not None else None
                if above is None:
                    self.tree.addTopLevelItem(item)
                else:
                    above.addChild(item)
                items[label.id] = item
            self.tree.expandAll()
            self.tree.resizeColumnToContents(0)
            if marked in items:
                self.tree.setCurrentItem(items[marked])
        self._offer()

    # --- moving --------------------------------------------------------------------------------

    def shift(self, step: str) -> None:
        """Move the marked label: up, down, in (below the one above it) or out."""
        label = self._marked()
        if label is None:
            return
        changed = {
            "up": lambda: self._swapped(label, -1),
            "down": lambda: self._swapped(label, 1),
            "in": lambda: self._nested(label),
            "out": lambda: self._lifted(label),
        }[step]()
        if changed:
            commands = (SetLabel(label=one) for one in changed)
            self._session.do(*commands, said=self.tr("Label moved"), undo=False)

    def _like(self, label: Label) -> list[Label]:
        """Return the labels below the same one, in order."""
        return [one for one in self._labels.values() if one.parent == label.parent]

    def _swapped(self, label: Label, step: int) -> list[Label]:
        like = self._like(label)
        at = like.index(label)
        if not 0 <= at + step < len(like):
            return []
        like.insert(at + step, like.pop(at))
        return [replace(one, order=n) for n, one in enumerate(like) if one.order != n]

    def _nested(self, label: Label) -> list[Label]:
        like = self._like(label)
        at = like.index(label)
        if at == 0:
            return []
        above = like[at - 1]
        if depth(self._labels, above.id) + 1 + height(self._labels, label.id) > DEEPEST:
            return []
        last = [one.order for one in self._labels.values() if one.parent == above.id]
        return [replace(label, parent=above.id, order=max(last, default=-1) + 1)]

    def _lifted(self, label: Label) -> list[Label]:
        above = self._labels.get(label.parent) if label.parent is not None else None
        return [] if above is None else [replace(label, parent=above.parent, order=above.order)]

    # --- inside --------------------------------------------------------------------------------

    @property
    def _labels(self) -> dict[LabelId, Label]:
        return dict(self._session.roster.labels)

    def _current(self) -> LabelId | None:
        item = self.tree.currentItem()
        return None if item is None else LabelId(item.data(0, _ID))

    def _marked(self) -> Label | None:
        current = self._current()
        return None if current is None else self._labels.get(current)

    def _lay_out(self) -> None:
        names = {
            "up": self.tr("Up (Alt+↑)"),
            "down": self.tr("Down (Alt+↓)"),
            "in": self.tr("Below the label above it (Alt+→)"),
            "out": self.tr("One level up (Alt+←)"),
        }
        buttons = QHBoxLayout()
        for one in (self.add_button, self.change_button, self.retire_button):
            buttons.addWidget(one)
        buttons.addStretch(1)
        for step, button in self.moves.items():
            button.setAccessibleName(names[step])
            button.setToolTip(names[step])
            buttons.addWidget(button)
        self.delete_button.setAccessibleName(self.tr("Delete this label"))
        self.delete_button.setToolTip(self.tr("Delete this label"))
        buttons.addWidget(self.delete_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 12, 4, 4)
        layout.setSpacing(8)
        layout.addLayout(buttons)
        layout.addWidget(self.tree, 1)

    def _connect(self) -> None:
        self.add_button.clicked.connect(self._add)
        self.change_button.clicked.connect(lambda: self._change(self._current()))
        self.retire_button.clicked.connect(self._put_away)
        self.delete_button.clicked.connect(self._delete)
        keys = {"up": "Alt+Up", "down": "Alt+Down", "in": "Alt+Right", "out": "Alt+Left"}
        for step, button in self.moves.items():
            button.clicked.connect(lambda _checked=False, step=step: self.shift(step))
            shortcut = QShortcut(QKeySequence(keys[step]), self.tree)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(lambda step=step: self.shift(step))

    def _offer(self) -> None:
        """Offer what can be done with the marked label."""
        label = self._marked()
        away = label is not None and label.standing is LabelStanding.RETIRED
        self.retire_button.relabel(self.tr("Use again") if away else self.tr("Put away"))
        for button in (self.change_button, self.retire_button):
            button.setEnabled(label is not None)
        below = label is not None and height(self._labels, label.id) > 0
        self.delete_button.setEnabled(label is not None and not below)
        like = [] if label is None else self._like(label)
        at = like.index(label) if label is not None else 0
        may = {
            "up": at > 0,
            "down": label is not None and at + 1 < len(like),
            "in": label is not None and bool(self._nested(label)),
            "out": label is not None and label.parent is not None,
        }
        for step, button in self.moves.items():
            button.setEnabled(may[step])

    def _change(self, label: LabelId | None) -> None:
        if label is not None and label in self._labels:
            LabelEditor(self._session, self._labels[label], self.window()).open()

    def _add(self) -> None:
        LabelEditor(self._session, None, self.window()).open()

    def _put_away(self) -> None:
        """Offer a label no more, or again; cases keep it."""
        label = self._marked()
        if label is None:
            return
        away = label.standing is LabelStanding.RETIRED
        standing = LabelStanding.IN_USE if away else LabelStanding.RETIRED
        said = self.tr("Label {name} is in use again") if away else self.tr("Label {name} put away")
        self._set(replace(label, standing=standing), said.format(name=label.name))

    def _delete(self) -> None:
        """Take a label off everything; making it anew in the same place brings it back."""
        label = self._marked()
        if label is None:
            return
        gone = replace(label, standing=LabelStanding.DELETED)
        said = self.tr("Label {name} deleted").format(name=label.name)
        self._session.do(
            SetLabel(label=gone),
            said="",
            undo=False,
            then=lambda _asked: self._session.toast(
                said,
                button=self.tr("Undo"),
                pressed=lambda: self._set(
                    label, self.tr("Label {name} is back").format(name=label.name)
                ),
            ),
        )

    def _set(self, label: Label, said: str) -> None:
        self._session.do(SetLabel(label=label), said=said, undo=False)

    def _on_changed(self, changes: Changes) -> None:
        if changes.team or changes.membership:
            self.read()

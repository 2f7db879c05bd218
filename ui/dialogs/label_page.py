"""The labels of the team, as a page of the settings."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mailroom.domain.changes import Changes
from mailroom.ids import LabelId
from ui.dialogs.labels import LabelEditor, colour_name, full_name
from ui.dialogs.picker import Entry, PickList
from ui.inputs import PlainButton
from ui.session import Session


class LabelPage(QWidget):
    """The list of labels; Enter changes one."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.list = PickList(self.tr("Label"))
        self.list.picked.connect(self._change)
        self.add_button = PlainButton(self.tr("New label…"), glyph="plus")
        self.add_button.clicked.connect(self._add)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 12, 4, 4)
        layout.setSpacing(8)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)
        session.changed.connect(self._on_changed)
        self.read()

    def read(self) -> None:
        """Show the labels as they are now."""
        labels = self._session.roster.labels
        entries = [
            Entry(
                key=one.id,
                text=full_name(one, labels),
                hint=colour_name(one.colour),
                swatch=one.colour,
            )
            for one in labels.values()
        ]
        self.list.fill(sorted(entries, key=lambda one: one.text))

    def _change(self, label: LabelId) -> None:
        LabelEditor(self._session, self._session.roster.labels[label], self.window()).open()

    def _add(self) -> None:
        LabelEditor(self._session, None, self.window()).open()

    def _on_changed(self, changes: Changes) -> None:
        if changes.team:
            self.read()

"""What happens when: the rows of a plan, times on the left (S31, S52)."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from ui.inputs import restyle
from ui.models.plan_rows import PlanRow, RowTone
from ui.plain_text import plain_label

_ROLES = {
    RowTone.SKIPPED: "meta",
    RowTone.NOW: "heading",
    RowTone.LATER: "",
    RowTone.DUE: "heading",
}


class PlanList(QWidget):
    """The rows, one below the other; labels are kept and reworded, so that nothing flickers."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(1, 1)
        self._labels: list[tuple[QLabel, QLabel]] = []

    def show_rows(self, rows: tuple[PlanRow, ...]) -> None:
        """Show these."""
        while len(self._labels) < len(rows):
            self._add()
        for at, (time, words) in enumerate(self._labels):
            shown = at < len(rows)
            for label in (time, words):
                label.setVisible(shown)
            if shown:
                self._say(time, words, rows[at])
        self.setAccessibleName(self.text())
        self.setVisible(bool(rows))

    def text(self) -> str:
        """Return the rows as lines of text."""
        shown = [pair for pair in self._labels if not pair[1].isHidden()]
        return "\n".join(f"{time.text()} {words.text()}".strip() for time, words in shown)

    def _say(self, time: QLabel, words: QLabel, row: PlanRow) -> None:
        time.setText(row.time)
        words.setText(row.words)
        role = _ROLES[row.tone]
        if words.property("role") != role:
            words.setProperty("role", role)
            restyle(words)

    def _add(self) -> None:
        line = len(self._labels)
        time = plain_label("meta")
        time.setWordWrap(False)
        words = plain_label()
        self._grid.addWidget(time, line, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)
        self._grid.addWidget(words, line, 1)
        self._labels.append((time, words))

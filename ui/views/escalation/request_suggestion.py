"""The suggestion above the questions: its signs, and that a person decides (S14, S23, S27, S39).

What is suggested has been filled in below; it can be taken back with one click or dismissed with a
reason. Decides nothing and sends nothing.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.flow import FlowLayout
from ui.inputs import Glyph, Line, PlainButton
from ui.models.suggested import Suggested
from ui.plain_text import plain_label


class SuggestionStrip(QFrame):
    """「目安: …」 with its signs.

    Signals:
        chosen(Suggested): fill the form as this one suggests.
        dismissed(Suggested, str): it does not apply, for this reason.
    """

    chosen = Signal(object)
    dismissed = Signal(object, str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", "in")
        self._all: tuple[Suggested, ...] = ()
        self._shown: Suggested | None = None
        self._sentence = plain_label("heading")
        self._signs = plain_label("meta")
        self.dismiss_button = PlainButton(self.tr("Does not apply…"), role="link")
        self._others = QWidget()
        self._other_row = FlowLayout(self._others, gap=4)
        self.reason = Line(self.tr("Why not"), hint=self.tr("Why it does not apply"))
        self.confirm_button = PlainButton(self.tr("Dismiss it"))
        self._keep = PlainButton(self.tr("Close"), role="quiet")
        self._reasons = QWidget()
        self._lay_out()
        self.dismiss_button.clicked.connect(self._ask_why)
        self.confirm_button.clicked.connect(self.confirm)
        self._keep.clicked.connect(self._reasons.hide)
        self.hide()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(Glyph("info", "accent"), 0, Qt.AlignmentFlag.AlignTop)
        said = QVBoxLayout()
        said.setSpacing(0)
        said.addWidget(self._sentence)
        said.addWidget(self._signs)
        head.addLayout(said, 1)
        head.addWidget(self.dismiss_button, 0, Qt.AlignmentFlag.AlignTop)
        reasons = QHBoxLayout(self._reasons)
        reasons.setContentsMargins(0, 0, 0, 0)
        reasons.setSpacing(8)
        reasons.addWidget(self.reason, 1)
        reasons.addWidget(self.confirm_button)
        reasons.addWidget(self._keep)
        self._reasons.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 6, 6, 6)
        layout.setSpacing(4)
        layout.addLayout(head)
        layout.addWidget(self._others)
        layout.addWidget(self._reasons)

    def show_all(self, suggestions: tuple[Suggested, ...]) -> None:
        """Show these, the first one filled in; hide when there is none."""
        self._all = suggestions
        self.show_one(suggestions[0] if suggestions else None)

    def show_one(self, one: Suggested | None) -> None:
        """Show which one the form follows; the others stay one click away."""
        self._shown = one
        self._reasons.hide()
        self.setVisible(one is not None)
        if one is None:
            return
        self._sentence.setText(one.sentence)
        self._signs.setText(one.why)
        self.setAccessibleName(f"{one.sentence} {one.why}")
        while (item := self._other_row.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        others = [other for other in self._all if other is not one]
        for other in others:
            button = PlainButton(other.short, role="chip")
            button.setToolTip(other.why)
            button.clicked.connect(lambda _on=False, chosen=other: self._choose(chosen))
            self._other_row.addWidget(button)
        self._others.setVisible(bool(others))

    @property
    def suggestion(self) -> Suggested | None:
        """Return what the form follows."""
        return self._shown

    def confirm(self) -> None:
        """Dismiss it, with the reason; without one there is nothing to keep."""
        reason = self.reason.text().strip()
        if self._shown is None:
            return
        if not reason:
            self.reason.setFocus()
            return
        self.reason.clear()
        dismissed = self._shown
        self.show_all(tuple(one for one in self._all if one is not dismissed))
        self.dismissed.emit(dismissed, reason)

    def inputs(self) -> tuple[QWidget, ...]:
        """Return where one writes."""
        return (self.reason,)

    def _ask_why(self) -> None:
        self._reasons.show()
        self.reason.setFocus()

    def _choose(self, one: Suggested) -> None:
        self.show_one(one)
        self.chosen.emit(one)

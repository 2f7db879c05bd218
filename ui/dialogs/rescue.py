"""文字化けを直す: a mail read as this or that, each with how it would look (N30).

Two keys from the mail: the letter that opens it, and Enter, for the likely reading is marked.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from mailroom.ids import MailKey
from mailroom.service.intake.rescue import Reading
from ui.dialogs.dialog import Dialog, remark
from ui.dialogs.picker import PickList
from ui.entries import Entry
from ui.inputs import CheckBox
from ui.plain_text import plain_label
from ui.session import Session
from ui.wording.charset_names import charset_name

_LINES = 5


class RescueDialog(Dialog):
    """The readings of a mail above, how the marked one looks below."""

    def __init__(self, session: Session, key: MailKey, parent: QWidget | None) -> None:
        super().__init__(parent, "", width=560)
        self.setWindowTitle(self.tr("Mend garbled text"))
        self._session, self._key = session, key
        self._readings: tuple[Reading, ...] = ()
        self._before = session.room.rescue.chosen(key)
        self.list = PickList(self.tr("Read the mail as"))
        self.list.picked.connect(self._take)
        self.list.view.selectionModel().currentChanged.connect(self._preview)
        self.subject = plain_label("heading")
        self.words = plain_label("")
        for label in (self.subject, self.words):
            label.setWordWrap(True)
            label.setAlignment(Qt.AlignmentFlag.AlignTop)
        paper = QFrame()
        paper.setProperty("card", "in")
        column = QVBoxLayout(paper)
        column.setContentsMargins(12, 8, 12, 8)
        column.addWidget(self.subject)
        column.addWidget(self.words)
        self.words.setMinimumHeight(self.words.fontMetrics().lineSpacing() * _LINES)
        self.all_of_sender = CheckBox(self.tr("All mail of this sender, also what is to come"))
        self.content_layout.addWidget(self.list)
        self.content_layout.addWidget(paper)
        self.content_layout.addWidget(self.all_of_sender)
        self.content_layout.addWidget(
            remark(self.tr("Only how this PC shows the mail changes; the mail stays as it is."))
        )
        self.add_buttons(self.tr("Read it so"))
        self.list.line.setFocus()
        rescue = session.room.rescue
        session.tasks.ask(f"readings:{key}", lambda: rescue.readings(key), self._fill, session.tell)

    def confirm(self) -> None:
        """Take the marked reading."""
        marked = self.list.current()
        if marked is not None:
            self._take(marked.key)

    def _fill(self, readings: tuple[Reading, ...]) -> None:
        self._readings = readings
        best = min(readings, key=lambda one: one.wrong) if readings else None
        self.list.fill(
            [
                Entry(key=one.charset, text=charset_name(one.charset), hint=self._hint(one, best))
                for one in readings
            ]
        )
        if best is not None:
            self.list.view.setCurrentIndex(self.list.model.index(readings.index(best), 0))
        self.resize(self.sizeHint())

    def _hint(self, one: Reading, best: Reading | None) -> str:
        if one.charset == self._before:
            return self.tr("as now")
        return self.tr("looks right") if one is best else ""

    def _preview(self, index: QModelIndex) -> None:
        entry = self.list.model.entry(index)
        shown = next((one for one in self._readings if entry and one.charset == entry.key), None)
        if shown is not None:
            self.subject.setText(shown.subject)
            lines = [line for line in shown.text.split("\n") if line.strip()]
            self.words.setText("\n".join(lines[:_LINES]))

    def _take(self, charset: object) -> None:
        rescue, key, tasks = self._session.room.rescue, self._key, self._session.tasks
        read = partial(rescue.read_as, key, str(charset), sender=self.all_of_sender.isChecked())
        undo = partial(tasks.act, rescue.remembered(key), None, self._session.tell)
        tasks.act(read, None, self._session.tell)
        self._session.toast(
            self.tr("Read as: {name}").format(name=charset_name(str(charset))),
            button=self.tr("Undo"),
            pressed=undo,
        )
        self.accept()

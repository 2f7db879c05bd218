"""The amber tab and the grey tab: words that stay in the house.

A note or a phone note becomes an ``AddNote`` or ``LogPhone`` command and nothing else: these
classes have no way to make a mail.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mailroom.domain.commands import AddNote, LogPhone
from mailroom.domain.drafts import Draft, DraftTab
from mailroom.ids import CaseId
from ui.choices import Segments
from ui.flow import FlowLayout
from ui.inputs import Line
from ui.views.writing.body_editor import BodyEditor


class NoteTab(QWidget):
    """社内メモ.

    Signals:
        edited: the words changed.
    """

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.body = BodyEditor(
            self.tr("Internal note"),
            hint=self.tr("Only the team sees this. It never goes to the customer."),
        )
        self.body.setProperty("inside", "note")  # only what leaves the house is teal (ui.md)
        self.body.textChanged.connect(self.edited)
        self._case: CaseId | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.body)

    def start(self, case: CaseId, draft: Draft | None) -> None:
        """Begin, with the words kept from last time."""
        self._case = case
        self.body.setPlainText(draft.text if draft else "")

    def draft(self) -> Draft | None:
        """Return what is written now."""
        if self._case is None:
            return None
        return Draft(case=self._case, tab=DraftTab.NOTE, text=self.body.toPlainText())

    def has_words(self) -> bool:
        """Return whether anything is written."""
        return bool(self.body.toPlainText().strip())

    def command(self) -> AddNote | None:
        """Return the note as a command, or ``None`` when nothing is written."""
        if self._case is None or not self.has_words():
            return None
        return AddNote(case=self._case, text=self.body.toPlainText().strip())


class PhoneTab(QWidget):
    """電話メモ: who called whom, whether they were reached, and what was said.

    Signals:
        edited: something of it changed.
    """

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._incoming: Segments[bool] = Segments(self.tr("Who called"))
        self._incoming.fill([(True, self.tr("They called")), (False, self.tr("We called"))])
        self._reached: Segments[bool] = Segments(self.tr("Reached?"))
        self._reached.fill([(True, self.tr("Reached")), (False, self.tr("Not reached"))])
        self.with_whom = Line(self.tr("With whom"), hint=self.tr("Name"))
        self.number = Line(self.tr("Phone number"), hint=self.tr("Phone number"))
        self.with_whom.setFixedWidth(120)
        self.number.setFixedWidth(120)
        self.body = BodyEditor(
            self.tr("Phone note"), hint=self.tr("What was said, in a line or two")
        )
        for field in (self.with_whom, self.number, self.body):
            field.setProperty("inside", "phone")
        self._case: CaseId | None = None
        self._lay_out()
        for choice in (self._incoming, self._reached):
            choice.chosen.connect(self.edited)
        for line in (self.with_whom, self.number):
            line.textEdited.connect(self.edited)
        self.body.textChanged.connect(self.edited)

    def _lay_out(self) -> None:
        head = QWidget()
        row = FlowLayout(head)
        row.addWidget(self._incoming)
        row.addWidget(self._reached)
        row.addWidget(self.with_whom)
        row.addWidget(self.number)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(head)
        layout.addWidget(self.body, 1)

    def start(self, case: CaseId, draft: Draft | None) -> None:
        """Begin, with the words kept from last time."""
        kept = dict(draft.fields) if draft else {}
        self._case = case
        self._incoming.choose(kept.get("incoming", "1") == "1")
        self._reached.choose(kept.get("reached", "1") == "1")
        self.with_whom.setText(kept.get("with_whom", ""))
        self.number.setText(kept.get("number", ""))
        self.body.setPlainText(draft.text if draft else "")

    def draft(self) -> Draft | None:
        """Return what is written now."""
        if self._case is None:
            return None
        return Draft(
            case=self._case,
            tab=DraftTab.PHONE,
            text=self.body.toPlainText(),
            fields=(
                ("incoming", str(int(self._incoming.value()))),
                ("reached", str(int(self._reached.value()))),
                ("with_whom", self.with_whom.text()),
                ("number", self.number.text()),
            ),
        )

    def has_words(self) -> bool:
        """Return whether anything is written."""
        return bool(self.body.toPlainText().strip())

    def command(self) -> LogPhone | None:
        """Return the call as a command, or ``None`` when there is nothing to record.

        A call that reached nobody is worth recording without a word.
        """
        if self._case is None or (self._reached.value() and not self.has_words()):
            return None
        return LogPhone(
            case=self._case,
            incoming=self._incoming.value(),
            reached=self._reached.value(),
            with_whom=self.with_whom.text().strip(),
            text=self.body.toPlainText().strip(),
            number=self.number.text().strip(),
        )

"""Above a case: my reply to it is booked for later, with a way to change that (送信予約)."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from mailroom.domain.changes import Changes
from mailroom.domain.drafts import Draft
from mailroom.domain.query import OutboxRow
from mailroom.ids import CaseId
from ui.flow import FlowLayout
from ui.inputs import Glyph, PlainButton
from ui.session import Session
from ui.views.reply.book_button import BookButton
from ui.wording.outbox_text import booked_for


class BookedBar(QFrame):
    """Hidden unless a reply of mine to the case on screen is booked.

    Signals:
        restored(Draft): 予約を取り消す; open it in the composer.
    """

    restored = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._row: OutboxRow | None = None
        self.setProperty("bar", "wait")
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.change = BookButton(session, self.tr("Change"), role="bar", glyph="")
        self.change.booked.connect(self._rebook)
        self.now = PlainButton(self.tr("Send now"), role="bar")
        self.now.clicked.connect(lambda: self._rebook(self._session.now()))
        self.back = PlainButton(self.tr("Cancel the booking"), role="bar")
        self.back.clicked.connect(self._cancel)
        buttons = QWidget()
        flow = FlowLayout(buttons)
        for button in (self.change, self.now, self.back):
            flow.addWidget(button)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 6, 8, 6)
        layout.setSpacing(8)
        layout.addWidget(Glyph("clock", "on_banner"))
        layout.addWidget(self.words, 1)
        layout.addWidget(buttons)
        session.case_changed.connect(self.read)
        session.changed.connect(self._on_changed)
        self.hide()

    @Slot(object)
    def read(self, case: CaseId | None) -> None:
        """Look whether my reply to this case is booked."""
        self.show_row(None)
        if case is not None:
            tray = self._session.room.tray
            self._session.ask("booked", lambda: tray.booked(case), self.show_row)

    @Slot(object)
    def _on_changed(self, changes: Changes) -> None:
        case = self._session.case
        if case is not None and changes.outbox:
            tray = self._session.room.tray
            self._session.ask("booked", lambda: tray.booked(case), self.show_row)

    def show_row(self, row: OutboxRow | None) -> None:
        """Say when this mail leaves, if it is a reply to the case on screen."""
        self._row = row if row is not None and row.case == self._session.case else None
        if self._row is not None and self._row.send_at is not None:
            said = booked_for(self._row.send_at, self._session.now())
            self.words.setText(said)
            self.setAccessibleName(said)
        self.setVisible(self._row is not None)

    def _rebook(self, at: datetime) -> None:
        if (row := self._row) is not None:
            tray = self._session.room.tray
            self._session.tasks.act(lambda: tray.rebook(row.id, at), None, self._session.tell)

    def _cancel(self) -> None:
        if (row := self._row) is not None:
            outbox = self._session.room.outbox
            self._session.tasks.act(
                lambda: outbox.cancel(row.id), self._on_cancelled, self._session.tell
            )

    def _on_cancelled(self, draft: Draft | None) -> None:
        if draft is not None:
            self.restored.emit(draft)

"""What I asked for and was refused when it landed: my words are kept until I say so (rule 21)."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from mailroom.domain.changes import Changes
from mailroom.domain.commands import AddNote
from mailroom.domain.query import NotApplied
from mailroom.service.room import Asked
from ui import moments, text
from ui.dialogs.dialog import Dialog, remark
from ui.flow import FlowLayout
from ui.inputs import PlainButton
from ui.session import Session


class NotAppliedDialog(Dialog):
    """The tray of refused words."""

    def __init__(self, session: Session, parent: QWidget | None) -> None:
        super().__init__(parent, "", width=520)
        self.setWindowTitle(self.tr("Not applied"))
        self._session = session
        self._cards: list[QWidget] = []
        self.add_buttons()
        session.changed.connect(self._on_changed)
        self.read()

    def read(self) -> None:
        """Show what is there now."""
        for card in self._cards:
            card.hide()
            self.content_layout.removeWidget(card)
            card.deleteLater()
        rows = self._session.room.reads.not_applied()
        self._cards = [self._card(one) for one in rows]
        if not rows:
            self._cards = [remark(self.tr("Everything you asked for was applied."))]
        for card in self._cards:
            self.content_layout.addWidget(card)

    def _card(self, one: NotApplied) -> QWidget:
        card = QFrame()
        card.setProperty("card", "note")
        box = QVBoxLayout(card)
        box.setContentsMargins(12, 8, 12, 8)
        at = moments.when(one.event.made_at, self._session.now())
        why = text.refused(one.verdict, self._session.roster)
        reason = QLabel(self.tr("{time}: not applied. {why}").format(time=at, why=why))
        reason.setTextFormat(Qt.TextFormat.PlainText)
        reason.setWordWrap(True)
        box.addWidget(reason)
        if one.text:
            words = QLabel(one.text)
            words.setTextFormat(Qt.TextFormat.PlainText)
            words.setWordWrap(True)
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            box.addWidget(words)
        buttons = QWidget()
        row = FlowLayout(buttons)
        if one.text and one.case is not None:
            note = PlainButton(self.tr("Make it a note"), role="note")
            note.clicked.connect(lambda: self._keep(one))
            row.addWidget(note)
        gone = PlainButton(self.tr("Put it away"), role="quiet")
        gone.clicked.connect(lambda: self._dismiss(one))
        row.addWidget(gone)
        box.addWidget(buttons)
        return card

    def _keep(self, one: NotApplied) -> None:
        assert one.case is not None
        self._session.do(
            AddNote(case=one.case, text=one.text),
            said=self.tr("Kept as a note"),
            then=partial(self._on_kept, one),
        )

    def _dismiss(self, one: NotApplied) -> None:
        reads = self._session.room.reads
        self._session.tasks.act(
            lambda: reads.dismiss(one.event.id), self._on_dismissed, self._session.tell
        )

    def _on_kept(self, one: NotApplied, _asked: tuple[Asked, ...]) -> None:
        self._dismiss(one)

    def _on_dismissed(self, _none: None) -> None:
        self.read()

    def _on_changed(self, changes: Changes) -> None:
        if changes.cases:
            self.read()

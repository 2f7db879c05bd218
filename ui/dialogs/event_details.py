"""One event closely: who, from which PC, when, its place in the record; and removing its words."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from mailroom.domain.commands import Redact
from mailroom.domain.query import TimelineItem
from ui.dialogs.dialog import Dialog, heading, remark, row
from ui.inputs import Line
from ui.session import Session
from ui.wording import event_text


class EventDetails(Dialog):
    """All there is to know of an event."""

    def __init__(self, session: Session, item: TimelineItem, parent: QWidget | None) -> None:
        super().__init__(parent, "", width=460)
        self.setWindowTitle(self.tr("Details"))
        assert item.event is not None
        now = session.now()
        self.content_layout.addWidget(heading(event_text.of_event(item.event, session.roster, now)))
        facts = QWidget()
        grid = QGridLayout(facts)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        for line, (name, said) in enumerate(event_text.details(item, session.roster, now)):
            grid.addWidget(remark(name), line, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(_copyable(said), line, 1)
        self.content_layout.addWidget(facts)
        self.add_buttons()


class RemoveWords(Dialog):
    """Asks before words are removed for good."""

    def __init__(self, session: Session, item: TimelineItem, parent: QWidget | None) -> None:
        super().__init__(parent, "", width=460)
        self.setWindowTitle(self.tr("Remove the words for good"))
        self._session = session
        assert item.event is not None
        self._event = item.event.id
        said = event_text.of_event(item.event, session.roster, session.now())
        self.content_layout.addWidget(heading(said))
        words = _copyable(event_text.text_of(item))
        self.content_layout.addWidget(words)
        self.content_layout.addWidget(
            remark(
                self.tr(
                    "The words disappear on every PC of the team and, when the record is next "
                    "tidied up, from the mailbox too. Who removed them and when stays visible. "
                    "This cannot be undone."
                )
            )
        )
        self.reason = Line(self.tr("Why"), hint=self.tr("e.g. private data of a customer"))
        self.content_layout.addWidget(row(self.tr("Why"), self.reason))
        self.add_buttons(self.tr("Remove for good"), close=self.tr("Keep them"))

    def confirm(self) -> None:
        """Remove them."""
        command = Redact(event=self._event, reason=self.reason.text().strip())
        self._session.do(command, said=self.tr("The words are removed"), undo=False)
        self.accept()


def _copyable(said: str) -> QLabel:
    label = QLabel(said)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label

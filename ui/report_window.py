"""報告: what a client is told of a case, beside what was said of it in the house (S44).

The left side is for reading: nothing of it goes along, and what of it stands in the text keeps the
report here until somebody takes it out. Sent like any mail; the customer waits as before.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QSplitter, QVBoxLayout, QWidget

from mailroom.domain.drafts import Draft
from mailroom.domain.sends.reporting import Fact
from mailroom.domain.templates.blanks import blanks
from mailroom.errors import BadInput, MailroomError
from mailroom.service.outgoing.replies import Reply
from ui.new_mail_window import NewMailDialog
from ui.plain_text import plain_label
from ui.session import Session
from ui.wording import event_text, moments, text

_WIDTH = 1080
_SIDES = (380, 640)
_LEAST_SIDE = 220
_LOW, _TALL, _AROUND = 200, 460, 180  # heights of both sides, and of what stands around them


class InsideFacts(QScrollArea):
    """What was said in the house about a case, oldest first: for reading only."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.setProperty("card", "note")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumWidth(_LEAST_SIDE)
        self.setAccessibleName(self.tr("Said in the house"))
        inner = QWidget()
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(12, 8, 12, 8)
        self._column.setSpacing(4)
        self._column.addStretch(1)
        self._add("heading", self.tr("In the house only"))
        self._add("hint", self.tr("For reading. The client gets nothing of this."))
        self.setWidget(inner)

    def show_facts(self, facts: Sequence[Fact]) -> None:
        """Show these."""
        roster, now = self._session.roster, self._session.now()
        for fact in facts:
            if fact.item.event is not None:
                what = event_text.of_event(fact.item.event, roster, now).partition("\n")[0]
                self._add("meta", f"{moments.when_exactly(fact.item.at, now)}  {what}")
                self._add("", fact.words)
        if not facts:
            self._add("hint", self.tr("Nothing was said in the house so far."))

    def words(self) -> str:
        """Return all that stands here."""
        return "\n".join(label.text() for label in self.findChildren(QLabel))

    def _add(self, role: str, said: str) -> None:
        label = plain_label(role, said, selectable=True)
        self._column.insertWidget(self._column.count() - 1, label)


class ReportDialog(NewMailDialog):
    """Writes one report; the window below stays usable."""

    def __init__(self, session: Session, draft: Draft, parent: QWidget | None) -> None:
        """Begin with what ``Reports.begin`` gave."""
        super().__init__(session, draft, parent)
        self.setWindowTitle(self.tr("Report to a client"))
        self._wanted_width = _WIDTH
        self.facts = InsideFacts(session)
        sides = QSplitter(Qt.Orientation.Horizontal)
        sides.setChildrenCollapsible(False)
        place = self.content_layout.indexOf(self.page)
        self.content_layout.insertWidget(place, sides, 1)
        told = QWidget()
        column = QVBoxLayout(told)
        column.setContentsMargins(8, 0, 0, 0)
        column.addWidget(plain_label("heading", self.tr("What the client reads")))
        column.addWidget(self.page, 1)
        sides.addWidget(self.facts)
        sides.addWidget(told)
        sides.setSizes(list(_SIDES))
        room = parent.window().height() - _AROUND if parent is not None else _TALL
        sides.setMinimumHeight(max(_LOW, min(_TALL, room)))
        self.page.body.setAccessibleName(self.tr("Text of the report"))
        session.ask(
            "report-facts",
            partial(session.room.reads.reports.inside, draft.case),
            self.facts.show_facts,
        )

    def _begin(self, draft: Draft) -> None:
        """Begin at the first place that is left to write."""
        super()._begin(draft)
        body = self.page.body
        body.moveCursor(QTextCursor.MoveOperation.Start)
        blank = next(iter(blanks(draft.text)), "")
        if blank:
            body.find(blank)

    def _offer_kept(self, draft: Draft) -> None:
        """Offer nothing: a half-written report is gone on with by itself."""

    def _ask_check(self, _mail: Reply) -> None:
        """Keep it here: what may be told of the house is looked at as it is sent, not before."""
        self.say_problem(
            self.tr(
                "A second person looks at your mails first. Ask a colleague to send this report."
            )
        )

    def _on_failed(self, error: MailroomError) -> None:
        """Point at what was said in the house only: the report stays here with that."""
        if not (isinstance(error, BadInput) and error.field == "report"):
            super()._on_failed(error)
            return
        self._set_waiting(False)
        self.say_problem(text.describe(error))
        body = self.page.body
        body.moveCursor(QTextCursor.MoveOperation.Start)
        body.find(error.value)
        body.setFocus()

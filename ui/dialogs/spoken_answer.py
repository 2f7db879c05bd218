"""口頭の回答を記録, from anywhere: what somebody said on the phone or in the corridor (rule 31)."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from mailroom.domain.commands import AnswerEscalation
from mailroom.domain.escalation import Escalation
from mailroom.ids import CaseId
from ui.answer_recorder import AnswerRecorder
from ui.dialogs.dialog import Dialog
from ui.session import Session


class SpokenAnswerDialog(Dialog):
    """The recorder in a window of its own."""

    def __init__(
        self, session: Session, case: CaseId, escalation: Escalation, parent: QWidget | None
    ) -> None:
        super().__init__(parent, "", width=480)
        self.setWindowTitle(self.tr("Record a spoken answer"))
        self._session = session
        self.recorder = AnswerRecorder()
        members = [member for member in session.roster.members.values() if not member.left]
        self.recorder.open_spoken(case, escalation, members, session.me.person)
        self.recorder.recorded.connect(self._record)
        self.recorder.cancelled.connect(self.reject)
        self.content_layout.addWidget(self.recorder)
        self.recorder.words.setFocus()

    def confirm(self) -> None:
        """Record it (Ctrl+Enter)."""
        self.recorder.save()

    def _record(self, command: AnswerEscalation) -> None:
        self._session.do(command, said=self.tr("The answer is recorded"), undo=False)
        self.accept()

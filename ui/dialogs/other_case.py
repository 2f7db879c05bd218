"""Which other case: those that are near first, any other by its number or by searching."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mailroom.domain.query import CaseRow
from mailroom.ids import CaseId
from ui.dialogs.dialog import Dialog, remark
from ui.dialogs.picker import PickList
from ui.entries import Entry
from ui.session import Session
from ui.wording import thread_text

_MOST = 30


class OtherCasePicker(Dialog):
    """Choose a case.

    Signals:
        case_picked(CaseId): this one.
    """

    case_picked = Signal(object)

    def __init__(
        self,
        session: Session,
        title: str,
        remarks: str,
        *,
        case: CaseId,
        near: Sequence[CaseId] = (),
        parent: QWidget | None = None,
    ) -> None:
        """Make a picker of any case but ``case``, with those that are ``near`` on top."""
        super().__init__(parent, title, width=520)
        self._session = session
        self._case = case
        self._near = tuple(near)
        self.list = PickList(self.tr("Number, subject, customer or words"), narrows=False)
        self.list.line.textChanged.connect(self._look)
        self.list.picked.connect(self._take)
        self.content_layout.addWidget(self.list)
        self.content_layout.addWidget(remark(remarks))
        self.add_buttons()
        self.list.line.setFocus()
        self._look("")

    def _look(self, query: str) -> None:
        room, case, near = self._session.room, self._case, self._near

        def read() -> list[CaseRow]:
            found = room.threads.find(query.strip(), _MOST) if query.strip() else list(near)
            if not query.strip():
                found += room.reads.recent_cases(_MOST)
            others = [one for one in dict.fromkeys(found) if one != case]
            return room.reads.rows(others[:_MOST])

        self._session.ask("other-case", read, self._show)

    def _show(self, rows: list[CaseRow]) -> None:
        self.list.fill(
            [
                Entry(
                    key=row.case.id,
                    text=thread_text.case_line(row.case),
                    hint=thread_text.case_hint(row.case),
                )
                for row in rows
            ]
        )

    def _take(self, case: CaseId) -> None:
        self.case_picked.emit(case)
        self.accept()

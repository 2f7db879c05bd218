"""まとめる: which of several cases stays, shown before they become one (N19)."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from mailroom.domain.query import CaseRow
from mailroom.ids import CaseId
from ui import ops
from ui.choices import Choice
from ui.dialogs.dialog import Dialog, heading, remark, row
from ui.plain_text import plain_label
from ui.session import Session
from ui.wording import moments, names, thread_text, words


class MergeDialog(Dialog):
    """Shows the cases, what will be of them, and lets the one that stays be chosen."""

    def __init__(
        self,
        session: Session,
        cases: tuple[CaseId, ...],
        stays: CaseId,
        parent: QWidget | None,
    ) -> None:
        super().__init__(parent, "", width=560)
        self.setWindowTitle(self.tr("Make one case of %n case(s)", "", len(cases)))
        self._session = session
        self._rows = {one.case.id: one for one in session.room.reads.rows(list(cases))}
        self.stays: Choice[CaseId] = Choice(self.tr("This case stays"))
        self.stays.fill([(id_, thread_text.case_line(one.case)) for id_, one in self._rows.items()])
        self.stays.choose(stays)
        self.stays.chosen.connect(self._say)
        for one in self._rows.values():
            self.content_layout.addWidget(heading(thread_text.case_line(one.case)))
            self.content_layout.addWidget(remark(self._about(one)))
        self.content_layout.addWidget(row(self.tr("This case stays"), self.stays))
        self.outcome = plain_label("", "")
        self.content_layout.addWidget(self.outcome)
        self.content_layout.addWidget(
            remark(
                self.tr(
                    "Mails, notes and labels come together. The other numbers still lead here."
                    " You can undo it, also later, from the timeline."
                )
            )
        )
        self.add_buttons(self.tr("Make one case"))
        self._say()

    def confirm(self) -> None:
        """Merge all into the one that stays."""
        ops.merge(self._session, self.stays.value(), tuple(self._rows))
        self._session.show_case(self.stays.value())
        self.accept()

    def _about(self, one: CaseRow) -> str:
        case, roster = one.case, self._session.roster
        last = moments.when_exactly(case.last_at, self._session.now())
        who = roster.name(case.assignee)
        parts = (
            case.contact.name or case.contact.addr,
            words.status_name(case.status),
            self.tr("Owner: {who}").format(who=names.san(who)) if who else "",
            self.tr("%n mail(s)", "", case.mail_count),
            self.tr("last {when}").format(when=last),
        )
        return " · ".join(part for part in parts if part)

    def _say(self) -> None:
        kept = self._rows[self.stays.value()].case
        gone = [one.case.number for id_, one in self._rows.items() if id_ != kept.id]
        numbers = ", ".join(f"#{number}" for number in gone)
        said = self.tr("Into #{number}: {others}. It keeps its subject and its customer, {who}.")
        who = kept.contact.name or kept.contact.addr
        self.outcome.setText(said.format(number=kept.number, others=numbers, who=who))

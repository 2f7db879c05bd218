"""引き継ぐ and 送信を打ち切る: the two ways past somebody else, each with a plain word before it.

A take-over names its reason (rule 10); the team reads it in the timeline and the one who wrote
before keeps the draft. Ending a stuck send warns that the mail may have left.
"""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from mailroom.domain.commands import AbandonSend, TakeOver
from mailroom.domain.query import CaseDetail
from mailroom.ids import CaseId
from ui.choices import Choice
from ui.dialogs.dialog import Dialog, remark, row
from ui.inputs import Line, PlainButton
from ui.session import Session
from ui.wording import moments, names


class TakeOverDialog(Dialog):
    """Take a case over from whoever holds it."""

    def __init__(self, session: Session, case: CaseId, parent: QWidget | None) -> None:
        super().__init__(parent, "", width=440)
        self.setWindowTitle(self.tr("Take over the case"))
        self._session = session
        self._case = case
        detail = session.room.reads.detail(case)
        self.who = remark(_held_now(session, detail))
        self.reason: Choice[str] = Choice(self.tr("Reason"))
        self.reason.fill([(one, one) for one in self._reasons()])
        self.words = Line(self.tr("In other words"), hint=self.tr("if none of these fits"))
        self.content_layout.addWidget(self.who)
        self.content_layout.addWidget(row(self.tr("Reason") + " *", self.reason))
        self.content_layout.addWidget(row(self.tr("In other words"), self.words))
        self.content_layout.addWidget(
            remark(self.tr("They keep their draft and are told. Everybody sees the reason."))
        )
        self.add_buttons(self.tr("Take over"))
        self.reason.setFocus()

    def confirm(self) -> None:
        """Take it; the fold decides at the position."""
        reason = self.words.text().strip() or self.reason.value()
        self._session.do(
            TakeOver(case=self._case, reason=reason),
            said=self.tr("You answer this case now"),
            undo=False,
        )
        self.accept()

    def _reasons(self) -> tuple[str, ...]:
        return (
            self.tr("It is urgent"),
            self.tr("They are not at their desk"),
            self.tr("The customer asked again"),
            self.tr("As agreed with them"),
            self.tr("The case goes to somebody else"),
        )


class AbandonDialog(Dialog):
    """End a send that is stuck, after one plain warning."""

    def __init__(self, session: Session, case: CaseId, parent: QWidget | None) -> None:
        super().__init__(parent, "", width=460)
        self.setWindowTitle(self.tr("End the sending"))
        self._session = session
        self._case = case
        detail = session.room.reads.detail(case)
        send = detail.row.case.open_send if detail is not None else None
        said = ""
        if send is not None:
            said = self.tr("{who} is sending a reply since {at}.").format(
                who=names.seat(session.roster, send.seat.person, send.seat.desk),
                at=moments.when(send.since, session.now()),
            )
        self.content_layout.addWidget(remark(said))
        self.warning = remark(
            self.tr(
                "This reply may have been sent. If somebody answers again, the customer may get "
                "two replies. Ask the sender first, or look into the Sent folder."
            )
        )
        self.warning.setProperty("role", "problem")
        self.content_layout.addWidget(self.warning)
        self.add_buttons(self.tr("End the sending"))
        self.findChildren(PlainButton)[-1].setFocus()  # Close: this is not done in passing

    def confirm(self) -> None:
        """End it; the timeline says that it may have been sent."""
        self._session.do(
            AbandonSend(case=self._case),
            said=self.tr("Ended. It may have been sent: see the timeline."),
            undo=False,
        )
        self.accept()


def _held_now(session: Session, detail: CaseDetail | None) -> str:
    holder = detail.row.holder if detail is not None else None
    if holder is None:
        return ""
    who = names.seat(session.roster, holder.person, holder.desk)
    said = names.held_by(who, holder.since, session.now())
    return said[:1].upper() + said[1:]

"""別の窓口へ転送: where a mail that is not for us goes on, and what becomes of the case."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from mailroom.domain.mails import MailPlace
from mailroom.domain.people import Address
from mailroom.domain.query import CaseDetail
from mailroom.errors import MailroomError
from mailroom.ids import MailKey
from mailroom.service.outgoing.redirecting import Redirect
from ui.choices import Choice
from ui.dialogs.dialog import Dialog, remark, row
from ui.inputs import CheckBox, ElidedLabel, Line
from ui.session import Session
from ui.typed_addresses import parse_addresses, show_address
from ui.wording import text
from ui.wording.words import no_subject


class RedirectDialog(Dialog):
    """Chooses one of the agreed desks, or takes any address."""

    def __init__(
        self, session: Session, detail: CaseDetail, mail: MailKey | None, parent: QWidget | None
    ) -> None:
        """Ask about a mail.

        Args:
            session: of the window.
            detail: its case, as it is on screen.
            mail: which one; the customer's latest if not given.
            parent: the main window.
        """
        super().__init__(parent, "", width=520)
        self.setWindowTitle(self.tr("Send on to another desk"))
        self._session = session
        self._detail = detail
        mails = session.room.redirects.mails(detail.row.case.id)
        chosen = [one for one in mails if one.facts.key == mail] or list(mails[-1:])
        self._mail = chosen[0] if chosen else None
        self.desk: Choice[Address | None] = Choice(self.tr("Desk"))
        self.address = Line(self.tr("Address"))
        self.done_with_it = CheckBox(self.tr("The case is done with this"), checked=True)
        self._lay_out(len(mails) - 1)
        self.desk.chosen.connect(self._show_line)
        self.send_button = self.add_buttons(self.tr("Send on") + "  Ctrl+Enter")
        self.offer(session.room.redirects.desks())
        if self._mail is None:
            self.say_problem(self.tr("There is no mail of a customer here."))
            self._set_waiting(True)

    def offer(self, desks: Sequence[Address]) -> None:
        """Offer the desks on which the team has agreed, or any address."""
        self.desk.fill([*((one, show_address(one)) for one in desks), (None, self.tr("another…"))])
        self._choice.setVisible(bool(desks))
        self._show_line()
        (self.desk if desks else self.address).setFocus()

    def confirm(self) -> None:
        """Put it into the outbox; it can be taken back for some seconds there."""
        to = self._to()
        if to is None or self._mail is None:
            return
        wish = Redirect(
            case=self._detail.row.case.id,
            to=to,
            mail=self._mail.facts.key,
            shown=self._detail.seen,
            close=self.done_with_it.isChecked(),
        )
        self._set_waiting(True)
        redirects = self._session.room.redirects
        self._session.tasks.act(
            lambda: redirects.send(wish), lambda _id: self.accept(), self._on_failed
        )

    def _lay_out(self, others: int) -> None:
        if self._mail is not None:
            self.content_layout.addWidget(ElidedLabel(_named(self._mail), role="heading"))
        self._choice = row(self.tr("Desk"), self.desk)
        self._typed = row(self.tr("Address"), self.address)
        for part in (self._choice, self._typed, self.done_with_it):
            self.content_layout.addWidget(part)
        self.content_layout.addWidget(
            remark(
                self.tr(
                    "It goes on exactly as the customer wrote it; the other desk answers them. "
                    "The customer is not told. If they write to you again, the case opens again."
                )
            )
        )
        if others > 0:
            stays = self.tr(
                "Only this mail goes on. %n other mail(s) of this case stay.", "", others
            )
            self.content_layout.addWidget(remark(stays))

    def _show_line(self) -> None:
        self._typed.setVisible(self.desk.value() is None)

    def _to(self) -> Address | None:
        agreed = self.desk.value()
        if agreed is not None:
            return agreed
        good, bad = parse_addresses(self.address.text())
        if len(good) != 1 or bad:
            self.say_problem(self.tr("Enter one mail address."))
            self.address.setFocus()
            return None
        return good[0]

    def _on_failed(self, error: MailroomError) -> None:
        self._set_waiting(False)
        self.say_problem(text.describe(error, self._session.roster))

    def _set_waiting(self, waiting: bool) -> None:
        if self.send_button is not None:
            self.send_button.setEnabled(not waiting)


def _named(mail: MailPlace) -> str:
    return f"{mail.facts.subject or no_subject()}  –  {show_address(mail.facts.sender)}"

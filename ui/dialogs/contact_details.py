"""Small dialogs of a contact: who it is, and which other address is theirs, too."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from mailroom.domain.commands import DescribeContact, JoinContacts
from mailroom.domain.policies.contacts import DOMAIN, Contact, is_contact_key
from ui.dialogs.dialog import Dialog, remark, row
from ui.inputs import Line
from ui.session import Session


class DescribeDialog(Dialog):
    """Name, company and phone of a customer, as the team knows them."""

    def __init__(
        self, session: Session, key: str, known: Contact | None, parent: QWidget | None
    ) -> None:
        super().__init__(parent, "", width=480)
        self.setWindowTitle(self.tr("Who this customer is"))
        self._session = session
        self._key = known.key if known is not None else key
        self.name = Line(self.tr("Name"))
        self.company = Line(self.tr("Company"))
        self.phone = Line(self.tr("Phone"))
        if known is not None:
            self.name.setText(known.name)
            self.company.setText(known.company)
            self.phone.setText(known.phone)
        for label, line in (
            (self.tr("Name"), self.name),
            (self.tr("Company"), self.company),
            (self.tr("Phone"), self.phone),
        ):
            self.content_layout.addWidget(row(label, line))
        self.content_layout.addStretch(1)
        self.add_buttons(self.tr("Save"))

    def confirm(self) -> None:
        """Keep it."""
        command = DescribeContact(
            key=self._key,
            name=self.name.text().strip(),
            company=self.company.text().strip(),
            phone=self.phone.text().strip(),
        )
        self._session.do(command, said=self.tr("Kept"), undo=False)
        self.accept()


class JoinDialog(Dialog):
    """Say that another address is the same person's; their cases are listed together then."""

    def __init__(self, session: Session, key: str, parent: QWidget | None) -> None:
        super().__init__(parent, "", width=480)
        self.setWindowTitle(self.tr("Another address of this person"))
        self._session = session
        self._key = key
        self.other = Line(self.tr("Address"), hint="yamada@example.co.jp")
        self.content_layout.addWidget(row(self.tr("Address"), self.other))
        self.content_layout.addWidget(
            remark(
                self.tr(
                    "Cases and notes of both are shown together, and how one is handled holds for"
                    " the other. No case and no mail is moved; it can be undone."
                )
            )
        )
        self.content_layout.addStretch(1)
        self.add_buttons(self.tr("It is the same person"))

    def confirm(self) -> None:
        """Join them, if that is an address."""
        other = self.other.text().strip().lower()
        if not is_contact_key(other) or other.startswith(DOMAIN) or other == self._key:
            self.say_problem(self.tr("Enter another address, like yamada@example.co.jp."))
            return
        said = self.tr("The addresses are one person's now")
        self._session.do(JoinContacts(one=self._key, other=other), said=said)
        self.accept()

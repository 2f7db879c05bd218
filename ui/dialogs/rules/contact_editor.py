"""One contact: a flag, how to handle them, who may answer, with which words (S25)."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from mailroom.domain.commands import SetContact
from mailroom.domain.policies.contacts import Contact, ContactFlag, is_contact_key
from mailroom.ids import PersonId
from ui.choices import Segments
from ui.dialogs.dialog import Dialog, remark, row
from ui.flow import FlowLayout
from ui.inputs import CheckBox, Line, TextArea
from ui.session import Session
from ui.wording.words import flag_name


class ContactEditor(Dialog):
    """Change what is said about an address or a domain."""

    def __init__(self, session: Session, contact: Contact, parent: QWidget | None) -> None:
        super().__init__(parent, "", width=520)
        self.setWindowTitle(self.tr("How a customer is handled"))
        self._session = session
        self.key = Line(self.tr("Address or @domain"), hint="yamada@example.co.jp, @example.co.jp")
        self.key.setText(contact.key)
        self.key.setReadOnly(bool(contact.key))
        self.flag: Segments[ContactFlag] = Segments(self.tr("Flag"))
        self.flag.fill([(one, flag_name(one) or self.tr("None")) for one in ContactFlag])
        self.flag.choose(contact.flag)
        self.handling = TextArea(self.tr("Handling"), lines=3)
        self.handling.setPlainText(contact.handling)
        self.wording = TextArea(self.tr("Words to use"), lines=2)
        self.wording.setPlainText(contact.wording)
        self.two_people = CheckBox(
            self.tr("A second person looks before a mail leaves"), checked=contact.two_people
        )
        self.people: dict[PersonId, CheckBox] = {}
        who = QWidget()
        flow = FlowLayout(who, gap=12)
        for member in session.roster.members.values():
            if not member.left:
                box = CheckBox(member.name, checked=member.id in contact.may_answer)
                self.people[member.id] = box
                flow.addWidget(box)
        for name, control in (
            (self.tr("Address or @domain"), self.key),
            (self.tr("Flag"), self.flag),
            (self.tr("Handling"), self.handling),
            (self.tr("Words to use"), self.wording),
            (self.tr("Who may answer"), who),
        ):
            self.content_layout.addWidget(row(name, control))
        self.content_layout.addWidget(
            remark(self.tr("Nobody ticked: everybody answers. Leads always may."))
        )
        self.content_layout.addWidget(self.two_people)
        self.content_layout.addStretch(1)
        self.add_buttons(self.tr("Save"))
        self.setEnabled(session.roster.i_am_lead)

    def confirm(self) -> None:
        """Keep it, if the address can be one."""
        key = self.key.text().strip().lower()
        if not is_contact_key(key):
            self.say_problem(self.tr("Enter an address, or @ and a domain."))
            return
        contact = Contact(
            key=key,
            flag=self.flag.value(),
            handling=self.handling.toPlainText().strip(),
            may_answer=tuple(one for one, box in self.people.items() if box.isChecked()),
            wording=self.wording.toPlainText().strip(),
            two_people=self.two_people.isChecked(),
        )
        self._session.do(SetContact(contact=contact), said=self.tr("Kept"), undo=False)
        self.accept()

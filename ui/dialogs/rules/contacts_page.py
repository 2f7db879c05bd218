"""連絡先の方針: customers who need care, who answers them and with which words (S25)."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mailroom.domain.changes import Changes
from mailroom.domain.policies.contacts import Contact
from ui.dialogs.rules.contact_editor import ContactEditor
from ui.dialogs.rules.parts import card, clear, page_layout
from ui.inputs import PlainButton
from ui.models.rules_draft import joined
from ui.plain_text import plain_label
from ui.session import Session
from ui.wording.words import flag_name


class ContactsPage(QWidget):
    """The contacts with a handling; they are kept at once, not with the rules."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        layout = page_layout(
            self, self.tr("Shown beside the case and the reply. Each entry is kept at once.")
        )
        self._column = QVBoxLayout()
        self._column.setSpacing(8)
        layout.addLayout(self._column)
        self.add_button = PlainButton(self.tr("New entry…"), glyph="plus")
        self.add_button.clicked.connect(lambda: self.edit(Contact(key="")))
        layout.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addStretch(1)
        session.changed.connect(self._on_changed)
        self.build()

    def build(self) -> None:
        """Show the entries as they are."""
        clear(self._column)
        contacts = [one for one in self._session.room.guidance.contacts() if one.has_handling]
        for contact in contacts:
            frame, column = card(f"{contact.key}  {flag_name(contact.flag)}".strip())
            if contact.handling:
                column.addWidget(plain_label("", contact.handling))
            who = [self._session.roster.name(person) for person in contact.may_answer]
            if who:
                said = self.tr("Answered by {who} and leads").format(who=joined(who))
                column.addWidget(plain_label("meta", said))
            change = PlainButton(self.tr("Change"), role="link")
            change.clicked.connect(partial(self.edit, contact))
            column.addWidget(change, 0, Qt.AlignmentFlag.AlignLeft)
            self._column.addWidget(frame)
        if not contacts:
            self._column.addWidget(plain_label("empty", self.tr("No customer has an entry yet.")))

    def edit(self, contact: Contact) -> ContactEditor:
        """Open an entry."""
        editor = ContactEditor(self._session, contact, self.window())
        editor.open()
        return editor

    def _on_changed(self, changes: Changes) -> None:
        if changes.team:
            self.build()

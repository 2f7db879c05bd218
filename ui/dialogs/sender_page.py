"""差出人: as whom the team writes and what stands below its mails; a page of the settings.

Everybody sees it, a lead changes it. Acts at once, as everything does that the whole team sees.
"""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QListWidget, QVBoxLayout, QWidget

from mailroom.domain.changes import Changes
from mailroom.domain.commands import SetIdentities
from mailroom.domain.identities import LONGEST
from mailroom.domain.people import Identity
from ui import hands
from ui.dialogs.dialog import remark, row
from ui.flow import FlowLayout
from ui.inputs import Line, PlainButton, TextArea
from ui.plain_text import plain_label
from ui.session import Session
from ui.typed_addresses import parse_addresses


class SenderPage(QWidget):
    """The list of identities, and the one that is marked."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._known: tuple[Identity, ...] = ()
        self.list = QListWidget()
        self.list.setProperty("role", "pick")
        self.list.setAccessibleName(self.tr("Senders"))
        self.list.setMaximumHeight(120)
        hands.refuse_ime(self.list)
        self.address = Line(self.tr("Mail address"))
        self.name = Line(self.tr("Name beside it"), hint=self.tr("e.g. Customer service"))
        self.signature = TextArea(self.tr("Signature of the team"), lines=4)
        self.problem = plain_label("problem", "")
        self.problem.hide()
        self.save_button = PlainButton(self.tr("Save this sender"), role="primary")
        self.first_button = PlainButton(self.tr("Make it the usual one"), glyph="up")
        self.remove_button = PlainButton(self.tr("Remove"), glyph="trash")
        self.new_button = PlainButton(self.tr("New sender"), glyph="plus")
        self._lay_out()
        self.list.currentRowChanged.connect(lambda _row: self._show())
        self.save_button.clicked.connect(self.save)
        self.first_button.clicked.connect(self._make_first)
        self.remove_button.clicked.connect(self._remove)
        self.new_button.clicked.connect(self._new)
        session.changed.connect(self._on_changed)
        self.read()

    def read(self) -> None:
        """Show the identities as they are now; the mark stays on its address."""
        marked = self._marked()
        self._known = self._session.room.senders.all()
        with QSignalBlocker(self.list):
            self.list.clear()
            for number, one in enumerate(self._known):
                shown = f"{one.name} <{one.address}>" if one.name else one.address
                usual = self.tr("{sender} (usual)").format(sender=shown)
                self.list.addItem(shown if number else usual)
            addresses = [one.address for one in self._known]
            kept = marked.address if marked is not None else ""
            self.list.setCurrentRow(addresses.index(kept) if kept in addresses else 0)
        self._show()

    def save(self) -> None:
        """Ask the team to take what is written here."""
        typed, bad = parse_addresses(self.address.text())
        if bad or len(typed) != 1:
            self._say(self.tr("Enter one mail address."))
            self.address.setFocus()
            return
        signature = self.signature.toPlainText().strip()
        if len(signature) > LONGEST:
            self._say(self.tr("The signature is too long."))
            return
        one = Identity(address=typed[0].addr, name=self.name.text().strip(), signature=signature)
        at = self.list.currentRow()
        before = self._known[at].address if at >= 0 else one.address
        kept = [each for each in self._known if each.address not in {before, one.address}]
        kept.insert(at if at >= 0 else len(kept), one)
        self._set(tuple(kept))

    def _lay_out(self) -> None:
        buttons = QWidget()
        flow = FlowLayout(buttons)
        for button in (self.save_button, self.first_button, self.remove_button, self.new_button):
            flow.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 12, 4, 4)
        layout.setSpacing(8)
        layout.addWidget(self.list)
        layout.addWidget(row(self.tr("Mail address"), self.address))
        layout.addWidget(row(self.tr("Name beside it"), self.name))
        layout.addWidget(row(self.tr("Signature of the team"), self.signature))
        layout.addWidget(self.problem)
        layout.addWidget(buttons)
        layout.addWidget(
            remark(
                self.tr(
                    "A reply leaves as whom the customer wrote to, else as the usual one. Mail to "
                    "these addresses must arrive in this mailbox. Your own lines stand above the "
                    "signature of the team (page “Work”)."
                )
            )
        )
        layout.addStretch(1)
        lead = self._session.roster.i_am_lead
        for field in (self.address, self.name, self.signature):
            field.setReadOnly(not lead)
        for button in (self.save_button, self.first_button, self.remove_button, self.new_button):
            button.setVisible(lead)

    def _marked(self) -> Identity | None:
        at = self.list.currentRow()
        return self._known[at] if 0 <= at < len(self._known) else None

    def _show(self) -> None:
        one = self._marked() or Identity(address="")
        self.address.setText(one.address)
        self.name.setText(one.name)
        self.signature.setPlainText(one.signature)
        self.first_button.setEnabled(self.list.currentRow() > 0)
        self.remove_button.setEnabled(self.list.currentRow() >= 0 and len(self._known) > 1)
        self._say("")

    def _new(self) -> None:
        self.list.setCurrentRow(-1)
        self._show()
        self.address.setFocus()

    def _make_first(self) -> None:
        if (one := self._marked()) is not None:
            self._set((one, *(each for each in self._known if each != one)))

    def _remove(self) -> None:
        if (one := self._marked()) is not None:
            self._set(tuple(each for each in self._known if each != one))

    def _set(self, identities: tuple[Identity, ...]) -> None:
        mailbox = self._session.room.senders.mailbox
        self._session.do(
            SetIdentities(mailbox=mailbox, identities=identities),
            said=self.tr("Senders saved"),
            undo=False,
        )

    def _say(self, sentence: str) -> None:
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))

    def _on_changed(self, changes: Changes) -> None:
        if changes.team:
            self.read()

"""Each recipient is ticked before a mail leaves, where the team wants that of a mailbox (S19).

Stands below the words like the risk card, after it: who it goes to is looked at last.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from mailroom.domain.drafts import Draft
from mailroom.domain.people import Address
from mailroom.domain.policies.send_rules import asks_to_tick
from mailroom.domain.query import CaseDetail
from ui.flow import FlowLayout
from ui.inputs import CheckBox, PlainButton
from ui.plain_text import plain_label
from ui.session import Session
from ui.views.reply.bar import ReplyBar
from ui.wording.words import tr


class RecipientTicks(QFrame, ReplyBar):
    """One box for each recipient; the mail goes on when all are ticked.

    Signals:
        accepted(): all are ticked and it shall leave.
        revised(): back to the words.
    """

    accepted = Signal()
    revised = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setProperty("bar", "wait")
        self._session = session
        self._ticked: frozenset[str] = frozenset()
        self._asking = False
        self.boxes: tuple[CheckBox, ...] = ()
        self._every: frozenset[str] = frozenset()
        self._rows = QVBoxLayout()
        self._rows.setSpacing(2)
        self.send_button = PlainButton(self.tr("Send to those ticked"), role="bar")
        self.back_button = PlainButton(self.tr("Go back"), role="bar")
        buttons = QWidget()
        line = FlowLayout(buttons)
        line.addWidget(self.back_button)
        line.addWidget(self.send_button)
        heading = plain_label()
        heading.setText(self.tr("Tick each recipient before it leaves:"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 6, 8, 6)
        layout.setSpacing(4)
        layout.addWidget(heading)
        layout.addLayout(self._rows)
        layout.addWidget(buttons)
        self.send_button.clicked.connect(self._accept)
        self.back_button.clicked.connect(self._revise)
        self.hide()

    @property
    def has_words(self) -> bool:
        """Return whether somebody is to tick."""
        return self._asking

    def holds(self, draft: Draft) -> bool:
        """Return whether recipients are to be ticked first; then they are shown."""
        policy = self._session.roster.policy
        rules = policy.sending if policy is not None else ()
        people = [
            (field, one)
            for field, listed in (("", draft.to), ("Cc", draft.cc), ("Bcc", draft.bcc))
            for one in listed
            if one.addr
        ]
        every = frozenset(one.addr for _, one in people)
        mailbox = self._session.room.profile.config.mailbox
        if not asks_to_tick(rules, mailbox) or every <= self._ticked:
            self._put_away()
            return False
        self.ask(people)
        return True

    def ask(self, people: Sequence[tuple[str, Address]]) -> None:
        """Show a box for each; with the field it stands in, "" for To."""
        self._show(people)
        self._asking = True
        self.show()
        self.boxes[0].setFocus()

    def begin(self, _detail: CaseDetail, _draft: Draft) -> None:
        """Ask anew: another reply is begun."""
        self._ticked = frozenset()
        self._put_away()

    def read(self) -> None:
        """Ask anew: words or recipients changed."""
        self._ticked = frozenset()
        self._put_away()

    def _show(self, people: Sequence[tuple[str, Address]]) -> None:
        for box in self.boxes:
            self._rows.removeWidget(box)
            box.hide()
            box.deleteLater()
        self.boxes = tuple(CheckBox(_named(field, one)) for field, one in people)
        for box in self.boxes:
            box.toggled.connect(self._follow)
            self._rows.addWidget(box)
        self._every = frozenset(one.addr for _, one in people)
        self._follow()

    def _follow(self, _ticked: bool = False) -> None:
        self.send_button.setEnabled(all(box.isChecked() for box in self.boxes))

    def _accept(self) -> None:
        self._ticked = self._every
        self._put_away()
        self.accepted.emit()

    def _revise(self) -> None:
        self._put_away()
        self.revised.emit()

    def _put_away(self) -> None:
        self._asking = False
        self.hide()


def _named(field: str, one: Address) -> str:
    who = f"{one.name} <{one.addr}>" if one.name else one.addr
    return f"{who}  {field}" if field else f"{who}  {tr('To')}"

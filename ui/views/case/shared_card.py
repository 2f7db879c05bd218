"""A draft in the timeline that somebody shows to the team, with what can be done about it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mailroom.domain.sends.approval import Proposal
from mailroom.service.outgoing.sharing import can_be_taken
from ui.flow import FlowLayout
from ui.inputs import PlainButton
from ui.plain_text import plain_label
from ui.views.case.cards import NoteCard, Stamp
from ui.wording import sharing_text

_LINES = 8


class SharedCard(NoteCard):
    """Whose draft it is, its first lines, and the ways on.

    Signals:
        take_asked(): put these words into my reply.
        withdraw_asked(): show it no longer.
    """

    take_asked = Signal()
    withdraw_asked = Signal()

    def __init__(self, *, who: str, mail: Proposal, said: str, stamp: Stamp, mine: bool) -> None:
        """Make a card; ``mine``: whether I may take it back."""
        lines = said.splitlines()
        cut = len(lines) > _LINES
        super().__init__(
            kind="note",
            icon="draft",
            title=sharing_text.title(who),
            said="\n".join([*lines[:_LINES], "…"]) if cut else said,
            stamp=stamp,
        )
        self._said = said
        addressed = sharing_text.addressed(mail)
        if addressed:
            self.column.insertWidget(1, plain_label("meta", addressed, selectable=True))
        self.buttons = QWidget()
        row = FlowLayout(self.buttons)
        self.take = PlainButton(self.tr("Put it into my reply"), glyph="reply")
        self.take.clicked.connect(self.take_asked)
        self.take.setVisible(can_be_taken(mail))
        row.addWidget(self.take)
        self.whole = PlainButton(self.tr("Show all of it"), role="quiet")
        self.whole.clicked.connect(self._show_all)
        self.whole.setVisible(cut)
        row.addWidget(self.whole)
        self.withdraw = PlainButton(self.tr("Stop sharing"), role="quiet")
        self.withdraw.clicked.connect(self.withdraw_asked)
        self.withdraw.setVisible(mine)
        row.addWidget(self.withdraw)
        self.column.addWidget(self.buttons)

    def _show_all(self) -> None:
        self.whole.hide()
        if self.words is not None:
            self.words.show_text(self._said)

"""The answers of an escalation: read, sort with one key, trust or refuse, use for a reply (N07).

Shows the rows that ``models.answer_rows`` found; what a button means is told upwards.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from mailroom.domain.escalations.escalation import AnswerKind
from ui.flow import FlowLayout
from ui.inputs import Glyph, PlainButton
from ui.models.answer_rows import AnswerRow, Ask
from ui.models.escalation_offers import SEVEN
from ui.plain_text import plain_label
from ui.wording import words


class EscalationAnswers(QWidget):
    """All answers, the newest first.

    Signals:
        sorted(EventId, AnswerKind): that is what it means.
        refused(EventId): it is from nobody we asked.
        wording_asked(str): put this wording for the customer into a reply.
    """

    sorted = Signal(object, object)
    refused = Signal(object)
    wording_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[AnswerRow, ...] = ()
        self._cards: list[AnswerCard] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)

    def take_keys_of(self, page: QWidget) -> None:
        """Let 1 to 7 sort the newest unsorted answer while the focus is on this page.

        Inputs keep their digits: they claim plain keys before any shortcut.
        """
        for number, kind in enumerate(SEVEN, start=1):
            key = QShortcut(QKeySequence(str(number)), page)
            key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            key.setAutoRepeat(False)
            key.activated.connect(partial(self._sort_by_key, kind))

    def show_rows(self, rows: tuple[AnswerRow, ...]) -> None:
        """Show these; the same ones stay as they are, so that nothing moves under the pointer."""
        if rows == self._rows:
            return
        self._rows = rows
        for card in self._cards:
            self._column.removeWidget(card)
            card.hide()
            card.deleteLater()
        self._cards = [self._card(row) for row in rows]
        for card in self._cards:
            self._column.addWidget(card)
        self.setVisible(bool(rows))

    def cards(self) -> tuple[AnswerCard, ...]:
        """Return what is shown for each answer."""
        return tuple(self._cards)

    def _card(self, row: AnswerRow) -> AnswerCard:
        card = AnswerCard(row)
        card.sorted.connect(partial(self.sorted.emit, row.event))
        card.refused.connect(partial(self.refused.emit, row.event))
        card.wording_asked.connect(partial(self.wording_asked.emit, row.for_customer))
        return card

    def _sort_by_key(self, kind: AnswerKind) -> None:
        waiting = next((row for row in self._rows if row.ask is Ask.SORT), None)
        if waiting is not None and self.isVisible():
            self.sorted.emit(waiting.event, kind)


class AnswerCard(QFrame):
    """One answer.

    Signals:
        sorted(AnswerKind): that is what it means.
        refused(): it does not count.
        wording_asked(): use the wording for the customer.
    """

    sorted = Signal(object)
    refused = Signal()
    wording_asked = Signal()

    def __init__(self, row: AnswerRow) -> None:
        super().__init__()
        self.setProperty("card", "in")
        self.setAccessibleName(f"{row.heading} {row.words} {row.remark}".strip())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.setSpacing(4)
        head = QHBoxLayout()
        head.setSpacing(8)
        doubtful = bool(row.remark) and row.ask is not Ask.SORT
        glyph = Glyph("alert", "overdue_ink") if doubtful else Glyph("answered", "accent")
        head.addWidget(glyph, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(plain_label("heading", row.heading), 1)
        layout.addLayout(head)
        if row.words:
            layout.addWidget(plain_label("", row.words, selectable=True))
        if row.remark:
            layout.addWidget(plain_label("problem" if doubtful else "meta", row.remark))
        if row.for_customer:
            self._offer_wording(layout, row)
        self.buttons: dict[AnswerKind | None, PlainButton] = {}
        if row.ask is Ask.SORT:
            layout.addWidget(plain_label("meta", self.tr("What does it mean? One key is enough:")))
            layout.addWidget(self._sort_row())
        elif row.ask is Ask.TRUST:
            layout.addWidget(self._trust_row(row))

    def _offer_wording(self, layout: QVBoxLayout, row: AnswerRow) -> None:
        layout.addWidget(plain_label("section", self.tr("For the customer")))
        layout.addWidget(plain_label("quoted", row.for_customer, selectable=True))
        use = PlainButton(self.tr("Write the reply with these words"), role="customer")
        use.clicked.connect(self.wording_asked)
        self.use_button = use
        layout.addWidget(use, 0, Qt.AlignmentFlag.AlignLeft)

    def _sort_row(self) -> QWidget:
        box = QWidget()
        row = FlowLayout(box, gap=4)
        for number, kind in enumerate(SEVEN, start=1):
            button = PlainButton(f"{number} {words.answer_name(kind)}", role="chip")
            button.clicked.connect(partial(self.sorted.emit, kind))
            self.buttons[kind] = button
            row.addWidget(button)
        return box

    def _trust_row(self, answer: AnswerRow) -> QWidget:
        box = QWidget()
        row = FlowLayout(box)
        accept = PlainButton(self.tr("It counts"), role="note", glyph="done")
        accept.clicked.connect(partial(self.sorted.emit, answer.kind))
        refuse = PlainButton(self.tr("Do not use it"))
        refuse.clicked.connect(self.refused)
        self.buttons = {answer.kind: accept, None: refuse}
        row.addWidget(accept)
        row.addWidget(refuse)
        return box

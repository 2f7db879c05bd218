"""The outbox: every mail of mine with where it is, grouped by what is to be done (N13, N14).

In place of list and case while 送信トレイ is chosen. Shows what ``room.tray`` tells and passes
decisions on; what happened to a mail that was held is shown by the bar below.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from itertools import groupby

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from mailroom.domain.changes import Changes
from mailroom.domain.drafts import Draft
from mailroom.domain.query import Held, OutboxRow, OutboxState, View
from mailroom.domain.sends.triage import Place
from mailroom.domain.sends.trouble import SendTrouble
from mailroom.service.outgoing.outbox import OutboxDecision
from mailroom.service.outgoing.tray import TrayRow
from ui.flow import FlowLayout
from ui.inputs import ElidedLabel, PlainButton, restyle
from ui.notice_bar import BarKind, NoticeBar
from ui.session import Session
from ui.views.reply.book_button import BookButton
from ui.views.sending.send_bar import SendBar, note_return
from ui.wording import outbox_text, words
from ui.wording.mail_names import mail_name
from ui.wording.sending_text import way_back

_TICK_MS = 30_000
_TAKES_BACK = frozenset(OutboxState) - {
    OutboxState.CHECKING, OutboxState.SENDING, OutboxState.SENT, OutboxState.UNKNOWN,
}  # fmt: skip
_CANNOT_CHANGE = frozenset({OutboxState.CHECKING, OutboxState.SENDING})


class OutboxPage(QFrame):
    """All mails of mine that wait, leave, need somebody, or left today.

    What a case or the composer is needed for goes through the signals of the bar below.
    """

    def __init__(self, session: Session, send_bar: SendBar) -> None:
        super().__init__()
        self._session = session
        self._send_bar = send_bar
        self._shown: tuple[object, ...] | None = None
        self._outage = False  # the connection was away, and what it held up is still here
        self.setObjectName("casePane")
        self.setAccessibleName(words.view_name(View.OUTBOX))
        self.bar = NoticeBar(BarKind.INFO)
        self._inside = QWidget()
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(16, 12, 16, 12)
        self._column.setSpacing(8)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidget(self._inside)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.bar)
        layout.addWidget(self.area, 1)
        self._tick = QTimer(self)
        self._tick.setInterval(_TICK_MS)
        self._tick.timeout.connect(self.read)
        session.changed.connect(self._on_changed)
        self.hide()

    def showEvent(self, event: QShowEvent) -> None:
        """Follow the outbox while it is on screen."""
        super().showEvent(event)
        self._shown = None
        self._tick.start()
        self.read()

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop with it."""
        super().hideEvent(event)
        self._tick.stop()

    def read(self) -> None:
        """Show what is there now."""
        midnight = self._session.now().replace(hour=0, minute=0, second=0, microsecond=0)
        tray = self._session.room.tray
        self._session.ask("outbox", lambda: tray.rows(midnight), self.show_rows)

    def cards(self) -> tuple[QFrame, ...]:
        """Return the cards on screen, from top to bottom."""
        return tuple(one for one in self._inside.findChildren(QFrame) if one.property("mail"))

    @Slot(object)
    def _on_changed(self, changes: Changes) -> None:
        self._outage = self._outage or self._session.offline
        if not self.isHidden() and (changes.outbox or changes.health or changes.cases):
            self.read()

    # --- showing ---------------------------------------------------------------------------------

    def show_rows(self, rows: tuple[TrayRow, ...]) -> None:
        """Show these mails, grouped; they come in the order of their groups."""
        self._show_bar(rows)
        told = (rows, self._session.offline, [self._said(one.row) for one in rows])
        if told == self._shown:
            return  # a button under the pointer stays where it is
        self._shown = told
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._column.addWidget(_label(words.view_name(View.OUTBOX), "heading"))
        if not rows:
            self._column.addWidget(_label(self.tr("Nothing waits to be sent."), "meta"))
        offline = self._session.offline
        for place, found in groupby(rows, key=lambda one: one.place):
            group = [one.row for one in found]
            title = outbox_text.heading(place, len(group), offline=offline)
            self._column.addWidget(_label(title, "meta"))
            for row in group:
                self._column.addWidget(self._card(row, place))
        self._column.addStretch(1)

    def _show_bar(self, rows: tuple[TrayRow, ...]) -> None:
        ready = [one.row for one in rows if one.place is Place.READY]
        look = sum(one.place is Place.LOOK for one in rows)
        self._outage = self._session.offline or (self._outage and bool(ready))
        outage = self._outage or any(_was_cut_off(row) for row in ready)
        late = any(row.why is Held.LATE for row in ready)
        if not ready or self._session.offline or not (outage or late):
            self.bar.hide()  # what only waits for its turn goes by itself
            return
        said = outbox_text.can_go(len(ready), look, outage=outage)
        if said != self.bar.sentence() or self.bar.isHidden():
            self.bar.say(said, (self.tr("Send %n", "", len(ready)), self._send_ready))

    def _said(self, row: OutboxRow) -> str:
        session = self._session
        return outbox_text.said(row, session.now(), session.roster, offline=session.offline)

    def _card(self, row: OutboxRow, place: Place) -> QFrame:
        card = QFrame()
        card.setProperty("card", "note" if place is Place.LOOK else "phone")
        card.setProperty("mail", row.id)
        restyle(card)
        box = QVBoxLayout(card)
        box.setContentsMargins(12, 8, 12, 8)
        box.setSpacing(4)
        top = QHBoxLayout()
        top.addWidget(ElidedLabel(mail_name(row), role="heading"), 1)
        if row.internal:
            top.addWidget(_label(self.tr("internal"), "meta"))
        box.addLayout(top)
        sentence = _label(self._said(row), "problem" if place is Place.LOOK else "")
        box.addWidget(sentence)
        card.setAccessibleName(f"{mail_name(row)}: {sentence.text()}")
        buttons = QWidget()
        flow = FlowLayout(buttons)
        for widget in self._choices(row, place):
            flow.addWidget(widget)
        if flow.count():
            box.addWidget(buttons)
        else:
            buttons.deleteLater()
        return card

    # --- choices ---------------------------------------------------------------------------------

    def _choices(self, row: OutboxRow, place: Place) -> list[QWidget]:
        made: list[QWidget] = []
        if row.case is not None:
            look = partial(self._send_bar.look_asked.emit, row.case)
            made.append(_button(self.tr("Open the case"), look))
        if row.internal or row.state in _CANNOT_CHANGE:
            return made
        made += self._ways_on(row, place)
        if row.state in _TAKES_BACK:
            back = way_back(row, self.tr("Back to a draft"))
            made.append(_button(back, partial(self._edit, row)))
        return made

    def _ways_on(self, row: OutboxRow, place: Place) -> list[QWidget]:
        """Return the buttons by which a mail comes out of the state in which it is."""
        again = partial(self._decide, row, OutboxDecision.RETRY)
        match row.state:
            case OutboxState.SENT if row.refused:
                return [
                    _button(self.tr("Correct and send to them"), partial(self._correct, row)),
                    _button(self.tr("Leave it"), partial(self._leave, row)),
                ]
            case OutboxState.SCHEDULED:
                return self._for_booked(row)
            case OutboxState.UNKNOWN:
                arrived = partial(self._decide, row, OutboxDecision.SENT_ALREADY)
                return [
                    _button(self.tr("It arrived"), arrived),
                    _button(self.tr("Send again"), again),
                ]
            case OutboxState.HELD if row.why is None:
                ask = partial(self._send_bar.ask_about, row.id)
                return [_button(self.tr("What happened"), ask)]
            case OutboxState.HELD if row.why is Held.LATE:
                return [_button(self.tr("Send now"), again)]
            case OutboxState.REFUSED | OutboxState.WAITING:
                offers = place is Place.LOOK or not self._session.offline
                return [_button(self.tr("Try again"), again)] if offers else []
            case _:
                return []

    def _for_booked(self, row: OutboxRow) -> list[QWidget]:
        change = BookButton(self._session, self.tr("Change"))
        change.booked.connect(partial(self._rebook, row))
        now = partial(self._rebook, row, self._session.now())
        return [change, _button(self.tr("Send now"), now)]

    # --- doing -----------------------------------------------------------------------------------

    def _do(self, work: Callable[[], object]) -> None:
        self._session.tasks.act(work, lambda _none: self.read(), self._session.tell)

    def _decide(self, row: OutboxRow, decision: OutboxDecision) -> None:
        outbox = self._session.room.outbox
        self._do(lambda: outbox.decide(row.id, decision))

    def _send_ready(self) -> None:
        self.bar.hide()
        self._do(self._session.room.tray.send_ready)

    def _rebook(self, row: OutboxRow, at: datetime) -> None:
        tray = self._session.room.tray
        self._do(lambda: tray.rebook(row.id, at))

    def _leave(self, row: OutboxRow) -> None:
        tray = self._session.room.tray
        self._do(lambda: tray.leave_refused(row.id))

    def _edit(self, row: OutboxRow) -> None:
        note_return(self._session, row)
        outbox = self._session.room.outbox
        self._open(lambda: outbox.cancel(row.id))

    def _correct(self, row: OutboxRow) -> None:
        tray = self._session.room.tray
        self._open(lambda: tray.to_the_refused(row.id))

    def _open(self, work: Callable[[], Draft | None]) -> None:
        self._session.tasks.act(work, self._send_bar.bring_back, self._session.tell)


def _label(words: str, role: str) -> QLabel:
    label = QLabel(words)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    if role:
        label.setProperty("role", role)
    return label


def _button(name: str, act: Callable[[], object]) -> PlainButton:
    button = PlainButton(name)
    button.clicked.connect(lambda _checked=False: act())
    return button


def _was_cut_off(row: OutboxRow) -> bool:
    """Return whether it has not left because something could not be reached."""
    return row.cut_off is not None or row.trouble is SendTrouble.NO_CONNECTION

"""The ten seconds before a mail leaves, and what to do with mails that could not.

One strip for the whole window: it names the recipients and can be stopped; stopping brings the
draft back exactly as it was. Below it, mails of mine that need a decision, one at a time. Shows
rows of the outbox and passes decisions on; it never sends.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import timedelta
from functools import partial

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mailroom.domain.changes import Changes
from mailroom.domain.drafts import Draft
from mailroom.domain.query import OutboxRow, OutboxState
from mailroom.ids import CaseId
from mailroom.service.outgoing.outbox import OutboxDecision
from ui.notice_bar import BarKind, NoticeBar
from ui.session import Session
from ui.views.sending.stop_card import StopCard
from ui.wording.mail_names import mail_name, recipients
from ui.wording.outbox_text import not_everybody, said
from ui.wording.sending_text import way_back, why

UNCHECKED_AFTER = timedelta(minutes=10)
"""A reply waits for the team's record so long before a person may decide (rule 17)."""

Choice = tuple[str, Callable[[], None]]
Asked = tuple[str, OutboxState, int]


class SendBar(QWidget):
    """Mails of mine between 「送信」 and the customer.

    Signals:
        restored(Draft): sending was cancelled, or the mail became a draft again; open it.
        look_asked(CaseId): show that case (「見る」).
    """

    restored = Signal(object)
    look_asked = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._leaving: OutboxRow | None = None
        self._asking: Asked | None = None
        self.undo_bar = NoticeBar(BarKind.SEND)
        self.stop_card = StopCard(session)
        self.decision_bar = NoticeBar(BarKind.STOP)
        self.waiting_bar = NoticeBar(BarKind.WAIT, glyph="clock")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for bar in (self.undo_bar, self.stop_card, self.decision_bar, self.waiting_bar):
            layout.addWidget(bar)
        self._tick = QTimer(self)
        self._tick.setInterval(250)
        self._tick.timeout.connect(self._count_down)
        session.changed.connect(self._on_changed)
        self.stop_card.restored.connect(self.restored)
        self.stop_card.look_asked.connect(self.look_asked)
        self._wanted = ""  # the mail that somebody wants to be asked about first
        self._unchecked: set[str] = set()  # decided to go unchecked, as soon as a try is over
        self.read()

    def read(self) -> None:
        """Show what the outbox holds now."""
        every = self._session.room.outbox.rows()
        rows = [row for row in every if not row.internal]
        self._show_leaving(next((r for r in rows if r.state is OutboxState.UNDO), None))
        asked = sorted(filter(self._needs_a_person, rows), key=lambda r: r.id != self._wanted)
        decided = asked[0] if asked else None
        held = decided is not None and decided.state is OutboxState.HELD and decided.why is None
        self.stop_card.show_row(decided if held else None)
        self._show_decision(None if held else decided)
        self._show_waiting(
            [row for row in every if row.state is OutboxState.WAITING and row != decided]
        )
        self._go_unchecked(rows)

    def ask_about(self, id_: str) -> None:
        """Ask about this mail first."""
        self._wanted = id_
        self.read()

    @property
    def leaving(self) -> OutboxRow | None:
        """Return the mail whose sending can still be cancelled."""
        return self._leaving

    @Slot(object)
    def _on_changed(self, changes: Changes) -> None:
        if changes.outbox or changes.health:
            self.read()

    # --- the ten seconds -------------------------------------------------------------------------

    def _show_leaving(self, row: OutboxRow | None) -> None:
        again = row is not None and self._leaving is not None and row.id == self._leaving.id
        self._leaving = row
        if row is None:
            self._tick.stop()
            self.undo_bar.hide()
        elif again:
            self._count_down()
        else:
            self.undo_bar.say(self._words(row), (self.tr("Cancel sending"), self.cancel))
            self._tick.start()

    def cancel(self) -> None:
        """送信を取り消す: the mail does not leave; its draft opens as it was."""
        row, self._leaving = self._leaving, None
        if row is None:
            return
        self._tick.stop()
        self.undo_bar.hide()
        outbox = self._session.room.outbox
        self._session.tasks.act(lambda: outbox.cancel(row.id), self.bring_back, self._session.tell)

    def take_back(self, outbox_id: str) -> bool:
        """Cancel the sending of this mail; say whether that was still possible."""
        if self._leaving is None or self._leaving.id != outbox_id:
            return False
        self.cancel()
        return True

    def _count_down(self) -> None:
        if self._leaving is not None:
            self.undo_bar.amend(self._words(self._leaving))

    def _words(self, row: OutboxRow) -> str:
        left = (row.until - self._session.clock.now()).total_seconds() if row.until else 0.0
        words = recipients(row)
        if left <= 0:
            return self.tr("Sending to {recipients}…").format(recipients=words)
        if row.redirect:
            sentence = self.tr("Will be sent on to {recipients}").format(recipients=words)
        else:
            sentence = self.tr("Will be sent to {recipients}").format(recipients=words)
        return self.tr("{sentence} ({seconds} s)").format(
            sentence=sentence, seconds=math.ceil(left)
        )

    def _needs_a_person(self, row: OutboxRow) -> bool:
        cut_off = row.cut_off is not None and not row.redirect
        if row.state in _CUT_OFF and cut_off and row.id not in self._unchecked:
            assert row.cut_off is not None
            return self._session.clock.now() - row.cut_off >= UNCHECKED_AFTER
        return row.state in _NEED_A_PERSON

    # --- what waits by itself --------------------------------------------------------------------

    def _show_waiting(self, rows: list[OutboxRow]) -> None:
        """Say why mails wait: there is no connection, or a server does not answer."""
        told = [row for row in rows if row.detail or self._session.offline]
        if not told:
            self.waiting_bar.hide()
            return
        reason = why(next((row for row in told if row.trouble or row.detail), told[0]))
        if len(told) > 1:
            said = self.tr("%n mail(s) are not sent yet. {why}", "", len(told)).format(why=reason)
            buttons: tuple[Choice, ...] = ()
        else:
            [row] = told
            said = self.tr("Not sent yet: {mail}. {why}").format(mail=mail_name(row), why=reason)
            buttons = ((self.tr("Look"), partial(self._look, row.case)),)
            if not row.internal:
                buttons += ((way_back(row, self.tr("Back to a draft")), partial(self._edit, row)),)
        if said != self.waiting_bar.sentence() or self.waiting_bar.isHidden():
            self.waiting_bar.say(said, *buttons)

    # --- decisions -------------------------------------------------------------------------------

    def _show_decision(self, row: OutboxRow | None) -> None:
        if row is None:
            self._asking = None
            self.decision_bar.hide()
        elif self._asked_of(row) != self._asking:
            self._asking = self._asked_of(row)
            sentence, choices = self._question(row)
            named = self.tr("{mail}: {sentence}").format(mail=mail_name(row), sentence=sentence)
            self.decision_bar.say(named, *choices)

    def _asked_of(self, row: OutboxRow) -> Asked:
        """Return what is asked: a try in vain asks nothing new, ten minutes more ask again."""
        if row.state not in _CUT_OFF or row.cut_off is None:
            return row.id, row.state, 0
        waited = self._session.clock.now() - row.cut_off
        return row.id, OutboxState.WAITING, waited // UNCHECKED_AFTER

    def _question(self, row: OutboxRow) -> tuple[str, tuple[Choice, ...]]:
        look: Choice = (self.tr("Look"), partial(self._look, row.case))
        decide = partial(partial, self._decide, row)
        match row.state:
            case OutboxState.UNKNOWN:
                return self.tr("We cannot tell whether it left. It may have arrived."), (
                    look,
                    (self.tr("It arrived"), decide(OutboxDecision.SENT_ALREADY)),
                    (self.tr("Send again"), decide(OutboxDecision.RETRY)),
                )
            case OutboxState.HELD:
                return self._said(row), (
                    look,
                    (way_back(row, self.tr("Edit")), partial(self._edit, row)),
                    (self.tr("Send now"), decide(OutboxDecision.RETRY)),
                )
            case OutboxState.SENT:
                return not_everybody(row), (
                    (self.tr("Correct and send to them"), partial(self._correct, row)),
                    (self.tr("Leave it"), partial(self._leave, row)),
                )
            case OutboxState.REFUSED:
                return why(row), (
                    (way_back(row, self.tr("Edit")), partial(self._edit, row)),
                    (self.tr("Try again"), decide(OutboxDecision.RETRY)),
                )
            case _:
                return self.tr(
                    "The team's record cannot be reached for 10 minutes. "
                    "Others may be answering too."
                ), (
                    (self.tr("Wait"), self.decision_bar.hide),
                    (self.tr("Send unchecked"), partial(self._send_unchecked, row)),
                )

    def _send_unchecked(self, row: OutboxRow) -> None:
        self._unchecked.add(row.id)
        self.decision_bar.hide()
        self.read()

    def _go_unchecked(self, rows: list[OutboxRow]) -> None:
        """Carry out what was decided; a mail that is just being tried again is waited for."""
        self._unchecked &= {row.id for row in rows if row.state in _CUT_OFF}
        for row in rows:
            if row.id in self._unchecked and row.state is OutboxState.WAITING:
                self._unchecked.discard(row.id)
                self._decide(row, OutboxDecision.SEND_UNCHECKED)

    def _decide(self, row: OutboxRow, decision: OutboxDecision) -> None:
        outbox = self._session.room.outbox
        self.decision_bar.hide()
        self._session.tasks.act(
            lambda: outbox.decide(row.id, decision), self._on_decided, self._session.tell
        )

    def _said(self, row: OutboxRow) -> str:
        return said(row, self._session.now(), self._session.roster)

    def _correct(self, row: OutboxRow) -> None:
        tray = self._session.room.tray
        self.decision_bar.hide()
        self._session.tasks.act(
            lambda: tray.to_the_refused(row.id), self.bring_back, self._session.tell
        )

    def _leave(self, row: OutboxRow) -> None:
        tray = self._session.room.tray
        self.decision_bar.hide()
        self._session.tasks.act(
            lambda: tray.leave_refused(row.id), self._on_decided, self._session.tell
        )

    def _edit(self, row: OutboxRow) -> None:
        note_return(self._session, row)
        outbox = self._session.room.outbox
        self.decision_bar.hide()
        self._session.tasks.act(lambda: outbox.cancel(row.id), self.bring_back, self._session.tell)

    def bring_back(self, draft: Draft | None) -> None:
        """Open what a mail became; a customer's mail that does not go on stays as it is."""
        if draft is None:
            self._session.toast(self.tr("The mail stays here. Nothing was sent."))
        else:
            self.restored.emit(draft)

    def _on_decided(self, _none: None) -> None:
        self.read()

    def _look(self, case: CaseId | None) -> None:
        if case is not None:
            self.look_asked.emit(case)


def note_return(session: Session, row: OutboxRow) -> None:
    """Let the composer say why a server refused this mail, when it opens as a draft again."""
    if row.state is OutboxState.REFUSED and row.case is not None:
        session.sent_back[row.case] = why(row)


_CUT_OFF = (OutboxState.WAITING, OutboxState.CHECKING)
_NEED_A_PERSON = {
    OutboxState.HELD, OutboxState.REFUSED, OutboxState.UNKNOWN, OutboxState.SENT,
}  # fmt: skip

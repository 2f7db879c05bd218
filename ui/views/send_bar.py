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
from mailroom.domain.verdicts import Reason
from mailroom.ids import CaseId
from mailroom.service.outgoing.outbox import OutboxDecision
from ui.notice_bar import BarKind, NoticeBar
from ui.session import Session
from ui.wording.mail_names import mail_name, recipients
from ui.wording.refusal_text import About, refused
from ui.wording.sending_text import may_be_the_address, why

UNCHECKED_AFTER = timedelta(minutes=10)
"""A reply waits for the team's record so long before a person may decide (rule 17)."""

Choice = tuple[str, Callable[[], None]]


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
        self._asking: OutboxRow | None = None
        self.undo_bar = NoticeBar(BarKind.SEND)
        self.decision_bar = NoticeBar(BarKind.STOP)
        self.waiting_bar = NoticeBar(BarKind.WAIT, glyph="clock")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for bar in (self.undo_bar, self.decision_bar, self.waiting_bar):
            layout.addWidget(bar)
        self._tick = QTimer(self)
        self._tick.setInterval(250)
        self._tick.timeout.connect(self._count_down)
        session.changed.connect(self._on_changed)
        self.read()

    def read(self) -> None:
        """Show what the outbox holds now."""
        every = self._session.room.outbox.rows()
        rows = [row for row in every if not row.internal]
        self._show_leaving(next((r for r in rows if r.state is OutboxState.UNDO), None))
        decided = next(filter(self._needs_a_person, rows), None)
        self._show_decision(decided)
        self._show_waiting(
            [row for row in every if row.state is OutboxState.WAITING and row != decided]
        )

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
        self._session.tasks.act(
            lambda: outbox.cancel(row.id), self._on_cancelled, self._session.tell
        )

    def _count_down(self) -> None:
        if self._leaving is not None:
            self.undo_bar.amend(self._words(self._leaving))

    def _words(self, row: OutboxRow) -> str:
        left = (row.until - self._session.clock.now()).total_seconds() if row.until else 0.0
        words = recipients(row)
        if left <= 0:
            return self.tr("Sending to {recipients}…").format(recipients=words)
        sentence = self.tr("Will be sent to {recipients}").format(recipients=words)
        return self.tr("{sentence} ({seconds} s)").format(
            sentence=sentence, seconds=math.ceil(left)
        )

    def _needs_a_person(self, row: OutboxRow) -> bool:
        if row.state is OutboxState.WAITING and row.until is not None:
            return self._session.clock.now() - row.until > UNCHECKED_AFTER
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
                buttons += ((self.tr("Back to a draft"), partial(self._edit, row)),)
        if said != self.waiting_bar.sentence() or self.waiting_bar.isHidden():
            self.waiting_bar.say(said, *buttons)

    # --- decisions -------------------------------------------------------------------------------

    def _show_decision(self, row: OutboxRow | None) -> None:
        if row is None:
            self._asking = None
            self.decision_bar.hide()
        elif row != self._asking:
            self._asking = row
            sentence, choices = self._question(row)
            named = self.tr("{mail}: {sentence}").format(mail=mail_name(row), sentence=sentence)
            self.decision_bar.say(named, *choices)

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
            case OutboxState.REFUSED:
                corrects = may_be_the_address(row)
                edit = self.tr("Correct the address") if corrects else self.tr("Edit")
                return why(row), (
                    (edit, partial(self._edit, row)),
                    (self.tr("Try again"), decide(OutboxDecision.RETRY)),
                )
            case OutboxState.WAITING:
                return self.tr(
                    "The team's record cannot be reached for 10 minutes. "
                    "Others may be answering too."
                ), (
                    (self.tr("Wait"), self.decision_bar.hide),
                    (self.tr("Send unchecked"), decide(OutboxDecision.SEND_UNCHECKED)),
                )
            case _:
                return self._why_held(row), (
                    look,
                    (self.tr("Edit"), partial(self._edit, row)),
                    (self.tr("Send as it is"), decide(OutboxDecision.SEND_ANYWAY)),
                )

    def _why_held(self, row: OutboxRow) -> str:
        verdict = row.verdict
        if verdict is None or verdict.reason in {None, Reason.CONTENT_CHANGED}:
            return self.tr("Not sent yet. A new mail came from the customer while you wrote.")
        reason = refused(verdict, self._session.roster, About.SEND)
        return self.tr("Not sent yet. {why}").format(why=reason)

    def _decide(self, row: OutboxRow, decision: OutboxDecision) -> None:
        outbox = self._session.room.outbox
        self.decision_bar.hide()
        self._session.tasks.act(
            lambda: outbox.decide(row.id, decision), self._on_decided, self._session.tell
        )

    def _edit(self, row: OutboxRow) -> None:
        outbox = self._session.room.outbox
        self.decision_bar.hide()
        self._session.tasks.act(
            lambda: outbox.cancel(row.id), self._on_cancelled, self._session.tell
        )

    def _on_cancelled(self, draft: Draft) -> None:
        self.restored.emit(draft)

    def _on_decided(self, _none: None) -> None:
        self.read()

    def _look(self, case: CaseId | None) -> None:
        if case is not None:
            self.look_asked.emit(case)


_NEED_A_PERSON = {OutboxState.HELD, OutboxState.REFUSED, OutboxState.UNKNOWN}

"""Stop at send: a mail of mine that was held, what came meanwhile, and the ways on (N12).

The difference stands on the card: 「このまま送る」 covers what is shown here and nothing that
comes later (rule 18). Shows rows of the outbox and passes decisions on; it never sends.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal, Slot

from mailroom.domain.changes import Changes
from mailroom.domain.drafts import Draft
from mailroom.domain.query import OutboxRow
from mailroom.domain.sends.news import Difference
from mailroom.domain.verdicts import Reason
from mailroom.service.outgoing.outbox import OutboxDecision
from ui.notice_bar import BarKind, NoticeBar
from ui.session import Session
from ui.wording import news_text
from ui.wording.mail_names import mail_name
from ui.wording.refusal_text import About, refused

_LINES = 3
_TOLD_BY_NEWS = frozenset({None, Reason.CONTENT_CHANGED, Reason.CLOSED})
"""Reasons that the difference explains better than the reason itself."""


class StopCard(NoticeBar):
    """Hidden unless a mail of mine was held.

    Signals:
        restored(Draft): 直す; open it in the composer.
        look_asked(CaseId): 見る.
    """

    restored = Signal(object)
    look_asked = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__(BarKind.STOP)
        self._session = session
        self._row: OutboxRow | None = None
        self._shown: Difference | None = None
        session.changed.connect(self._on_changed)

    def show_row(self, row: OutboxRow | None) -> None:
        """Ask about this mail, or nothing."""
        if row is None:
            self._row = self._shown = None
            self.hide()
        elif row != self._row:
            self._row, self._shown = row, None
            self._say()
            self._read()

    @Slot(object)
    def _on_changed(self, changes: Changes) -> None:
        if self._row is not None and self._row.case in changes.cases:
            self._read()

    def _read(self) -> None:
        row = self._row
        if row is None or row.case is None:
            return
        case, reads = row.case, self._session.room.reads
        self._session.ask(
            "stopped", lambda: reads.difference(case, row.shown), partial(self._tell, row)
        )

    def _tell(self, row: OutboxRow, difference: Difference) -> None:
        if row != self._row:
            return
        again = self._shown is not None
        self._shown = difference
        if again:  # a button under the pointer stays where it is
            self.amend(self._wording(row))
            self._show_news(difference)
        else:
            self._say()

    def _say(self) -> None:
        row = self._row
        assert row is not None
        self.say(
            self._wording(row),
            (self.tr("Look"), self._look),
            *self._ways_back(row),
            (self.tr("Send as it is"), self._send),
        )
        if self._shown is not None:
            self._show_news(self._shown)
        unread = self._shown is None and row.case is not None
        self.buttons()[-1].setEnabled(not unread)  # nobody accepts what they were not shown

    def _ways_back(self, row: OutboxRow) -> tuple[tuple[str, Callable[[], None]], ...]:
        """Return how its author can keep it from leaving; a redirect holds no words to keep."""
        if row.redirect:
            return ((self.tr("Do not send it on"), self._edit),)
        return ((self.tr("Edit"), self._edit), (self.tr("Make it a note"), self._note))

    def _show_news(self, difference: Difference) -> None:
        at_most = self.lines_that_fit(_LINES)
        self.detail(*news_text.lines(difference.news, self._session.now(), at_most))

    def _wording(self, row: OutboxRow) -> str:
        return self.tr("{mail}: {sentence}").format(mail=mail_name(row), sentence=self._why(row))

    def _why(self, row: OutboxRow) -> str:
        verdict = row.verdict
        reason = verdict.reason if verdict is not None else None
        if verdict is not None and reason not in _TOLD_BY_NEWS:
            why = refused(verdict, self._session.roster, About.SEND)
        elif self._shown is not None and self._shown.news:
            why = news_text.happened(self._shown.news)
        elif verdict is not None and reason is Reason.CLOSED:
            why = refused(verdict, self._session.roster, About.SEND)
        else:
            return self.tr("Not sent yet. A new mail came from the customer while you wrote.")
        return self.tr("Not sent yet. {why}").format(why=why)

    # --- the ways on -----------------------------------------------------------------------------

    def _look(self) -> None:
        if self._row is not None and self._row.case is not None:
            self.look_asked.emit(self._row.case)

    def _edit(self) -> None:
        if (row := self._row) is not None:
            self.hide()
            outbox = self._session.room.outbox
            self._session.tasks.act(
                lambda: outbox.cancel(row.id), self._on_restored, self._session.tell
            )

    def _note(self) -> None:
        if (row := self._row) is not None:
            self.hide()
            heading = self.tr("A reply that was not sent:")
            outbox = self._session.room.outbox
            self._session.tasks.act(
                lambda: outbox.as_note(row.id, heading), self._on_noted, self._session.tell
            )

    def _send(self) -> None:
        if (row := self._row) is not None:
            self.hide()
            seen = self._shown.seen if self._shown is not None else None
            outbox, anyway = self._session.room.outbox, OutboxDecision.SEND_ANYWAY
            self._session.tasks.act(
                lambda: outbox.decide(row.id, anyway, shown=seen), None, self._session.tell
            )

    def _on_noted(self, _none: None) -> None:
        self._session.toast(self.tr("Kept as a note. Nothing was sent."))

    def _on_restored(self, draft: Draft | None) -> None:
        if draft is not None:
            self.restored.emit(draft)

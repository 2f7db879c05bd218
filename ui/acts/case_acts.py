"""Binds the actions about cases to what they do: on the chosen cases, or on the one on screen.

Between the table of actions and ``ops``: it knows which cases are meant, opens the composer, the
form or a picker, and goes on to the next case when one is done. Owns no widgets.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject

from mailroom.domain.people import Address
from mailroom.domain.query import OutboxState
from mailroom.domain.templates.filling import without_greeting
from mailroom.ids import CaseId
from ui import ops
from ui.actions import Act, Do
from ui.models.reply_start import ReplyMode
from ui.session import Session
from ui.views.composer.composer import Composer
from ui.views.escalation.form import EscalationForm
from ui.views.lists.case_list import CaseList
from ui.wording import text


class CaseActs(QObject):
    """What the actions of the case menu do."""

    def __init__(
        self,
        session: Session,
        cases: CaseList,
        composer: Composer,
        form: EscalationForm,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._cases = cases
        self._composer = composer
        self._form = form
        session.reply_asked.connect(self._reply_to_person)

    def bound(self) -> dict[Do, Act]:
        """Return what each action does."""
        session = self._session
        return {
            Do.REPLY: lambda: self._reply(ReplyMode.REPLY),
            Do.REPLY_ALL: lambda: self._reply(ReplyMode.REPLY_ALL),
            Do.FORWARD: lambda: self._reply(ReplyMode.FORWARD),
            Do.POP_OUT: self._composer.popped.emit,
            Do.NOTE: lambda: self._with_case(self._composer.open_note),
            Do.PHONE: lambda: self._with_case(self._composer.open_phone),
            Do.ESCALATE: lambda: self._with_case(self._form.open),
            Do.ASK: lambda: self._with_case(lambda case: self._form.open(case, consult=True)),
            Do.INTERIM: lambda: self._with_case(self.reply_meanwhile),
            Do.MINE: lambda: self._with_cases(ops.take),
            Do.DONE: self._done,
            Do.REOPEN: lambda: self._with_cases(ops.reopen),
            Do.FILTER: lambda: self._with_cases(ops.sort_out),
            Do.RESTORE: lambda: self._with_cases(ops.restore),
            Do.RELEASE: lambda: self._with_case(lambda case: ops.release(session, case)),
            Do.UNDO: session.undo_last,
            Do.NEXT: lambda: self._cases.step(1),
            Do.PREVIOUS: lambda: self._cases.step(-1),
            Do.SELECT: self._cases.toggle_current,
        }

    def targets(self) -> tuple[CaseId, ...]:
        """Return the cases that are meant: several chosen ones, else the one on screen."""
        chosen = self._cases.selected()
        if len(chosen) > 1:
            return chosen
        return (self._session.case,) if self._session.case is not None else chosen

    def go_on(self, after: CaseId) -> None:
        """Show the next case of the list, and say how many are left."""
        if not self._session.settings.next_after_send:
            return
        following = self._cases.case_after(after)
        left = self._cases.model.rowCount() - (self._cases.model.place_of(after) is not None)
        if following is not None:
            self._cases.choose(following)
            self._session.show_case(following)
        self._session.toast(self._booked(after) + text.left_over(left))

    def _booked(self, case: CaseId) -> str:
        """Say when the reply to a case leaves, if it was booked."""
        mine = (row for row in self._session.room.outbox.rows() if row.case == case)
        at = next((row.send_at for row in mine if row.state is OutboxState.SCHEDULED), None)
        return text.booked(at, self._session.now()) if at is not None else ""

    def reply_to(self, case: CaseId) -> None:
        """Write to the customer of a case."""
        self._composer.open_reply(case, ReplyMode.REPLY)

    def reply_meanwhile(self, case: CaseId) -> None:
        """Tell the customer that it takes a while (お待たせ連絡)."""
        self._composer.open_reply(case, ReplyMode.INTERIM)

    def write_into_reply(self, case: CaseId, words: str) -> None:
        """Begin a reply, or go on with its draft, with these words in it."""
        self._composer.open_reply(case, ReplyMode.REPLY)
        written = self._composer.reply.body.toPlainText()
        self._composer.reply.insert(without_greeting(words, written))

    def attach(self, paths: Sequence[Path]) -> None:
        """Put files into the reply to the case on screen."""
        if self._session.case is not None:
            self._composer.open_reply(self._session.case, ReplyMode.REPLY)
            self._composer.reply.attachments.add(*paths)

    def _reply_to_person(self, to: Address) -> None:
        """Write to the person inside a mail that was passed on."""
        if self._session.case is not None:
            self._composer.open_reply(self._session.case, ReplyMode.REPLY)
            self._composer.reply.recipients.fill((to,), ())

    def _reply(self, mode: ReplyMode) -> None:
        self._with_case(lambda case: self._composer.open_reply(case, mode))

    def _with_case(self, act: Callable[[CaseId], None]) -> None:
        if self._session.case is not None:
            act(self._session.case)

    def _with_cases(self, act: Callable[[Session, Sequence[CaseId]], None]) -> None:
        cases = self.targets()
        if cases:
            act(self._session, cases)

    def _done(self) -> None:
        """完了, and on to the next one when it was the case on screen."""
        cases = self.targets()
        if not cases:
            return
        ops.close(self._session, cases)
        if len(cases) == 1:
            following = self._cases.case_after(cases[0])
            if following is not None:
                self._cases.choose(following)

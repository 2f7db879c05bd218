"""Doing the same to many cases: each for itself, told in one sentence, undone as one step.

What cannot be done to one case is no reason to leave the others: refusals are counted, said with
the first reason, and the cases can be shown. Progress is told for long ones, which can be stopped;
what was done by then stays done, and is one step to undo like the rest.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from mailroom.domain.commands import Command
from mailroom.errors import MailroomError, RuleBroken
from mailroom.ids import CaseId
from mailroom.service.room import Asked
from ui.wording import text

if TYPE_CHECKING:
    from ui.session import Session

TELLS_FROM = 50
"""So many commands take long enough to tell how far they are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Went:
    """How far it came: done, refused, and whether it was stopped."""

    done: tuple[tuple[Command, Asked], ...]
    refused: tuple[tuple[Command, MailroomError], ...]
    left: int


class Many(QObject):
    """Carries out many commands in order.

    Signals:
        went_on(int, int): so many of so many are done; equal at the end.
    """

    went_on = Signal(int, int)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._stop = threading.Event()

    def do(self, commands: Sequence[Command], said: str, *, undo: bool = True) -> None:
        """Carry out commands, each for itself.

        Args:
            commands: what to do, in this order.
            said: the sentence of the toast if all of it was done.
            undo: whether all of it is one step to undo.
        """
        if len(commands) < 2:  # noqa: PLR2004 - one is not many
            self._session.do(*commands, said=said, undo=undo)
            return
        self._stop.clear()

        def then(went: _Went) -> None:
            self._session.note(went.done, said, undo=undo)
            self._say(went, said, undo=undo)

        self._session.tasks.act(lambda: self._work(commands), then, self._session.tell)

    def stop(self) -> None:
        """Leave the rest undone."""
        self._stop.set()

    def _work(self, commands: Sequence[Command]) -> _Went:
        done: list[tuple[Command, Asked]] = []
        refused: list[tuple[Command, MailroomError]] = []
        told = len(commands) >= TELLS_FROM
        for at, command in enumerate(commands):
            if self._stop.is_set():
                break
            if told:
                self.went_on.emit(at, len(commands))
            try:
                done.append((command, self._session.room.do(command)))
            except RuleBroken as error:
                refused.append((command, error))
        if told:
            self.went_on.emit(len(commands), len(commands))
        left = len(commands) - len(done) - len(refused)
        return _Went(done=tuple(done), refused=tuple(refused), left=left)

    def _say(self, went: _Went, said: str, *, undo: bool) -> None:
        session = self._session
        if not went.refused and not went.left:
            session.say_done(said, undo=undo)
            return
        why = ""
        if went.refused:
            command, error = went.refused[0]
            why = text.describe(error, session.roster, command)
        sentence = text.partly(len(went.done), len(went.refused), went.left, why)
        cases = tuple(
            dict.fromkeys(case for command, _error in went.refused if (case := _case_of(command)))
        )
        session.warn(sentence, text.show_them() if cases else "", lambda: session.choose(cases))


def _case_of(command: Command) -> CaseId | None:
    found = getattr(command, "case", None)
    return CaseId(found) if isinstance(found, str) else None

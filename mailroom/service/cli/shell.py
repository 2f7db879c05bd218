"""What every family of verbs is made of: an open room, the arguments, and how it came out."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable

from mailroom.service.handle import Asked, OutcomeKind
from mailroom.service.room import Room
from mailroom.settings import Language

DONE, FAILED, BAD_INPUT, REFUSED, ASKED = 0, 1, 2, 3, 4
"""Exit codes (design section 8)."""

PATIENCE = 30.0
"""Seconds in which the team's record says what became of something asked."""

EXIT = {OutcomeKind.ACCEPTED: DONE, OutcomeKind.REFUSED: REFUSED, OutcomeKind.ASKED: ASKED}


class Shell:
    """One verb of the command line on an open room; ``what`` chooses among its own verbs."""

    def __init__(self, room: Room, args: Namespace, language: Language) -> None:
        self._room = room
        self._args = args
        self._language = language

    def run(self) -> int:
        """Do what was asked; return the exit code."""
        return self._verbs()[self._args.what]()

    def _verbs(self) -> dict[str, Callable[[], int]]:
        """Return what each ``what`` does, of a verb that has such."""
        raise NotImplementedError

    def _wait_for(self, asked: Asked) -> int:
        """Say in a word what becomes of something asked; return the exit code."""
        outcome = self._room.wait(asked, PATIENCE)
        print(outcome.kind.value)
        return EXIT[outcome.kind]

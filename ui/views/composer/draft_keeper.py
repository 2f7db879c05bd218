"""Saves what is being written, per tab, a moment after the last key (rule 37).

Knows when, not what: a tab hands over its ``Draft``. Saving runs on the thread of actions, so the
order of saves, sends and discards is the order in which the person did them.
"""

from __future__ import annotations

import dataclasses
from datetime import datetime
from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from mailroom.domain.drafts import Draft
from ui.session import Session

PAUSE_MS = 700
"""Typing pauses for so long, then the draft is written."""


class Written(Protocol):
    """A tab that can say what is written in it."""

    def draft(self) -> Draft | None:
        """Return the words of now, or ``None`` before a case was opened."""
        ...

    def has_words(self) -> bool:
        """Return whether the person wrote anything."""
        ...


class DraftKeeper(QObject):
    """Keeps the draft of one tab on disk.

    Signals:
        saved(datetime): the words on screen are safe since then.
    """

    saved = Signal(object)

    def __init__(self, session: Session, tab: Written, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._written = tab
        self._dirty = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.save_now)

    def touch(self) -> None:
        """Note that the words changed."""
        self._dirty = True
        self._pause.start()

    def forget(self) -> None:
        """Save nothing that is still waiting (it was sent or thrown away)."""
        self._dirty = False
        self._pause.stop()

    @Slot()
    def save_now(self) -> None:
        """Write what is not yet written."""
        self._pause.stop()
        draft = self._written.draft() if self._dirty else None
        self._dirty = False
        if draft is None:
            return
        drafts = self._session.room.drafts
        if not self._written.has_words():  # all words were taken out again
            self._session.tasks.act(
                lambda: drafts.discard(draft.case, draft.tab), None, self._session.tell
            )
            return
        stamped = dataclasses.replace(draft, saved_at=self._session.clock.now())
        self._session.tasks.act(
            lambda: drafts.save(stamped), partial(self._on_saved, stamped), self._session.tell
        )

    def _on_saved(self, draft: Draft, _none: None) -> None:
        at: datetime | None = draft.saved_at
        self.saved.emit(at)

"""What the composer says of the lock: who began first, and the two ways out.

The draft is never touched: 「譲ってもらう」 asks the holder, 「下書きを渡す」 hands over the words
as a note. Shows a ``LockView``; acting is the composer's.
"""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Signal

from ui import moments
from ui.notice_bar import BarKind, NoticeBar
from ui.text import san
from ui.views.lock_keeper import Hold, LockView
from ui.words import tr


class LockBar(NoticeBar):
    """Hidden unless somebody else holds the case.

    Signals:
        asked(): 譲ってもらう.
        draft_offered(): 下書きを渡す.
    """

    asked = Signal()
    draft_offered = Signal()

    def __init__(self) -> None:
        super().__init__(BarKind.LOCK)

    def show_lock(self, view: LockView, *, now: datetime, has_words: bool) -> None:
        """Say who holds it, or nothing."""
        if view.hold is not Hold.OTHERS:
            self.hide()
            return
        buttons = []
        if not view.asked_for and not view.escalated:
            buttons.append((self.tr("Ask to hand it over"), self.asked.emit))
        if has_words:
            buttons.append((self.tr("Give my draft"), self.draft_offered.emit))
        at = moments.when(view.since, now) if view.since else ""
        self.say(self._sentence_for(view, at, has_words=has_words), *buttons)

    def _sentence_for(self, view: LockView, at: str, *, has_words: bool) -> str:
        who = san(view.name) if view.name else self.tr("Somebody else")
        if view.escalated:
            sentence = self.tr("Escalated: {who} has the case until it is answered.")
        elif view.asked_for:
            sentence = self.tr("You asked {who} to hand it over. Waiting for the answer.")
        elif has_words:
            sentence = self.tr("{who} began first ({at}). Your draft is kept.")
        else:
            sentence = self.tr("{who} is writing a reply (since {at}).")
        return sentence.format(who=who, at=at)


def lock_words(hold: Hold) -> str:
    """Return the few words beside the tabs: asked is never shown as held (rule 11)."""
    return {
        Hold.FREE: "",
        Hold.ASKED: tr("Asking for the case…"),
        Hold.MINE: tr("You are answering"),
        Hold.OTHERS: "",
    }[hold]

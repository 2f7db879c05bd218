"""Beside a reply that came back: the mail server refused it, with what to do (QuickMail's way)."""

from __future__ import annotations

from mailroom.domain.drafts import Draft
from mailroom.domain.query import CaseDetail
from ui.notice_bar import BarKind, NoticeBar
from ui.session import Session
from ui.views.reply.bar import ReplyBar


class ReturnedBar(NoticeBar, ReplyBar):
    """Says why the server did not take these words; hidden in every other reply."""

    def __init__(self, session: Session) -> None:
        super().__init__(BarKind.STOP)
        self._session = session
        self._why = ""

    @property
    def has_words(self) -> bool:
        """Return whether this reply came back."""
        return bool(self._why)

    def begin(self, detail: CaseDetail, draft: Draft) -> None:
        """Look whether these are words that came back; said once."""
        self._why = self._session.sent_back.pop(draft.case, "")
        if self._why:
            self.say(self._why)
        self.setVisible(self.has_words)

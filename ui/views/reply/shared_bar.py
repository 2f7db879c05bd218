"""Beside a reply: a colleague shows a draft of it, or I do."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal

from mailroom.domain.drafts import Draft
from mailroom.domain.query import CaseDetail, SharedPage
from mailroom.ids import EventId
from mailroom.service.outgoing.sharing import can_be_taken
from ui.notice_bar import BarKind, NoticeBar
from ui.session import Session
from ui.unsigned import without_signature
from ui.views.composer.reply_tab import ReplyTab
from ui.views.reply.bar import ReplyBar
from ui.wording import moments, names, sharing_text


class SharedBar(NoticeBar, ReplyBar):
    """Hidden unless a draft of this case is shown to the team; holds nothing back.

    Signals:
        take_asked(SharedPage): put these words into my reply.
        share_asked(): show what I have written since.
        withdraw_asked(SharedPage): show mine no longer.
    """

    take_asked = Signal(object)
    share_asked = Signal()
    withdraw_asked = Signal(object)

    def __init__(self, session: Session, reply: ReplyTab) -> None:
        super().__init__(BarKind.INFO, glyph="draft")
        self._session = session
        self._reply = reply
        self._pages: tuple[SharedPage, ...] = ()
        self._settled: set[EventId] = set()  # taken, or left where they are
        self._said: tuple[object, ...] = ()

    @property
    def has_words(self) -> bool:
        """Return whether a draft is shown that is news to who writes here."""
        return bool(self._said)

    def begin(self, detail: CaseDetail, draft: Draft) -> None:
        """Look at the drafts of the case."""
        self.follow(detail)

    def follow(self, detail: CaseDetail) -> None:
        """Look at the drafts of the case, which has changed."""
        self._pages = detail.drafts
        self.read()

    def read(self) -> None:
        """Say whose draft is shown, or since when mine is and whether I wrote on."""
        me = self._session.me.person
        news = [
            page
            for page in self._pages
            if page.shared.by != me
            and page.shared.event not in self._settled
            and can_be_taken(page.mail)
        ]
        mine = next((page for page in reversed(self._pages) if page.shared.by == me), None)
        if news:
            self._say((news[-1],), lambda: self._offer(news[-1]))
        elif mine is not None:
            draft = self._reply.draft()
            now = "" if draft is None else without_signature(self._session, draft).text
            wrote_on = now.strip() != mine.mail.text
            self._say((mine, wrote_on), lambda: self._tell(mine, wrote_on=wrote_on))
        else:
            self._said = ()
            self.hide()

    def settle(self, event: EventId) -> None:
        """Speak of this draft no more: it was taken, or is left where it is."""
        self._settled.add(event)
        self.read()
        self.setVisible(self.has_words)

    def _say(self, what: tuple[object, ...], say: Callable[[], None]) -> None:
        if what != self._said:  # a button under the pointer stays where it is
            self._said = what
            was_hidden = self.isHidden()
            say()
            self.setHidden(was_hidden)  # the composer shows bars beside the reply only

    def _offer(self, page: SharedPage) -> None:
        who = names.san(self._session.roster.name(page.shared.by))
        self.say(
            sharing_text.beside(who),
            (self.tr("Put it into my reply"), lambda: self.take_asked.emit(page)),
            (self.tr("Leave it"), lambda: self.settle(page.shared.event)),
        )

    def _tell(self, page: SharedPage, *, wrote_on: bool) -> None:
        at = moments.when(page.at, self._session.now())
        withdraw = (self.tr("Stop sharing"), lambda: self.withdraw_asked.emit(page))
        if wrote_on:
            said = self.tr("The team sees your draft as of {time}, without what you wrote since.")
            show = (self.tr("Share it as it is now"), self.share_asked.emit)
            self.say(said.format(time=at), show, withdraw)
        else:
            said = self.tr("The team can see this draft (since {time}). It has not been sent.")
            self.say(said.format(time=at), withdraw)

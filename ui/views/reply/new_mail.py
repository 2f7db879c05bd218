"""Watches whether something new came in while somebody writes (rule 18).

The basis of a reply is what its author was shown. It moves only when the person says
「読みました」; until then the reply cannot be sent. Never moves a basis by itself.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal

from mailroom.domain.cases import Case
from mailroom.domain.content import OUTSIDE, put_away_since
from mailroom.domain.drafts import Draft
from mailroom.domain.people import Seat
from mailroom.domain.position import START, Position
from mailroom.domain.query import CaseDetail
from mailroom.domain.sends.news import Difference, NewsKind
from mailroom.ids import CaseId
from ui.notice_bar import BarKind, NoticeBar
from ui.session import Session
from ui.views.reply.bar import ReplyBar
from ui.wording import news_text

_LINES = 2


class NewMailWatch(NoticeBar, ReplyBar):
    """The bar 「お客様から新しいメールが届きました。読んでから送れます。」.

    Signals:
        acknowledged(Position): 「読みました」; the basis may move to here.
    """

    acknowledged = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__(BarKind.WAIT)
        self._session = session
        self._shown = START
        self._offered: Position | None = None

    @property
    def has_words(self) -> bool:
        """Return whether something stands there that the author has not said to have read."""
        return self._offered is not None

    def obstacle(self) -> str:
        """Hold the reply back until its author has read."""
        return self.tr("Read the new mail first") if self.has_words else ""

    def begin(self, detail: CaseDetail, draft: Draft) -> None:
        """Begin with what the author of this reply had been shown."""
        self._shown = draft.shown or START
        self._offered = None
        self.hide()
        self.follow(detail)

    def follow(self, detail: CaseDetail) -> None:
        """Look whether the content changed after the basis."""
        case, me = detail.row.case, self._session.me
        news = unseen_content(case, me, self._shown)
        away = put_away_since(case, me.desk, self._shown)
        if news is None and away is not None:
            news = away.at
        # What 「読みました」 confirms is what stood there when the bar came, not what came later:
        # a second mail brings a second bar.
        if news is not None and self._offered is None:
            self._offered = detail.seen
            self.say(self._sentence_for(detail, news), (self.tr("I have read it"), self._accept))
        if self._offered is not None:
            self._ask_what_came(case.id)

    def _ask_what_came(self, case: CaseId) -> None:
        """Read what came: mails may be long, and the copy of a reply may come later."""
        reads, shown, offered = self._session.room.reads, self._shown, self._offered
        assert offered is not None
        self._session.ask(
            f"came {id(self)}",
            lambda: reads.difference(case, shown),
            partial(self._tell, shown, offered),
        )

    def _tell(self, shown: Position, offered: Position, difference: Difference) -> None:
        if (shown, offered) != (self._shown, self._offered):
            return  # read meanwhile
        news = [one for one in difference.news if one.position <= offered]
        if not news:
            return
        if {one.kind for one in news} != {NewsKind.MAIL}:  # that is what it says anyhow
            came = news_text.happened(news)
            self.amend(self.tr("{what} Read it before you send.").format(what=came))
        self.detail(*news_text.lines(news, self._session.now(), self.lines_that_fit(_LINES)))

    def _accept(self) -> None:
        assert self._offered is not None
        self._shown, self._offered = self._offered, None
        self.hide()
        self.acknowledged.emit(self._shown)

    def _sentence_for(self, detail: CaseDetail, news: Position) -> str:
        if (OUTSIDE, news) in detail.row.case.content:
            return self.tr("A new mail came from the customer. Read it before you send.")
        return self.tr("Something happened in this case meanwhile. Read it before you send.")


def unseen_content(case: Case, me: Seat, shown: Position) -> Position | None:
    """Return the newest content after ``shown`` that is not this desk's own (rule 18)."""
    news = [at for desk, at in case.content if desk != me.desk and at > shown]
    return max(news, default=None)

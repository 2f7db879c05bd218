"""The bars around the words of a reply: above, what has happened; below, what is asked.

A bar is a widget that says when it has words, follows the reply and the case, and may hold the
reply back. Whoever adds one lists it in ``ReplyBars``; the composer knows no bar by name unless
it has to wire its buttons.
"""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from mailroom.domain.drafts import Draft
from mailroom.domain.query import CaseDetail
from ui.session import Session
from ui.views.composer.lock_bar import LockBar
from ui.views.composer.reply_tab import ReplyTab
from ui.views.reply.bar import ReplyBar
from ui.views.reply.charset_bar import CharsetBar
from ui.views.reply.contact_bar import BoundaryLine, ContactBar
from ui.views.reply.new_mail import NewMailWatch
from ui.views.reply.promise_offer import PromiseOffer
from ui.views.reply.questions import Questions
from ui.views.reply.recipient_ticks import RecipientTicks
from ui.views.reply.returned_bar import ReturnedBar
from ui.views.reply.risk_card import RiskCard
from ui.views.reply.shared_bar import SharedBar


class ReplyBars:
    """All bars of one composer, in their order on screen."""

    def __init__(self, session: Session, reply: ReplyTab) -> None:
        self.lock = LockBar()
        self.contact = ContactBar(session)
        self.boundary = BoundaryLine(session)
        self.new_mail = NewMailWatch(session)
        self.returned = ReturnedBar(session)
        self.shared = SharedBar(session, reply)
        self.charset = CharsetBar(session, reply)
        self.risk = RiskCard(session)
        self.ticks = RecipientTicks(session)
        self.promise = PromiseOffer(session, reply)
        self.above: tuple[QWidget, ...] = (
            self.lock,
            self.contact,
            self.boundary,
            self.new_mail,
            self.returned,
            self.shared,
        )
        self.below: tuple[QWidget, ...] = (self.charset, self.risk, self.ticks, self.promise)
        self.questions = Questions(self.risk, self.ticks)
        self.rows_below = (self.charset, self.questions, self.promise)

    def begin(self, detail: CaseDetail, draft: Draft) -> None:
        """Follow another reply."""
        for bar in self._bars():
            bar.begin(detail, draft)

    def read(self) -> None:
        """Look at what is written now."""
        for bar in self._bars():
            bar.read()

    def follow(self, detail: CaseDetail) -> None:
        """Look at the case, which has changed."""
        for bar in self._bars():
            bar.follow(detail)

    def show(self, *, reply: bool) -> None:
        """Show what has words, beside the reply only: notes are never refused (rule 18)."""
        for bar in (*self.above, *self.below):
            if isinstance(bar, ReplyBar):
                bar.setVisible(reply and bar.has_words)

    def obstacle(self) -> str:
        """Return in a few words why the reply cannot leave yet, or nothing."""
        return next((said for bar in self._bars() if (said := bar.obstacle())), "")

    def on_screen(self) -> list[QWidget]:
        """Return the bars that take room now."""
        return [bar for bar in (*self.above, *self.rows_below) if not bar.isHidden()]

    def _bars(self) -> tuple[ReplyBar, ...]:
        return tuple(bar for bar in (*self.above, *self.below) if isinstance(bar, ReplyBar))

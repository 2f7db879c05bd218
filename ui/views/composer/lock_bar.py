"""What the composer says of the lock: whose it is, since when, and the ways to get it.

The draft is never touched: 「譲ってもらう」 asks the holder, 「引き継ぐ」 takes it with a reason,
「下書きを共有」 shows the words to the team. Shows a ``LockView``; acting is the composer's.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from PySide6.QtCore import Signal

from mailroom.domain.claims.handover import Way
from ui.models.lock_view import Hold, LockView
from ui.notice_bar import BarKind, NoticeBar
from ui.wording import moments, names
from ui.wording.words import tr

_STUCK_AFTER = timedelta(minutes=3)
"""A mail is usually gone within seconds; before that nobody is offered to end it."""


class LockBar(NoticeBar):
    """Hidden unless somebody else holds the case, or just handed it over.

    Signals:
        asked(): 譲ってもらう.
        take_asked(): 引き継ぐ, with a reason.
        here_asked(): go on here with what I hold at another PC.
        abandon_asked(): 送信を打ち切る.
        draft_offered(): 下書きを共有.
    """

    asked = Signal()
    take_asked = Signal()
    here_asked = Signal()
    abandon_asked = Signal()
    draft_offered = Signal()

    def __init__(self) -> None:
        super().__init__(BarKind.LOCK)

    def show_lock(self, view: LockView, *, now: datetime, has_words: bool) -> None:
        """Say who holds it and what can be done, or nothing."""
        if view.given:
            self.say(self.tr("It was handed over to you. Write on: the case is free."))
            return
        if view.hold is not Hold.OTHERS:
            self.hide()
            return
        sentence = sentence_for(view, now, has_words=has_words)
        buttons = self._buttons_for(view, now, has_words=has_words)
        if not self.isHidden() and [text for text, _ in buttons] == self._labels():
            self.amend(sentence)  # a button under the pointer stays where it is
        else:
            self.say(sentence, *buttons)

    def _buttons_for(
        self, view: LockView, now: datetime, *, has_words: bool
    ) -> list[tuple[str, Callable[[], None]]]:
        buttons: list[tuple[str, Callable[[], None]]] = []
        if view.way is Way.ELSEWHERE:
            buttons.append((self.tr("Go on here"), self.here_asked.emit))
        elif view.way is Way.ASK:
            buttons.append((self.tr("Ask to hand it over"), self.asked.emit))
        if view.may_take and view.way is not Way.ELSEWHERE:
            buttons.append((self.tr("Take over…"), self.take_asked.emit))
        if may_be_stuck(view, now):
            buttons.append((self.tr("End the sending…"), self.abandon_asked.emit))
        if has_words and view.way is not Way.ELSEWHERE:
            buttons.append((self.tr("Share my draft"), self.draft_offered.emit))
        return buttons

    def _labels(self) -> list[str]:
        return [button.text() for button in self.buttons()]


def may_be_stuck(view: LockView, now: datetime) -> bool:
    """Return whether to offer ending a send: it takes too long and I may."""
    if view.abandon_at is None or view.since is None:
        return False
    return now >= view.abandon_at and now - view.since >= _STUCK_AFTER


def sentence_for(view: LockView, now: datetime, *, has_words: bool) -> str:
    """Return who holds the case since when, and what comes of asking."""
    at = moments.when(view.since, now) if view.since else ""
    who = view.who or tr("Somebody else")
    if view.escalated:
        return tr("Escalated: {who} has the case until it is answered.").format(who=who)
    match view.way:
        case Way.SENDING:
            return _sending(view, who, at, now)
        case Way.ELSEWHERE:
            return tr("You are answering at another PC ({since}).").format(
                since=names.held_by(who, view.since, now)
            )
        case Way.WAIT if view.at is not None:
            return tr(
                "You asked {who} to hand it over. Without an answer you may take over in {span}."
            ).format(who=who, span=_until(view.at, now))
        case Way.ASKED:
            return tr("{first} already asked {who} to hand it over.").format(
                first=view.first, who=who
            )
        case Way.TAKE:
            return tr("{who} does not answer or is away (since {at}). You may take over.").format(
                who=who, at=at
            )
        case _:
            return _held(view, who, at, now, has_words=has_words)


def lock_words(hold: Hold, *, offline: bool = False) -> str:
    """Return the few words beside the tabs: asked is never shown as held (rule 11)."""
    return {
        Hold.FREE: "",
        Hold.ASKED: tr("Wanted, not confirmed") if offline else tr("Asking for the case…"),
        Hold.MINE: tr("You are answering"),
        Hold.OTHERS: "",
    }[hold]


def _held(view: LockView, who: str, at: str, now: datetime, *, has_words: bool) -> str:
    if view.kept_at is not None:
        kept = moments.when(view.kept_at, now)
        return tr("{who} goes on writing ({at}). Your draft is kept.").format(who=who, at=kept)
    if has_words:
        return tr("{who} began first ({at}). Your draft is kept.").format(who=who, at=at)
    return tr("{who} is writing a reply (since {at}).").format(who=who, at=at)


def _sending(view: LockView, who: str, at: str, now: datetime) -> str:
    said = tr("{who} is sending a reply since {at}.").format(who=who, at=at)
    stuck = view.since is not None and now - view.since >= _STUCK_AFTER
    if not stuck or view.abandon_at is None or now >= view.abandon_at:
        return said
    span = _until(view.abandon_at, now)
    return tr("{said} If it is stuck, you can end it in {span}.").format(said=said, span=span)


def _until(at: datetime, now: datetime) -> str:
    """Return a wait in minutes, rounded up: nobody is told "0 min" and refused."""
    return moments.span(at - now + timedelta(seconds=59))

"""確かめてください: what may be wrong with a reply, asked once before it leaves (N34).

Shown only when there is risk. Nothing is refused: its author goes on, or looks again. The same
question is not asked twice about the same words.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import Signal

from mailroom.domain.drafts import Draft
from mailroom.domain.query import CaseDetail
from mailroom.domain.sends.risks import Risk, RiskKind
from ui.notice_bar import BarKind, NoticeBar
from ui.session import Session
from ui.views.reply.bar import ReplyBar
from ui.wording.moments import when_exactly
from ui.wording.sizes import size_of
from ui.wording.words import tr


class RiskCard(NoticeBar, ReplyBar):
    """Stands between the button and the undo window.

    Signals:
        accepted(): the author has looked and wants it to leave as it is.
        revised(): they go back to the words.
    """

    accepted = Signal()
    revised = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(BarKind.WAIT, glyph="alert")
        self._session = session
        self._asked: tuple[Risk, ...] = ()
        self._looked_at: frozenset[Risk] = frozenset()
        self._asking = False

    @property
    def has_words(self) -> bool:
        """Return whether a question waits for its answer."""
        return self._asking

    def holds(self, draft: Draft) -> bool:
        """Return whether the author has to look first; then the card says at what."""
        found = self._session.room.risks.of(draft)
        if set(found) <= self._looked_at:
            self._put_away()
            return False
        self.ask(found)
        return True

    def ask(self, found: tuple[Risk, ...]) -> None:
        """Ask about these."""
        self._asked = found
        self._asking = True
        now = self._session.now()
        lines = "\n".join(f"・{line}" for line in questions(self._asked, now))
        self.say(
            self.tr("Please check before it leaves:") + f"\n{lines}",
            (self.tr("Go back"), self._revise),
            (self.tr("Send it as it is"), self._accept),
        )
        self.buttons()[0].setFocus()

    def begin(self, _detail: CaseDetail, _draft: Draft) -> None:
        """Ask anew: another reply is begun."""
        self._looked_at = frozenset()
        self._put_away()

    def read(self) -> None:
        """Take the question back: what it asked about is no longer what is written."""
        self._put_away()

    def _revise(self) -> None:
        self._put_away()
        self.revised.emit()

    def _accept(self) -> None:
        self._looked_at |= set(self._asked)
        self._put_away()
        self.accepted.emit()

    def _put_away(self) -> None:
        self._asking = False
        self.hide()


def question(risk: Risk, now: datetime) -> str:
    """Return one risk as its author is asked about it."""
    if risk.kind is RiskKind.SAID_ALREADY:
        return _said(risk, now)
    return _QUESTIONS[risk.kind](risk)


def questions(found: Sequence[Risk], now: datetime) -> list[str]:
    """Return what is asked, one line each; what is still blank stands in one line."""
    blank = [risk for risk in found if risk.kind is RiskKind.BLANK]
    lines = [question(risk, now) for risk in found if risk.kind is not RiskKind.BLANK]
    if len(blank) == 1:
        lines.append(question(blank[0], now))
    elif blank:
        every = "  ".join(risk.about for risk in blank)
        lines.append(tr("These are not filled in yet: {blanks}").format(blanks=every))
    return lines


def _said(risk: Risk, now: datetime) -> str:
    if not risk.about:
        return tr("A mail with the same words is on its way to them already")
    at = when_exactly(datetime.fromisoformat(risk.about), now)
    return tr("The same words went to them already: {at}").format(at=at)


_QUESTIONS: dict[RiskKind, Callable[[Risk], str]] = {
    RiskKind.NEW_DOMAIN: lambda risk: tr("{who} has not taken part in this case").format(
        who=risk.about
    ),
    RiskKind.NAMESAKE: lambda risk: tr("Is it {who}, or {other}, who is in this case?").format(
        who=risk.about, other=risk.other
    ),
    RiskKind.INSIDER: lambda risk: tr(
        "{who} is one of us: the customer sees the address, and “reply all” reaches both"
    ).format(who=risk.about),
    RiskKind.QUOTED_NOTE: lambda risk: tr(
        "These words stand in an internal note: “{words}”"
    ).format(words=risk.about),
    RiskKind.NO_FILE: lambda _risk: tr("The text mentions an attachment, but no file is added"),
    RiskKind.OTHER_NAME: lambda risk: tr("It addresses {name}, but goes to {other}").format(
        name=risk.about, other=risk.other
    ),
    RiskKind.BIG_FILES: lambda risk: tr("{size} of files: some servers refuse that much").format(
        size=size_of(int(risk.about))
    ),
    RiskKind.AMOUNT: lambda risk: tr(
        "The reply says {amount}, the mail it answers says {other}"
    ).format(amount=risk.about, other=risk.other),
    RiskKind.LOCKED_FILE: lambda risk: tr(
        "{name} needs a password: many companies refuse such files, and a password sent by mail "
        "protects nothing. Share it in another way"
    ).format(name=risk.about),
    RiskKind.WARNING_WORD: lambda risk: tr(
        "“{word}” is on the team's list of words to check"
    ).format(word=risk.about),
    RiskKind.BLANK: lambda risk: tr("“{blank}” is not filled in yet").format(blank=risk.about),
}

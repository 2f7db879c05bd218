"""What the window does about drafts that are shown to the team: show, take back, go on with."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal

from mailroom.domain.commands import WithdrawDraft
from mailroom.domain.drafts import Draft, ReplyKind
from mailroom.domain.query import SharedPage
from mailroom.domain.sends.approval import Proposal
from mailroom.ids import CaseId, EventId, PersonId
from mailroom.service.handle import Asked
from mailroom.service.outgoing.sharing import sharing, taken
from ui.models.reply_start import ReplyMode
from ui.session import Session
from ui.unsigned import signature_of, without_signature
from ui.views.composer.pages import Pages
from ui.views.reply.shared_bar import SharedBar
from ui.wording import names

_MODES = {ReplyKind.REPLY_ALL: ReplyMode.REPLY_ALL, ReplyKind.FORWARD: ReplyMode.FORWARD}


class DraftSharing(QObject):
    """Acts for one composer.

    Signals:
        opened(CaseId, ReplyMode): the reply to this case is wanted, of that kind.
        restored(Draft): the reply goes on with these words.
        begun(): somebody writes: the case is claimed as at the first key.
    """

    opened = Signal(object, object)
    restored = Signal(object)
    begun = Signal()

    def __init__(self, session: Session, pages: Pages, bar: SharedBar, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._pages = pages
        self._bar = bar
        bar.share_asked.connect(self.share)
        bar.take_asked.connect(self._take_page)
        bar.withdraw_asked.connect(self._withdraw_page)

    def share(self) -> None:
        """下書きを共有: show the team what stands in the reply; it stays here, too."""
        reply = self._pages.reply
        draft = reply.draft()
        if draft is None or not reply.has_words():
            self._session.warn(self.tr("There is nothing to share yet. Write something first."))
            return
        shown = without_signature(self._session, draft)
        self._session.tasks.act(
            lambda: self._session.room.do(sharing(shown)),
            partial(self._on_shared, draft.case),
            self._session.tell,
        )

    def take(self, case: CaseId, event: EventId, by: PersonId, mail: Proposal) -> None:
        """Put a colleague's words into my reply, below mine if there are any; none are lost."""
        reply = self._pages.reply
        self.opened.emit(case, ReplyMode.REPLY)
        begun = reply.has_words()
        if not begun and mail.kind in _MODES:
            self.opened.emit(case, _MODES[mail.kind])
        mine = reply.draft()
        if mine is None:
            return
        signature = signature_of(self._session, mine)
        self.restored.emit(taken(mine, mail, begun=begun, signature=signature))
        self._bar.settle(event)
        self.begun.emit()
        who = names.san(self._session.roster.name(by))
        if begun:
            said = self.tr("The draft of {who} stands below your words.").format(who=who)
            self._offer_back(said, mine)
        else:
            self._session.toast(self.tr("You go on with the draft of {who}.").format(who=who))

    def withdraw(self, case: CaseId, event: EventId) -> None:
        """Show a draft no longer."""
        command = WithdrawDraft(case=case, shared=event)
        said = self.tr("The draft is not shared any more. Your own text stays as it is.")
        self._session.do(command, said=said, undo=False)

    def _take_page(self, page: SharedPage) -> None:
        draft = self._pages.reply.draft()
        if draft is not None:
            self.take(draft.case, page.shared.event, page.shared.by, page.mail)

    def _withdraw_page(self, page: SharedPage) -> None:
        draft = self._pages.reply.draft()
        if draft is not None:
            self.withdraw(draft.case, page.shared.event)

    def _offer_back(self, said: str, mine: Draft) -> None:
        self._session.toast(said, button=self.tr("Undo"), pressed=lambda: self.restored.emit(mine))

    def _on_shared(self, case: CaseId, asked: Asked) -> None:
        self._session.toast(
            self.tr("The team can see your draft now. It has not been sent."),
            button=self.tr("Stop sharing"),
            pressed=lambda: self.withdraw(case, asked.events[0]),
        )

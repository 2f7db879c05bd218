"""新規メール: a mail that answers nothing, in a window of its own (issue 6).

The same words, fields and checks as a reply; its case comes when it leaves, or when somebody is
asked to look at it first (S19). Closing keeps it as a
draft, and the next new mail offers to go on with it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from PySide6.QtWidgets import QWidget

from mailroom.domain.drafts import Draft
from mailroom.errors import MailroomError
from mailroom.ids import CaseId, PersonId
from mailroom.service.outgoing.replies import Reply
from ui.dialogs.approval import AskApprovalDialog
from ui.dialogs.dialog import Dialog
from ui.inputs import PlainButton
from ui.models.signatures import below
from ui.notice_bar import BarKind, NoticeBar
from ui.session import Session
from ui.views.composer.acts import mail_of
from ui.views.composer.checked import is_checked
from ui.views.composer.draft_keeper import DraftKeeper
from ui.views.composer.reply_tab import ReplyTab
from ui.views.composer.template_insert import TemplateInsert
from ui.views.reply.book_button import BookButton
from ui.views.reply.questions import Questions
from ui.views.reply.risk_card import RiskCard

_WIDTH = 720


class NewMailDialog(Dialog):
    """Writes one new mail; the window below stays usable."""

    def __init__(self, session: Session, draft: Draft, parent: QWidget | None) -> None:
        """Begin or go on.

        Args:
            session: of the window.
            draft: what ``Drafts.new_mail`` began, or one that was kept.
            parent: the main window.
        """
        super().__init__(parent, "", width=_WIDTH)
        self.setWindowTitle(self.tr("New mail"))
        self._session = session
        self.page = ReplyTab(pictures=session.room.drafts.pasted.folder)
        self.page.body.setAccessibleName(self.tr("Text of the mail"))
        self.risk = RiskCard(session)
        self.kept = NoticeBar(BarKind.INFO)
        self.page.edited.connect(self.risk.read)
        self._keeper = DraftKeeper(session, self.page, self)
        for part in (self.kept, self.page, Questions(self.risk)):
            self.content_layout.addWidget(part)
        self.kept.hide()
        self.risk.hide()
        self._send_at: datetime | None = None
        self.templates = TemplateInsert(session, self.page, self._case)
        send = self.tr("Ask for a check") if is_checked(session) else self.tr("Send")
        self.send_button = self.add_buttons(f"{send}  Ctrl+Enter")
        self.later = BookButton(session, self.tr("Send later"))
        self.later.booked.connect(self._submit)
        self.put_button(self.later)
        self._add(self.tr("Attach"), self.page.attachments.ask)
        self._add(self.tr("Template"), self.templates.open_picker)
        self.page.formatting.switched_by(self.add_button(self.tr("Format")))
        self._add(self.tr("Discard"), self._discard)
        self.risk.accepted.connect(lambda: self._send(self.page.draft()))
        self.risk.revised.connect(self.page.body.setFocus)
        self.page.edited.connect(self._keeper.touch)
        session.ask("address-book", session.room.contacts.known, self.page.recipients.set_known)
        self._begin(draft)

    def confirm(self) -> None:
        """Send it, once its author has looked at what may be wrong with it."""
        self._submit(None)

    def _submit(self, send_at: datetime | None) -> None:
        """Send it now, or not before the time given."""
        self._send_at = send_at
        draft = self.page.draft() if self._may_send() else None
        if draft is None or self.risk.isVisible():
            return
        if self.risk.holds(draft):
            self.risk.show()
            return
        self._send(draft)

    def done(self, result: int) -> None:
        """Keep what is written."""
        self._keeper.save_now()
        super().done(result)

    def _begin(self, draft: Draft) -> None:
        senders = self._session.room.senders.all()
        written = draft.saved_at is not None or bool(draft.text.strip())
        signature = below(self._session.settings.signature, senders[0].signature)
        if draft.saved_at is None and signature:
            draft = replace(draft, text=f"{draft.text.rstrip()}\n\n{signature}\n")
        self.page.start(draft, senders=senders, written=written)
        if draft.saved_at is None:
            self._offer_kept(draft)
        first = self.page.subject if draft.to else self.page.recipients.to_line
        (self.page.body if draft.to and draft.subject else first).setFocus()

    def _case(self) -> CaseId | None:
        draft = self.page.draft()
        return None if draft is None else draft.case

    def _offer_kept(self, draft: Draft) -> None:
        kept = [one for one in self._session.room.drafts.new_mails() if one.case != draft.case]
        self.kept.setVisible(bool(kept))
        if kept:
            about = kept[0].subject or kept[0].text.strip()[:20]
            self.kept.say(
                self.tr("A new mail is half written: {about}").format(about=about),
                (self.tr("Go on with it"), lambda: self._go_on(kept[0])),
            )

    def _go_on(self, draft: Draft) -> None:
        self._keeper.save_now()
        self.kept.hide()
        self._begin(draft)

    def _may_send(self) -> bool:
        if not self.page.recipients.check():
            return False
        if not self.page.subject.text().strip():
            self.say_problem(self.tr("Say in the subject what it is about."))
            self.page.subject.setFocus()
            return False
        self.say_problem("")
        return self.page.check()

    def _send(self, draft: Draft | None) -> None:
        if draft is None:
            return
        mail = replace(mail_of(draft, close_after=False), send_at=self._send_at)
        if is_checked(self._session):
            self._ask_check(mail)
            return
        self._set_waiting(True)
        outbox = self._session.room.outbox
        self._session.tasks.act(lambda: outbox.queue(mail), self._on_queued, self._on_failed)

    def _ask_check(self, mail: Reply) -> None:
        """Ask whom to ask; nothing leaves before they have looked at it."""
        asking = AskApprovalDialog(self._session, mail, self)
        asking.chosen.connect(
            lambda of, note, done: self._propose(replace(mail, close_after=done), of, note)
        )
        asking.open()

    def _propose(self, mail: Reply, of: PersonId | None, note: str) -> None:
        self._set_waiting(True)
        self._keeper.save_now()  # before it moves to the case that opens now
        approvals = self._session.room.approvals
        self._session.tasks.act(
            lambda: approvals.ask(mail, of=of, note=note),
            lambda _asked: self._on_proposed(),
            self._on_failed,
        )

    def _on_proposed(self) -> None:
        self._session.toast(
            self.tr("Asked for a check. Your draft is kept in its case until it is sent.")
        )
        self._keeper.forget()
        self.accept()

    def _on_queued(self, _id: str) -> None:
        if self._send_at is not None:
            self._session.toast(self.tr("Booked. It waits in the outbox until then."))
        self._keeper.forget()
        self.accept()

    def _on_failed(self, error: MailroomError) -> None:
        self._set_waiting(False)
        self._session.tell(error)

    def _set_waiting(self, waiting: bool) -> None:
        if self.send_button is not None:
            self.send_button.setEnabled(not waiting)
        self.later.setEnabled(not waiting)

    def _discard(self) -> None:
        draft = self.page.draft()
        self._keeper.forget()
        if draft is not None:
            drafts = self._session.room.drafts
            self._session.tasks.act(
                lambda: drafts.discard(draft.case, draft.tab), None, self._session.tell
            )
        self.reject()

    def _add(self, words: str, act: Callable[[], None]) -> PlainButton:
        button = self.add_button(words)
        button.clicked.connect(act)
        return button

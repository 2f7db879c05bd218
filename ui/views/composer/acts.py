"""What the composer's buttons do. Each tab has its own way out and no way into another's.

``send`` reads the reply tab only and is the only maker of a ``Reply``; ``keep_note`` and
``keep_call`` read their own tab only and make commands. Knows no layout.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from mailroom.domain.drafts import Draft, DraftTab
from mailroom.domain.identities import sender_for
from mailroom.domain.query import CaseDetail
from mailroom.domain.times.told_times import Told
from mailroom.errors import MailroomError
from mailroom.ids import CaseId
from mailroom.service import rich
from mailroom.service.outgoing.replies import Reply
from ui.models.formatting import formatted_as
from ui.models.quoting import quoted
from ui.models.reply_start import ReplyMode, answered_mail, begin
from ui.models.signatures import below
from ui.session import Session
from ui.views.composer.checked import is_checked
from ui.views.composer.lock_keeper import LockKeeper
from ui.views.composer.pages import Pages
from ui.views.reply.bars import ReplyBars


class ComposerActs(QObject):
    """Acts for one composer.

    Signals:
        queued(str): the reply waits in its undo window.
        finished(DraftTab): what was written there is recorded, sent or thrown away.
        restored(Draft): the person wants a discarded draft back.
        check_asked(Reply): somebody else is to look at it first (S19).
        changed(): a send began or failed.
    """

    queued = Signal(object)
    finished = Signal(object)
    restored = Signal(object)
    check_asked = Signal(object)
    changed = Signal()

    def __init__(self, session: Session, pages: Pages, lock: LockKeeper, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._pages = pages
        self._lock = lock
        self.sending = False
        self.interim = False

    def listen(self, bars: ReplyBars) -> None:
        """Do what the bars beside the reply offer about the lock and the words."""
        lock = bars.lock
        lock.asked.connect(self._lock.ask_holder)
        lock.here_asked.connect(self._lock.continue_here)
        lock.take_asked.connect(lambda: self._session.take_over_asked.emit(self._lock.case))
        lock.abandon_asked.connect(lambda: self._session.abandon_asked.emit(self._lock.case))
        bars.contact.wording_asked.connect(self._pages.reply.insert)

    def fresh_reply(self, detail: CaseDetail, mode: ReplyMode) -> Draft:
        """Return a new reply to the case's last word, with what is on screen as its basis."""
        reads, senders = self._session.room.reads, self._session.room.senders.all()
        interim = mode is ReplyMode.INTERIM
        key = answered_mail(reads.timeline(detail.row.case.id))
        inside = self._session.room.threads.customer_inside(key) if key else None
        body = reads.body(key) if key else None
        sender = sender_for(senders, (*body.to, *body.cc) if body is not None else ())
        fresh = begin(
            detail,
            body,
            mode,
            own=self._session.room.senders.addresses(),
            customer=inside[0] if inside is not None and inside[1] else None,
            zone=self._session.zone,
            signature=below(self._session.settings.signature, sender.signature),
            opening=self._session.room.templates.interim(detail.row.case.id) if interim else "",
        )
        fresh = quoted(fresh, self._session.settings.quoting)
        if body is not None and not self._session.settings.plain_first:
            fresh = formatted_as(fresh, body)
        return replace(fresh, sender=sender.address)

    @property
    def is_checked(self) -> bool:
        """Return whether what I write leaves only when somebody else has approved it (S19)."""
        return is_checked(self._session)

    def typed(self) -> None:
        """Take the claim at the first keystroke; interim words need none (rules 11, 31)."""
        if not self.interim:
            self._lock.typed()

    def send(
        self, *, close_after: bool, told: Told | None = None, send_at: datetime | None = None
    ) -> None:
        """Hand the reply to the outbox; ten seconds later it is on its way.

        ``told`` is a time it tells the customer, to be kept as a promise (N24). One for ``send_at``
        waits without the lock: others may work on the case, and hold it back by doing so.
        """
        draft = self._pages.reply.draft()
        if draft is None or self.sending or not self._pages.reply.check():
            return
        mail = replace(mail_of(draft, close_after=close_after, told=told), send_at=send_at)
        if self.is_checked:
            self._pages.keepers[DraftTab.REPLY].save_now()
            self.check_asked.emit(mail)
            return
        self.typed()
        self.sending = True
        self.changed.emit()
        self._pages.keepers[DraftTab.REPLY].save_now()
        queue = self._session.room.outbox.queue
        done = self._on_queued if send_at is None else self._on_booked
        self._session.tasks.act(lambda: queue(mail), done, self._on_failed)

    def keep_note(self) -> None:
        """Record the note of the amber tab."""
        if command := self._pages.note.command():
            self._session.do(command, said=self.tr("Note saved"))
            self._finish(command.case, DraftTab.NOTE)

    def keep_call(self) -> None:
        """Record the call of the grey tab."""
        if command := self._pages.phone.command():
            self._session.do(command, said=self.tr("Phone note saved"))
            self._finish(command.case, DraftTab.PHONE)

    def discard(self, tab: DraftTab) -> None:
        """破棄: throw the words away; the toast brings them back as they were."""
        written = self._pages.page(tab)
        draft = written.draft()
        if draft is None:
            return
        if written.has_words():
            self._session.toast(
                self.tr("Draft thrown away"),
                button=self.tr("Undo"),
                pressed=lambda: self.restored.emit(draft),
            )
        if tab is DraftTab.REPLY:
            self._lock.give_back()
        self._finish(draft.case, tab)

    def _on_queued(self, outbox_id: str) -> None:
        self.sending = False
        self._pages.keepers[DraftTab.REPLY].forget()
        self._lock.hand_to_outbox()
        self.finished.emit(DraftTab.REPLY)
        self.queued.emit(outbox_id)

    def _on_booked(self, outbox_id: str) -> None:
        self._lock.give_back()
        self._session.toast(self.tr("Booked. It waits in the outbox until then."))
        self._on_queued(outbox_id)

    def _on_failed(self, error: MailroomError) -> None:
        self.sending = False
        self.changed.emit()
        self._session.tell(error)

    def _finish(self, case: CaseId, tab: DraftTab) -> None:
        self._pages.keepers[tab].forget()
        drafts = self._session.room.drafts
        self._session.tasks.act(lambda: drafts.discard(case, tab), None, self._session.tell)
        self.finished.emit(tab)


def mail_of(draft: Draft, *, close_after: bool, told: Told | None = None) -> Reply:
    """Return the one thing that may leave the house, made of a reply draft and nothing else."""
    assert draft.tab in {DraftTab.REPLY, DraftTab.REPORT}
    quote = dict(draft.fields).get("quote", "")
    text = rich.words(draft).rstrip() + (f"\n\n{quote}" if quote else "") + "\n"
    return Reply(
        case=draft.case,
        kind=draft.kind,
        to=draft.to,
        cc=draft.cc,
        bcc=draft.bcc,
        sender=draft.sender,
        subject=draft.subject,
        text=text,
        html=draft.html,
        inline=draft.inline,
        attachments=draft.attachments,
        answers=draft.answers,
        charset=draft.charset,
        shown=draft.shown,
        close_after=close_after,
        promised=told.at if told is not None else None,
        promise=told.words if told is not None else "",
        report=draft.tab is DraftTab.REPORT,
        opens=draft.opens,
        draft=draft,
    )

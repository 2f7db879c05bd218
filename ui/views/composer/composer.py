"""The composer: one place to write, three tabs that cannot be mixed up.

Teal goes to the customer, amber is a note, grey a phone note; each tab has its own document, its
own edge and its own button (``ReplyTab``, ``NoteTab``, ``PhoneTab``). This frame switches between
them, keeps their drafts, follows the lock and new mail, and hands a finished reply to the outbox.
It decides nothing: sending waits for the undo window and the journal in the core.
"""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QStackedWidget, QVBoxLayout, QWidget

from mailroom.domain.changes import Changes
from mailroom.domain.drafts import Draft, DraftTab, ReplyKind
from mailroom.domain.position import Position
from mailroom.domain.query import CaseDetail
from mailroom.ids import CaseId
from ui.inputs import Preedit, send_keys
from ui.models.lock_view import Hold
from ui.models.reply_start import ReplyMode
from ui.notice_bar import LOW
from ui.session import Session
from ui.views.composer.acts import ComposerActs
from ui.views.composer.draft_sharing import DraftSharing
from ui.views.composer.focus import next_stop
from ui.views.composer.head import ComposerHead
from ui.views.composer.lock_bar import lock_words
from ui.views.composer.lock_keeper import LockKeeper
from ui.views.composer.pages import Pages
from ui.views.composer.rows import KeepActions, ReplyActions
from ui.views.composer.template_insert import TemplateInsert
from ui.views.reply.bars import ReplyBars
from ui.views.reply.book_button import BookButton

LEAST = 180
_MARGIN = 12
LOW_LINES = 13
"""Below this many lines of text the composer keeps to tabs, address, text and buttons."""

_KINDS = {ReplyMode.REPLY_ALL: ReplyKind.REPLY_ALL, ReplyMode.FORWARD: ReplyKind.FORWARD}
_EDGES = {DraftTab.REPLY: "customer", DraftTab.NOTE: "note", DraftTab.PHONE: "phone"}


def _least(part: QWidget) -> int:
    least: int = max(part.minimumSizeHint().height(), part.minimumHeight())
    return least


class Composer(QFrame):
    """Writes replies, notes and phone notes of one case.

    Signals:
        closed(): the person left or is done; drafts are kept.
        queued(str): a reply waits in its undo window.
        enlarged(bool): the person wants more, or less, room to write.
        popped(): the person wants a window of its own, or back into the case.
        check_asked(Reply): somebody else looks at this mail before it leaves (S19).
    """

    closed = Signal()
    queued = Signal(object)
    enlarged = Signal(bool)
    popped = Signal()
    check_asked = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._case: CaseId | None = None
        self._tab = DraftTab.REPLY
        self._closing = False  # what was asked for: send, or send and done
        self._send_at: datetime | None = None  # … and when
        self.pages = Pages(session)
        self.head = ComposerHead(session, self.pages.reply)
        self.reply, self.note, self.phone = self.pages.reply, self.pages.note, self.pages.phone
        self.later = BookButton(session, self.tr("Send later"))
        self.reply_actions = ReplyActions(self.later)
        self.note_actions = KeepActions(self.tr("Save note"), "note")
        self.phone_actions = KeepActions(self.tr("Save phone note"), "phone")
        self._rows_of: dict[DraftTab, ReplyActions | KeepActions] = {
            DraftTab.REPLY: self.reply_actions,
            DraftTab.NOTE: self.note_actions,
            DraftTab.PHONE: self.phone_actions,
        }
        self.bars = ReplyBars(session, self.reply)
        self.keeper = LockKeeper(session, self)
        self.acts = ComposerActs(session, self.pages, self.keeper, self)
        self.sharing = DraftSharing(session, self.pages, self.bars.shared, self)
        self.templates = TemplateInsert(session, self.reply, lambda: self._case)
        self._preedit = Preedit(self)
        self._lay_out()
        self._connect()
        self.hide()

    # --- opening and leaving ---------------------------------------------------------------------

    def open_reply(self, case: CaseId, mode: ReplyMode = ReplyMode.REPLY) -> None:
        """Write to the customer, going on with the kept draft if there is one."""
        if (detail := self._open(case)) is None:
            return
        begun = self.pages.begun(DraftTab.REPLY)
        if not begun:
            self._start_reply(detail, mode)
        wanted = _KINDS.get(mode, self.reply.kind)  # a kept reply becomes the forward asked for
        if (begun and mode is not ReplyMode.INTERIM) or self.reply.kind is not wanted:
            self.reply.change_kind(self.acts.fresh_reply(detail, mode))
        self._go_to(DraftTab.REPLY)

    def open_note(self, case: CaseId) -> None:
        """Write an internal note."""
        if self._open(case) is not None:
            self._go_to(DraftTab.NOTE)

    def open_phone(self, case: CaseId) -> None:
        """Write down a phone call."""
        if self._open(case) is not None:
            self._go_to(DraftTab.PHONE)

    def restore(self, draft: Draft) -> None:
        """Open a draft again exactly as it was (sending was cancelled, discarding undone)."""
        if (detail := self._open(draft.case)) is None:
            return
        if draft.tab is DraftTab.REPLY:
            self._begin_reply(detail, draft, written=True)
        else:
            self.pages.begin_inside(draft.case, draft.tab, draft)
        self.pages.keepers[draft.tab].touch()
        self._go_to(draft.tab)

    def leave(self) -> None:
        """Close; what is written stays as a draft (Esc does this and nothing more)."""
        if self._case is None:
            return
        self._preedit.settle()
        self.pages.save_now()
        self.keeper.leave(keep=self.pages.begun(DraftTab.REPLY) and self.reply.has_words())
        self._case = None
        self.pages.leave()
        self.hide()
        self.closed.emit()

    def show_popped(self, *, popped: bool) -> None:
        """Go on in another window: the words, the cursor and what is unconfirmed stay."""
        self._preedit.settle()
        self.head.show_popped(popped=popped)
        if self._case is not None:
            self.show()
            self.pages.page(self._tab).body.setFocus()

    @property
    def case(self) -> CaseId | None:
        """Return the case somebody writes in."""
        return self._case

    @property
    def tab(self) -> DraftTab:
        """Return the tab on screen."""
        return self._tab

    @property
    def composing(self) -> bool:
        """Return whether an input method holds unconfirmed words."""
        return self._preedit.composing

    # --- sending and keeping: one way per tab ----------------------------------------------------

    def submit(self, *, close_after: bool = False, send_at: datetime | None = None) -> None:
        """Do what the button of the tab on screen does (Ctrl+Return, Ctrl+Enter)."""
        if self._case is None or self._preedit.composing:
            return  # unconfirmed words stay where they are (ui.md, Hands)
        match self._tab:
            case DraftTab.REPLY if self._obstacle():
                self._show_bars()
            case DraftTab.REPLY:
                self._send_at = send_at
                self._send(close_after=close_after)
            case DraftTab.NOTE:
                self.acts.keep_note()
            case _:
                self.acts.keep_call()

    def _send(self, *, close_after: bool, looked: bool = False) -> None:
        """Let the reply go, once its author has looked at what may be wrong with it (N34)."""
        if self.bars.risk.isVisible() or self.bars.ticks.isVisible():
            return  # a question stands there; the keys that send do not answer it
        self._closing = close_after
        draft = self.reply.draft() if self.reply.check() else None
        if draft is None or (not looked and self.bars.risk.holds(draft)):
            return
        if self.bars.ticks.holds(draft):
            return
        told = self.bars.promise.chosen()
        self.acts.send(close_after=close_after, told=told, send_at=self._send_at)

    def show_sendable(self) -> None:
        """Let the reply go, or say at the button why it cannot."""
        obstacle = self._obstacle()
        self.reply_actions.allow(not obstacle and not self.acts.sending, obstacle)
        self.reply_actions.set_offline(self._session.offline)

    def _obstacle(self) -> str:
        """Return in a few words why the reply cannot leave yet, or nothing."""
        if self.keeper.view.hold is Hold.OTHERS:
            return self.tr("Somebody else is answering")
        return self.bars.obstacle()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Esc leave; nothing else is bound here."""
        if event.key() == Qt.Key.Key_Escape and not self._preedit.composing:
            self.leave()
            return
        super().keyPressEvent(event)

    def focusNextPrevChild(self, next_: bool) -> bool:  # noqa: N802 - Qt's name
        """Let Tab go from the words to the buttons of their tab, sending last."""
        page = self.pages.page(self._tab)
        around = (self.head, *self.bars.above, page, *self.bars.below)
        buttons = self._rows_of[self._tab].in_tab_order()
        now = QApplication.focusWidget()
        stop = next_stop(around, page.body, buttons, now=now, forward=next_)
        if stop is None:
            return super().focusNextPrevChild(next_)
        reason = Qt.FocusReason
        stop.setFocus(reason.TabFocusReason if next_ else reason.BacktabFocusReason)
        return True

    def minimumSizeHint(self) -> QSize:
        """Need 180 px, and more while a bar stands above the text or a row takes two lines.

        Where a question has taken the words' place, it needs what the question does.
        """
        hint = super().minimumSizeHint()
        width = self.width() - 2 * _MARGIN
        parts = [self._rows_of[self._tab], *self.bars.on_screen()]
        # Qt's own hint counts every part with one line
        more = sum(
            max(0, part.heightForWidth(width) - _least(part))
            for part in parts
            if part.hasHeightForWidth()
        )
        least = 0 if self.pages.isHidden() else LEAST
        return QSize(hint.width(), max(least, hint.height() + more))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep to the necessary when the window is low (ui.md: min 180)."""
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """Leave out what can be done without: beside a question stand the words it is about.

        In a low window it takes their place.
        """
        window_is_low = self.window().height() < LOW
        low = window_is_low or self.height() < LOW_LINES * self.fontMetrics().lineSpacing()
        asked = not self.bars.questions.isHidden()
        self.reply.set_low(low, asked=asked)
        self.reply_actions.set_low(low)
        boundary = self.bars.boundary
        boundary.setVisible(self._tab is DraftTab.REPLY and boundary.has_words and not asked)
        self.pages.setVisible(not window_is_low or not asked)

    # --- inside ----------------------------------------------------------------------------------

    def _open(self, case: CaseId) -> CaseDetail | None:
        detail = self._session.room.reads.detail(case)
        if detail is None:
            return None
        if self._case != detail.row.case.id:
            self.leave()
            self._case = detail.row.case.id
            self.head.show_saved(None)
            self.keeper.open(detail)
            self.reply_actions.set_checked(self.acts.is_checked)
        self.show()
        return detail

    def _start_reply(self, detail: CaseDetail, mode: ReplyMode) -> None:
        kept = self.pages.kept(detail.row.case.id, DraftTab.REPLY)
        written = kept is not None or mode is ReplyMode.INTERIM  # its words may go as they are
        self._begin_reply(detail, kept or self.acts.fresh_reply(detail, mode), written=written)
        self.acts.interim = mode is ReplyMode.INTERIM
        self.head.show_saved(kept.saved_at if kept else None)

    def _begin_reply(self, detail: CaseDetail, draft: Draft, *, written: bool) -> None:
        self.pages.begin_reply(draft, written=written)
        self.bars.begin(detail, draft)
        self.show_sendable()

    def _go_to(self, tab: DraftTab) -> None:
        if self._case is None:
            return
        if not self.pages.begun(tab):
            if tab is DraftTab.REPLY:
                detail = self._session.room.reads.detail(self._case)
                assert detail is not None
                self._start_reply(detail, ReplyMode.REPLY)
            else:
                self.head.show_saved(self.pages.go_on_inside(self._case, tab))
        self._preedit.settle()
        self._tab = tab
        self.head.show_tab(tab)
        self.reply_actions.set_kind(self.reply.kind)
        self._rows.setCurrentWidget(self._rows_of[tab])
        self.setProperty("edge", _EDGES[tab])
        self.style().unpolish(self)
        self.style().polish(self)
        self._show_bars()
        self.pages.show_tab(tab)

    def _show_bars(self) -> None:
        """Show the lock and new mail beside the reply only: notes are never refused (rule 18)."""
        reply = self._tab is DraftTab.REPLY
        view = self.keeper.view
        offline = self._session.offline
        self.head.lock.setText(lock_words(view.hold, offline=offline) if reply else "")
        if reply:
            written = self.reply.has_words()
            self.bars.lock.show_lock(view, now=self._session.now(), has_words=written)
        else:
            self.bars.lock.hide()
        self.bars.show(reply=reply)
        self.show_sendable()

    def _lay_out(self) -> None:
        self._rows = QStackedWidget()
        for row in self._rows_of.values():
            self._rows.addWidget(row)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_MARGIN, 4, _MARGIN, 8)
        layout.setSpacing(4)
        layout.addWidget(self.head)
        for bar in self.bars.above:
            layout.addWidget(bar)
        layout.addWidget(self.pages, 1)
        for bar in self.bars.rows_below:
            layout.addWidget(bar)
        layout.addWidget(self._rows)
        self.setAccessibleName(self.tr("Composer"))

    def _connect(self) -> None:
        self.head.chosen.connect(self._go_to)
        self.head.enlarged.connect(self.enlarged)
        self.head.popped.connect(self.popped)
        self.reply.edited.connect(self._on_reply_edited)
        self.pages.saved.connect(self.head.show_saved)
        self.reply.typed.connect(self.acts.typed)
        self.reply_actions.send.connect(lambda done: self.submit(close_after=done))
        self.later.booked.connect(lambda at: self.submit(send_at=at))
        self.reply_actions.attach.connect(self.reply.attachments.ask)
        self.reply_actions.template.connect(self.templates.open_picker)
        self.reply.formatting.switched_by(self.reply_actions.format_button)
        self.reply_actions.discard.connect(lambda: self.acts.discard(DraftTab.REPLY))
        for actions in (self.note_actions, self.phone_actions):
            actions.keep.connect(self.submit)
            actions.discard.connect(lambda: self.acts.discard(self._tab))
        self._connect_acts()
        self.acts.listen(self.bars)
        self.bars.new_mail.acknowledged.connect(self._on_acknowledged)
        self.bars.questions.changed.connect(self._make_room)
        self.bars.risk.accepted.connect(lambda: self._send(close_after=self._closing, looked=True))
        for bar in (self.bars.risk, self.bars.ticks):
            bar.revised.connect(self.reply.body.setFocus)
        self.bars.ticks.accepted.connect(lambda: self._send(close_after=self._closing, looked=True))
        self._session.changed.connect(self._on_changed)
        # handed over: the next key must not ask for it again
        self._session.handing_over.connect(
            lambda case: self.leave() if case == self._case else None
        )
        send_keys(self, self.submit)
        self._preedit.watch(
            self.reply.body, self.note.body, self.phone.body, self.reply.subject,
            self.reply.formatting.link.address,
            *self.reply.recipients.lines, self.phone.with_whom, self.phone.number,
        )  # fmt: skip

    def _connect_acts(self) -> None:
        self.acts.queued.connect(self.queued)
        self.acts.finished.connect(self.pages.drop)
        self.acts.finished.connect(lambda _tab: self.leave())
        self.acts.restored.connect(self.restore)
        self.acts.check_asked.connect(self.check_asked)
        self.acts.changed.connect(self.show_sendable)
        self.sharing.opened.connect(self.open_reply)
        self.sharing.restored.connect(self.restore)
        self.sharing.begun.connect(self.acts.typed)
        self.reply_actions.share.connect(self.sharing.share)
        self.bars.lock.draft_offered.connect(self.sharing.share)
        self.keeper.changed.connect(lambda _view: self._show_bars())

    @Slot(object)
    def _on_changed(self, changes: Changes) -> None:
        if self._case is not None and changes.health:
            self._show_bars()  # the connection came or went
        if self._case is None or self._case not in changes.cases:
            return
        detail = self._session.room.reads.detail(self._case)
        if detail is None:
            return
        self.keeper.read(detail)
        if self.pages.begun(DraftTab.REPLY):
            self.bars.follow(detail)
        self._show_bars()

    @Slot()
    def _on_reply_edited(self) -> None:
        self.bars.read()
        if self.keeper.view.hold is Hold.OTHERS:
            self._show_bars()  # from the first word on there is a draft to hand over

    @Slot(object)
    def _on_acknowledged(self, seen: Position) -> None:
        self.reply.acknowledge(seen)
        if self._case is not None and (detail := self._session.room.reads.detail(self._case)):
            self.bars.follow(detail)
        self._show_bars()
        self.reply.body.setFocus()

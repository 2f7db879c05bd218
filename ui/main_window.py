"""The window: panes side by side, menus, and what stands where at which size.

Puts together what the views are and binds the table of actions; reads and decides nothing.
Nobody imports this module but ``app`` and ``shots``.
"""

from __future__ import annotations

import itertools
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QMainWindow, QMenuBar, QVBoxLayout, QWidget

from mailroom.domain.drafts import Draft
from mailroom.domain.query import CaseQuery, View
from mailroom.ids import CaseId
from mailroom.settings import Density
from ui import actions, menus, theme
from ui.actions import TABLE, Do
from ui.acts.case_acts import CaseActs
from ui.acts.event_acts import EventActs
from ui.acts.window_acts import WindowActs
from ui.arrangement import COLUMNS_WIDTH, LIST_WIDTH
from ui.closing import Closing
from ui.hands import LetterKeys
from ui.panes import Panes
from ui.session import Session
from ui.views.case.case import CasePane
from ui.views.case.inspector import Inspector
from ui.views.composer.composer import Composer
from ui.views.escalation.form import EscalationForm
from ui.views.frame.alarm_bar import AlarmBar
from ui.views.frame.corner import Corner
from ui.views.frame.handover import HandoverBars
from ui.views.frame.refusal_bar import RefusalBar
from ui.views.frame.sidebar import Sidebar
from ui.views.frame.status_bar import StatusBar
from ui.views.frame.toast import ToastView
from ui.views.lists.case_list import CaseList
from ui.views.sending.outbox_page import OutboxPage
from ui.views.sending.send_bar import SendBar
from ui.wording import text


def build(session: Session) -> MainWindow:
    """Return a window on a session in the colours and text size of its person."""
    percent = session.settings.text_percent
    return theme.dressed(session.palette, percent, lambda: MainWindow(session))


class MainWindow(QMainWindow):
    """Everything on screen.

    Signals:
        rebuild_asked(): language, colours or text size changed; make the window anew.
        closed(): the person closed the window.
    """

    rebuild_asked = Signal()
    closed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        mine = session.room.profile.config
        self.setWindowTitle(f"{mine.person_name} - {mine.account.address} - Mailroom")
        self.sidebar = Sidebar(session)
        self.cases = CaseList(session)
        self.composer = Composer(session)
        self.form = EscalationForm(session)
        self.inspector = Inspector(session)
        self.send_bar = SendBar(session)
        self.status = StatusBar(session)
        self.alarm = AlarmBar(session)
        self.handover = HandoverBars(session)
        self.refusals = RefusalBar(session)
        self.case_acts = CaseActs(session, self.cases, self.composer, self.form, self)
        self.window_acts = WindowActs(session, self)
        self.event_acts = EventActs(session, self)
        self.actions_by_name = actions.make(self, self._bound())
        self.case = CasePane(session, self.actions_by_name, composer=self.composer, form=self.form)
        self.outbox = OutboxPage(session, self.send_bar)
        self.panes = Panes(self.sidebar, self.cases, self.case, self.inspector, self.outbox)
        self.letters = LetterKeys(session.clock, lambda: session.settings.letter_keys, self)
        self.cases.bulk.offer(self.actions_by_name)
        self.cases.search.searched.connect(self.case.marks.search)
        self.window_acts.files.watch(self.cases.listed)
        self._lay_out()
        self._make_menus()
        self.toast = ToastView(self, clear_of=(self.send_bar, self.composer, self.form))
        self.closing = Closing(session, self.send_bar, self)
        self._connect()
        self._connect_bars()
        self._follow_case(None)
        self._on_settings_changed()
        self.sidebar.refresh()
        self.sidebar.choose_view(View.TO_REPLY)
        self.sidebar.view.setFocus()  # letters act from the start; in the search field they search

    # --- making ------------------------------------------------------------------------------

    def _bound(self) -> dict[Do, actions.Act]:
        return {
            **self.case_acts.bound(),
            **self.window_acts.bound(self.case_acts.targets),
            Do.SEARCH: self._search,
            Do.OPEN: self._open,
            Do.BACK: self._back,
            Do.NEXT_HIT: lambda: self.case.marks.go_on(),  # noqa: PLW0108 - made later
            Do.UNFOLD: lambda: self.case.timeline.unfold(),  # noqa: PLW0108 - made later
            Do.GO: self.sidebar.view.setFocus,
            Do.NEXT_OVERDUE: self.sidebar.open_first_overdue,
            Do.INSPECTOR: lambda: self.panes.toggle_inspector(),  # noqa: PLW0108 - made later
            Do.QUIT: self._quit,
        }

    def _lay_out(self) -> None:
        centre = QWidget()
        whole = QVBoxLayout(centre)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        for bar in (self.alarm, self.handover, self.refusals):
            whole.addWidget(bar)
        whole.addWidget(self.panes, 1)
        whole.addWidget(self.send_bar)
        whole.addWidget(self.status)
        self.setCentralWidget(centre)
        order = (self.cases.search, self.cases.view, self.case.timeline, self.sidebar.view)
        for before, after in itertools.pairwise(order):
            QWidget.setTabOrder(before, after)

    def _make_menus(self) -> None:
        bar = QMenuBar(self)
        self.setMenuBar(bar)
        menus.fill(bar, self.actions_by_name)
        self.who = Corner(self._session)
        bar.setCornerWidget(self.who)

    def _connect(self) -> None:
        session = self._session
        session.toast_asked.connect(self.toast.say)
        session.case_changed.connect(self._follow_case)
        session.settings_changed.connect(self._on_settings_changed)
        self.sidebar.query_asked.connect(self._show_query)
        for pane in (self.sidebar, self.inspector, self.handover, self.window_acts):
            pane.case_asked.connect(self.show_case)
        self.sidebar.alarm_changed.connect(self.panes.say_alarm)
        self.panes.strip.clicked.connect(self.sidebar.open_first_overdue)
        self.cases.case_chosen.connect(session.show_case)
        self.cases.case_opened.connect(self._open)
        self.cases.selection_changed.connect(self._enable)
        self.cases.view_asked.connect(self.sidebar.choose_view)
        pop_up, named = partial(menus.pop_up, self), self.actions_by_name
        self.cases.menu_asked.connect(partial(pop_up, menus.IN_LIST, named))
        self.case.more_asked.connect(partial(pop_up, menus.IN_CASE, named))
        self.case.back_asked.connect(self._back)
        self.case.inspector_asked.connect(self.panes.toggle_inspector)
        self.case.detail_changed.connect(self.inspector.show_case)
        self.case.mail_menu_asked.connect(self.window_acts.pop_up_mail_menu)
        self.window_acts.reading.case_wanted.connect(self.show_case)
        self.event_acts.watch(self.case)
        self.window_acts.threads.watch(self.inspector.threads)
        self.inspector.contact_asked.connect(self.window_acts.people.contact)
        self.inspector.handling_asked.connect(self.window_acts.people.handling)
        self.inspector.form_asked.connect(self.actions_by_name[Do.ESCALATE].trigger)
        self.letters.watch(self.cases.view, self.case.timeline, self.sidebar.view)
        self.letters.moved.connect(self.cases.step)
        self.letters.pressed.connect(self._on_letter)
        self.letters.stray.connect(lambda: session.toast(text.stray_letters()))
        self.composer.enlarged.connect(lambda on: self.case.give_room_to_write(all_of_it=on))

    def _connect_bars(self) -> None:
        self.composer.queued.connect(self._on_queued)
        self.composer.closed.connect(self._take_hands)
        self.window_acts.approvals.watch(self.case.approval, self.composer)
        self.window_acts.elsewhere.watch(self.cases.view, self.case.timeline)
        self.window_acts.elsewhere.attach_wanted.connect(self.case_acts.attach)
        self.send_bar.restored.connect(self._restore)
        self.send_bar.look_asked.connect(self.show_case)
        self.case.booked.restored.connect(self._restore)
        self.form.closed.connect(self._take_hands)
        self.form.interim_asked.connect(self.case_acts.reply_meanwhile)
        self.form.reply_asked.connect(self.case_acts.reply_to)
        self.form.draft_asked.connect(self.case_acts.write_into_reply)
        self.status.upcoming.case_asked.connect(self.show_case)
        self.status.upcoming.steps_read.connect(self.sidebar.show_steps)
        self.status.login_asked.connect(self.window_acts.accounts)
        self.status.outbox_asked.connect(lambda: self.sidebar.choose_view(View.OUTBOX))
        self.status.steps_asked.connect(self.window_acts.not_applied)
        for line in (self.status, self.alarm):
            line.ledger_asked.connect(self.window_acts.reading.ledger)
        self.alarm.rebuild_asked.connect(self.window_acts.rebuild_record)
        self.alarm.help_asked.connect(self.window_acts.rebuild_record)
        self.window_acts.rebuild_asked.connect(self.rebuild_asked)
        self.window_acts.draft_asked.connect(self.case_acts.write_into_reply)
        self.closing.ready.connect(self.close)
        self.refusals.tray_asked.connect(self.window_acts.not_applied)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange the panes for the new size."""
        super().resizeEvent(event)
        self.panes.fit(self.width(), self.height(), self._session.settings.text_percent)
        self.who.show_mailbox(shown=not self.panes.now.rail)

    # --- what is shown -----------------------------------------------------------------------

    def _show_query(self, query: CaseQuery) -> None:
        if self.window_acts.open_list(query.view):  # mails or events, not cases
            return
        self.panes.show_reading(reading=False, outbox=query.view is View.OUTBOX)
        self.cases.show_query(query)

    def show_case(self, case: CaseId) -> None:
        """Show a case, wherever it stands."""
        self.cases.choose(case)
        self._session.show_case(case)
        self.panes.show_reading(reading=True)

    def _enable(self) -> None:
        """Grey out what needs a case while none is chosen."""
        chosen = bool(self.case_acts.targets())
        for spec in TABLE:
            if spec.needs_case:
                self.actions_by_name[spec.do].setEnabled(chosen)

    def _follow_case(self, case: CaseId | None) -> None:
        self._enable()
        if case != self.composer.case and self.composer.window() is self:
            self.composer.leave()
        if not self.form.isHidden():
            self.form.leave()
        self.panes.follow_case(has_case=case is not None)

    def _on_settings_changed(self) -> None:
        compact = self._session.settings.density is Density.COMPACT
        self.panes.widen_list(COLUMNS_WIDTH if compact else LIST_WIDTH)
        self._show_checks()

    def _show_checks(self) -> None:
        marked = self.window_acts.checked()
        for spec in TABLE:
            if spec.checkable:
                self.actions_by_name[spec.do].setChecked(spec.do in marked)

    def _open(self) -> None:
        if self._session.case is None and self.cases.current() is not None:
            self._session.show_case(self.cases.current())
        self.panes.show_reading(reading=self._session.case is not None)
        self.case.timeline.setFocus()

    def _back(self) -> None:
        self.panes.show_reading(reading=False)
        self.cases.view.setFocus()

    def _search(self) -> None:
        self._back()
        self.cases.focus_search()

    def _take_hands(self) -> None:
        target = self.case.timeline if self.panes.now.single else self.cases.view
        target.setFocus()

    def _on_letter(self, letter: str) -> None:
        do = actions.letters().get(letter)
        if do is not None:
            self.actions_by_name[do].trigger()

    # --- what happens ------------------------------------------------------------------------

    def _on_queued(self, outbox_id: str) -> None:
        self._session.note_way_back(partial(self.send_bar.take_back, outbox_id))
        if self._session.case is not None:
            self.case_acts.go_on(self._session.case)

    def _restore(self, draft: Draft) -> None:
        if not self.window_acts.goes_on(draft):
            self.show_case(draft.case)
            self.composer.restore(draft)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leads from the case back to the list, and does nothing else."""
        if event.key() == Qt.Key.Key_Escape:
            self._back()
            return
        super().keyPressEvent(event)

    def _quit(self) -> None:
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep drafts and let the app end; a mail about to leave is asked about first."""
        if not self.closing.may_close():
            event.ignore()
            return
        self.composer.leave()
        self.closed.emit()
        super().closeEvent(event)

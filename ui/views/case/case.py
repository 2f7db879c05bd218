"""The case pane: head, the next step, the timeline; below it the composer, over it the form.

Reads the case that the session shows, and reads it again when it changes. The composer and the
escalation form are handed in; this pane only gives them room.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QLabel, QSplitter, QStackedLayout, QVBoxLayout, QWidget

from mailroom.domain.changes import Changes
from mailroom.domain.events import DraftShared
from mailroom.domain.policies.criteria import Suggestion
from mailroom.domain.query import CaseDetail, TimelineItem
from mailroom.ids import CaseId
from ui.actions import Do
from ui.models.next_step import NO_GUIDANCE, Guided, Tone, next_step
from ui.models.suggested import suggested
from ui.notice_bar import BarKind, NoticeBar
from ui.session import Session
from ui.views.case.approval_card import ApprovalCard
from ui.views.case.filter_bar import FilterBar
from ui.views.case.header import CaseHeader
from ui.views.case.search_marks import SearchMarks
from ui.views.case.timeline import Timeline
from ui.views.composer.composer import Composer
from ui.views.composer.window import PopOut
from ui.views.sending.booked_bar import BookedBar

LEAST_TIMELINE = 120
"""Pixels of the mail that stay above the composer, also in a low window."""

_LEAST_WHEN_LOW = 66
"""… while a mail that was held back asks for room below it: its head and first line."""

_READING_SHARE = 0.45
"""Of the height that the mail keeps when somebody begins to write."""

READ_AFTER_MS = 1000
"""A case on screen for so long counts as read; J, J, J passes others by."""

_BARS = {
    Tone.INFO: (BarKind.INFO, ""),
    Tone.WAIT: (BarKind.WAIT, "clock"),
    Tone.LOCK: (BarKind.LOCK, ""),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """One case as it was read."""

    case: CaseId
    detail: CaseDetail | None
    items: tuple[TimelineItem, ...]
    suggestions: tuple[Suggestion, ...] = ()
    help_offered: bool = False


class CasePane(QFrame):
    """One case.

    Signals:
        detail_changed(CaseDetail | None, tuple[TimelineItem, ...]): what is on screen now.
        more_asked(QPoint): the ⋯ menu of the case.
        mail_menu_asked(MailPlace, QPoint): the ⋯ of a mail.
        event_menu_asked(TimelineItem, QPoint): what can be done with an event.
        back_asked(), inspector_asked(): from the head.
    """

    detail_changed = Signal(object, object)
    more_asked = Signal(QPoint)
    mail_menu_asked = Signal(object, QPoint)
    event_menu_asked = Signal(object, QPoint)
    back_asked = Signal()
    inspector_asked = Signal()

    def __init__(
        self,
        session: Session,
        actions: Mapping[Do, QAction],
        *,
        composer: Composer,
        form: QWidget,
    ) -> None:
        super().__init__()
        self.setObjectName("casePane")
        self._session = session
        self._actions = actions
        self._detail: CaseDetail | None = None
        self._suggestions: tuple[Suggestion, ...] = ()
        self._guided = NO_GUIDANCE
        self.header = CaseHeader(session, actions)
        self.timeline = Timeline(session)
        self.marks = SearchMarks(session, self.timeline)
        self.filter_bar = FilterBar(session)
        self.booked = BookedBar(session)
        self.approval = ApprovalCard(session)
        self._steps = {tone: NoticeBar(kind, glyph=glyph) for tone, (kind, glyph) in _BARS.items()}
        self._composer, self._form = composer, form
        self._reading = QTimer(self)
        self._reading.setSingleShot(True)
        self._reading.setInterval(READ_AFTER_MS)
        self._reading.timeout.connect(self._on_looked_at)
        self._lay_out()
        self.pop_out = PopOut(session, composer, self._split)
        self._connect()
        self._show(None, ())

    @property
    def detail(self) -> CaseDetail | None:
        """Return the case as it is on screen; its ``seen`` is the basis of what one does."""
        return self._detail

    def arrange(self, *, single: bool, low: bool) -> None:
        """Fit a narrow or a low window."""
        self.header.arrange(single=single, low=low)
        self.timeline.setMinimumHeight(_LEAST_WHEN_LOW if low else LEAST_TIMELINE)
        self._low = low
        if self._detail is not None:
            self._show_header(self._detail)
        self._show_step()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow what opens below and over the case."""
        if event.type() == QEvent.Type.ShowToParent:
            if watched is self._form:
                self._over.setCurrentWidget(self._form)
            elif self._composer.parentWidget() is self._split:
                self.give_room_to_write()
            self._show_step()
        elif event.type() == QEvent.Type.HideToParent:
            if watched is self._form:
                self._over.setCurrentWidget(self._split)
            self._show_step()
        return False

    def give_room_to_write(self, *, all_of_it: bool = False) -> None:
        """Share the height between the mail and the composer."""
        height = self._split.height() - self._split.handleWidth()
        most = height - self._composer.minimumSizeHint().height()
        wanted = 0 if all_of_it else min(int(height * _READING_SHARE), most)
        above = max(LEAST_TIMELINE, wanted)
        self._split.setSizes([above, max(1, height - above)])

    # --- making ------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self._low = False
        self._split = QSplitter(Qt.Orientation.Vertical)
        self._split.setChildrenCollapsible(False)
        self._split.setHandleWidth(4)
        self._split.addWidget(self.timeline)
        self._split.addWidget(self._composer)
        self._split.setStretchFactor(0, 1)
        self._split.setStretchFactor(1, 1)
        self.timeline.setMinimumHeight(LEAST_TIMELINE)
        over = QWidget()
        self._over = QStackedLayout(over)
        self._over.addWidget(self._split)
        self._over.addWidget(self._form)
        case = QWidget()
        column = QVBoxLayout(case)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.filter_bar)
        column.addWidget(self.booked)
        column.addWidget(self.approval)
        for bar in self._steps.values():
            column.addWidget(bar)
        column.addWidget(over, 1)
        self._none = QLabel(self.tr("Choose a case on the left."))
        self._none.setProperty("role", "empty")
        self._none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._none.setWordWrap(True)
        self._pages = QStackedLayout(self)
        self._pages.addWidget(case)
        self._pages.addWidget(self._none)

    def _connect(self) -> None:
        self._session.case_changed.connect(self._on_case_changed)
        self._session.changed.connect(self._on_changed)
        self.header.back_asked.connect(self.back_asked)
        self.header.inspector_asked.connect(self.inspector_asked)
        self.header.more_asked.connect(self.more_asked)
        self._composer.installEventFilter(self)
        self._form.installEventFilter(self)
        self.detail_changed.connect(self.filter_bar.show_case)
        self.detail_changed.connect(self.approval.show_case)
        self.detail_changed.connect(self.marks.show_detail)
        self.timeline.draft_taken.connect(self._take_draft)
        self.timeline.draft_withdrawn.connect(self._withdraw_draft)
        self.timeline.menu_asked.connect(self.mail_menu_asked)
        self.timeline.event_menu_asked.connect(self.event_menu_asked)

    def _take_draft(self, item: TimelineItem) -> None:
        event, case = item.event, self._session.case
        if event is not None and isinstance(event.body, DraftShared) and case is not None:
            self._composer.sharing.take(case, event.id, event.by, event.body.draft)

    def _withdraw_draft(self, item: TimelineItem) -> None:
        if item.event is not None and self._session.case is not None:
            self._composer.sharing.withdraw(self._session.case, item.event.id)

    # --- reading -----------------------------------------------------------------------------

    def _on_case_changed(self, case: CaseId | None) -> None:
        self._reading.stop()
        if case is None:
            self._session.tasks.forget("case")
            self._show(None, ())
        else:
            self._read(case)

    def _on_changed(self, changes: Changes) -> None:
        case = self._session.case
        if case is not None and (case in changes.cases or changes.team):
            self._read(case)

    def _read(self, case: CaseId) -> None:
        room = self._session.room

        def read() -> _Read:
            return _Read(
                case=case,
                detail=room.reads.detail(case),
                items=room.reads.timeline(case),
                suggestions=room.guidance.suggestions(case),
                help_offered=room.guidance.help_offer(case) is not None,
            )

        self._session.ask("case", read, self._on_read)

    def _on_read(self, read: _Read) -> None:
        if read.case == self._session.case:
            self._suggestions = read.suggestions
            self._guided = Guided(
                suggestions=tuple(suggested(one) for one in read.suggestions),
                help_offered=read.help_offered,
            )
            self._show(read.detail, read.items)

    def _show(self, detail: CaseDetail | None, items: tuple[TimelineItem, ...]) -> None:
        before, self._detail = self._detail, detail
        self._pages.setCurrentIndex(0 if detail is not None else 1)
        if detail is None:
            self.detail_changed.emit(None, ())
            return
        self._show_header(detail)
        self.header.mark_drawer(marked=bool(detail.escalations or detail.related))
        self._show_step()
        if before is not None and before.row.case.id == detail.row.case.id:
            self.timeline.update_items(items)
        else:
            self.timeline.show_items(items)
        if self._suggestions or any(item.unread for item in items):
            self._reading.start()
        self.detail_changed.emit(detail, items)

    def _on_looked_at(self) -> None:
        """Count the case as read: it has been on screen for a moment, not just passed by.

        Its suggestions count as shown: from now on somebody escalates or says why not (S39).
        """
        if self._detail is None or self._detail.row.case.id != self._session.case:
            return
        case, room, shown = self._detail.row.case.id, self._session.room, self._suggestions

        def note() -> None:
            room.reads.mark_read(case)
            room.guidance.shown(case, shown)

        self._session.tasks.act(note, None, self._session.tell)

    def _show_header(self, detail: CaseDetail) -> None:
        first = next(iter(self._guided.suggestions), None)
        self.header.show_case(detail, first.short if first is not None else "")

    def _show_step(self) -> None:
        for bar in self._steps.values():
            bar.hide()
        if self._detail is None or self._low or not self._form.isHidden():
            return
        session = self._session
        step = next_step(
            self._detail, session.me, session.roster, session.now(), guided=self._guided
        )
        if step is None or (step.tone is Tone.LOCK and not self._composer.isHidden()):
            return  # the composer says itself who holds the case
        acts = [self._actions[do] for do in step.acts]
        buttons = [(act.text().rstrip("…"), act.trigger) for act in acts]
        if buttons and step.words:
            buttons[0] = (step.words, acts[0].trigger)
        self._steps[step.tone].say(step.sentence, *buttons)

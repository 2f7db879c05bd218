"""What can be done with one event of a timeline: look at it closely, copy it, remove its words.

Removing is for personal data (design section 4): by the author or a lead, for everyone, and it
cannot be undone, so it asks first.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from mailroom.domain.commands import Undo
from mailroom.domain.events import MailMoved, Merged, Split
from mailroom.domain.query import Standing, TimelineItem
from mailroom.domain.words import blanked
from ui.acts.rule_acts import RuleActs
from ui.session import Session
from ui.views.case.case import CasePane
from ui.wording import event_text


class EventActs(QWidget):
    """An invisible child of the window."""

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self.hide()
        self._session = session
        self._window = window
        self.rules = RuleActs(session, window, self)

    def watch(self, case: CasePane) -> None:
        """Serve the timeline of this pane, and what it says of a rule."""
        case.event_menu_asked.connect(self.pop_up)
        case.filter_bar.rule_asked.connect(self.rules.open_rule)

    def pop_up(self, item: TimelineItem, at: QPoint) -> None:
        """Offer what can be done with an event."""
        menu = self.menu(item)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)

    def menu(self, item: TimelineItem) -> QMenu:
        """Return the menu of an event."""
        menu = QMenu(self._window)
        menu.addAction(self.tr("Details…")).triggered.connect(lambda: self.show_details(item))
        menu.addAction(self.tr("Copy")).triggered.connect(lambda: self._copy(item))
        if self.may_part_again(item):
            undo = menu.addAction(self.tr("Undo this"))
            undo.triggered.connect(lambda: self.part_again(item))
        if self.rules.may_undo(item):
            self.rules.fill_menu(menu, item)
        if self.may_remove(item):
            menu.addSeparator()
            remove = menu.addAction(self.tr("Remove the words for good…"))
            remove.triggered.connect(lambda: self.ask_to_remove(item))
        return menu

    def may_part_again(self, item: TimelineItem) -> bool:
        """Return whether it changed which mails form a case: that is undone where it is told."""
        return (
            item.event is not None
            and item.standing is Standing.CONFIRMED
            and isinstance(item.event.body, Merged | Split | MailMoved)
        )

    def part_again(self, item: TimelineItem) -> None:
        """Undo a merge, a split or a move, however long ago and by whomever it was made."""
        if item.event is not None:
            self._session.do(Undo(event=item.event.id), said=self.tr("Undone"), undo=False)

    def may_remove(self, item: TimelineItem) -> bool:
        """Return whether there are words, and this person may remove them."""
        if item.event is None or item.standing is Standing.ASKED:
            return False
        mine = item.event.by == self._session.me.person
        has_words = blanked(item.event) != item.event
        return has_words and (mine or self._session.roster.i_am_lead)

    def show_details(self, item: TimelineItem) -> None:
        """Show who, which PC, when, place in the record and standing."""
        from ui.dialogs.event_details import EventDetails  # noqa: PLC0415 - painted first

        EventDetails(self._session, item, self._window).open()

    def ask_to_remove(self, item: TimelineItem) -> None:
        """Ask once, plainly, and remove the words for everyone."""
        from ui.dialogs.event_details import RemoveWords  # noqa: PLC0415 - painted first

        RemoveWords(self._session, item, self._window).open()

    def _copy(self, item: TimelineItem) -> None:
        roster, now = self._session.roster, self._session.now()
        facts = event_text.details(item, roster, now)
        said = event_text.of_event(item.event, roster, now) if item.event is not None else ""
        lines = [said, event_text.text_of(item), *(event_text.detail_line(*one) for one in facts)]
        QGuiApplication.clipboard().setText("\n".join(line for line in lines if line))

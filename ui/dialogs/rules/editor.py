"""エスカレーションのルール: the pages, what is wrong, why it is changed, and what would move.

Everybody may look; only a lead saves, and only what would work. Nothing is kept before.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QTabWidget, QWidget

from mailroom.domain.commands import SetPolicy
from ui.dialogs.dialog import Dialog, row
from ui.dialogs.rules.contacts_page import ContactsPage
from ui.dialogs.rules.criteria_page import CriteriaPage
from ui.dialogs.rules.history_page import HistoryPage
from ui.dialogs.rules.levels_page import LevelsPage
from ui.dialogs.rules.routes_page import RoutesPage
from ui.dialogs.rules.texts_page import TextsPage
from ui.dialogs.rules.times_page import TimesPage
from ui.inputs import Line, restyle
from ui.models.rules_draft import RulesDraft
from ui.plain_text import plain_label
from ui.session import Session

_HEIGHT, _LOWEST = 640, 120
_SENTENCES = 3
"""Findings said at the foot; the others stand beside their cells."""


class RulesDialog(Dialog):
    """The editor."""

    def __init__(self, session: Session, parent: QWidget | None) -> None:
        super().__init__(parent, "", width=900)
        self.setWindowTitle(self.tr("Rules for escalating"))
        self._session = session
        self.draft = RulesDraft(session.room, session.roster.members.values())
        self.pages = QTabWidget()
        self.pages.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.pages.setMinimumHeight(_LOWEST)
        self._makers: list[tuple[str, Callable[[], QWidget]]] = [
            (self.tr("Levels"), lambda: LevelsPage(self.draft)),
            (self.tr("Routes"), lambda: RoutesPage(self.draft)),
            (self.tr("Criteria"), lambda: CriteriaPage(self.draft)),
            (self.tr("Time-outs"), lambda: TimesPage(self.draft)),
            (self.tr("Customers"), lambda: ContactsPage(session)),
            (self.tr("Texts"), lambda: TextsPage(self.draft)),
            (self.tr("Changes"), self._history),
        ]
        for name, _ in self._makers:
            self.pages.addTab(_scrolling(), name)
        self.pages.currentChanged.connect(self.show_page)
        self.findings = plain_label("meta")
        self.reason = Line(self.tr("Why"), hint=self.tr("Why is it changed?"))
        self.content_layout.addWidget(self.pages, 1)
        self.content_layout.addWidget(self.findings)
        self.reason_row = row(self.tr("Why"), self.reason)
        self.content_layout.addWidget(self.reason_row)
        if session.roster.i_am_lead:
            self.save_button = self.add_buttons(self.tr("Save"))
        else:
            self.save_button = self.add_buttons()
            self.reason_row.hide()
        self.draft.changed.connect(self._say_findings)
        self.show_page(0)
        self._say_findings()

    def sizeHint(self) -> QSize:
        """Take what the window has: the pages scroll, the dialog does not."""
        return QSize(super().sizeHint().width(), _HEIGHT).boundedTo(self._room())

    def show_page(self, number: int) -> QWidget:
        """Show a page, made from the draft as it is now."""
        self.pages.setCurrentIndex(number)
        area = self.pages.widget(number)
        assert isinstance(area, QScrollArea)
        page = self._makers[number][1]()
        page.setEnabled(self._session.roster.i_am_lead)
        area.setWidget(page)
        return page

    def confirm(self) -> None:
        """Save the rules, if they work and somebody said why."""
        if not self._session.roster.i_am_lead:
            return
        if not self.draft.is_changed:
            self.accept()
            return
        if self.draft.errors:
            self.say_problem(self.tr("Not saved yet. Correct what is marked in red first."))
            return
        reason = self.reason.text().strip()
        if not reason:
            self.say_problem(self.tr("Write why it is changed: everybody reads it later."))
            self.reason.setFocus()
            return
        policy = self.draft.on_top_of(self._session.room.policy.current())
        if policy is None:
            self.say_problem(
                self.tr("Somebody changed the same rules meanwhile. Close, open and look again.")
            )
            return
        command = SetPolicy(policy=policy, reason=reason)
        self._session.do(command, said=self.tr("Rules saved"), undo=False)
        self.accept()

    def _history(self) -> QWidget:
        page = HistoryPage(self._session, self.draft)
        page.taken.connect(lambda: self.show_page(0))
        return page

    def _say_findings(self) -> None:
        found = self.draft.sentences()
        said = [sentence for sentence, _ in found[:_SENTENCES]]
        if len(found) > _SENTENCES:
            said.append(self.tr("and %n more", "", len(found) - _SENTENCES))
        moving = self.draft.moves()
        if moving:
            said.append(self.tr("%n deadline(s) move when this is saved.", "", moving))
        if not said and self.draft.is_changed:
            said.append(self.tr("Nothing is wrong with it."))
        self.findings.setText("\n".join(said))
        self.findings.setProperty("role", "problem" if self.draft.errors else "meta")
        restyle(self.findings)
        self.findings.setVisible(bool(said))
        if not self.draft.errors:
            self.say_problem("")


def _scrolling() -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setMinimumHeight(96)
    return area

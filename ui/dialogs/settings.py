"""Settings: what a person likes on this PC, and what the team agreed on.

The first three pages are kept by 「保存」; the team's pages act at once, as everything does that
the whole team sees. Knows pages, not what is on them.
"""

from __future__ import annotations

from PySide6.QtWidgets import QTabWidget, QWidget

from ui.dialogs.arrival.page import ArrivalPage
from ui.dialogs.calendar_page import CalendarPage
from ui.dialogs.dialog import Dialog
from ui.dialogs.label_page import LabelPage
from ui.dialogs.mail_page import MailPage
from ui.dialogs.own_pages import LookPage, WorkPage
from ui.dialogs.record_page import RecordPage
from ui.dialogs.rules_page import RulesPage
from ui.dialogs.sender_page import SenderPage
from ui.dialogs.team_page import TeamPage
from ui.dialogs.template_page import TemplatePage
from ui.session import Session


class SettingsDialog(Dialog):
    """The pages of the settings."""

    def __init__(self, session: Session, parent: QWidget | None) -> None:
        super().__init__(parent, "", width=880)
        self.setWindowTitle(self.tr("Settings"))
        self._session = session
        self.look = LookPage(session.settings)
        self.work = WorkPage(session.settings)
        self.mail = MailPage(session.settings)
        self.team = TeamPage(session)
        self.senders = SenderPage(session)
        self.labels = LabelPage(session)
        self.templates = TemplatePage(session)
        self.arrival = ArrivalPage(session)
        self.rules = RulesPage(session)
        self.calendar = CalendarPage(session)
        self.pages = QTabWidget()
        for page, name in (
            (self.look, self.tr("Look")),
            (self.work, self.tr("Work")),
            (self.mail, self.tr("Mails")),
            (self.team, self.tr("Team")),
            (self.senders, self.tr("Senders")),
            (self.labels, self.tr("Labels")),
            (self.templates, self.tr("Templates")),
            (self.arrival, self.tr("Arrival")),
            (self.rules, self.tr("Escalating")),
            (self.calendar, self.tr("Hours")),
        ):
            self.pages.addTab(page, name)
        if session.roster.i_am_lead:
            self.pages.addTab(RecordPage(session), self.tr("Record"))
        self.content_layout.addWidget(self.pages)
        self.add_buttons(self.tr("Save"))

    def confirm(self) -> None:
        """Keep what the person likes, and close."""
        if self.calendar.isEnabled() and not self.calendar.save():
            self.pages.setCurrentWidget(self.calendar)
            return
        settings = self.work.chosen(self.look.chosen(self._session.settings))
        self._session.set_settings(self.mail.chosen(settings))
        self.accept()

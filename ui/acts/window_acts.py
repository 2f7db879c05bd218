"""Binds the actions about the window: looks, dialogs, saving and showing of mails.

Dialogs are imported when they are first wanted, so that the window paints without them.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint, QProcess, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from mailroom.domain.drafts import Draft, DraftTab
from mailroom.domain.mails import MailPlace
from mailroom.domain.query import View
from mailroom.ids import CaseId
from mailroom.settings import Density, Language, Settings, Theme
from ui import translations
from ui.actions import Act, Do
from ui.acts.approval_acts import ApprovalActs
from ui.acts.clock_acts import ClockActs
from ui.acts.elsewhere_acts import ElsewhereActs
from ui.acts.file_acts import FileActs
from ui.acts.people_acts import PeopleActs
from ui.acts.reading_acts import ReadingActs
from ui.acts.template_acts import TemplateActs
from ui.acts.thread_acts import ThreadActs
from ui.models.sidebar import OPENS_DIALOG
from ui.question import Question
from ui.session import Session
from ui.wording import text

Targets = Callable[[], tuple[CaseId, ...]]

_DENSITIES = {
    Density.COMPACT: Do.COMPACT,
    Density.NORMAL: Do.NORMAL,
    Density.ROOMY: Do.ROOMY,
}
_TEXT_STEP = 10
_TEXT_RANGE = (80, 200)


class WindowActs(QWidget):
    """What the actions beside the case menu do; an invisible child of the window.

    Signals:
        rebuild_asked(): language, colours or text size changed.
        case_asked(CaseId): show that case.
        draft_asked(CaseId, str): put these words into a reply.
    """

    rebuild_asked = Signal()
    case_asked = Signal(object)
    draft_asked = Signal(object, str)

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self.hide()
        self._session = session
        self._window = window
        self.people = PeopleActs(session, window, self)
        self.people.case_asked.connect(self.case_asked)
        self.clocks = ClockActs(session, window, self)
        self.threads = ThreadActs(session, window, self)
        self.reading = ReadingActs(session, window)
        self.elsewhere = ElsewhereActs(session, window)
        self.files = FileActs(session, window)
        self.approvals = ApprovalActs(session, window)
        TemplateActs(session, self)
        session.settings_changed.connect(self._on_settings_changed)
        session.question_asked.connect(self.ask)
        self._shown = session.settings

    def bound(self, targets: Targets) -> dict[Do, Act]:
        """Return what each action does; ``targets`` says which cases are meant."""
        return {
            **self.people.bound(),
            **self.clocks.bound(),
            **self.threads.bound(targets),
            **self.reading.bound(),
            **self.elsewhere.bound(),
            **self.files.bound(),
            Do.SYNC: self.sync,
            Do.SETTINGS: self.settings,
            Do.ACCOUNTS: self.accounts,
            Do.NEW_MAIL: self.new_mail,
            Do.REPORT: self.report,
            Do.NEW_PHONE_CASE: self.phone_case,
            Do.ASSIGN: lambda: self.assign(targets()),
            Do.LABEL: lambda: self.label(targets()),
            Do.SNOOZE: lambda: self.snooze(targets()),
            Do.PALETTE: self.palette_of_actions,
            Do.BOARD: self.board,
            Do.MORNING: self.morning,
            Do.NOT_APPLIED: self.not_applied,
            Do.PRACTICE: self.practise,
            Do.DOCTOR: self.doctor,
            Do.KEYS: self.keys,
            Do.ABOUT: self.about,
            Do.COMPACT: partial(self._set, density=Density.COMPACT),
            Do.NORMAL: partial(self._set, density=Density.NORMAL),
            Do.ROOMY: partial(self._set, density=Density.ROOMY),
            Do.LIGHT: partial(self._set, theme=Theme.LIGHT),
            Do.DARK: partial(self._set, theme=Theme.DARK),
            Do.JAPANESE: partial(self._set, language=Language.JA),
            Do.ENGLISH: partial(self._set, language=Language.EN),
            Do.PLAIN_MAIL: lambda: self._set(plain_mail=not self._session.settings.plain_mail),
            Do.LARGER: partial(self._resize_text, _TEXT_STEP),
            Do.SMALLER: partial(self._resize_text, -_TEXT_STEP),
            Do.TEXT_NORMAL: lambda: self._set(text_percent=100),
        }

    # --- looks -------------------------------------------------------------------------------

    def _set(self, **changed: object) -> None:
        settings: Settings = replace(self._session.settings, **changed)  # type: ignore[arg-type]
        self._session.set_settings(settings)

    def _resize_text(self, by: int) -> None:
        low, high = _TEXT_RANGE
        wanted = self._session.settings.text_percent + by
        self._set(text_percent=min(max(wanted, low), high))

    def checked(self) -> frozenset[Do]:
        """Return the actions that carry a mark: they say how things are now."""
        settings = self._session.settings
        return frozenset({Do.PLAIN_MAIL} if settings.plain_mail else ()) | frozenset(
            {
                _DENSITIES[settings.density],
                Do.DARK if self._session.palette.dark else Do.LIGHT,
                Do.ENGLISH
                if translations.chosen(settings.language) is Language.EN
                else Do.JAPANESE,
            }
        )

    def _on_settings_changed(self, settings: Settings) -> None:
        """Make the window anew where words, icons or sizes were painted once."""
        before, self._shown = self._shown, settings
        seen = replace(
            before,
            density=settings.density,
            boundaries_read=settings.boundaries_read,
            plain_mail=settings.plain_mail,
            pictures_from=settings.pictures_from,
        )
        if seen != settings:
            self.rebuild_asked.emit()

    # --- dialogs -----------------------------------------------------------------------------

    def settings(self) -> None:
        """Let the person change settings."""
        from ui.dialogs.settings import SettingsDialog  # noqa: PLC0415 - painted first

        SettingsDialog(self._session, self._window).open()

    def accounts(self) -> None:
        """Show the mail account; enter the password again."""
        from ui.dialogs.accounts import AccountsDialog  # noqa: PLC0415 - painted first

        AccountsDialog(self._session, self._window).open()

    def new_mail(self, draft: Draft | None = None) -> None:
        """Write a mail that answers nothing, or go on with one."""
        from ui.new_mail_window import NewMailDialog  # noqa: PLC0415 - painted first

        begun = draft or self._session.room.drafts.new_mail()
        NewMailDialog(self._session, begun, self._window).show()

    def report(self, draft: Draft | None = None) -> None:
        """Write to a client about the case on screen, or go on with it (S44)."""
        from ui.report_window import ReportDialog  # noqa: PLC0415 - painted first

        case = draft.case if draft is not None else self._session.case
        if case is None:
            return
        begun = draft or self._session.room.reads.reports.begin(case)
        if begun is not None:
            ReportDialog(self._session, begun, self._window).show()

    def goes_on(self, draft: Draft) -> bool:
        """Open a mail in the window in which it was written; false if that is the composer."""
        if draft.tab is DraftTab.REPORT:
            self.report(draft)
            return True
        if self._session.room.reads.detail(draft.case) is not None:
            return False
        self.new_mail(draft)
        return True

    def phone_case(self) -> None:
        """Open a case from a phone call."""
        from ui.dialogs.phone_case import PhoneCaseDialog  # noqa: PLC0415 - painted first

        PhoneCaseDialog(self._session, self._window).open()

    def assign(self, cases: tuple[CaseId, ...]) -> None:
        """Choose who gets cases."""
        from ui.dialogs.assign import AssignPicker  # noqa: PLC0415 - painted first

        if cases:
            AssignPicker(self._session, cases, self._window).open()

    def label(self, cases: tuple[CaseId, ...]) -> None:
        """Choose labels."""
        from ui.dialogs.labels import LabelPicker  # noqa: PLC0415 - painted first

        if cases:
            LabelPicker(self._session, cases, self._window).open()

    def snooze(self, cases: tuple[CaseId, ...]) -> None:
        """Choose until when."""
        from ui.dialogs.snooze import SnoozePicker  # noqa: PLC0415 - painted first

        if cases:
            SnoozePicker(self._session, cases, self._window).open()

    def palette_of_actions(self) -> None:
        """Find an action by its name, kana or romaji."""
        from ui.dialogs.palette import ActionPalette  # noqa: PLC0415 - painted first

        direct = Qt.FindChildOption.FindDirectChildrenOnly
        ActionPalette(self._window.findChildren(QAction, options=direct), self._window).open()

    def board(self) -> None:
        """Show every escalation that somebody has to act on."""
        from ui.dialogs.board import BoardDialog  # noqa: PLC0415 - painted first

        board = BoardDialog(self._session, self._window)
        board.case_asked.connect(self.case_asked)
        board.open()

    def morning(self) -> None:
        """Show what today brings; hand out what nobody has."""
        from ui.dialogs.morning import MorningDialog  # noqa: PLC0415 - painted first

        morning = MorningDialog(self._session, self._window)
        morning.case_asked.connect(self.case_asked)
        morning.open()

    def open_list(self, view: View) -> bool:
        """Show a view of other things than cases over the window; return whether it is one."""
        if view is View.UNREADABLE:
            self.reading.unreadable()
        elif view is View.STOPPED:
            self.reading.stopped()
        elif view is View.REFUSED:
            self.not_applied()
        return view in OPENS_DIALOG

    def not_applied(self) -> None:
        """Show refused events of mine whose words are kept."""
        from ui.dialogs.not_applied import NotAppliedDialog  # noqa: PLC0415 - painted first

        tray = NotAppliedDialog(self._session, self._window)
        tray.case_asked.connect(self.case_asked)
        tray.draft_asked.connect(self.draft_asked)
        tray.open()

    def rebuild_record(self) -> None:
        """Say what is wrong with the team's record; let a lead rebuild it."""
        from ui.dialogs.rebuild import RebuildDialog  # noqa: PLC0415 - painted first

        RebuildDialog(self._session, self._window).open()

    def doctor(self) -> None:
        """Ask the servers what works."""
        from ui.dialogs.doctor import DoctorDialog  # noqa: PLC0415 - painted first

        DoctorDialog(self._session, self._window).open()

    def practise(self) -> None:
        """Open the practice mailbox in a window of its own; it shares nothing with this one."""
        main = Path(sys.argv[0]).resolve()
        QProcess.startDetached(sys.executable, [str(main), "practice"])

    def keys(self) -> None:
        """Show the keyboard table."""
        from ui.dialogs.reading import KeysDialog  # noqa: PLC0415 - painted first

        KeysDialog(self._window).open()

    def about(self) -> None:
        """Say what this is."""
        from ui.dialogs.reading import AboutDialog  # noqa: PLC0415 - painted first

        AboutDialog(self._window).open()

    def ask(self, question: Question) -> None:
        """Ask before a pane does something that may do harm."""
        from ui.dialogs.confirm import Confirm  # noqa: PLC0415 - painted first

        confirm = Confirm(
            self._window, question.title, what=question.what, do=question.do, act=question.act
        )
        confirm.open()
        confirm.hesitate()

    # --- mails -------------------------------------------------------------------------------

    def sync(self) -> None:
        """Receive now."""
        self._session.room.sync_now()
        self._session.toast(text.receiving())

    def pop_up_mail_menu(self, place: MailPlace, at: QPoint) -> None:
        """Offer what can be done with one mail: why it is here, put it elsewhere, its source."""
        self.threads.pop_up_mail_menu(
            place, at, (*self.elsewhere.of_mail(place), *self.reading.of_mail(place))
        )

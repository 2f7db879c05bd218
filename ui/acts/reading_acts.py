"""What a person does about mail that cannot be read or reads wrong, and its source."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from mailroom.domain.mails import MailPlace
from mailroom.ids import MailKey
from ui.actions import Act, Do
from ui.session import Session
from ui.views.mail.trouble_lines import save_mail


class ReadingActs(QObject):
    """The acts of the mail menu and of the menu bar that are about reading.

    Signals:
        case_wanted(CaseId): show this case.
    """

    case_wanted = Signal(object)

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._window = window
        session.mend_asked.connect(self.mend_mail)

    def bound(self) -> dict[Do, Act]:
        """Return what each action does."""
        return {
            Do.SOURCE: self.source,
            Do.MEND: self.mend,
            Do.UNREADABLE: self.unreadable,
            Do.STOPPED: self.stopped,
            Do.LEDGER: self.ledger,
        }

    def of_mail(self, place: MailPlace) -> Sequence[tuple[str, Act]]:
        """Return what can be done with one mail, for its menu."""
        key = place.facts.key
        return (
            (self.tr("Mend garbled text…"), lambda: self.mend_mail(key)),
            (self.tr("Show the mail as received"), lambda: self._show_source(key)),
            (self.tr("Save as .eml…"), lambda: save_mail(self._session, key, self._window)),
        )

    def source(self) -> None:
        """Show the newest mail of the case as it was received."""
        key = self._newest()
        if key is not None:
            self._show_source(key)

    def mend(self) -> None:
        """Read the newest mail of the case as something else."""
        key = self._newest()
        if key is not None:
            self.mend_mail(key)

    def mend_mail(self, key: MailKey) -> None:
        """Read a mail as something else."""
        from ui.dialogs.rescue import RescueDialog  # noqa: PLC0415 - painted first

        RescueDialog(self._session, key, self._window).open()

    def unreadable(self) -> None:
        """Show the mails that could not be read; each leads to its case."""
        from ui.dialogs.unreadable import UnreadableDialog  # noqa: PLC0415 - painted first

        dialog = UnreadableDialog(self._session, self._window)
        dialog.case_wanted.connect(self.case_wanted)
        dialog.open()

    def stopped(self) -> None:
        """Show the automatic mails that did not leave, and why."""
        from ui.dialogs.stopped import StoppedDialog  # noqa: PLC0415 - painted first

        dialog = StoppedDialog(self._session, self._window)
        dialog.case_asked.connect(self.case_wanted)
        dialog.open()

    def ledger(self) -> None:
        """Show where every mail on the server went."""
        from ui.dialogs.ledger import LedgerDialog  # noqa: PLC0415 - painted first

        dialog = LedgerDialog(self._session, self._window)
        dialog.case_wanted.connect(self.case_wanted)
        dialog.open()

    def _newest(self) -> MailKey | None:
        case = self._session.case
        items = self._session.room.reads.timeline(case) if case is not None else ()
        mails = [item.mail.facts.key for item in items if item.mail is not None]
        return mails[-1] if mails else None

    def _show_source(self, key: MailKey) -> None:
        from ui.dialogs.reading import SourceDialog  # noqa: PLC0415 - painted first

        SourceDialog(self._session.room.reads.source(key), self._window).open()

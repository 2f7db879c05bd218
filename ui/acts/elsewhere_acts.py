"""Binds what has to do with mail from and to elsewhere: sending on to another desk, mail files."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QAbstractScrollArea, QFileDialog, QProgressDialog, QWidget

from mailroom.domain.mails import Direction, MailPlace
from mailroom.errors import MailroomError
from mailroom.ids import MailKey
from mailroom.service.mail_files import FileFate, FileTold
from ui.actions import Act, Do
from ui.mail_drop import MailDrop
from ui.session import Session
from ui.wording import file_fates

_TELL_AFTER_MS = 600


class ElsewhereActs(QObject):
    """Mail that is not for us, and mail that came to us by another way.

    Signals:
        attach_wanted(object): these paths go along with the reply to the case on screen.
    """

    attach_wanted = Signal(object)
    _went_on = Signal(int, int)

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._window = window
        self.drops = MailDrop(self)
        self.drops.dropped.connect(self.ask_about)

    def watch(self, *panes: QAbstractScrollArea) -> None:
        """Ask about mail files that are dropped on these."""
        self.drops.watch(*(pane.viewport() for pane in panes))

    def bound(self) -> dict[Do, Act]:
        """Return what each action does."""
        return {Do.REDIRECT: self.redirect, Do.TAKE_IN: self.choose_files}

    def of_mail(self, place: MailPlace) -> Sequence[tuple[str, Act]]:
        """Return what can be done with one mail, for its menu."""
        if place.internal or place.facts.direction is not Direction.INBOUND:
            return ()
        key = place.facts.key
        return ((self.tr("Send on to another desk…"), lambda: self.redirect(key)),)

    def redirect(self, mail: MailKey | None = None) -> None:
        """Ask where a mail of the case on screen is to go on; the customer's latest by default."""
        from ui.dialogs.redirect import RedirectDialog  # noqa: PLC0415 - painted first

        case = self._session.case
        detail = self._session.room.reads.detail(case) if case is not None else None
        if detail is not None:
            RedirectDialog(self._session, detail, mail, self._window).open()

    def choose_files(self) -> None:
        """Let the person choose mail files, and take them in."""
        title = self.tr("Take in mail files")
        names, _ = QFileDialog.getOpenFileNames(
            self._window, title, "", self.tr("Mails (*.eml);;All files (*)")
        )
        if names:
            self.take_in([Path(name) for name in names])

    def ask_about(self, paths: Sequence[Path]) -> None:
        """Ask what is to become of mails that were dropped or pasted here."""
        from ui.dialogs.mail_files import MailFilesDialog  # noqa: PLC0415 - painted first

        may_attach = self._session.case is not None
        dialog = MailFilesDialog(paths, may_attach=may_attach, parent=self._window)
        dialog.case_wanted.connect(lambda: self.take_in(paths))
        dialog.attach_wanted.connect(lambda: self.attach_wanted.emit(tuple(paths)))
        dialog.open()

    def take_in(self, paths: Sequence[Path]) -> None:
        """Take mails in, away from the window; it can be stopped."""
        files = self._session.room.mail_files
        stop, progress = self._progress()
        self._session.tasks.act(
            lambda: files.take_in(paths, progress=progress, stopped=stop.is_set),
            self._on_taken_in,
            self._on_failed,
        )

    def _on_taken_in(self, told: Sequence[FileTold]) -> None:
        self._went_on.emit(1, 1)
        sentence = file_fates.told(told)
        known = [one.case for one in told if one.fate is FileFate.KNOWN and one.case is not None]
        if len(told) == 1 and known:
            self._session.toast(
                sentence,
                button=self.tr("Show"),
                pressed=lambda: self._session.show_case(known[0]),
            )
        else:
            self._session.toast(sentence)

    def _on_failed(self, error: MailroomError) -> None:
        self._went_on.emit(1, 1)
        self._session.tell(error)

    def _progress(self) -> tuple[threading.Event, Callable[[int, int], None]]:
        """Return what stops the work, and what it tells how far it is."""
        stop = threading.Event()
        dialog = QProgressDialog(self.tr("Taking in mails …"), self.tr("Stop"), 0, 1, self._window)
        dialog.setMinimumDuration(_TELL_AFTER_MS)
        dialog.canceled.connect(stop.set)

        def show(done: int, total: int) -> None:
            dialog.setMaximum(max(total, 1))
            dialog.setValue(done)
            if done >= total:
                self._went_on.disconnect(show)
                dialog.deleteLater()

        self._went_on.connect(show)
        return stop, self._went_on.emit

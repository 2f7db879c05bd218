"""Binds what goes to files and paper: a case, a list, the pack of a case, the ledger (N39)."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog, QProgressDialog, QWidget

from mailroom.ids import CaseId
from mailroom.service.pack.case_pack import Packed
from mailroom.service.pack.ledger_csv import CsvEncoding
from mailroom.settings import Language
from ui import translations
from ui.actions import Act, Do
from ui.session import Session
from ui.wording import text

Targets = Callable[[], tuple[CaseId, ...]]
_TELL_AFTER_MS = 600
_ENDINGS = {CsvEncoding.UTF8: "UTF-8", CsvEncoding.CP932: "CP932"}


class FileActs(QObject):
    """Printing and exporting; the list says itself what it shows (``watch``)."""

    _went_on = Signal(int, int)

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._window = window
        self._listed: Callable[[], tuple[str, tuple[CaseId, ...]]] = lambda: ("", ())

    def bound(self) -> dict[Do, Act]:
        """Return what each action does."""
        return {
            Do.PRINT: self.print_case,
            Do.PRINT_LIST: self.print_list,
            Do.EXPORT: self.export_case,
            Do.LEDGER_CSV: self.write_ledger,
        }

    def watch(self, listed: Callable[[], tuple[str, tuple[CaseId, ...]]]) -> None:
        """Take title and cases of the list from here: the chosen ones, else all of them."""
        self._listed = listed

    def print_case(self) -> None:
        """Print the timeline of the case on screen."""
        from ui import paper  # noqa: PLC0415 - painted first

        case = self._session.case
        if case is not None:
            paper.ask_and_print(self._session, case, self._window)

    def print_list(self) -> None:
        """Print the list as a table."""
        from ui import list_paper  # noqa: PLC0415 - painted first

        title, cases = self._listed()
        list_paper.ask_and_print(self._session, title, cases, self._window)

    def export_case(self) -> None:
        """Ask what the pack of the case on screen is to hold, and where it goes."""
        from ui.dialogs.export import ExportDialog  # noqa: PLC0415 - painted first

        case = self._session.case
        detail = self._session.room.reads.detail(case) if case is not None else None
        if detail is not None:
            dialog = ExportDialog(self._session, detail.row.case.number, self._window)
            dialog.chosen.connect(
                lambda path, for_customer, zipped: self.write_pack(
                    detail.row.case.id, Path(path), for_customer=for_customer, zipped=zipped
                )
            )
            dialog.open()

    def write_pack(self, case: CaseId, path: Path, *, for_customer: bool, zipped: bool) -> None:
        """Write the pack of a case, away from the window."""
        room = self._session.room
        wish = room.packs.wish(
            self._language(),
            for_customer=for_customer,
            zipped=zipped,
            zone=self._session.now().tzinfo,
        )
        stop, progress = self._progress(self.tr("Exporting the case …"))

        def work() -> Packed | None:
            detail = room.reads.detail(case)
            if detail is None:
                return None
            return room.packs.write_case(detail, path, wish, progress, stop.is_set)

        def done(packed: Packed | None) -> None:
            self._went_on.emit(1, 1)
            if packed is not None:
                self._session.toast(text.packed(path.name, packed.mails, packed.missing))

        self._session.tasks.act(work, done, self._session.tell)

    def write_ledger(self) -> None:
        """Ask where the ledger of the list goes and write it."""
        title, cases = self._listed()
        folder = Path(
            QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        )
        excel = self.tr("For Excel ({name})")
        filters = {excel.format(name=name): one for one, name in _ENDINGS.items()}
        usual = str(folder / f"{self.tr('ledger')} {self._session.now():%Y-%m-%d}.csv")
        path, chosen = QFileDialog.getSaveFileName(
            self._window,
            self.tr("Ledger of “{list}”").format(list=title),
            usual,
            ";;".join(f"{name} (*.csv)" for name in filters),
        )
        if path:
            name = chosen.removesuffix(" (*.csv)")
            self.write_csv(cases, Path(path), filters.get(name, CsvEncoding.UTF8))

    def write_csv(self, cases: tuple[CaseId, ...], path: Path, encoding: CsvEncoding) -> None:
        """Write the ledger, away from the window."""
        packs, zone = self._session.room.packs, self._session.now().tzinfo
        language = self._language()
        stop, progress = self._progress(self.tr("Writing the ledger …"))

        def work() -> int:
            return packs.write_ledger(
                cases,
                path,
                encoding=encoding,
                language=language,
                zone=zone,
                progress=progress,
                stopped=stop.is_set,
            )

        def done(count: int) -> None:
            self._went_on.emit(1, 1)
            if count:
                self._session.toast(text.ledger_written(path.name, count))

        self._session.tasks.act(work, done, self._session.tell)

    def _language(self) -> Language:
        return translations.chosen(self._session.settings.language)

    def _progress(self, said: str) -> tuple[threading.Event, Callable[[int, int], None]]:
        """Return what stops the work, and what it tells how far it is."""
        stop = threading.Event()
        dialog = QProgressDialog(said, self.tr("Stop"), 0, 1, self._window)
        dialog.setMinimumDuration(_TELL_AFTER_MS)
        dialog.setAutoClose(True)
        dialog.canceled.connect(stop.set)

        def show(done: int, total: int) -> None:
            dialog.setMaximum(max(total, 1))
            dialog.setValue(done)
            if done >= total:
                self._went_on.disconnect(show)
                dialog.deleteLater()

        self._went_on.connect(show)
        return stop, self._went_on.emit

"""What the pack of a case is to hold, and where it goes (N39)."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog, QRadioButton, QWidget

from ui.dialogs.dialog import Dialog, remark
from ui.inputs import CheckBox
from ui.session import Session


class ExportDialog(Dialog):
    """Everything for an auditor, or only the mails for the customer.

    Signals:
        chosen(str, bool, bool): where it goes, for the customer, as one ZIP file.
    """

    chosen = Signal(str, bool, bool)

    def __init__(self, session: Session, number: int, parent: QWidget | None) -> None:
        super().__init__(parent, "", width=440)
        self.setWindowTitle(self.tr("Export case #{number}").format(number=number))
        self._number = number
        self._day = f"{session.now():%Y-%m-%d}"
        self.everything = QRadioButton(self.tr("Everything (for auditors)"))
        self.outside = QRadioButton(self.tr("Mails with the customer only"))
        self.zipped = CheckBox(self.tr("As one ZIP file"))
        self.everything.setChecked(True)
        self.zipped.setChecked(True)
        for widget in (
            self.everything,
            remark(self.tr("Mails, notes, phone notes, escalations, who did what and when.")),
            self.outside,
            remark(self.tr("Nothing that was said in the house; fit for the customer.")),
            self.zipped,
            remark(self.tr("A page to read and print, the original mails, attachments, JSON.")),
        ):
            self.content_layout.addWidget(widget)
        self.add_buttons(self.tr("Choose where…"))

    def confirm(self) -> None:
        """Ask where, then begin."""
        place = QStandardPaths.StandardLocation.DocumentsLocation
        name = f"case-{self._number}-{self._day}" + (".zip" if self.zipped.isChecked() else "")
        usual = str(Path(QStandardPaths.writableLocation(place)) / name)
        path, _kind = QFileDialog.getSaveFileName(self, self.windowTitle(), usual)
        if path:
            self.chosen.emit(path, self.outside.isChecked(), self.zipped.isChecked())
            self.accept()

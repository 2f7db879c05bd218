"""What is to become of mails that were dropped as files: cases, or files of the reply."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.dialogs.dialog import Dialog, remark
from ui.inputs import ElidedLabel

_NAMES = 5


class MailFilesDialog(Dialog):
    """Asks once for all of them.

    Signals:
        case_wanted(): take them in as cases.
        attach_wanted(): put them into the reply to the case on screen.
    """

    case_wanted = Signal()
    attach_wanted = Signal()

    def __init__(self, paths: Sequence[Path], *, may_attach: bool, parent: QWidget | None) -> None:
        super().__init__(parent, "", width=480)
        self.setWindowTitle(self.tr("%n mail file(s)", "", len(paths)))
        for path in paths[:_NAMES]:
            self.content_layout.addWidget(ElidedLabel(path.name, role="heading"))
        if len(paths) > _NAMES:
            self.content_layout.addWidget(remark(self.tr("and %n more", "", len(paths) - _NAMES)))
        self.content_layout.addWidget(
            remark(
                self.tr(
                    "As a case: the mail goes into the team's inbox and everybody sees it. "
                    "A mail that is there already is not taken in twice."
                )
            )
        )
        self.as_case = self.add_buttons(self.tr("Take in as a case"), close=self.tr("Cancel"))
        self.attach = self.add_button(self.tr("Attach to this reply"))
        self.attach.setVisible(may_attach)
        self.attach.clicked.connect(self._attach)

    def confirm(self) -> None:
        """Make cases of them."""
        self.accept()
        self.case_wanted.emit()

    def _attach(self) -> None:
        self.accept()
        self.attach_wanted.emit()

"""The files a reply takes along: chips with name and size, added by dialog, drop or paste.

Owns only which files and how they look; reading and encoding them is the core's business.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QLabel, QWidget

from ui.flow import FlowLayout
from ui.inputs import PlainButton

WARN_ABOVE = 10 * 1024 * 1024
"""Bytes above which many companies' servers refuse a mail; said beside the chips."""


class Attachments(QWidget):
    """The row of chips.

    Signals:
        changed: a file was added or taken off.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._paths: tuple[Path, ...] = ()
        self._row = FlowLayout(self)
        self.fill(())

    def paths(self) -> tuple[Path, ...]:
        """Return the files, in the order they were added."""
        return self._paths

    def fill(self, paths: tuple[Path, ...]) -> None:
        """Show these files."""
        self._paths = paths
        while (item := self._row.takeAt(0)) is not None:
            if (chip := item.widget()) is not None:
                chip.hide()
                chip.deleteLater()
        for path in paths:
            self._row.addWidget(self._chip(path))
        if self._total() > WARN_ABOVE:
            warning = QLabel(self.tr("Large: some servers refuse it"))
            warning.setProperty("role", "problem")
            self._row.addWidget(warning)
        self.setVisible(bool(paths))

    def add(self, *paths: Path) -> None:
        """Add files that exist and are not there yet."""
        given = dict.fromkeys(paths)
        new = [path for path in given if path.is_file() and path not in self._paths]
        if new:
            self.fill((*self._paths, *new))
            self.changed.emit()

    def remove(self, path: Path) -> None:
        """Take a file off (the file itself stays where it is)."""
        self.fill(tuple(kept for kept in self._paths if kept != path))
        self.changed.emit()

    def ask(self) -> None:
        """Let the person choose files."""
        names, _ = QFileDialog.getOpenFileNames(self, self.tr("Attach files"))
        self.add(*(Path(name) for name in names))

    def _chip(self, path: Path) -> PlainButton:
        size = QLocale().formattedDataSize(_size(path), 0)
        chip = _Chip(f"{path.name}  {size}  ✕", role="chip")
        chip.setToolTip(self.tr("Take {file} off").format(file=path.name))
        chip.setAccessibleName(
            self.tr("Attachment {file}, press to take it off").format(file=path.name)
        )
        chip.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        chip.clicked.connect(lambda: self.remove(path))
        return chip

    def _total(self) -> int:
        return sum(_size(path) for path in self._paths)


class _Chip(PlainButton):
    """A file; Delete takes it off as a click does."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the file off."""
        if event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.click()
            return
        super().keyPressEvent(event)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0

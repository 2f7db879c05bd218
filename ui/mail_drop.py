"""Mails dropped as files (.eml) onto a pane that shows cases: it only says which.

An event filter, so that lists and timelines stay what they are. Other files are not taken here: a
reply takes them.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QWidget

ENDINGS = (".eml", ".msg")
"""Of files that hold one mail; those of Outlook (.msg) are met with a sentence."""


def mails_of(data: QMimeData) -> tuple[Path, ...]:
    """Return the mails among the files of this PC that are dropped or pasted."""
    paths = (Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile())
    return tuple(path for path in paths if path.suffix.lower() in ENDINGS)


class MailDrop(QObject):
    """Takes drops on some widgets.

    Signals:
        dropped(object): a tuple of paths.
    """

    dropped = Signal(object)

    def watch(self, *panes: QWidget) -> None:
        """Take drops on these."""
        for pane in panes:
            pane.setAcceptDrops(True)
            pane.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take mails; leave everything else to the pane."""
        if isinstance(event, QDropEvent) and event.type() == QEvent.Type.Drop:
            mails = mails_of(event.mimeData())
            if mails:
                event.setDropAction(Qt.DropAction.CopyAction)  # the file stays where it is
                event.accept()
                self.dropped.emit(mails)
                return True
        elif isinstance(event, QDragEnterEvent | QDragMoveEvent) and mails_of(event.mimeData()):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            return True
        return super().eventFilter(watched, event)
